"""The list `x5c` as it is written: base64 of DER, and what is put in its place (RFC 7515 section 4.1.6)."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..keys import der
from ..limits import DEFAULTS, Limits
from ..words import counted
from . import certificate
from .certificate import Certificate, Unreadable

_ARMOUR = re.compile(r"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]*={0,2}")
_LONGEST = 64 * 1024  # characters of one certificate; real ones have two or three thousand
_URL_SAFE = str.maketrans("-_", "+/")
_KINDS = {
    der.Kind.SPKI: "it is a bare public key, not a certificate",
    der.Kind.CMS: "it is a PKCS#7 envelope, not one certificate",
    der.Kind.PKCS12: "it is a PKCS#12 store, not a certificate",
    der.Kind.REQUEST: "it is a certificate request, not a certificate",
    der.Kind.PKCS8: "it is a private key, not a certificate. Whoever has seen this token has the key",
    der.Kind.SEC1: "it is a private key, not a certificate. Whoever has seen this token has the key",
    der.Kind.PKCS1_PRIVATE: "it is a private key, not a certificate. Whoever has seen this token has the key",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with the way the list or one of its entries is written; `instead` is how it should be."""

    message: str
    index: int | None = None
    instead: Any = None


@dataclass(frozen=True, slots=True)
class Written:
    """The entries in order, None for one that gives no certificate; `left_out` were not read."""

    certificates: tuple[Certificate | None, ...]
    slips: tuple[Slip, ...]
    left_out: int = 0


def read(value: Any, name: str, limits: Limits = DEFAULTS) -> Written:
    """The certificates of `value`, a JSON value in Python's own types. Never raises."""
    if isinstance(value, str):
        slip = Slip("it is one text; it must be a list of texts, with one certificate each.", None, [value])
        return _read([value], name, limits, slip)
    if not isinstance(value, list) or not value:
        what = "an empty list" if value == [] else "no list"
        return Written((), (Slip(f"it is {what}; it must be a list with one certificate at least."),))
    return _read(value, name, limits)


def _read(items: list[Any], name: str, limits: Limits, *slips: Slip) -> Written:
    most = limits.certificates
    found: list[Certificate | None] = []
    more = list(slips)
    for index, item in enumerate(items[:most]):
        entry, faults = _entry(item, f"{name}[{index}]", limits)
        found.append(entry)
        more += (Slip(message, index, instead) for message, instead in faults)
    if left_out := max(len(items) - most, 0):
        held = counted(len(items), "certificate")
        more.append(Slip(f"it holds {held}; the first {most} were read, and no receiver needs so many."))
    return Written(tuple(found), tuple(more), left_out)


_Fault = tuple[str, Any]  # what is wrong, and what to write instead


def _entry(item: Any, name: str, limits: Limits) -> tuple[Certificate | None, list[_Fault]]:
    """One entry, and what is wrong with it."""
    if not isinstance(item, str) or len(item) > _LONGEST:
        what = f"a text of {len(item):,} characters" if isinstance(item, str) else "no text"
        return None, [(f"it is {what}, not the base64 of a certificate.", None)]
    bare = "".join(_ARMOUR.sub("", item).split())
    if not bare or not _BASE64.fullmatch(bare):
        return None, [("it is not base64, so no certificate can be read from it.", None)]
    plain = bare.rstrip("=").translate(_URL_SAFE)
    data = base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + "=" * (-len(plain) % 4))
    try:
        read = certificate.read(_alone(data), name, limits)
    except Unreadable as error:
        return None, [(f"{_what_else(data) or error}.", None)]
    return read, [(says, _encoded(read.data)) for says in _spelling(item, bare, data, read)]


def _spelling(item: str, bare: str, data: bytes, read: Certificate) -> Iterator[str]:
    """What is wrong with the writing of an entry that could be read all the same."""
    if _ARMOUR.search(item):
        yield "it has the BEGIN and END lines of PEM; only the base64 between them belongs here."
    elif bare != item:
        yield "it has line breaks or blanks in it; the base64 must be in one piece."
    if "-" in bare or "_" in bare:
        yield "it is base64url; this one member of the header has standard base64, with + and /."
    elif bare != _encoded(data):
        yield "the = signs at its end are missing or wrong; standard base64 is padded."
    if surplus := len(data) - len(read.data):
        yield f"{counted(surplus, 'byte')} follow the certificate."


def _alone(data: bytes) -> bytes:
    """The first structure in `data`; what may follow it belongs to none."""
    try:
        return der.first(data).encoded
    except der.NotDer:
        return data


def _what_else(data: bytes) -> str:
    """What `data` are instead of a certificate, if that is known."""
    if _ARMOUR.search(data[:200].decode("latin-1")):
        return "it is the base64 of a PEM file; only the base64 inside that file belongs here"
    try:
        kind = der.kind(data)
        return _KINDS.get(kind, "" if kind is der.Kind.CERTIFICATE else f"it is {kind}, not a certificate")
    except (der.NotDer, IndexError):
        return "it is base64, but not of a certificate in DER"


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
