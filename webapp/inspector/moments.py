"""The dates of a token as its receiver means them, whatever they are called and count."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .dates import NAMES, Reading, as_seconds, seconds
from .json_tree import Value
from .place import Place, Span
from .profiles import Expected, Field
from .profiles.sign import Type
from .profiles.vocabulary import Unit
from .token import Claim, Token

LONGEST_DURATION = 100_000_000  # seconds; as a date it is in March 1973, before there was any JWT

_DIGITS = re.compile(r"\s*(-?[0-9]{1,25})(?:\.[0-9]{0,9})?\s*", re.ASCII)
_NO_DEMANDS = Field()


class Date(NamedTuple):
    """A member that is a date, and the number that it was written with, be it a number as it should or
    the text of one.

    `means` is the registered claim that it is, or that the receiver calls otherwise; `misread` is what
    the number means if it is no count of such units since 1970. A registered claim is not `sure` to be
    a date where the receiver makes something else of it. `seconds` is the moment in seconds since 1970,
    as a receiver reads it who takes text for a number; None if the number is in another unit than it should.
    """

    claim: Claim
    unit: Unit
    means: str
    sure: bool
    number: int | None
    misread: Reading | None
    seconds: int | None

    @property
    def name(self) -> str:
        return self.claim.name

    @property
    def value(self) -> Value:
        return self.claim.value

    @property
    def place(self) -> Place:
        return self.claim.place

    @property
    def span(self) -> Span | None:
        return self.claim.span

    @property
    def scale(self) -> int:
        """How many of its units are a second."""
        return _scale(self.unit)


def _scale(unit: Unit) -> int:
    return 1000 if unit is Unit.MILLISECONDS else 1


def dates_of(token: Token, expected: Iterable[Expected]) -> Iterator[Date]:
    """The registered dates, and then whatever else this receiver takes for one."""
    known = {it.name: it.field for it in expected if it.name in NAMES and it.place.part == "payload"}
    for claim in token.payload.claims(*NAMES):
        field = known.get(claim.name, _NO_DEMANDS)
        yield _date(claim, field, claim.name, sure=not field.type or _is_date(field, claim))
    for it in expected:
        if it.claim and (it.field.dated or _is_date(it.field, it.claim)) and not _registered(it.place):
            yield _date(it.claim, it.field, it.field.means or "", sure=_is_date(it.field, it.claim))


def _date(claim: Claim, field: Field, means: str, *, sure: bool) -> Date:
    number, unit = _written(claim.value), field.unit
    meant = None if number is None else misread(number, unit)
    moment = None if number is None or meant else number // _scale(unit)
    return Date(claim, unit, means, sure, number, meant, moment)


def _is_date(field: Field, claim: Claim) -> bool:
    """Whether it is meant as a date, and may not be what it is besides."""
    return Type.DATE in field.type and not (Type.TEXT in field.type and isinstance(claim.value, str))


def _registered(place: Place) -> bool:
    return place.part == "payload" and len(place.steps) == 1 and place.steps[0] in NAMES


def _written(value: Value) -> int | None:
    if isinstance(value, str):
        found = _DIGITS.fullmatch(value[:60])
        return int(found[1]) if found else None
    return seconds(value)


def misread(number: int, unit: Unit = Unit.SECONDS) -> Reading | None:
    """What `number` means if it is no count of such units since 1970."""
    meant = as_seconds(number)
    if unit is Unit.MILLISECONDS:
        is_date = meant is not None or number <= LONGEST_DURATION
        found = meant if is_date else Reading("seconds", number)
        return None if found is None or found.unit == Unit.MILLISECONDS else found
    return Reading("a duration", number) if 0 < number < LONGEST_DURATION else meant
