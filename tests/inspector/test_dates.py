import pytest

from webapp.inspector.dates import as_seconds, duration, iso, iso_seconds, moment, relative, seconds
from webapp.inspector.json_tree import Number

NOW = 1_795_400_000


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        (NOW * 1000, "milliseconds"),
        (NOW * 10**6, "microseconds"),
        (NOW * 10**9, "nanoseconds"),
        (NOW - 978_307_200, "seconds since 2001"),
        ((NOW + 11_644_473_600) * 10**7, "Windows FILETIME (100 ns since 1601)"),
        ((NOW + 62_135_596_800) * 10**7, ".NET ticks (100 ns since the year 1)"),
    ],
)
def test_wrong_units_are_told_and_converted(number, unit):
    meant = as_seconds(number)
    assert (meant.unit, meant.seconds) == (unit, NOW)


@pytest.mark.parametrize("number", [0, 600, NOW, 4_000_000_000, -5, 10**30])
def test_seconds_are_not_taken_for_another_unit(number):
    assert as_seconds(number) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Number("17.9"), 17),
        (Number("1e3"), 1000),
        (Number("1e400"), None),
        (Number("NaN"), None),
        ("17", None),
        (True, None),
    ],
)
def test_whole_seconds_of_a_number(value, expected):
    assert seconds(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T02:13:20Z", NOW),
        ("2026-11-23T02:13:20", NOW),
        ("2026-11-23 02:13:20.123 UTC", NOW),
        ("2026-11-23T11:13:20+09:00", NOW),
        ("2026-11-22T18:13:20-0800", NOW),
        ("2026-11-23", NOW - 8000),
        ("2026-13-01", None),
        ("tomorrow", None),
        ("", None),
        ("2026-11-23T02:13:20Z" * 1000, None),
    ],
)
def test_iso_texts(text, expected):
    assert iso_seconds(text) == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (NOW, "23 Nov 2026 02:13:20 UTC"),
        (0, "1 Jan 1970 00:00:00 UTC"),
        (NOW * 1000, "the year 58863"),
        (-(10**13), "the year -314918"),
    ],
)
def test_moments(number, words):
    assert moment(number) == words


def test_moments_for_programs():
    assert iso(NOW) == "2026-11-23T02:13:20Z"
    assert iso(10**15) is None


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (60, "1 minute"),
        (90, "90 seconds"),
        (540, "9 minutes"),
        (3600, "1 hour"),
        (5400, "90 minutes"),
        (86_400, "1 day"),
        (100_000, "28 hours"),
        (3 * 86_400, "3 days"),
        (15_777_000, "183 days"),
        (5 * 31_556_952, "5 years"),
    ],
)
def test_durations(length, words):
    assert duration(length) == words
    assert duration(-length) == words


def test_relative():
    assert relative(NOW - 3 * 86_400, NOW) == "3 days ago"
    assert relative(NOW + 540, NOW) == "in 9 minutes"
    assert relative(NOW, NOW) == "now"
