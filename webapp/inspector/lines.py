"""The JSON of a part as annotated lines: each member as it was written, with what is said about it.

The page shows these lines, and nothing is altered in them: order, duplicates, number literals and
escapes stand as they do in the token. A member that is missing gets a line where it ought to stand.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from .json_tree import Array, Member, Node, Number, Object, Value
from .place import Place, Span
from .rule import Finding
from .token import Part

MOST_LINES = 2000  # of one part; more would help nobody and cost the browser seconds


class Kind(StrEnum):
    """What a line shows."""

    TEXT = "text"
    NUMBER = "number"
    WORD = "word"  # true, false, null, {} and []
    OPEN = "open"
    CLOSE = "close"
    MISSING = "missing"  # a member that ought to stand here


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `text` is the value as written, or a bracket; `name` is None for what has no name.

    `span` is where it stands in the token's text, None where that is unknown or nowhere.
    """

    kind: Kind
    text: str
    place: Place
    depth: int
    name: str | None = None
    written_name: str = ""
    comma: bool = False
    span: Span | None = None
    value: Value = None
    findings: tuple[Finding, ...] = ()

    @property
    def member(self) -> str:
        """What one would copy to have this line elsewhere, without its comma."""
        return self.text if self.name is None else f"{self.written_name}: {self.text}"


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines of one part. `findings` are about the whole of it, or about what is not shown."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    cut: bool = False  # there is more than MOST_LINES, and the rest is left out


def listing(part: Part, findings: Sequence[Finding]) -> Listing:
    """The lines of `part`, with those of `findings` that are about it, in time linear in its length."""
    own = [finding for finding in findings if finding.place.within(part.place)]
    if part.root is None:
        return Listing((), tuple(own))
    writer = _Writer(part, own)
    lines = list(islice(writer.value(part.root, part.place), MOST_LINES + 1))
    shown = tuple(lines[:MOST_LINES])
    told = {id(finding) for line in shown for finding in line.findings}
    rest = tuple(finding for finding in own if id(finding) not in told)
    return Listing(shown, rest, cut=len(lines) > MOST_LINES)


_NAME = re.compile(r'"(?:[^"\\]|\\.)*"?|[^\s:]+', re.DOTALL)


class _Writer:
    """Walks the tree; `findings` wait under their place until its line is written."""

    def __init__(self, part: Part, findings: Sequence[Finding]) -> None:
        self.part = part
        self.text = part.json_text or ""
        self.findings: dict[Place, list[Finding]] = defaultdict(list)
        self.children: dict[Place, dict[str, None]] = defaultdict(dict)
        self.indent = -len(part.place.steps)
        self.superseded = 0  # above zero within a duplicate that a later one supersedes
        for finding in findings:
            self._file(finding)

    def _file(self, finding: Finding) -> None:
        place = finding.place
        if not place.steps:
            return
        self.findings[place].append(finding)
        if isinstance(last := place.steps[-1], str):
            self.children[Place(place.part, place.steps[:-1])][last] = None

    def value(
        self, node: Node, place: Place, member: Member | None = None, *, comma: bool = False
    ) -> Iterator[Line]:
        match node.value:
            case Object(members) if members or place in self.children:
                yield self._line(Kind.OPEN, "{", node, place, member)
                yield from self._members(node, members, place)
                yield from self._closing("}", node, place, comma=comma)
            case Array(items) if items:
                yield self._line(Kind.OPEN, "[", node, place, member)
                yield from self._items(node, items, place)
                yield from self._closing("]", node, place, comma=comma)
            case value:
                text = self.text[node.start : node.end]
                yield self._line(_kind(value), text, node, place, member, comma=comma)

    def _members(self, node: Node, members: tuple[Member, ...], place: Place) -> Iterator[Line]:
        last = {member.name: member for member in members}
        ends = [*(member.start for member in members), node.end][1:]
        for member, end in zip(members, ends, strict=True):
            superseded = last[member.name] is not member
            self.superseded += superseded
            comma = self._comma(member.node, end)
            yield from self.value(member.node, place / member.name, member, comma=comma)
            self.superseded -= superseded
        for name in self.children.get(place, ()):
            if name not in last and not self.superseded:
                yield self._ghost(name, place)

    def _items(self, node: Node, items: tuple[Node, ...], place: Place) -> Iterator[Line]:
        ends = [*(item.start for item in items), node.end][1:]
        for index, (item, end) in enumerate(zip(items, ends, strict=True)):
            yield from self.value(item, place / index, comma=self._comma(item, end))

    def _comma(self, node: Node, end: int) -> bool:
        """Whether a comma was written between `node` and what follows it."""
        return self.text.find(",", node.end, end) >= 0

    def _closing(self, bracket: str, node: Node, place: Place, *, comma: bool) -> Iterator[Line]:
        """The closing bracket, if it was written."""
        if self.text[node.end - 1 : node.end] in {"]", "}"}:
            yield Line(Kind.CLOSE, bracket, place, self._depth(place), comma=comma)

    def _line(
        self, kind: Kind, text: str, node: Node, place: Place, member: Member | None, *, comma: bool = False
    ) -> Line:
        start = member.start if member else node.start
        return Line(
            kind,
            text,
            place,
            self._depth(place),
            name=member.name if member else None,
            written_name=self._written_name(member) if member else "",
            comma=comma,
            span=self.part.json_span(start, node.end),
            value=node.value,
            findings=() if self.superseded else tuple(self.findings.get(place, ())),
        )

    def _depth(self, place: Place) -> int:
        return len(place.steps) + self.indent

    def _written_name(self, member: Member) -> str:
        found = _NAME.match(self.text, member.start, member.node.start)
        return found[0] if found else ""

    def _ghost(self, name: str, place: Place) -> Line:
        missing = place / name
        findings = tuple(self.findings[missing])
        written = json.dumps(name, ensure_ascii=False)
        return Line(Kind.MISSING, "…", missing, self._depth(missing), name, written, findings=findings)


def _kind(value: Value) -> Kind:
    match value:
        case str():
            return Kind.TEXT
        case Number():
            return Kind.NUMBER
        case _:
            return Kind.WORD
