"""NumericDates: their type and unit, and whether the token is in date (RFC 7519 sections 2 and 4.1)."""

from functools import cache

from ..dates import HOUR, MINUTE, duration, iso_seconds, moment, relative
from ..example import NOW, Example, claims
from ..json_tree import Number
from ..moments import Date
from ..rule import Case, Problem, Selector, Severity, rfc, rule
from .values import shown

SOUND = Example()
NUMERIC_DATE = rfc(7519, "2")
EXPIRATION = rfc(7519, "4.1.4")
NOT_BEFORE = rfc(7519, "4.1.5")
ISSUED_AT = rfc(7519, "4.1.6")

_DIVISORS = {"milliseconds": "1000", "microseconds": "1,000,000", "nanoseconds": "1,000,000,000"}


def every_date(case: Case) -> list[Date]:
    """The registered dates, and whatever else this receiver takes for a date."""
    return [date for date in case.dates if date.sure]


@cache
def dates(name: str) -> Selector:
    """The claim called `name`, and the members that this receiver calls otherwise and means as it."""
    return lambda case: [date for date in case.dates if date.means == name]


# How far the Earth's clocks stand from UTC, ahead of it or behind, in minutes.
_ZONES = frozenset({60 * hours for hours in range(1, 15)} | {210, 270, 330, 345, 390, 525, 570, 630, 765})


@rule(
    every_date,
    Severity.ERROR,
    NUMERIC_DATE,
    passes="Every date is a number",
    good=SOUND,
    bad=(claims(exp=str(NOW + 600)), claims(exp="2026-11-23T02:30:00Z"), claims(exp="tomorrow")),
)
def text_date(date: Date, case: Case) -> Problem | None:
    """A date is text, not a number.

    A NumericDate is a JSON number. Some libraries convert the text in silence, so that the token
    passes your own tests; a receiver that does not will refuse it.
    """
    if not isinstance(date.value, str):
        return None
    text = shown(date.value)
    if date.number is not None:
        says = f"{date.name} is the text {text}: write the number, without quotation marks."
        return Problem(says, _meant(date.number, date, case))
    moment_meant = iso_seconds(date.value)
    if moment_meant is not None:
        meant = moment_meant * date.scale
        return Problem(f"{date.name} is {text}: write it as {date.unit} since 1970.", meant)
    return Problem(f"{date.name} is the text {text}; a date is a number of {date.unit} since 1970.")


def _meant(number: int, date: Date, case: Case) -> int:
    """The number to write for a date, in the unit that is wanted."""
    meant = date.misread
    if meant is None:
        return number
    if meant.unit == "a duration":
        start = case.seconds("iat") or case.now
        return start + number if date.means == "exp" else start
    return meant.seconds * date.scale


@rule(
    every_date,
    Severity.ERROR,
    NUMERIC_DATE,
    passes="Every date is in seconds",
    good=SOUND,
    bad=(claims(iat=(NOW - 60) * 1000), claims(exp=(NOW + 600) * 10**6), claims(exp=(NOW + 600) * 10**9)),
)
def millisecond_date(date: Date, _: Case) -> Problem | None:
    """A date is in milliseconds, microseconds or nanoseconds, not seconds.

    A NumericDate counts seconds since 1970. `Date.now()` and `System.currentTimeMillis()` count
    milliseconds, which as seconds lie some fifty thousand years ahead: an `exp` never comes, an
    `iat` is far in the future.
    """
    number, meant = date.number, date.misread
    if number is None or meant is None or meant.unit not in _DIVISORS or date.scale > 1:
        return None
    return Problem(
        f"{date.name} is {number} in {meant.unit}, {moment(meant.seconds)}: as seconds it is "
        f"{moment(number)}. Divide by {_DIVISORS[meant.unit]}.",
        meant.seconds,
    )


@rule(
    every_date,
    Severity.ERROR,
    NUMERIC_DATE,
    passes="Every date counts from 1970",
    good=SOUND,
    bad=(claims(exp=3600), claims(exp=639_309_968_000_000_000), claims(exp=134_398_736_000_000_000)),
)
def misread_date(date: Date, case: Case) -> Problem | None:
    """A date counts from another day, in another unit, or is a duration.

    .NET's `DateTime.Ticks` counts tenths of microseconds since the year 1, Windows' FILETIME since
    1601, Apple's `timeIntervalSinceReferenceDate` seconds since 2001. A small number is a lifetime:
    `exp` is the moment of expiry, not the seconds until then.
    """
    number, meant = date.number, date.misread
    if number is None or meant is None or (date.scale == 1 and meant.unit in _DIVISORS):
        return None
    if meant.unit == "a duration":
        return Problem(
            f"{date.name} is {number}, as a date {moment(number)}: it looks like a duration of "
            f"{duration(number)}. Write the moment itself, in seconds since 1970.",
            _meant(number, date, case),
        )
    return Problem(
        f"{date.name} is {number} in {meant.unit}, {moment(meant.seconds)}: write {date.unit} since 1970.",
        _meant(number, date, case),
    )


