"""An HMAC secret as it is typed, to its bytes."""

import base64
import re
from collections.abc import Callable

from ..submission import SecretEncoding
from .key import Key, Row, UnusableKey
from .source import Refusal

NAME = "secret"


def read_secret(text: str, encoding: SecretEncoding = SecretEncoding.TEXT) -> Row:
    """The row named `secret`: `text` as it stands, or what it is the base64, base64url or hex of.

    Blanks and line breaks around an encoded secret are no part of it; in a text, every character is.
    """
    try:
        secret = _READERS[encoding](text)
    except Refusal as refusal:
        return UnusableKey(NAME, refusal.code, str(refusal))
    return Key(name=NAME, type="oct", curve=None, bits=8 * len(secret), private=False, secret=secret)


def _text(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"The character at {error.start + 1} is half of a surrogate pair, which UTF-8 cannot write."
        raise Refusal("not-utf8", message) from None


def _base64(text: str) -> bytes:
    return _decoded(text, "base64", r"[^A-Za-z0-9+/]", {"-": "base64url", "_": "base64url"})


def _base64url(text: str) -> bytes:
    return _decoded(text, "base64url", r"[^A-Za-z0-9_-]", {"+": "base64", "/": "base64"})


def _decoded(text: str, name: str, foreign: str, other_names: dict[str, str]) -> bytes:
    digits = text.rstrip().rstrip("=")
    found = re.compile(foreign).search(digits, len(digits) - len(digits.lstrip()))
    if found:
        belongs = f"; it belongs to {other_names[found[0]]}" if found[0] in other_names else ""
        raise Refusal(f"not-{name}", f"This is not {name}: {_character(found)}{belongs}.")
    digits = digits.lstrip()
    if len(digits) % 4 == 1:
        message = (
            f"This is not {name}: {len(digits):,} characters are one too many, or two or three are missing."
        )
        raise Refusal(f"not-{name}", message)
    standard = digits.replace("-", "+").replace("_", "/")
    return base64.b64decode(standard + "=" * (-len(standard) % 4))


def _hex(text: str) -> bytes:
    digits = text.rstrip()
    found = re.compile(r"[^0-9A-Fa-f]").search(digits, len(digits) - len(digits.lstrip()))
    if found:
        raise Refusal("not-hex", f"This is not hex: {_character(found)}.")
    digits = digits.lstrip()
    if len(digits) % 2:
        message = (
            f"This is not hex: {len(digits):,} digits; two make a byte, so one is missing or one too many."
        )
        raise Refusal("not-hex", message)
    return bytes.fromhex(digits)


def _character(found: re.Match[str]) -> str:
    """The first character out of place; the secret itself is never quoted."""
    shown = f"“{found[0]}”" if found[0].isprintable() else f"U+{ord(found[0]):04X}"
    return f"the character at {found.start() + 1} is {shown}"


_READERS: dict[SecretEncoding, Callable[[str], bytes]] = {
    SecretEncoding.TEXT: _text,
    SecretEncoding.BASE64: _base64,
    SecretEncoding.BASE64URL: _base64url,
    SecretEncoding.HEX: _hex,
}
