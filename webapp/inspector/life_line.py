"""A token's dates on one scale: issued, not before, now, expires, and the receiver's limit."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import dates
from .rule import Case
from .rules.lifetime import limits

_NAMES = {"iat": "issued", "nbf": "not before", "exp": "expires"}
_TOO_FAR = 50 * dates.YEAR  # from now: likely a date in another unit, of which a finding tells
_LONGEST_NAME = 25  # characters that have room below the line
_FAR = 8  # times as long as the rest: a limit that far off would leave the rest no room
_MARGIN = 3.0  # on either side of the outermost marks
_LABEL = 24.0  # about as wide as a label is where the page is narrow


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the line; `at` is its place from 0 to 100. `id` is a claim, `now` or `limit`.

    `row` keeps the labels apart: 0 above the line, for now; 1 and 2 below it.
    """

    id: str
    label: str
    seconds: int
    at: float
    row: int


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The marks in their order; the token is meant to be used from `begins` to `ends`.

    `lasts` is how many seconds lie between the two, None where the token does not give both.
    """

    marks: tuple[Mark, ...]
    begins: float
    ends: float
    alive: bool  # now lies between the two
    lasts: int | None

    @property
    def order(self) -> str:
        """What is drawn, from left to right."""
        return ", ".join(mark.label for mark in self.marks)

    @property
    def beside(self) -> list[Mark]:
        """The moments that are no claims of the token, whose dates stand nowhere else."""
        return [mark for mark in self.marks if mark.id not in _NAMES]


def life_line(case: Case) -> LifeLine | None:
    """The dates of a token, None where it has none that could be drawn."""
    moments = dict(_moments(case))
    if not moments.keys() & _NAMES.keys():
        return None
    if (limit := _limit(case)) is not None and limit - case.now < _FAR * _extent(moments):
        moments["limit"] = limit
    first, last = min(moments.values()), max(moments.values())
    scale = (100 - 2 * _MARGIN) / max(last - first, 1)
    places = {id_: round(_MARGIN + (seconds - first) * scale, 2) for id_, seconds in moments.items()}
    begins = moments.get("nbf", moments.get("iat", first))
    ends = moments.get("exp", last)
    return LifeLine(
        marks=tuple(_marks(moments, places, case)),
        begins=places.get("nbf", places.get("iat", 0.0)),
        ends=places.get("exp", 100.0),
        alive=begins <= case.now < ends,
        lasts=_lasts(moments),
    )


def _lasts(moments: dict[str, int]) -> int | None:
    begins = moments.get("nbf", moments.get("iat"))
    return max(moments["exp"] - begins, 0) or None if begins is not None and "exp" in moments else None


def _marks(moments: dict[str, int], places: dict[str, float], case: Case) -> Iterator[Mark]:
    free = {1: 0.0, 2: 0.0}  # from where on each row has room
    for id_ in sorted(places, key=lambda id_: moments[id_]):
        at, row = places[id_], 0
        if id_ != "now":
            row = 1 if at >= free[1] else 2
            free[row] = at + _LABEL
        yield Mark(id_, _label(id_, case), moments[id_], at, row)


def _moments(case: Case) -> Iterator[tuple[str, int]]:
    for name in _NAMES:
        claim = case.token.payload.claim(name)
        seconds = dates.seconds(claim.value) if claim else None
        if seconds is not None and abs(seconds - case.now) < _TOO_FAR:
            yield name, seconds
    yield "now", case.now


def _extent(moments: dict[str, int]) -> int:
    return max(moments.values()) - min(moments.values())


def _limit(case: Case) -> int | None:
    """The latest moment to which this receiver lets a token live."""
    ends = (
        it.start + it.life.max for it in limits(case) if it.claim.name == "exp" and it.life.max is not None
    )
    return min(ends, default=None)


def _label(id_: str, case: Case) -> str:
    if id_ != "limit":
        return _NAMES.get(id_, id_)
    audience = case.profile.audience
    return f"limit of {audience if len(audience) <= _LONGEST_NAME else 'the receiver'}"