@rule(
    every_date,
    Severity.WARNING,
    NUMERIC_DATE,
    passes="Every date is a whole number",
    good=SOUND,
    bad=(claims(exp=NOW + 600.25), Example(payload='{"sub":"x","exp":1.7954006e9}')),
)
def fractional_date(date: Date, case: Case) -> Problem | None:
    """A date has a fraction or an exponent.

    RFC 7519 allows it, but receivers that read dates as whole numbers refuse it: GitHub, Zendesk and
    many Java programs do. Python's `time.time()` and JavaScript's `Date.now() / 1000` give fractions.
    """
    if not isinstance(date.value, Number) or date.scale > 1 or date.value.literal.lstrip("-").isdigit():
        return None
    if date.value.value is None:
        return None  # told by unbounded-number, or by not-json
    whole = None if date.number is None else _meant(date.number, date, case)
    return Problem(f"{date.name} is written {shown(date.value)}; write the whole number.", whole)


@rule(
    dates("exp"),
    Severity.ERROR,
    EXPIRATION,
    passes="The token has not expired",
    good=(SOUND, claims(exp=NOW + 1)),
    bad=(claims(iat=NOW - 700, exp=NOW - 60), claims(iat=NOW - 700, exp=NOW)),
)
def expired(date: Date, case: Case) -> Problem | None:
    """The token has expired.

    From the moment in `exp` on, a token must not be accepted. A receiver may forgive a minute or two
    of difference between the clocks.
    """
    end = date.seconds
    if end is None or end + case.leeway > case.now:
        return None
    if end == case.now:
        return Problem(
            f"{date.name} is {date.number}, {moment(end)}: that is now, "
            "and from that moment on it is refused."
        )
    return Problem(f"The token expired {relative(end, case.now)}, on {moment(end)}. Make a new one.")


@rule(
    dates("nbf"),
    Severity.ERROR,
    NOT_BEFORE,
    passes="The token is valid already",
    good=claims(nbf=NOW),
    bad=claims(nbf=NOW + 60),
)
def not_yet_valid(date: Date, case: Case) -> Problem | None:
    """The token is not valid yet.

    Before the moment in `nbf` a token must not be accepted. Some libraries add `nbf` of their own
    accord; if the receiver does not ask for it, leave it out, or set it back by a minute.
    """
    start = date.seconds
    if start is None or start - case.leeway <= case.now:
        return None
    return Problem(
        f"{date.name} is {date.number}, {moment(start)}: the token becomes valid "
        f"{relative(start, case.now)}.",
        case.now * date.scale,
    )


@rule(
    dates("iat"),
    Severity.WARNING,
    ISSUED_AT,
    passes="The token was issued in the past",
    good=claims(iat=NOW),
    bad=claims(iat=NOW + 41),
)
def future_issue(date: Date, case: Case) -> Problem | None:
    """The token was issued in the future.

    The maker's clock is ahead of the receiver's. Many libraries and services refuse such a token;
    set the clock by NTP, and set `iat` back by a minute.
    """
    issued = date.seconds
    if issued is None or issued - case.leeway <= case.now or _zone(issued - case.now):
        return None
    return Problem(
        f"{date.name} is {date.number}, {moment(issued)}: {duration(issued - case.now)} after this clock's "
        f"{moment(case.now)}. Check the maker's clock, and set {date.name} back by a minute.",
        (case.now - MINUTE) * date.scale,
    )


@rule(
    dates("iat"),
    Severity.WARNING,
    ISSUED_AT,
    passes="The token was issued by a clock in UTC",
    good=SOUND,
    bad=(
        claims(iat=NOW + 9 * HOUR, exp=NOW + 10 * HOUR),
        claims(iat=NOW + 8 * HOUR - 20, exp=NOW + 9 * HOUR),
    ),
)
def zone_shifted_date(date: Date, case: Case) -> Problem | None:
    """The token was issued in the future by just as much as a time zone.

    Local time was taken for UTC, or UTC for local time. Python's `datetime.utcnow().timestamp()` does
    that wherever the machine is not set to UTC: use `time.time()`. Receivers that refuse tokens from
    the future refuse this one.
    """
    issued = date.seconds
    if issued is None or issued - case.leeway <= case.now:
        return None
    zone = _zone(issued - case.now)
    if zone is None:
        return None
    hours = f"{zone // 60}:{zone % 60:02} hours"
    return Problem(
        f"{date.name} is {date.number}, {moment(issued)}, which is {hours} ahead of this clock: the "
        "difference of a time zone. Use the time in UTC, such as time.time() in Python.",
        min(issued - zone * MINUTE, case.now) * date.scale,
    )


def _zone(ahead: int) -> int | None:
    """The offset of a time zone, in minutes, that lies within five minutes of so many seconds."""
    nearest = min(_ZONES, key=lambda zone: abs(zone * MINUTE - ahead))
    return nearest if abs(nearest * MINUTE - ahead) <= 5 * MINUTE else None


@rule(
    dates("exp"),
    Severity.ERROR,
    EXPIRATION,
    passes="The token expires after it begins",
    good=SOUND,
    bad=(
        Example({"iat": NOW - 60, "exp": NOW - 60}, also=("expired",)),
        Example({"nbf": NOW + 90, "exp": NOW + 60}, also=("not-yet-valid",)),
    ),
)
def expiry_before_issue(date: Date, case: Case) -> Problem | None:
    """The token expires before it was issued, or before it becomes valid.

    It was never valid at any moment. The dates are exchanged, of different units, or the lifetime was
    subtracted.
    """
    end = date.seconds
    for other in case.dates:
        start = other.seconds if other.means in {"iat", "nbf"} else None
        if end is not None and start is not None and end <= start:
            gap = "at the same moment as" if end == start else f"{duration(start - end)} before"
            return Problem(f"{date.name}, {moment(end)}, is {gap} {other.name}, {moment(start)}.")
    return None
