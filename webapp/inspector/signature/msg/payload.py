"""The payload was changed after it was signed: each usual change is undone and tried."""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from ...algorithms import Family
from ...json_tree import Number, read
from ..cause import Axis, Content, Evidence, Guess, cause
from .changes import changes
from .pieces import READING, Pieces, pieces, segment, shown, subsets
from .style import STYLES

Edit = tuple[str, str]  # the JSON as it may have been, and the fault in words

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LIVES = sorted(
    {
        *range(_MINUTE, 2 * _HOUR, _MINUTE),
        *range(5 * _MINUTE, _DAY + 1, 5 * _MINUTE),
        *range(_HOUR, 30 * _DAY + 1, _HOUR),
        *range(_DAY, 1100 * _DAY, _DAY),
        *(30, 45, 90, 600_000, 7_776_000, 15_552_000, 15_777_000, 31_556_952, 315_360_000),
    }
)
_USUAL_LIVES = tuple(
    minutes * _MINUTE for minutes in (5, 60, 15, 30, 10, 20, 120, 1440, 1, 2, 45, 90, 180, 240, 360, 480, 720)
) + tuple(days * _DAY for days in (7, 30, 90, 365, 180, 14, 2, 3, 60, 31, 28, 10))
_DATES = ("exp", "iat", "nbf", "auth_time", "updated_at")


@cause(
    Axis.CONTENT,
    cost=12,
    repairable=True,
    fix="A signed token cannot be edited: have it issued anew with the claims that it is to carry.",
)
def payload_edited(_: Content, evidence: Evidence) -> Iterable[Guess]:
    """A claim was changed after the token was signed.

    Somebody moved `exp` to keep a test token alive, flipped `admin` in an online editor, or a
    program between signer and verifier added a claim or turned a date into text. The signature
    covers every byte of the payload, so it still tells what was there. Only one change at a time
    is undone: each member removed, its type, case, unit or trailing slash changed, a
    list taken for its only item, and `exp` at the usual lifetimes.

    Every verifier refuses such a token as it is. The one that was signed is given back; it
    carries the old claims, and an expiry that may be past.
    """
    found = pieces(evidence.token.payload)
    if not found:
        return
    header, affordable = evidence.token.header.text, found.affordable
    edits = list(islice(_edits(found), affordable))
    for text, says in edits:
        yield Guess(Content(header, segment(text)), says)
    for text, says in _all_dates(found):
        yield Guess(Content(header, segment(text)), says)
    for text, says in islice(_twice_edited(found, edits), affordable):
        yield Guess(Content(header, segment(text)), says, 1)
    if evidence.algorithm.family in {Family.RSA, Family.PSS, Family.HMAC}:
        for text, says in islice(_expiries(found, _LIVES), affordable):
            yield Guess(Content(header, segment(text)), says, 1)


def _edits(found: Pieces) -> Iterator[Edit]:
    """One change undone, the likeliest first."""
    for index, member in enumerate(found.members):
        yield (
            found.without(index),
            f"It verifies without “{shown(member.name)}”, which was added after signing.",
        )
    for index, member in enumerate(found.members):
        for value, says in changes(found.value(index), member.node):
            yield found.replaced((index, value)), f"It verifies with “{shown(member.name)}” {says}."
    yield from _expiries(found, _USUAL_LIVES)
    yield from _shifted(found)
    yield from _without_expiry(found)


def _all_dates(found: Pieces) -> Iterator[Edit]:
    """Every date of the payload changed in the same way."""
    places = [index for name in _DATES if (index := found.index(name)) is not None]
    by_date = [[value for value, _ in changes(found.value(it), found.members[it].node)] for it in places]
    if len(places) > 1:
        for values in zip(*by_date, strict=False):
            written = list(zip(places, values, strict=True))
            dates = " and ".join(
                f"“{found.members[index].name}” as {shown(value)}" for index, value in written
            )
            yield found.replaced(*written), f"It verifies with {dates}; they were changed after signing."


def _expiries(found: Pieces, lives: Iterable[int]) -> Iterator[Edit]:
    """`exp` at these lifetimes after the token's issue."""
    index, issued = found.index("exp"), _issue(found)
    if index is not None and issued is not None:
        yield from _as_dates(found, index, (issued + life for life in lives))


def _without_expiry(found: Pieces) -> Iterator[Edit]:
    """`exp` taken out, which stood at the end or behind the token's issue."""
    index, issued = found.index("iat"), _issue(found)
    if index is not None and issued is not None and not any(it.name == "exp" for it in found.members):
        for life, place in product(_USUAL_LIVES, dict.fromkeys((index + 1, len(found.members)))):
            says = f"It verifies with “exp” as {issued + life}, which was removed after signing."
            yield found.inserted(place, "exp", str(issued + life)), says


def _issue(found: Pieces) -> int | None:
    dates = (_date(found, name) for name in ("iat", "nbf", "auth_time"))
    return next((date for date in dates if date is not None), None)


def _shifted(found: Pieces) -> Iterator[Edit]:
    """Each date as many days, or one hour, before or after what it is."""
    for name in ("exp", "iat", "nbf"):
        index, date = found.index(name), _date(found, name)
        if index is not None and date is not None:
            spans = (30 * _DAY, 365 * _DAY, _DAY, _HOUR, 7 * _DAY, 90 * _DAY, 3650 * _DAY, 5 * 60, 600)
            yield from _as_dates(found, index, (date + sign * span for span in spans for sign in (-1, 1)))


def _as_dates(found: Pieces, index: int, dates: Iterable[int]) -> Iterator[Edit]:
    name, now = found.members[index].name, found.value(index)
    for date in dates:
        if str(date) != now:
            yield (
                found.replaced((index, str(date))),
                f"It verifies with “{name}” as {date}; it was changed to {shown(now)} after signing.",
            )


def _date(found: Pieces, name: str) -> int | None:
    index = found.index(name)
    value = None if index is None else found.members[index].node.value
    date = value.integer if isinstance(value, Number) else None
    return date if date is not None and abs(date) < 10**12 else None


def _twice_edited(found: Pieces, edits: list[Edit]) -> Iterator[Edit]:
    """Two members removed, or one change undone and all of it written by another encoder."""
    for first, second in subsets(min(len(found.members), 16)):
        names = " and ".join(f"“{shown(found.members[it].name)}”" for it in (first, second))
        yield found.without(first, second), f"It verifies without {names}, which were added after signing."
    yield from islice(_rewritten(edits), found.affordable // READING)


def _rewritten(edits: list[Edit]) -> Iterator[Edit]:
    for style in STYLES[:4]:
        for text, says in edits:
            node = read(text).node
            if node:
                yield style.write(node), f"{says} It was also rewritten, from what {style.name} writes."
