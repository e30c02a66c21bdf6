"""The payload as a verifier sees it: every digest replaced by what is disclosed (RFC 9901 section 7.1)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from .. import json_tree
from ..fault import Fault
from ..json_tree import Array, Member, Node, Object
from ..limits import Limits
from ..parts import claims_of, kind
from ..place import PAYLOAD, Place, Span
from ..token import Claim, Part, Plain
from .disclosure import RESERVED, Disclosure, fault


@dataclass(frozen=True, slots=True)
class Source:
    """A JSON text that values are taken from: that of the payload, or of a disclosure."""

    text: str
    part: Part
    disclosed: bool = False

    def fault(self, rule: str, message: str, node: Node, place: Place) -> Fault:
        """A fault at `node`; of a disclosure, at the whole of it."""
        span = self.part.span if self.disclosed else self.part.json_span(node.start, node.end)
        start, end = span or (-1, -1)
        return Fault(rule, message, start, end, place.steps)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value on its way into the processed payload; `name` is that of a member, in quotation marks."""

    node: Node
    source: Source
    place: Place
    name: str = ""


@dataclass(slots=True)
class Processor:
    """`placed` tells where each disclosure went, by its digest; `undisclosed` counts the other digests."""

    disclosures: Mapping[str, Disclosure]  # by digest
    limits: Limits
    placed: dict[str, Place] = field(default_factory=dict)
    undisclosed: int = 0
    faults: list[Fault] = field(default_factory=list)  # of the payload
    rejected: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))  # by digest
    met: set[str] = field(default_factory=set)  # every digest that was come upon
    _out: list[str] = field(default_factory=list)

    def process(self, payload: Part) -> Part:
        """The processed payload with the faults of both; its claims keep their places in the token's text."""
        if payload.root is None or payload.json_text is None:
            return payload
        self._value(Entry(payload.root, Source(payload.json_text, payload), PAYLOAD))
        text = "".join(self._out)
        reading = json_tree.read(text, self.limits)
        cut = [replace(it, start=-1, end=-1) for it in reading.faults if it.rule == "too-deep"]
        spans = {place: self.disclosures[digest].part.span for digest, place in self.placed.items()}
        claims = claims_of(PAYLOAD, reading, text, None)
        return replace(
            payload,
            json_text=text,
            root=reading.node,
            map=None,
            named={name: _placed(it, payload, spans) for name, it in claims.items()},
            faults=(*payload.faults, *self.faults, *cut),
        )

    def _value(self, entry: Entry) -> None:
        self._out.append(entry.name)
        match entry.node.value:
            case Object() | Array() if len(entry.place.steps) >= self.limits.json_depth:
                self._out.append("null")
                self._complain("too-deep", "its disclosures are nested too deep", entry)
            case Object(members):
                self._all("{", self._members(members, entry), "}")
            case Array(items):
                self._all("[", self._items(items, entry), "]")
            case _:
                self._out.append(entry.source.text[entry.node.start : entry.node.end])

    def _all(self, opening: str, entries: Iterable[Entry], closing: str) -> None:
        self._out.append(opening)
        for number, entry in enumerate(entries):
            self._out.append("," if number else "")
            self._value(entry)
        self._out.append(closing)

    def _members(self, members: tuple[Member, ...], outer: Entry) -> Iterator[Entry]:
        """The members of an object, and after them those that are disclosed."""
        source, digests = outer.source, []
        for member in members:
            entry = Entry(member.node, source, outer.place / member.name, _name(member, source))
            if member.name == "_sd":
                digests.append(entry)
            elif member.name == "_sd_alg" and outer.place == PAYLOAD:
                continue
            else:
                if member.name == "...":
                    self._complain("malformed-digest", "“...” is no name of a claim", entry)
                yield entry
        names = {member.name for member in members}
        for entry in digests:
            yield from self._disclosed(entry, outer.place, names)

    def _disclosed(self, entry: Entry, place: Place, names: set[str]) -> Iterator[Entry]:
        """The claims behind the digests of one `_sd`."""
        if not isinstance(entry.node.value, Array):
            message = f"“_sd” is {kind(entry.node.value)}, and must be an array of digests"
            self._complain("malformed-digest", message, entry)
            return
        for item in entry.node.value.items:
            found = self._found(replace(entry, node=item))
            if found and self._may_be_member(found, names):
                names.add(str(found.name))
                yield self._entry(found, place / str(found.name), _quoted(found))

    def _items(self, items: tuple[Node, ...], outer: Entry) -> Iterator[Entry]:
        """The elements of an array, with those that are disclosed and without those that are not."""
        index = 0
        for item in items:
            entry = Entry(item, outer.source, outer.place / index)
            if _is_digest(item):
                found = self._found(replace(entry, node=_digest(item)))
                if found is None or not self._may_be_element(found):
                    continue
                entry = self._entry(found, entry.place)
            index += 1
            yield entry

    def _entry(self, found: Disclosure, place: Place, name: str = "") -> Entry:
        assert found.value is not None  # or nothing could be found of it
        self.placed[found.digest] = place
        return Entry(found.value, Source(found.written, found.part, disclosed=True), place, name)

    def _found(self, entry: Entry) -> Disclosure | None:
        """The disclosure of the digest that `entry` is, at its first appearance."""
        digest = entry.node.value
        if not isinstance(digest, str):
            self._complain("malformed-digest", f"a digest is {kind(digest)}, and must be text", entry)
            return None
        if digest in self.met:
            self._complain(
                "repeated-digest", f"the digest “{digest[:60]}” stands there more than once", entry
            )
            return None
        self.met.add(digest)
        found = self.disclosures.get(digest)
        self.undisclosed += found is None
        return found if found and found.value else None

    def _may_be_member(self, found: Disclosure, names: set[str]) -> bool:
        if found.name is None:
            return self._reject(found, "it has no name, and its digest stands among those of claims")
        if found.name in RESERVED:
            return self._reject(found, f"it names a claim “{found.name}”, which no claim may be called")
        if found.name in names:
            message = f"it discloses “{found.name[:60]}”, which the payload has already at this level"
            return self._reject(found, message, "overriding-disclosure")
        return True

    def _may_be_element(self, found: Disclosure) -> bool:
        return found.name is None or self._reject(
            found, f"it names a claim, “{found.name[:60]}”, and its digest stands in an array"
        )

    def _reject(self, found: Disclosure, message: str, rule: str = "malformed-disclosure") -> bool:
        self.rejected[found.digest].append(fault(found.part, rule, message))
        return False

    def _complain(self, rule: str, message: str, entry: Entry) -> None:
        self.faults.append(entry.source.fault(rule, message, entry.node, entry.place))


def _name(member: Member, source: Source) -> str:
    """The name of a member with its colon, as written."""
    return source.text[member.start : member.node.start]


def _quoted(found: Disclosure) -> str:
    """The name that a disclosure gives, with a colon."""
    return f"{json.dumps(found.name, ensure_ascii=False)}: "


def _is_digest(item: Node) -> bool:
    """An element of an array that stands for a disclosed one: `{"...": "digest"}`."""
    return isinstance(item.value, Object) and [member.name for member in item.value.members] == ["..."]


def _digest(item: Node) -> Node:
    assert isinstance(item.value, Object)
    return item.value.members[0].node


def _placed(claim: Claim, payload: Part, disclosed: Mapping[Place, Span]) -> Claim:
    """A claim of the processed payload with the characters of the token's text that it stands at."""
    written = payload.claim(claim.name)
    span = disclosed.get(claim.place) or (written.span if written else None)
    return claim._replace(start=span.start, end=span.end, map=Plain(0)) if span else claim
