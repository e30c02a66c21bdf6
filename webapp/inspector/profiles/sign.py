"""Signs: what may be seen at one place of a submission, such as “the `aud` is appstoreconnect-v1”.

Signs tell kinds of token apart, and say when the demands of a field hold.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from ..json_tree import Array, Number, Object, Value, read
from ..place import HEADER, Place
from ..request import Request
from ..token import Token
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


class Member(Protocol):
    """A claim, a header parameter or a parameter of the request."""

    @property
    def value(self) -> Value: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """What signs are looked for in: the members of each part, and each part as a whole.

    Beside `header` and `payload` there are `request`, whose members are its parameters and which
    as a whole is its address without the query, `label`, the name the token was found under, and
    `token`, which as a whole is the name of its serialisation.
    """

    members: Mapping[str, Mapping[str, Member]]
    whole: Mapping[str, Value]

    def at(self, place: Place) -> Value | Absent:
        """The value at `place`, or ABSENT."""
        if not place.steps:
            return self.whole.get(place.part, ABSENT)
        member = self.members.get(place.part, {}).get(str(place.steps[0]))
        value = member.value if member else ABSENT
        for step in place.steps[1:]:
            value = _inside(value, step)
        return value


def evidence(token: Token, request: Request | None) -> Evidence:
    """A token and the request it was sent in, ready to be looked at."""
    header, payload = token.header, token.payload
    members: dict[str, Mapping[str, Member]] = {header.name: header.named, payload.name: payload.named}
    whole: dict[str, Value] = {part.name: part.root.value for part in (header, payload) if part.root}
    whole["token"] = token.form.value
    if token.label:
        whole["label"] = token.label
    if request:
        members["request"] = {parameter.name: parameter for parameter in request.parameters}
        whole["request"] = without_query(request.url)
    return Evidence(members, whole)


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
    """A place, and what may be seen there, all at once; if nothing is said, that something is there at all.

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
    _tests: tuple[Callable[[Value], bool], ...] = field(default=(), init=False, repr=False, compare=False)

    @property
    def wanted(self) -> tuple[Scalar, ...]:
        """The values that are looked for, if it is values."""
        return self.one_of if self.equals is None else (self.equals,)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tests", tuple(self._made()))

    def _made(self) -> Iterator[Callable[[Value], bool]]:
        """What `value` has to pass to be like this sign: most have one test, or none."""
        if pattern := self.pattern:
            yield lambda value: any(matches(pattern, it) for it in items(value))
        if self.wanted:
            yield lambda value: any(map(self.wants, items(value)))
        if self.type:
            yield _FITS[self.type]
        if each := self.each:
            yield (
                lambda value: (
                    isinstance(value, Array)
                    and bool(value.items)
                    and all(matches(each, it) for it in items(value))
                )
            )
        if only := self.only:
            yield lambda value: bool(names := member_names(value)) and only.issuperset(names)
        if names := self.names:
            yield lambda value: any(matches(names, name) for name in member_names(value))
        if self.least is not None or self.most is not None:
            yield lambda value: within(value, self.least, self.most)

    def holds(self, seen: Evidence) -> bool:
        """Whether this sign is seen. From a part that cannot be read, nothing is known to be absent."""
        value = seen.at(self.place)
        if isinstance(value, Absent):
            return self.absent and bool(seen.members.get(self.place.part))
        return not self.absent and self.like(value, seen)

    def like(self, value: Value, seen: Evidence) -> bool:
        """Whether `value`, which stands at the place, is as this sign says."""
        for passes in self._tests:  # all() would take thrice as long
            if not passes(value):
                return False
        return self.same_as is None or self.same_as.fits(value, seen.at)

    def wants(self, value: Value) -> bool:
        """Whether `value` is one of those that are looked for."""
        if self.place in MEDIA_TYPES and isinstance(value, str):
            return media_type(value) in map(media_type, map(str, self.wanted))
        return any(same(value, wanted) for wanted in self.wanted)


def member_names(value: Value) -> list[str]:
    """The names in an object; none in anything else."""
    return [member.name for member in value.members] if isinstance(value, Object) else []


def items(value: Value) -> list[Value]:
    """The items of a list; of anything else, itself."""
    return [item.value for item in value.items[:LONGEST]] if isinstance(value, Array) else [value]


def size(value: Value) -> int | Decimal | None:
    """How many characters, items or members there are, or how much a number is; None of anything else."""
    match value:
        case str():
            return len(value)
        case Array(listed):
            return len(listed)
        case Object(members):
            return len(members)
        case Number():
            return value.value if value.integer is None else value.integer
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
        if isinstance(wanted, float):
            return value.value is not None and float(value.value) == wanted
        return type(wanted) is int and value.value == wanted
    return type(value) is type(wanted) and value == wanted


def matches(pattern: re.Pattern[str], value: Value) -> bool:
    """Whether the whole of a text matches; of a very long one, its beginning."""
    return isinstance(value, str) and pattern.fullmatch(value, 0, LONGEST) is not None
