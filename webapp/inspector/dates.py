"""NumericDate arithmetic, and dates and durations in people's words (RFC 7519 section 2)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from .json_tree import Number, Value

MINUTE, HOUR, DAY = 60, 3600, 86_400
YEAR = 31_556_952  # the mean Gregorian year, in seconds

NAMES = ("exp", "nbf", "iat")  # the registered claims that are NumericDates

SINCE_2001 = 978_307_200  # 1 January 2001, the epoch of Apple's own frameworks, in seconds since 1970
_BEFORE_1970_FILETIME = 11_644_473_600  # seconds from 1601 to 1970
_BEFORE_1970_TICKS = 62_135_596_800  # seconds from the year 1 to 1970
_MOST_DIGITS = 30  # of a date; no unit has so many
_LAST_SECOND = 253_402_300_799  # of the year 9999


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number probably means as a date: its unit, and the date in seconds since 1970."""

    unit: str
    seconds: int


def seconds(value: Value) -> int | None:
    """The whole seconds of a NumericDate, fractions dropped; None where `value` is not a number."""
    if not isinstance(value, Number):
        return None
    if value.plain:
        return int(value.literal) if len(value.literal) <= _MOST_DIGITS else None
    exact = value.value
    return int(exact) if exact is not None and abs(exact) < Decimal(10) ** _MOST_DIGITS else None


def as_seconds(number: int) -> Reading | None:
    """The unit in which `number` is a date of our time, where that is not seconds.

    The ranges do not overlap: each covers the years 1998 to 2096, or for Apple's epoch 2020 to 2029.
    """
    for low, high, unit, divisor, epoch in _UNITS:
        if number < high:
            return Reading(unit, number // divisor + epoch) if number >= low else None
    return None


_UNITS: tuple[tuple[int, int, str, int, int], ...] = (
    (600_000_000, 900_000_000, "seconds since 2001", 1, SINCE_2001),
    (900 * 10**9, 4 * 10**12, "milliseconds", 10**3, 0),
    (900 * 10**12, 4 * 10**15, "microseconds", 10**6, 0),
    (125 * 10**15, 157 * 10**15, "Windows FILETIME (100 ns since 1601)", 10**7, -_BEFORE_1970_FILETIME),
    (630 * 10**15, 662 * 10**15, ".NET ticks (100 ns since the year 1)", 10**7, -_BEFORE_1970_TICKS),
    (900 * 10**15, 4 * 10**18, "nanoseconds", 10**9, 0),
)

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s?(Z|UTC|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE | re.ASCII,
)


def iso_seconds(text: str) -> int | None:
    """The moment an ISO 8601 text stands for, read as UTC where it names no zone."""
    found = _ISO.fullmatch(text.strip()) if len(text) < 50 else None
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(group or 0) for group in found.groups()[:6])
    try:
        moment_ = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return int(moment_.timestamp()) - _offset(found[7])


def _offset(zone: str | None) -> int:
    if zone is None or zone.upper() in {"Z", "UTC"}:
        return 0
    digits = zone[1:].replace(":", "")
    return (int(digits[:2]) * HOUR + int(digits[2:]) * MINUTE) * (-1 if zone[0] == "-" else 1)


def moment(seconds: int) -> str:
    """A date in words: `23 Nov 2026 02:13:20 UTC`; far ones by their year alone."""
    if not -_BEFORE_1970_TICKS <= seconds <= _LAST_SECOND:
        return f"the year {1970 + seconds // YEAR}"
    date = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return f"{date.day} {date:%b} {date.year} {date:%H:%M:%S} UTC"


def iso(seconds: int) -> str | None:
    """A date for a `time` element, None beyond the years 1 to 9999."""
    if not -_BEFORE_1970_TICKS <= seconds <= _LAST_SECOND:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def duration(seconds: int) -> str:
    """A length of time in the largest unit that tells it well: `3 days`, `90 minutes`, `1 second`."""
    seconds = abs(seconds)
    for size, unit, least in ((YEAR, "year", 2 * YEAR), (DAY, "day", 2 * DAY), (HOUR, "hour", 2 * HOUR)):
        if seconds >= least or seconds == size:
            return _count(round(seconds / size), unit)
    if seconds >= 2 * MINUTE or seconds == MINUTE:
        return _count(round(seconds / MINUTE), "minute")
    return _count(seconds, "second")


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def relative(seconds: int, now: int) -> str:
    """When `seconds` is, seen from `now`: `3 days ago`, `in 9 minutes`, `now`."""
    if seconds == now:
        return "now"
    return f"{duration(now - seconds)} ago" if seconds < now else f"in {duration(seconds - now)}"
