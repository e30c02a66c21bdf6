"""Base64url as JOSE writes it: strict first, then whatever can still be read (RFC 7515 section 2)."""

import base64
import re
from collections.abc import Sequence
from typing import NamedTuple

from .fault import Fault

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_FOREIGN = re.compile(r"[^A-Za-z0-9_-]")
_NAMES = {
    "+": "standard base64 has + for -",
    "/": "standard base64 has / for _",
    " ": "a blank",
    "…": "whoever showed the token left out the rest",
}
_STANDARD = str.maketrans("+/", "-_")
_UNUSED = (0, 0b1111, 0b11)  # bits of the last character, by how many bytes there are over a multiple of 3


class Decoded(NamedTuple):
    """The bytes, the faults of the text, and the positions that were read if some were skipped."""

    bytes: bytes
    faults: tuple[Fault, ...]
    kept: Sequence[int] | None = None


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> Decoded:
    """Decode `text`, noting each way in which it is not the one correct encoding of its bytes."""
    if _FOREIGN.search(text) is None:
        return Decoded(*_decode_clean(text))
    unpadded = text.rstrip("=")
    faults = [_padding(text, len(unpadded))] if len(unpadded) < len(text) else []
    foreign = _FOREIGN.search(unpadded)
    if foreign:
        faults.append(_foreign_characters(unpadded, foreign))
        unpadded = unpadded.translate(_STANDARD)
    kept = None
    if _FOREIGN.search(unpadded):
        kept = [index for index, character in enumerate(unpadded) if not _FOREIGN.match(character)]
        unpadded = _FOREIGN.sub("", unpadded)
    data, more = _decode_clean(unpadded)
    return Decoded(data, (*faults, *(() if kept else more)), kept)  # skipped characters explain the rest


def _decode_clean(text: str) -> tuple[bytes, tuple[Fault, ...]]:
    """Decode a text of the right alphabet; a single character left over cannot be a byte and is dropped."""
    whole = text[:-1] if len(text) % 4 == 1 else text
    data = base64.urlsafe_b64decode(whole + "=" * (-len(whole) % 4))
    if len(whole) < len(text):
        return data, (_impossible_length(text),)
    tail = len(data) % 3
    if tail and ALPHABET.index(whole[-1]) & _UNUSED[tail]:
        return data, (_loose_bits(whole, encode(data[-tail:])[-1]),)
    return data, ()


def _padding(text: str, start: int) -> Fault:
    count = len(text) - start
    written = "an = sign" if count == 1 else f"{count} = signs"
    return Fault(
        "padded-base64url", f"it ends in {written} of padding", start, len(text), instead=text[:start]
    )


def _foreign_characters(text: str, first: re.Match[str]) -> Fault:
    others = len(_FOREIGN.findall(text)) - 1
    more = f", and {others:,} more such" if others else ""
    character = first[0]
    what = _NAMES.get(character, f"U+{ord(character):04X}")
    message = f"character {first.start() + 1} is “{character}” ({what}){more}"
    repaired = text.translate(_STANDARD)
    instead = None if _FOREIGN.search(repaired) else repaired
    return Fault("not-base64url", message, first.start(), first.end(), instead=instead)


def _impossible_length(text: str) -> Fault:
    message = (
        f"no bytes give {len(text):,} characters of base64url: one is too many, or two or three are missing"
    )
    return Fault("not-base64url", message, max(len(text) - 1, 0), len(text))


def _loose_bits(text: str, proper: str) -> Fault:
    message = (
        f"its last character is “{text[-1]}”, whose unused bits are not zero; “{proper}” gives the same bytes"
    )
    return Fault("loose-bits", message, len(text) - 1, len(text), instead=text[:-1] + proper)
