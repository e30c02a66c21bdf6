"""What a line of a token means in people's words: the receiver's name for it, or the date it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from . import dates, registry
from .algorithms import ALGORITHMS
from .lines import Line
from .place import HEADER, PAYLOAD, Place
from .profiles.sign import Type
from .profiles.vocabulary import Field, Unit
from .registry import RegisteredClaim, RegisteredHeader
from .rule import Case
from .words import capital


@dataclass(frozen=True, slots=True)
class Meaning:
    """`label` is a name, `seconds` a date since 1970, `note` a sentence or two."""

    label: str = ""
    seconds: int | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.label or self.note) or self.seconds is not None


Fields = Mapping[Place, Field]


def fields(case: Case) -> Fields:
    """What the profile says of the members of this token, by their place."""
    return {it.place: it.field for it in case.expected}


def meaning(line: Line, known: Fields) -> Meaning:
    """What the value of `line` means: to everyone, else to the receiver whose demands are `known`."""
    if line.name is None:
        return Meaning()
    field, registered = known.get(line.place, _UNKNOWN), _registered(line.place)
    is_date = Type.DATE in (field.type or (registered.type if registered else ()))
    label = _common(line) or capital(field.label) or (registered.meaning if registered else "")
    return Meaning(label, _seconds(line, field) if is_date else None, field.note)


_UNKNOWN = Field()
_NUMERIC_DATES = {PAYLOAD / "exp": "Expires", PAYLOAD / "nbf": "Not before", PAYLOAD / "iat": "Issued"}


def _registered(place: Place) -> RegisteredClaim | RegisteredHeader | None:
    match place:
        case Place("payload", (str(name),)):
            return registry.claim(name)
        case Place("header", (str(name),)):
            return registry.header(name)
        case _:
            return None


def _seconds(line: Line, field: Field) -> int | None:
    seconds = dates.seconds(line.value)
    return seconds // 1000 if seconds is not None and field.unit is Unit.MILLISECONDS else seconds


def _common(line: Line) -> str:
    """What a member means to everyone."""
    if line.place == HEADER / "alg" and isinstance(line.value, str):
        return _algorithm(line.value)
    return _NUMERIC_DATES.get(line.place, "")


def _algorithm(name: str) -> str:
    algorithm = ALGORITHMS.get(name)
    if algorithm is None:
        return ""
    curve = f" with {' or '.join(algorithm.curves)}" if algorithm.curves else ""
    hashed = f" and {algorithm.hash.replace('sha', 'SHA-')}" if algorithm.hash else ""
    return f"{algorithm.family}{curve}{hashed}"
