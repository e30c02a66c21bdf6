"""A token's dates on one scale: issued, not before, now, expires, and the receiver's limit."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import dates
from .rule import Case

_NAMES = {"iat": "issued", "nbf": "not before", "exp": "expires"}
_TOO_FAR = 50 * dates.YEAR  # from now: likely a date in another unit, of which a finding tells
_MARGIN = 3.0  # on either side of the outermost marks


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the line; `at` is its place from 0 to 100. `id` is a claim, `now` or `limit`."""

    id: str
    label: str
    seconds: int
    at: float


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The marks in their order; the token is meant to be used from `begins` to `ends`."""

    marks: tuple[Mark, ...]
    begins: float
    ends: float
    alive: bool  # now lies between the two


def life_line(case: Case) -> LifeLine | None:
    """The dates of a token, None where it has none that could be drawn."""
    moments = dict(_moments(case))
    if not moments.keys() & _NAMES.keys():
        return None
    first, last = min(moments.values()), max(moments.values())
    scale = (100 - 2 * _MARGIN) / max(last - first, 1)
    places = {id_: round(_MARGIN + (seconds - first) * scale, 2) for id_, seconds in moments.items()}
    begins = moments.get("nbf", moments.get("iat", first))
    ends = moments.get("exp", last)
    marks = (Mark(id_, _label(id_, case), moments[id_], at) for id_, at in places.items())
    return LifeLine(
        marks=tuple(sorted(marks, key=lambda mark: mark.seconds)),
        begins=places.get("nbf", places.get("iat", 0.0)),
        ends=places.get("exp", 100.0),
        alive=begins <= case.now < ends,
    )


def _moments(case: Case) -> Iterator[tuple[str, int]]:
    for name in _NAMES:
        claim = case.token.payload.claim(name)
        seconds = dates.seconds(claim.value) if claim else None
        if seconds is not None and abs(seconds - case.now) < _TOO_FAR:
            yield name, seconds
    yield "now", case.now
    if (limit := _limit(case)) is not None:
        yield "limit", limit


def _limit(case: Case) -> int | None:
    """The latest moment at which this receiver lets a token expire."""
    field = case.profile.payload.get("exp")
    return case.now + field.within if field and field.within else None


def _label(id_: str, case: Case) -> str:
    return _NAMES.get(id_) or ("now" if id_ == "now" else f"{case.profile.audience}’s limit")
