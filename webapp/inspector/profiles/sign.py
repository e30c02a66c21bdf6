"""Signs: what may be seen at one place of a submission, such as “the `aud` is appstoreconnect-v1”.

Signs tell kinds of token apart, and say when the demands of a field hold.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..json_tree import Array, Number, Object, Value, read
from ..place import HEADER, Place
from ..request import Request
from ..token import Part, Token
from .template import Template

LONGEST = 1000  # characters of a value that a pattern is shown, and items of a list

CERTAIN, STRONG, HINT = 10, 6, 3  # what the weights of a profile's signs must add up to

Scalar = str | bool | int | float


class Type(StrEnum):
    """The JSON types a profile may ask for; a date is a number too."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    OBJECT = "object"
    LIST = "list"
    TEXTS = "list of text"
    JSON = "JSON text"
    TOKEN = "token"  # noqa: S105  # not a password

    def fits(self, value: Value) -> bool:
        """Whether `value` is of this type; null is of none."""
        return _FITS[self](value)


_TOKEN = re.compile(r"eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")


def _is_json(text: str) -> bool:
    """Whether a text holds an object or a list as JSON."""
    reading = read(text) if text.lstrip()[:1] in ("{", "[") else None
    return reading is not None and not reading.faults


_FITS: dict[Type, Callable[[Value], bool]] = {
    Type.TEXT: lambda value: isinstance(value, str),
    Type.DATE: lambda value: isinstance(value, Number),
    Type.NUMBER: lambda value: isinstance(value, Number),
    Type.INTEGER: lambda value: isinstance(value, Number) and value.integer is not None,
    Type.BOOLEAN: lambda value: isinstance(value, bool),
    Type.OBJECT: lambda value: isinstance(value, Object),
    Type.LIST: lambda value: isinstance(value, Array),
    Type.TEXTS: lambda value: (
        isinstance(value, Array) and all(isinstance(item.value, str) for item in value.items)
    ),
    Type.JSON: lambda value: isinstance(value, str) and _is_json(value),
    Type.TOKEN: lambda value: isinstance(value, str) and _TOKEN.match(value) is not None,
}


