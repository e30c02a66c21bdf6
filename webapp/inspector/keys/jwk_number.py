"""The numbers of a JWK, read as they should be written and as they are written by mistake."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from .. import base64url
from ..words import counted

_DECIMAL = re.compile(r"[0-9]{1,4300}")  # what Python reads without objecting: 14,284 bits
_HEX = re.compile(r"(?:0[xX])?((?:[0-9a-f]{2}){1,2500}|(?:[0-9A-F]{2}){1,2500})")


class Octets(NamedTuple):
    """The bytes of a member, and what is wrong with the way it is written, if anything."""

    bytes: bytes
    faults: tuple[str, ...] = ()


def octets(jwk: Mapping[str, Any], name: str) -> Octets | None:
    """The member `name` as base64url, leniently; None when it is missing, empty, no text or no base64."""
    written = jwk.get(name)
    if not isinstance(written, str):
        return None
    digits = "".join(written.split())
    decoded = base64url.decode(digits)
    if decoded.kept is not None or not decoded.bytes:
        return None
    broken = () if digits == written else (f"{name}: blanks or line breaks stand in it",)
    return Octets(decoded.bytes, (*broken, *(f"{name}: {fault.message}" for fault in decoded.faults)))


def decimal(written: object) -> int | None:
    """A JSON number, or digits in a text."""
    if isinstance(written, int) and not isinstance(written, bool):
        return written if written >= 0 else None
    return int(written) if isinstance(written, str) and _DECIMAL.fullmatch(written) else None


def hexadecimal(written: object) -> bytes | None:
    """An even number of hexadecimal digits, in one case."""
    found = _HEX.fullmatch(written) if isinstance(written, str) else None
    return bytes.fromhex(found[1]) if found else None


class Point(NamedTuple):
    """A reading of x and y, and what has to be supposed for it."""

    x: int
    y: int
    faults: tuple[str, ...]


def points(jwk: Mapping[str, Any], curve: str, size: int) -> Iterator[Point]:
    """The readings of x and y as coordinates of `size` bytes, likeliest first; most are off the curve."""
    x, y = octets(jwk, "x"), octets(jwk, "y")
    if x and y:
        whole = (x.bytes, y.bytes)
        faults = (*x.faults, *y.faults, *_sizes(whole, curve, size))
        yield Point(_big(x.bytes), _big(y.bytes), faults)
    for what, read in _READINGS:
        numbers = read(jwk.get("x")), read(jwk.get("y"))
        if numbers[0] is not None and numbers[1] is not None:
            yield Point(numbers[0], numbers[1], (what,))
    if x and y and len(x.bytes) == len(y.bytes) == size:
        yield Point(_little(x.bytes), _little(y.bytes), ("x and y are written with their lowest byte first",))
        yield Point(_big(y.bytes), _big(x.bytes), ("x and y are exchanged",))


def _sizes(whole: tuple[bytes, bytes], curve: str, size: int) -> Iterator[str]:
    for name, data in zip("xy", whole, strict=True):
        if len(data) != size:
            happened = (
                "leading zero bytes were cut off" if len(data) < size else "leading zero bytes were added"
            )
            yield f"{name} has {counted(len(data), 'byte')} where {curve} wants {size}: {happened}"


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _hexadecimal(written: object) -> int | None:
    data = hexadecimal(written)
    return _big(data) if data else None


_READINGS: tuple[tuple[str, Callable[[object], int | None]], ...] = (
    ("x and y are written in decimal", decimal),
    ("x and y are written in hexadecimal", _hexadecimal),
)
