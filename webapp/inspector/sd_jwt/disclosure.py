"""One disclosure: a salt, a name and a value, or a salt and an element of an array (RFC 9901 section 4.2)."""

from dataclasses import dataclass, field

from .. import json_tree, utf8
from ..fault import Fault
from ..json_tree import Array, Node
from ..limits import Limits
from ..parts import kind
from ..token import Part
from .hashes import digest

RESERVED = frozenset({"_sd", "..."})  # names by which digests stand in a payload


@dataclass(frozen=True, slots=True)
class Disclosure:
    """`name` is None for an element of an array. `written` is the JSON whose characters `value` counts."""

    part: Part
    digest: str
    salt: str | None = field(default=None, repr=False)
    name: str | None = None
    value: Node | None = None
    written: str = field(default="", repr=False)
    faults: tuple[Fault, ...] = ()


def read(part: Part, hash_name: str, limits: Limits) -> Disclosure:
    """What one disclosure says, however malformed it is."""
    made = digest(hash_name, part.text)
    text = utf8.read(part.bytes)
    written = text.text
    reading = json_tree.read(written, limits)
    items = reading.node.value.items if reading.node and isinstance(reading.node.value, Array) else ()
    if complaint := _complaint(reading, items):
        return Disclosure(
            part, made, written=written, faults=(fault(part, "malformed-disclosure", complaint),)
        )
    salt, name = items[0].value, items[1].value if len(items) == 3 else None
    assert isinstance(salt, str)  # or there was a complaint
    assert name is None or isinstance(name, str)
    return Disclosure(part, made, salt, name, items[-1], written, _own(part, text, reading))


def fault(part: Part, rule: str, message: str) -> Fault:
    """A fault of the whole of a disclosure."""
    return Fault(rule, message, part.start, part.start + len(part.text))


def _own(part: Part, text: utf8.Text, reading: json_tree.Reading) -> tuple[Fault, ...]:
    """Duplicate members and other faults within the value; their places are those of the disclosure."""
    end = part.start + len(part.text)
    within = (Fault(it.rule, it.message, part.start, end, it.steps) for it in reading.faults)
    return (*(fault(part, "malformed-disclosure", _unreadable(it)) for it in text.faults), *within)


def _unreadable(found: Fault) -> str:
    return f"it is not UTF-8: {found.message}" if found.rule == "not-utf8" else found.message


def _complaint(reading: json_tree.Reading, items: tuple[Node, ...]) -> str:
    broken = next((it.message for it in reading.faults if it.rule == "not-json"), "")
    if reading.node is None or broken:
        return f"it is not JSON: {broken or 'it is empty'}"
    if not isinstance(reading.node.value, Array):
        return f"it is {kind(reading.node.value)}, and not an array"
    if len(items) not in {2, 3}:
        return (
            f"it is an array of {len(items):,}; it must be a salt, a name and a value, or a salt and a value"
        )
    if not isinstance(items[0].value, str):
        return f"its salt is {kind(items[0].value)}, and must be text"
    if len(items) == 3 and not isinstance(items[1].value, str):
        return f"its name is {kind(items[1].value)}, and must be text"
    return ""
