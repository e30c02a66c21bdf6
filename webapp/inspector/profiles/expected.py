"""A profile's fields beside what the token has in their place."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..json_tree import Array, Member, Node, Object
from ..place import Place, Span
from ..token import Claim, Part, Token
from ..words import joined
from .sign import Absent, Evidence
from .template import Filled
from .vocabulary import Either, Field, Profile

_MOST_ITEMS = 100  # of one list that are looked at, and members for one name with *


class Expected(NamedTuple):
    """A header parameter or claim that the profile knows, and the one in the token, if it is there.

    `name` is how one says it: of a member of a claim, with the claim's name before it. `twin` is the
    value that it must have because of others, where that is known.
    """

    name: str
    field: Field
    claim: Claim | None
    place: Place
    twin: Filled | None = None

    @property
    def span(self) -> Span | None:
        return self.claim.span if self.claim else None


def expected(profile: Profile, token: Token, seen: Evidence) -> tuple[Expected, ...]:
    """Every field of `profile` in the parts of `token` that could be read; `seen` decides conditions."""
    parts = ((token.header, profile.header), (token.payload, profile.payload))
    readable = [(part, fields) for part, fields in parts if part.is_object]
    eithers = _eithers(profile, token, seen) if profile.either else ()
    return (*eithers, *(it for part, fields in readable for it in _in(part, fields, seen)))


def _eithers(profile: Profile, token: Token, seen: Evidence) -> Iterator[Expected]:
    """The first of several places where none is filled, and all but the first where only one may be."""
    parts = {part.name: part for part in (token.header, token.payload) if part.is_object}
    for either in profile.either:
        if either.holds(seen) and all(place.part in parts for place in either.of):
            yield from _either(either, parts, seen)


def _either(either: Either, parts: Mapping[str, Part], seen: Evidence) -> Iterator[Expected]:
    there = [place for place in either.of if not isinstance(seen.at(place), Absent)]
    names = [_name(place) for place in either.of]
    if not there:
        said = f"One of {joined(names)} must be there. {either.note}".strip()
        field = Field(required=True, note=said, mark=either.mark, source=either.source)
        yield Expected(names[0], field, None, either.of[0])
    for place in there[1:] if either.one else ():
        said = f"Of {joined(names)} only one may be there. {either.note}".strip()
        field = Field(forbidden=True, note=said, mark=either.mark, source=either.source)
        claim = parts[place.part].claim(str(place.steps[0]))
        yield Expected(_name(place), field, claim, place)


def _name(place: Place) -> str:
    return str(place).removeprefix(place.part).lstrip(".")


def _in(part: Part, fields: Mapping[str, Field], seen: Evidence) -> Iterator[Expected]:
    place = part.place
    for name, field in fields.items():
        if "*" in name:
            found = [it for it in part.named.values() if it.name not in fields and fits(name, it.name)]
        else:
            found = [part.named[name]] if name in part.named else []
        meant = field.given(seen)
        if not found:
            yield Expected(name, meant, None, place / name, _twin(meant, seen))
        for claim in found[:_MOST_ITEMS]:
            yield from _there(claim, meant, part, seen)


def _there(claim: Claim, field: Field, part: Part, seen: Evidence) -> Iterator[Expected]:
    """What is expected of a member that was found, and within it: of its members, or of its items."""
    value = claim.value
    yield Expected(claim.name, field, claim, claim.place, _twin(field, seen))
    if field.items and isinstance(value, Array):
        yield from _items(value, claim, field.items, part, seen)
    if field.members and isinstance(value, Object):
        yield from _within(value, claim, field.members, part, seen)


def _twin(field: Field, seen: Evidence) -> Filled | None:
    return field.same_as.filled(seen.at) if field.same_as else None


def _items(value: Array, claim: Claim, field: Field, part: Part, seen: Evidence) -> Iterator[Expected]:
    meant = field.given(seen)
    for index, node in enumerate(value.items[:_MOST_ITEMS]):
        item = _claim(f"{claim.name}[{index}]", node, node.start, claim.place / index, part)
        yield from _there(item, meant, part, seen)


def _within(
    value: Object, claim: Claim, fields: Mapping[str, Field], part: Part, seen: Evidence
) -> Iterator[Expected]:
    for name, field in fields.items():
        found, meant = _members(value, name, fields), field.given(seen)
        if not found:
            yield Expected(f"{claim.name}.{name}", meant, None, claim.place / name, _twin(meant, seen))
        for member in found[:_MOST_ITEMS]:
            yield from _there(_member(member, claim, part), meant, part, seen)


def _members(value: Object, name: str, known: Mapping[str, Field]) -> list[Member]:
    if "*" in name:
        return [it for it in value.members if it.name not in known and fits(name, it.name)]
    return [it for it in value.members if it.name == name][-1:]


def _member(member: Member, claim: Claim, part: Part) -> Claim:
    return _claim(f"{claim.name}.{member.name}", member.node, member.start, claim.place / member.name, part)


def _claim(name: str, node: Node, start: int, place: Place, part: Part) -> Claim:
    return Claim(name, node.value, place, start, node.end, part.map)


def fits(pattern: str, name: str) -> bool:
    """Whether `name` is as `pattern` says, where * stands for any characters."""
    return _compiled(pattern).fullmatch(name) is not None


@lru_cache(1000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)