class Absent:
    """What stands where nothing is: not null, which is something."""


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What signs are looked for in: the members of each part, and each part as a whole.

    Beside `header` and `payload` there are `request`, whose members are its parameters and which
    as a whole is its address without the query, `label`, the name the token was found under, and
    `token`, which as a whole is the name of its serialisation.
    """

    members: Mapping[str, Mapping[str, Value]]
    whole: Mapping[str, Value]

    def at(self, place: Place) -> Value | Absent:
        """The value at `place`, or ABSENT."""
        if not place.steps:
            return self.whole.get(place.part, ABSENT)
        members = self.members.get(place.part, {})
        value = members.get(str(place.steps[0]), ABSENT)
        for step in place.steps[1:]:
            value = _inside(value, step)
        return value


def evidence(token: Token, request: Request | None) -> Evidence:
    """A token and the request it was sent in, ready to be looked at."""
    members = {part.name: _members(part) for part in (token.header, token.payload)}
    whole: dict[str, Value] = {
        part.name: part.root.value for part in (token.header, token.payload) if part.root
    }
    whole["token"] = token.form.value
    if token.label:
        whole["label"] = token.label
    if request:
        members["request"] = {parameter.name: parameter.value for parameter in request.parameters}
        whole["request"] = without_query(request.url)
    return Evidence(members, whole)


def _members(part: Part) -> dict[str, Value]:
    return {claim.name: claim.value for claim in part.claims()}


def _inside(value: Value | Absent, step: str | int) -> Value | Absent:
    if isinstance(value, Array) and isinstance(step, int):
        return value.items[step].value if step < len(value.items) else ABSENT
    if isinstance(value, Object):
        found = [member.node.value for member in value.members if member.name == step]
        return found[-1] if found else ABSENT
    return ABSENT


def without_query(url: str) -> str:
    """A URL up to its query or fragment."""
    return re.split("[?#]", url, maxsplit=1)[0]


MEDIA_TYPES = (HEADER / "typ", HEADER / "cty")


def media_type(text: str) -> str:
    """A `typ` or `cty` for comparison: without case, and without application/ (RFC 7515 section 4.1.9)."""
    return text.lower().removeprefix("application/")


@dataclass(frozen=True, slots=True)
class Sign:
    """A place, and one thing that may be seen there; without any, that something is there at all.

    A list is like any one of its items, or with `each` like all of them. `least` and `most` are the
    size of what is there. `weight` counts in recognition only, and `says` puts the sign into words
    there: “`iss` has the form of a Team ID”.
    """

    place: Place
    equals: Scalar | None = None
    one_of: tuple[Scalar, ...] = ()
    pattern: re.Pattern[str] | None = None
    each: re.Pattern[str] | None = None
    names: re.Pattern[str] | None = None
    only: frozenset[str] = frozenset()
    type: Type | None = None
    least: int | None = None
    most: int | None = None
    same_as: Template | None = None
    absent: bool = False
    weight: int = 0
    says: str = ""

    @property
    def wanted(self) -> tuple[Scalar, ...]:
        """The values that are looked for, if it is values."""
        return self.one_of if self.equals is None else (self.equals,)

    @property
    def compound(self) -> bool:
        """Whether more is to be seen than a value or a pattern."""
        more = (self.each, self.names, self.type, self.least, self.most, self.same_as)
        return bool(self.only) or any(it is not None for it in more)

    def holds(self, seen: Evidence) -> bool:
        """Whether this sign is seen. From a part that cannot be read, nothing is known to be absent."""
        value = seen.at(self.place)
        if isinstance(value, Absent):
            return self.absent and bool(seen.members.get(self.place.part))
        if self.absent or not self.like(value):
            return False
        twin = self.same_as.filled(seen.at) if self.same_as else None
        return self.same_as is None or (twin is not None and twin.fits(value))

    def like(self, value: Value) -> bool:
        """Whether `value`, which stands at the place, is as this sign says."""
        if (self.pattern or self.wanted) and not any(map(self._is, items(value))):
            return False
        if self.type and not self.type.fits(value):
            return False
        if self.each and not (isinstance(value, Array) and value.items and self._each(value)):
            return False
        if (self.only or self.names) and not (isinstance(value, Object) and self._has_names(value)):
            return False
        return within(value, self.least, self.most)

    def _each(self, value: Array) -> bool:
        return self.each is not None and all(matches(self.each, item) for item in items(value))

    def _is(self, value: Value) -> bool:
        if self.pattern:
            return matches(self.pattern, value)
        if self.place in MEDIA_TYPES and isinstance(value, str):
            return media_type(value) in map(media_type, map(str, self.wanted))
        return any(same(value, wanted) for wanted in self.wanted)

    def _has_names(self, value: Object) -> bool:
        names = [member.name for member in value.members]
        if self.only:
            return bool(names) and self.only.issuperset(names)
        return self.names is not None and any(matches(self.names, name) for name in names)


def items(value: Value) -> list[Value]:
    """The items of a list; of anything else, itself."""
    return [item.value for item in value.items[:LONGEST]] if isinstance(value, Array) else [value]


def size(value: Value) -> int | None:
    """How many characters, items or members there are, or how much a number is; None of anything else."""
    match value:
        case str():
            return len(value)
        case Array(listed):
            return len(listed)
        case Object(members):
            return len(members)
        case Number():
            return value.integer
        case _:
            return None


def within(value: Value, least: int | None, most: int | None) -> bool:
    """Whether the size of `value` is within the bounds; what has no size is not, if there is a bound."""
    if least is None and most is None:
        return True
    found = size(value)
    return found is not None and (least is None or found >= least) and (most is None or found <= most)


def same(value: Value, wanted: Scalar) -> bool:
    """Whether a JSON value is the one that a profile names; true is not 1."""
    if isinstance(value, Number):
        return not isinstance(wanted, str | bool) and value.value == wanted
    return type(value) is type(wanted) and value == wanted


def matches(pattern: re.Pattern[str], value: Value) -> bool:
    """Whether the whole of a text matches; of a very long one, its beginning."""
    return isinstance(value, str) and pattern.fullmatch(value, 0, LONGEST) is not None
