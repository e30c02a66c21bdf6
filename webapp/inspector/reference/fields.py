"""What a profile asks of a field, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..place import Place
from ..profiles.sign import Scalar, Sign, Type
from ..profiles.vocabulary import Field, Mark, Mistake, Profile, Unit
from ..rule import Citation
from ..rules.lifetime import exactly
from ..rules.values import written
from ..words import article, joined
from .patterns import texts

_TELLING = 5  # characters that say more than a regular expression


class Need(StrEnum):
    """Whether a field must be there."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """A wrong value that people put there, as a clause; `instead` is what to write where that is known."""

    says: str
    pattern: str | None
    type: Type | None
    instead: str | None


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of a field, on the `condition` that a clause gives; empty where there is none.

    `asks` are phrases: “exactly “ES256””, “at most 3,600 seconds ago”.
    """

    condition: str
    need: Need
    type: tuple[Type, ...]
    values: tuple[Scalar, ...]
    pattern: str | None
    asks: tuple[str, ...]
    note: str
    mark: Mark
    citation: Citation
    mistakes: tuple[MistakeRow, ...]

    @property
    def says_something(self) -> bool:
        """Whether anything is asked at all that a document could say."""
        return self.need is not Need.OPTIONAL or bool(self.type or self.asks or self.note)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a profile; with several demands, the first whose condition holds is meant."""

    name: str
    place: str
    label: str
    demands: tuple[Demand, ...]
    inner: bool = False  # a member of a claim, or an item of one

    @property
    def says_something(self) -> bool:
        return any(it.says_something for it in self.demands)


def field_rows(part: str, fields: Mapping[str, Field], profile: Profile) -> tuple[FieldRow, ...]:
    """The fields of one part, in the order of the profile, each before the members it has."""
    rows = (_rows(Place(part, (name,)), field, profile) for name, field in fields.items())
    return tuple(row for group in rows for row in group)


def _rows(place: Place, field: Field, profile: Profile) -> Iterator[FieldRow]:
    yield _row(place, field, profile)
    for case in (*field.cases, field):
        for name, member in case.members.items():
            yield from _rows(place / name, member, profile)
        if case.items:
            yield from (it for it in _rows(place / 0, case.items, profile) if it.says_something)


def field_row(part: str, name: str, field: Field, profile: Profile) -> FieldRow:
    return _row(Place(part, (name,)), field, profile)


def _row(place: Place, field: Field, profile: Profile) -> FieldRow:
    cases = (*field.cases, field)
    label = next((it.label for it in cases if it.label), "")
    demands = tuple(_demand(it, profile, len(cases)) for it in cases)
    inner = len(place.steps) > 1
    return FieldRow(_steps(place) if inner else str(place.steps[0]), str(place), label, demands, inner)


def _demand(field: Field, profile: Profile, cases: int) -> Demand:
    otherwise = "otherwise" if cases > 1 else ""
    return Demand(
        condition=condition(field.when) or otherwise,
        need=_need(field),
        type=field.type,
        values=field.wanted,
        pattern=field.pattern.pattern if field.pattern else None,
        asks=tuple(asks(field)),
        note=field.note,
        mark=field.mark,
        citation=profile.citation(field.source),
        mistakes=tuple(map(_mistake_row, field.mistakes)),
    )


def _need(field: Field) -> Need:
    if field.required:
        return Need.REQUIRED
    return Need.FORBIDDEN if field.forbidden else Need.OPTIONAL


def _mistake_row(mistake: Mistake) -> MistakeRow:
    pattern = mistake.pattern.pattern if mistake.pattern else None
    return MistakeRow(mistake.says, pattern, mistake.type, mistake.instead)


def asks(field: Field) -> Iterator[str]:
    """What the value must be, phrase by phrase."""
    if field.wanted:
        yield joined([written(it) for it in field.wanted], "or")
    if field.pattern or field.form:
        yield field.form or "of a certain form"
    if field.same_as:
        yield f"made as {field.same_as.text}" if not field.same_as.plain else f"the same as {_twins(field)}"
    if field.least is not None or field.most is not None:
        yield _bounds(field)
    if field.means:
        yield f"meant as {field.means}"
    if field.unit is Unit.MILLISECONDS:
        yield "in milliseconds"
    if field.within is not None:
        yield f"at most {exactly(field.within)} ahead"
    if field.safe is not None:
        yield f"best no more than {exactly(field.safe)} ahead"
    elif field.margin:
        yield f"best {exactly(field.margin)} less"
    if field.age is not None:
        yield f"at most {exactly(field.age)} ago"


def _twins(field: Field) -> str:
    pieces = field.same_as.pieces if field.same_as else ()
    return joined([_steps(it) for it in pieces if isinstance(it, Place)])


def _bounds(field: Field) -> str:
    kinds = {Type.TEXT: " characters", Type.LIST: " items", Type.TEXTS: " items", Type.OBJECT: " members"}
    nouns = {kinds.get(it, "") for it in field.type}
    bounds = (("at least", field.least), ("at most", field.most))
    said = joined([f"{words} {bound:,}" for words, bound in bounds if bound is not None])
    return said + (nouns.pop() if len(nouns) == 1 else "")


def condition(signs: tuple[Sign, ...]) -> str:
    """The conditions of a field as a clause that begins with “if”; empty where there is none."""
    return f"if {joined([sign_words(it) for it in signs])}" if signs else ""


def sign_words(sign: Sign, label: str = "") -> str:
    """What is to be seen at a place, as a clause: `aud` is “appstoreconnect-v1”. Code stands in backticks.

    `label` is what a value of the right form would be: Team ID.
    """
    name = _place(sign.place)
    if sign.says:
        return f"{name} {sign.says}"
    if sign.absent:
        return f"there is no {name}"
    if sign.same_as:
        return f"{name} is made as `{sign.same_as.text}`"
    if sign.wanted:
        return f"{name} is {joined([written(it) for it in sign.wanted], 'or')}"
    if sign.only:
        return f"{name} holds nothing but {joined([f'`{it}`' for it in sorted(sign.only)])}"
    if sign.names:
        return f"a name in {name} has the form {_form(sign.names.pattern)}"
    if sign.type or sign.least is not None or sign.most is not None:
        return f"{name} {_kind(sign)}"
    if sign.pattern and label:
        return f"{name} has the form of {article(label)}"
    if sign.pattern:
        return f"{name} has the form {_form(sign.pattern.pattern)}"
    if sign.each:
        return f"every item of {name} has the form {_form(sign.each.pattern)}"
    return f"there is {name}"


def _kind(sign: Sign) -> str:
    bounds = (("at least", sign.least), ("at most", sign.most))
    sizes = [f"{words} {bound:,}" for words, bound in bounds if bound is not None]
    kinds = [f"is of the type {sign.type}"] if sign.type else []
    return " and ".join((*kinds, *(f"has {size}" for size in sizes)))


def _form(pattern: str) -> str:
    """What fits, written out where that says more than the regular expression."""
    written_out = texts(pattern)
    telling = written_out and all(len(it.strip("…")) >= _TELLING for it in written_out)
    return joined([f"`{it}`" for it in (written_out if telling else (pattern,))], "or")


def _place(place: Place) -> str:
    match place:
        case Place("token"):
            return "the serialisation"
        case Place("label"):
            return "the name it is sent under"
        case Place("request", ()):
            return "the address of the request"
        case Place(part, ()):
            return f"the {part}"
        case Place("payload"):
            return f"`{_steps(place)}`"
        case Place(part):
            return f"`{_steps(place)}` in the {part}"


def _steps(place: Place) -> str:
    return str(Place("", place.steps)).removeprefix(".")
