"""One segment of a token to a part: base64url, then UTF-8, then JSON, each read as far as it goes."""

import re
from codecs import BOM_UTF8
from dataclasses import replace

from . import base64url, json_tree, utf8
from .fault import Fault
from .json_tree import Array, Node, Number, Object, Reading, Value, members
from .limits import Limits
from .place import PAYLOAD, Place, Span
from .token import ByteMap, Claim, Part, Plain

Map = ByteMap | Plain | None

_SHOWN = 40  # digits of a number
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)


def binary_part(name: str, text: str, start: int, at: Place | None = None) -> Part:
    """A segment that holds bytes only."""
    data, faults, _ = base64url.decode(text)
    return Part(name, text, start, data, faults=_shifted(faults, start), at=at)


def json_part(name: str, text: str, start: int, limits: Limits) -> Part:
    """A segment that holds JSON."""
    data, base64_faults, kept = base64url.decode(text)
    written = utf8.read(data)
    reading = json_tree.read(written.text, limits)
    byte_map = ByteMap(start, written.wide, written.extra, kept) if written.mapped else None
    found = (*written.faults, *reading.faults, *_not_an_object(reading))
    faults = (*_shifted(base64_faults, start), *(_in_token(fault, byte_map) for fault in found))
    told = _causes_only(faults) if faults else ()
    named = claims_of(Place(name), reading, written.text, byte_map)
    return Part(name, text, start, data, written.text, reading.node, told, byte_map, named)


def content_part(name: str, data: bytes, limits: Limits, text: str = "", where: Map = None) -> Part:
    """Content that may be anything, in no encoding; JSON is read where it is JSON, and only then."""
    start = where.start if where else 0
    try:
        written = data.decode()
    except UnicodeDecodeError:
        return Part(name, text, start, data)
    reading = json_tree.read(written, limits) if written.lstrip()[:1] in {"{", "["} else Reading(None, ())
    if any(fault.rule == "not-json" for fault in reading.faults):
        reading = Reading(None, ())
    faults = tuple(_in_token(fault, where) for fault in reading.faults)
    named = claims_of(Place(name), reading, written, where)
    return Part(name, text, start, data, written, reading.node, faults, where, named)


def plaintext_part(data: bytes, limits: Limits) -> Part:
    """The payload of an encrypted token once it is opened, which stands nowhere in the token's text.

    It may be anything; only what begins like an object is held to be one.
    """
    if data.removeprefix(BOM_UTF8).lstrip()[:1] != b"{":
        return content_part("payload", data, limits)
    written = utf8.read(data)
    reading = json_tree.read(written.text, limits)
    faults = _causes_only(tuple(_in_token(fault, None) for fault in (*written.faults, *reading.faults)))
    named = claims_of(PAYLOAD, reading, written.text, None)
    return Part("payload", "", 0, data, written.text, reading.node, faults, None, named)


def plain_json_part(name: str, text: str, start: int | None, limits: Limits) -> Part:
    """JSON that stands in the token's text as it is; its faults are told by the text around it.

    Without a `start` it stands there in pieces, and no character of it is pointed at.
    """
    reading = json_tree.read(text, limits)
    place = None if start is None else Plain(start)
    named = claims_of(Place(name), reading, text, place)
    return Part(
        name, "", start or 0, text.encode("utf-8", "surrogatepass"), text, reading.node, (), place, named
    )


def _causes_only(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Without the JSON that is broken merely because its bytes or characters already were."""
    bytes_lost = any(fault.rule == "not-base64url" and fault.instead is None for fault in faults)
    if bytes_lost or any(fault.rule == "not-utf8" for fault in faults):
        return tuple(fault for fault in faults if fault.rule != "not-json")
    return faults


def claims_of(place: Place, reading: Reading, read: str, where: Map) -> dict[str, Claim]:
    """The members of what was read, by name; of a duplicate, the last.

    A value in which the text `read` breaks off is no claim: nobody knows what it was.
    """
    part, steps = place
    broken = any(fault.rule == "not-json" for fault in reading.faults)
    return {
        name: Claim(name, node.value, Place(part, (*steps, name)), start, node.end, where)
        for name, node, start in members(reading.node)
        if not broken or _ended(node, read)
    }


def _ended(node: Node, read: str) -> bool:
    """Whether the value has its end in the text; a number or a word that ends with it could have gone on."""
    if read.startswith('"', node.start):
        return _TEXT.fullmatch(read, node.start, node.end) is not None
    return node.end < len(read) or read.endswith(("}", "]"))


def _not_an_object(reading: Reading) -> tuple[Fault, ...]:
    if reading.node is None or isinstance(reading.node.value, Object):
        return ()
    if any(fault.rule == "not-json" for fault in reading.faults):
        return ()  # said already, and the better explanation
    return (
        Fault("not-an-object", f"it is {kind(reading.node.value)}", reading.node.start, reading.node.end),
    )


def kind(value: Value) -> str:
    """What a JSON value is, as a noun phrase."""
    match value:
        case Object():
            return "an object"
        case Array():
            return "an array"
        case str():
            return "a text"
        case Number(literal):
            return f"the number {literal if len(literal) <= _SHOWN else literal[:_SHOWN] + '…'}"
        case None:
            return "null"
        case _:
            return str(value).lower()


def _in_token(fault: Fault, where: Map) -> Fault:
    """The fault with its place counted in the token's text; (-1, -1) where that is unknown."""
    span = where.span(fault.start, fault.end) if where else Span(-1, -1)
    return replace(fault, start=span.start, end=span.end)


def _shifted(faults: tuple[Fault, ...], start: int) -> tuple[Fault, ...]:
    return tuple(replace(fault, start=fault.start + start, end=fault.end + start) for fault in faults)
