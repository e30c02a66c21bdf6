"""Dates: what to write instead of each, to the second and in the unit of its receiver."""

from dataclasses import replace

import pytest

from tests.inspector.cases import finding, findings, own
from webapp.inspector import examine
from webapp.inspector.example import NOW, Example, claims

MINUTE, HOUR = 60, 3600
DOOR = own("""
[payload]
until = { type = "date", means = "exp" }
from = { type = "date", means = "nbf", unit = "milliseconds" }
made = { type = "date", means = "iat", unit = "milliseconds" }
opened = { type = "date", unit = "milliseconds" }
seat = { type = ["date", "text"] }
""")


def door(**members):
    """A token of a receiver that calls its dates otherwise, and counts milliseconds in some of them."""
    return Example(members, {"alg": "ES256"}, profile="door")


def drawn(leeway=0, **changes):
    submission = replace(claims(**changes).submission, leeway=leeway)
    return {it.rule.id for it in examine(submission, NOW).tokens[0].findings}


SECONDS = "a date is a number of seconds since 1970."
BARE = "write the number, without quotation marks."
TEXTS = {
    "number": ("1795400009", f"the text “1795400009”: {BARE}", NOW + 9),
    "fraction and line end": (" 1795400009.75\n", f"the text “ 1795400009.75‹U+000A›”: {BARE}", NOW + 9),
    "ISO 8601": (
        "2026-11-23T03:30+01:00",
        "“2026-11-23T03:30+01:00”: write it as seconds since 1970.",
        1795401000,
    ),
    "word": ("tomorrow", f"the text “tomorrow”; {SECONDS}", None),
    "empty": ("", f"the text “”; {SECONDS}", None),
    "other digits": ("٣", f"the text “٣”; {SECONDS}", None),
    "very long": ("x" * 5000, f"the text “{'x' * 100}…”; {SECONDS}", None),
}


@pytest.mark.parametrize(("text", "message", "instead"), TEXTS.values(), ids=TEXTS)
def test_text(text, message, instead):
    found = finding(claims(exp=text), "text-date", "payload.exp")
    assert (found.message, found.instead) == (f"exp is {message}", instead)


TEXTS_IN_ANOTHER_UNIT = {
    "milliseconds": (claims(exp=str((NOW + 9) * 1000)), "payload.exp", NOW + 9),
    "duration": (claims(exp="600"), "payload.exp", NOW - 60 + 600),
    "duration as iat": (claims(iat="600"), "payload.iat", NOW),
    "seconds for milliseconds": (door(made=str(NOW - 9)), "payload.made", (NOW - 9) * 1000),
    "ISO 8601 for milliseconds": (door(made="2026-11-23T02:13:20Z"), "payload.made", NOW * 1000),
}


@pytest.mark.parametrize(
    ("example", "place", "instead"), TEXTS_IN_ANOTHER_UNIT.values(), ids=TEXTS_IN_ANOTHER_UNIT
)
def test_repair_of_text_is_in_the_right_unit(example, place, instead):
    assert finding(example, "text-date", place, DOOR).instead == instead


@pytest.mark.parametrize(
    ("unit", "factor", "year", "divisor"),
    [
        ("milliseconds", 10**3, 58863, "1000"),
        ("microseconds", 10**6, 56895931, "1,000,000"),
        ("nanoseconds", 10**9, 56893963370, "1,000,000,000"),
    ],
)
def test_smaller_unit(unit, factor, year, divisor):
    example = claims(exp=(NOW + 9) * factor)
    found = finding(example, "millisecond-date", "payload.exp")
    assert found.message == (
        f"exp is {(NOW + 9) * factor} in {unit}, 23 Nov 2026 02:13:29 UTC: as seconds it is the year {year}. "
        f"Divide by {divisor}."
    )
    assert found.instead == NOW + 9
    assert findings(example) == {"millisecond-date payload.exp"}


@pytest.mark.parametrize(
    ("example", "name", "says", "instead"),
    [
        (
            claims(iat=NOW - 9, exp=600),
            "exp",
            "600, as a date 1 Jan 1970 00:10:00 UTC: 10 minutes",
            NOW + 591,
        ),
        (claims(iat=None, exp=1), "exp", "1, as a date 1 Jan 1970 00:00:01 UTC: 1 second", NOW + 1),
        (claims(iat=60), "iat", "60, as a date 1 Jan 1970 00:01:00 UTC: 1 minute", NOW),
        (claims(nbf=60), "nbf", "60, as a date 1 Jan 1970 00:01:00 UTC: 1 minute", NOW - 60),
        (door(until=600), "until", "600, as a date 1 Jan 1970 00:10:00 UTC: 10 minutes", NOW + 600),
    ],
    ids=["from iat", "from now", "as iat", "as nbf", "by another name"],
)
def test_duration(example, name, says, instead):
    found = finding(example, "misread-date", f"payload.{name}", DOOR)
    number, length = says.rsplit(": ", 1)
    assert found.message == (
        f"{name} is {number}: it looks like a duration of {length}. "
        "Write the moment itself, in seconds since 1970."
    )
    assert found.instead == instead


