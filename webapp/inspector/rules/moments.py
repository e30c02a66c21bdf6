"""The dates of a token as its receiver means them, whatever they are called and count."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..dates import NAMES, Reading, as_seconds, seconds
from ..json_tree import Value
from ..place import Place, Span
from ..profiles.sign import Type
from ..profiles.vocabulary import Field, Unit
from ..rule import Case, Selector
from ..token import Claim

LONGEST_DURATION = 100_000_000  # seconds; as a date it is in March 1973, before there was any JWT

_DIGITS = re.compile(r"\s*(-?[0-9]{1,25})(?:\.[0-9]{0,9})?\s*", re.ASCII)


class Date(NamedTuple):
    """A member that is meant as a date: the number that it was written with, be it a number as it should
    or the text of one, and what that means if it is no count of such units since 1970."""

    claim: Claim
    unit: Unit
    number: int | None
    misread: Reading | None

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
        return 1000 if self.unit is Unit.MILLISECONDS else 1

    @property
    def seconds(self) -> int | None:
        """The moment in seconds since 1970, as a receiver reads it who takes text for a number; None
        if the number is in another unit than it should."""
        return None if self.number is None or self.misread else self.number // self.scale


def date_of(claim: Claim, unit: Unit = Unit.SECONDS) -> Date:
    """The member as a date in such units."""
    number = _written(claim)
    return Date(claim, unit, number, None if number is None else misread(number, unit))


def every_date(case: Case) -> Iterator[Date]:
    """The registered dates, and whatever else this receiver takes for a date."""
    known = {it.name: it.field for it in case.expected if it.place.part == "payload"}
    for claim in case.token.payload.claims(*NAMES):
        field = known.get(claim.name)
        if field is None or not field.type or _is_date(field, claim):
            yield date_of(claim, field.unit if field else Unit.SECONDS)
    for it in case.expected:
        if it.claim and _is_date(it.field, it.claim) and not _registered(it.place):
            yield date_of(it.claim, it.field.unit)


def _is_date(field: Field, claim: Claim) -> bool:
    """Whether it is meant as a date, and may not be what it is besides."""
    return Type.DATE in field.type and not (Type.TEXT in field.type and isinstance(claim.value, str))


def _registered(place: Place) -> bool:
    return place.part == "payload" and len(place.steps) == 1 and place.steps[0] in NAMES


@cache
def dates(name: str) -> Selector:
    """The claim called `name`, and the members that this receiver calls otherwise and means as it."""

    def select(case: Case) -> Iterator[Date]:
        for it in case.expected:
            if it.claim and it.field.means == name:
                yield date_of(it.claim, it.field.unit)
        if (claim := case.token.payload.claim(name)) is not None:
            field = case.profile.payload.get(name)
            yield date_of(claim, field.unit if field else Unit.SECONDS)

    return select


def _written(claim: Claim) -> int | None:
    """The number of a date, be it a number as it should or the text of one."""
    if isinstance(claim.value, str):
        found = _DIGITS.fullmatch(claim.value[:60])
        return int(found[1]) if found else None
    return seconds(claim.value)


def told(claim: Claim) -> int | None:
    """A date that should be in seconds as a receiver reads it; None if it is in another unit."""
    return date_of(claim).seconds


def misread(number: int, unit: Unit = Unit.SECONDS) -> Reading | None:
    """What `number` means if it is no count of such units since 1970."""
    meant = as_seconds(number)
    if unit is Unit.MILLISECONDS:
        is_date = meant is not None or number <= LONGEST_DURATION
        found = meant if is_date else Reading("seconds", number)
        return None if found is None or found.unit == Unit.MILLISECONDS else found
    return Reading("a duration", number) if 0 < number < LONGEST_DURATION else meant
