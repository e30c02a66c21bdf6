"""The signature's bytes were written out as a text, and that text was encoded."""

import base64
import json
import re
from collections.abc import Iterable

from ..cause import Axis, Evidence, Guess, cause
from .advice import ENCODE_BYTES
from .text import unhexed

_LONGEST = 65_536  # bytes; no signature, however it is written out, comes near
_LOST = "\ufffd".encode()
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{26,}={0,2}")


@cause(Axis.FORM, cost=2, repairable=True, fix=ENCODE_BYTES)
def hex_text(data: bytes, _: Evidence) -> Iterable[Guess]:
    """The signature is the base64url of its hex text.

    The bytes were turned into hex first and the hex was then encoded, so that the signature
    comes out twice as long: PHP's `base64_encode(hash_hmac(…))`, Ruby's `hexdigest`, crypto-js. Every
    library refuses the token.
    """
    if inner := unhexed(data[:_LONGEST].decode("ascii", "replace")):
        digits = 2 * len(inner)
        says = f"The signature decodes to {digits} hex digits, which stand for {len(inner)} bytes."
        yield Guess(inner, says)


@cause(Axis.FORM, cost=2, repairable=True, fix=ENCODE_BYTES)
def double_base64(data: bytes, _: Evidence) -> Iterable[Guess]:
    """The signature is base64-encoded twice.

    The library had returned base64 already, and that text was encoded once more. Every library
    refuses the token.
    """
    if len(data) <= _LONGEST and _BASE64.fullmatch(data):
        text = data.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        if len(text) % 4 != 1:
            inner = base64.b64decode(text + b"=" * (-len(text) % 4))
            says = f"The signature decodes to text that is base64 itself, of {len(inner)} bytes."
            yield Guess(inner, says)


@cause(Axis.FORM, cost=2, repairable=True, fix=ENCODE_BYTES)
def latin1_utf8(data: bytes, _: Evidence) -> Iterable[Guess]:
    """The signature's bytes were taken for characters and written as UTF-8.

    Each byte from 0x80 on became two, so that the signature is half as long again as it should be:
    Node's `Buffer.from(hmac.digest('latin1'))` and `'binary'`, Java's
    `new String(bytes, ISO_8859_1).getBytes(UTF_8)`. Every library refuses the token.
    """
    if len(data) > _LONGEST or data.isascii():
        return
    try:
        inner = b"".join(map(_one_byte, data.decode("utf-8")))
    except UnicodeError:
        return
    says = f"The signature is {len(data)} bytes of UTF-8 for {len(inner)} characters, each of them one byte."
    yield Guess(inner, says)


def _one_byte(character: str) -> bytes:
    """The byte that Latin-1 has for it, or else Windows-1252."""
    return bytes((ord(character),)) if ord(character) < 256 else character.encode("cp1252")


@cause(
    Axis.FACT,
    cost=1,
    fix="Sign again and keep the signature as bytes: Node's digest() without toString(), "
    "Java's byte[] without new String(…).",
)
def utf8_replacement(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signature's bytes were decoded as UTF-8, and some are lost for good.

    What is not UTF-8 became the replacement character U+FFFD: Node's `digest().toString()`, Java's
    `new String(bytes, UTF_8)`, Python's `decode(errors='replace')`. Nobody can tell what stood there.
    """
    data = evidence.token.signature.bytes
    count = data.count(_LOST)
    if count >= 3:
        says = f"{count} times the signature holds EF BF BD, which is written where a byte was no UTF-8."
        yield Guess(None, says)


@cause(Axis.FORM, cost=2, repairable=True, fix=ENCODE_BYTES)
def utf16(data: bytes, _: Evidence) -> Iterable[Guess]:
    """The signature was written as UTF-16, two bytes for each of its own.

    .NET's `Encoding.Unicode.GetBytes`, Node's `Buffer.from(text, 'utf16le')`, and PowerShell, which
    writes its files so. Every library refuses the token.
    """
    body = data.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff") if len(data) % 2 == 0 else b""
    for kept, zeros in ((body[::2], body[1::2]), (body[1::2], body[::2])):
        if len(kept) >= 8 and not any(zeros) and 4 * kept.count(0) < len(kept):
            yield Guess(kept, f"Every other one of the signature's {len(data)} bytes is zero, as in UTF-16.")


@cause(Axis.FORM, cost=2, repairable=True, fix=ENCODE_BYTES)
def byte_list(data: bytes, _: Evidence) -> Iterable[Guess]:
    """The signature is a printed list of numbers.

    Java's `Arrays.toString(bytes)` prints `[18, -4, …]`, JavaScript's `Uint8Array` `18,252,…`, and
    `JSON.stringify` of a Node Buffer `{"type":"Buffer","data":[…]}`; that text was then encoded. Every
    library refuses the token.
    """
    if len(data) <= _LONGEST and data.isascii():
        numbers = _numbers(data.decode("ascii").strip())
        if len(numbers) >= 8 and all(-128 <= number < 256 for number in numbers):
            inner = bytes(number % 256 for number in numbers)
            yield Guess(inner, f"The signature decodes to a printed list of {len(numbers)} numbers.")


def _numbers(text: str) -> list[int]:
    """The numbers of a printed list, in whichever language; none where it is no such list."""
    if text.startswith("{"):
        return _numbers_of_json(text)
    if text[:1] + text[-1:] in {"[]", "()"}:
        text = text[1:-1]
    words = text.replace(",", " ").replace(";", " ").split()
    return [int(word) for word in words] if all(_is_byte(word) for word in words) else []


def _is_byte(word: str) -> bool:
    return len(word) <= 4 and word.lstrip("-").isdigit()


def _numbers_of_json(text: str) -> list[int]:
    """A Buffer or a Uint8Array as `JSON.stringify` writes it."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return []
    found = read.get("data", list(read.values()))
    return found if isinstance(found, list) and all(type(one) is int for one in found) else []