@pytest.mark.parametrize(
    ("exp", "rule"),
    [
        (99_999_999, "misread-date payload.exp"),
        (100_000_000, "expired payload.exp"),
        (0, "expired payload.exp"),
    ],
)
def test_small_number_is_a_duration_and_a_date_from_1973_on(exp, rule):
    assert findings(claims(iat=None, exp=exp)) == {rule}


@pytest.mark.parametrize(
    ("example", "name", "says", "instead"),
    [
        (
            claims(exp=817_092_809),
            "exp",
            "817092809 in seconds since 2001, 23 Nov 2026 02:13:29 UTC",
            NOW + 9,
        ),
        (door(made=NOW), "made", "1795400000 in seconds, 23 Nov 2026 02:13:20 UTC", NOW * 1000),
        (
            door(made=NOW * 10**6),
            "made",
            "1795400000000000 in microseconds, 23 Nov 2026 02:13:20 UTC",
            NOW * 1000,
        ),
    ],
    ids=["since 2001", "seconds for milliseconds", "microseconds for milliseconds"],
)
def test_other_unit(example, name, says, instead):
    found = finding(example, "misread-date", f"payload.{name}", DOOR)
    unit = "milliseconds" if name == "made" else "seconds"
    assert (found.message, found.instead) == (f"{name} is {says}: write {unit} since 1970.", instead)


@pytest.mark.parametrize(
    ("literal", "instead"),
    [
        ("1795400600.0", NOW + 600),
        ("17954006e2", NOW + 600),
        ("1.7954006e12", NOW + 600),
        ("36e2", NOW + 3600),
        ("1e300", None),
    ],
)
def test_fraction_or_exponent(literal, instead):
    found = finding(Example(f'{{"sub":"x","exp":{literal}}}'), "fractional-date", "payload.exp")
    assert (found.message, found.instead) == (f"exp is written {literal}; write the whole number.", instead)


@pytest.mark.parametrize("literal", ["1e400", "NaN", "1795400600", "-0", "true", "null", '"x.5"'])
def test_no_fraction(literal):
    told = findings(Example(f'{{"sub":"x","exp":{literal}}}'))
    assert "fractional-date payload.exp" not in told


@pytest.mark.parametrize("opened", [NOW * 1000 + 0.5, 3600, 0], ids=["fraction", "small", "zero"])
def test_milliseconds_may_have_a_fraction_and_be_few(opened):
    assert findings(door(opened=opened), DOOR) == set()


def test_what_may_be_text_is_no_date_where_it_is_text():
    assert findings(door(seat="17"), DOOR) == set()


@pytest.mark.parametrize(
    ("leeway", "changes", "expected"),
    [
        (0, {"exp": NOW + 1}, set()),
        (0, {"exp": NOW}, {"expired"}),
        (60, {"exp": NOW - 59}, set()),
        (60, {"exp": NOW - 60, "iat": NOW - 61}, {"expired"}),
        (0, {"exp": str(NOW)}, {"expired", "text-date"}),
        (0, {"nbf": NOW}, set()),
        (0, {"nbf": NOW + 1}, {"not-yet-valid"}),
        (60, {"nbf": NOW + 60}, set()),
        (60, {"nbf": NOW + 61}, {"not-yet-valid"}),
        (0, {"iat": NOW}, set()),
        (0, {"iat": NOW + 1}, {"future-issue"}),
        (60, {"iat": NOW + 60}, set()),
        (60, {"iat": NOW + 61}, {"future-issue"}),
        (HOUR, {"iat": NOW + HOUR, "exp": NOW + 2 * HOUR}, set()),
        (HOUR, {"iat": NOW + HOUR + 1, "exp": NOW + 2 * HOUR}, {"zone-shifted-date"}),
        (0, {"iat": NOW - 1, "exp": NOW + 1}, set()),
        (60, {"iat": NOW - 1, "exp": NOW - 1}, {"expiry-before-issue"}),
    ],
)
def test_clock_to_the_second(leeway, changes, expected):
    assert drawn(leeway, **{"iat": NOW - 300, **changes}) == expected


