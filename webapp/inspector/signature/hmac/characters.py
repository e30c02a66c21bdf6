"""The secret's characters became other bytes on one side than on the other."""

import codecs
import unicodedata
from collections.abc import Iterable, Iterator

from ..cause import Axis, Evidence, Guess, cause
from .reading import AS_IT_IS, Reading, Wording, readings, wordings

_CHARSETS = {  # the first that gives certain bytes gives them their name
    "ascii": "ASCII, with a ? for every other character",
    "latin-1": "ISO 8859-1 (Latin-1)",
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "cp850": "code page 850",
    "cp437": "code page 437",
    "mac-roman": "Mac OS Roman",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "shift-jis": "Shift JIS",
    "gb18030": "GB 18030",
    "euc-kr": "EUC-KR",
}
_UTF_16 = {
    "utf-16-le": ("UTF-16, little-endian", codecs.BOM_UTF16_LE),
    "utf-16-be": ("UTF-16, big-endian", codecs.BOM_UTF16_BE),
}


@cause(Axis.KEY, cost=9, fix="Take the UTF-8 bytes of the secret: Encoding.UTF8 in .NET, UTF_8 in Java.")
def secret_utf16(_: object, evidence: Evidence) -> Iterable[Guess]:
    """One side took the secret's characters as UTF-16.

    .NET's `Encoding.Unicode` is UTF-16 without a byte order mark, Java's `getBytes("UTF-16")` has one in
    front, and PowerShell's `>` writes files so. Every other byte is then zero.
    """
    return readings(evidence, _utf16)


@cause(Axis.KEY, cost=4, fix="Save the file as UTF-8 without a byte order mark, or strip it when reading.")
def secret_bom(_: object, evidence: Evidence) -> Iterable[Guess]:
    """One side has a byte order mark before the secret.

    Windows editors and PowerShell put the three bytes EF BB BF in front of a file of UTF-8 text; nobody
    sees them, and they are part of what a program reads.
    """
    return readings(evidence, _byte_order_marks)


@cause(
    Axis.KEY, cost=11, fix="Take the UTF-8 bytes of the secret on both sides, or use letters of ASCII alone."
)
def secret_charset(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret has letters outside ASCII, and one side wrote them in another character set.

    “ä” is two bytes in UTF-8, one in Latin-1 and a “?” in .NET's `Encoding.ASCII`; macOS may write it as an
    “a” and a mark, which looks alike.
    """
    return readings(evidence, _charsets)


@cause(Axis.KEY, cost=11, fix=AS_IT_IS)
def secret_case(_: object, evidence: Evidence) -> Iterable[Guess]:
    """Capitals and small letters of the secret differ.

    Hex is printed in capitals by .NET and in small letters elsewhere; who types a passphrase on a phone
    begins it with a capital.
    """
    return wordings(evidence, _cases)


def _utf16(secret: bytes) -> Iterator[Reading]:
    for encoding, (name, mark) in _UTF_16.items():
        encoded = secret.decode("utf-8", "replace").encode(encoding)
        yield encoded, f"with the secret as {name}"
        yield mark + encoded, f"with the secret as {name}, a byte order mark in front"
        decoded = secret.removeprefix(mark).decode(encoding, "replace").encode("utf-8", "replace")
        yield decoded, f"with the secret, which is {name}, as UTF-8"


def _byte_order_marks(secret: bytes) -> Iterator[Reading]:
    yield secret.removeprefix(codecs.BOM_UTF8), "without the byte order mark before the secret"
    yield codecs.BOM_UTF8 + secret, "with a byte order mark before the secret"


def _charsets(secret: bytes) -> Iterator[Reading]:
    if secret.isascii():
        return
    try:
        text = secret.decode()
    except UnicodeDecodeError:
        yield secret.decode("latin-1").encode(), "with the secret, which is ISO 8859-1 (Latin-1), as UTF-8"
        yield secret.decode("cp1252", "replace").encode(), "with the secret, which is Windows-1252, as UTF-8"
        return
    yield from _written(text)
    yield from _misread(text, secret)


def _written(text: str) -> Iterator[Reading]:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        yield unicodedata.normalize(form, text).encode(), f"with the secret in the Unicode form {form}"
    for charset, name in _CHARSETS.items():
        yield unicodedata.normalize("NFC", text).encode(charset, "replace"), f"with the secret in {name}"
    yield (
        text.encode("utf-16-le", "replace")[::2],
        "with the low eight bits of each character, as Node's “binary” keeps them",
    )
    yield text.encode("ascii", "ignore"), "without the characters outside ASCII"


def _misread(text: str, secret: bytes) -> Iterator[Reading]:
    """UTF-8 that was taken for a set of one byte a character, there or here."""
    for charset in ("latin-1", "cp1252"):
        name = _CHARSETS[charset]
        yield secret.decode(charset, "replace").encode(), f"with the secret misread as {name}"
        yield text.encode(charset, "replace"), f"with the secret, which was misread as {name}, put right"


def _cases(secret: str) -> Iterator[Wording]:
    yield secret.lower(), "with the secret in small letters"
    yield secret.upper(), "with the secret in capitals"
    yield secret.swapcase(), "with capitals and small letters of the secret exchanged"
    yield secret[:1].swapcase() + secret[1:], "with the other case of the secret's first letter"