OUT_OF_DATE = {
    "expires now": (
        claims(iat=None, exp=NOW),
        "expired payload.exp",
        "exp is 1795400000, 23 Nov 2026 02:13:20 UTC: that is now, and from that moment on it is refused.",
        None,
    ),
    "expired": (
        claims(iat=None, exp=NOW - 1),
        "expired payload.exp",
        "The token expired 1 second ago, on 23 Nov 2026 02:13:19 UTC. Make a new one.",
        None,
    ),
    "not yet": (
        claims(nbf=NOW + 90),
        "not-yet-valid payload.nbf",
        "nbf is 1795400090, 23 Nov 2026 02:14:50 UTC: the token becomes valid in 90 seconds.",
        NOW,
    ),
    "not yet, in milliseconds": (
        door(**{"from": (NOW + 9) * 1000}),
        "not-yet-valid payload.from",
        "from is 1795400009000, 23 Nov 2026 02:13:29 UTC: the token becomes valid in 9 seconds.",
        NOW * 1000,
    ),
    "future": (
        claims(iat=NOW + 1),
        "future-issue payload.iat",
        "iat is 1795400001, 23 Nov 2026 02:13:21 UTC: 1 second after this clock's 23 Nov 2026 02:13:20 UTC. "
        "Check the maker's clock, and set iat back by a minute.",
        NOW - 60,
    ),
    "future, in milliseconds": (
        door(made=(NOW + 9) * 1000),
        "future-issue payload.made",
        "made is 1795400009000, 23 Nov 2026 02:13:29 UTC: 9 seconds after this clock's 23 Nov 2026 02:13:20 "
        "UTC. Check the maker's clock, and set made back by a minute.",
        (NOW - 60) * 1000,
    ),
    "never valid": (
        claims(exp=NOW - 60),
        "expiry-before-issue payload.exp",
        "exp, 23 Nov 2026 02:12:20 UTC, is at the same moment as iat, 23 Nov 2026 02:12:20 UTC.",
        None,
    ),
    "ends before it begins": (
        claims(nbf=NOW + 90, exp=NOW + 60),
        "expiry-before-issue payload.exp",
        "exp, 23 Nov 2026 02:14:20 UTC, is 30 seconds before nbf, 23 Nov 2026 02:14:50 UTC.",
        None,
    ),
    "ends before it begins, by other names": (
        door(made=(NOW - 9) * 1000, until=NOW - 10),
        "expiry-before-issue payload.until",
        "until, 23 Nov 2026 02:13:10 UTC, is 1 second before made, 23 Nov 2026 02:13:11 UTC.",
        None,
    ),
}


@pytest.mark.parametrize(("example", "where", "message", "instead"), OUT_OF_DATE.values(), ids=OUT_OF_DATE)
def test_out_of_date(example, where, message, instead):
    found = finding(example, *where.split(), DOOR)
    assert (found.message, found.instead) == (message, instead)


@pytest.mark.parametrize(
    ("ahead", "hours"),
    [
        (HOUR - 301, None),
        (HOUR - 300, "1:00"),
        (HOUR + 300, "1:00"),
        (HOUR + 301, None),
        (3 * HOUR + 30 * MINUTE, "3:30"),
        (9 * HOUR + 30 * MINUTE, "9:30"),
        (12 * HOUR + 45 * MINUTE, "12:45"),
        (14 * HOUR + 300, "14:00"),
        (14 * HOUR + 301, None),
        (24 * HOUR, None),
    ],
)
def test_zone_to_the_second(ahead, hours):
    example = claims(iat=NOW + ahead, exp=NOW + 48 * HOUR)
    if hours is None:
        assert findings(example) == {"future-issue payload.iat"}
        return
    found = finding(example, "zone-shifted-date", "payload.iat")
    assert (
        f", which is {hours} hours ahead of this clock: the difference of a time zone. Use" in found.message
    )
    assert NOW - 300 <= found.instead <= NOW


def test_zone_of_a_receiver_that_counts_milliseconds():
    found = finding(door(made=(NOW + HOUR - 9) * 1000), "zone-shifted-date", "payload.made", DOOR)
    assert found.message.startswith(
        "made is 1795403591000, 23 Nov 2026 03:13:11 UTC, which is 1:00 hours ahead"
    )
    assert found.instead == (NOW - 9) * 1000
