"""How long the receiver lets a token live, and how old it may be."""

import pytest

from tests.inspector.cases import finding, findings, own
from webapp.inspector.example import NOW, Example
from webapp.inspector.rules.lifetime import exactly

ALG = {"alg": "ES256"}


def door(**claims):
    return Example(claims, ALG, profile="door")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (60, "1 minute"),
        (1200, "20 minutes"),
        (1201, "1,201 seconds"),
        (3600, "1 hour"),
        (7200, "2 hours"),
        (14_400, "4 hours"),
        (86_400, "1 day"),
        (86_460, "86,460 seconds"),
        (172_800, "172,800 seconds (2 days)"),
        (15_777_000, "15,777,000 seconds (182.6 days)"),
    ],
)
def test_length_of_time_to_the_second(seconds, words):
    assert exactly(seconds) == words


FROM_NOW = '[payload]\nexp = { type = "date", within = 600, margin = 60 }'
FROM_ISSUE = "[lifetime]\nmax = 600\nmargin = 60"


@pytest.mark.parametrize(
    ("facts", "iat", "exp", "drawn"),
    [
        (FROM_NOW, NOW, NOW + 539, set()),
        (FROM_NOW, NOW, NOW + 540, {"tight-expiry payload.exp"}),
        (FROM_NOW, NOW, NOW + 600, {"tight-expiry payload.exp"}),
        (FROM_NOW, NOW, NOW + 601, {"far-expiry payload.exp"}),
        (FROM_NOW, NOW - 9000, NOW + 500, set()),
        (FROM_ISSUE, NOW - 60, NOW + 479, set()),
        (FROM_ISSUE, NOW - 60, NOW + 480, {"tight-expiry payload.exp"}),
        (FROM_ISSUE, NOW - 60, NOW + 540, {"tight-expiry payload.exp"}),
        (FROM_ISSUE, NOW - 60, NOW + 541, {"far-expiry payload.exp"}),
        (FROM_ISSUE, NOW - 9000, NOW + 10, {"far-expiry payload.exp"}),
    ],
)
def test_limit_is_counted_from_its_start(facts, iat, exp, drawn):
    assert findings(door(iat=iat, exp=exp), own(facts)) == drawn


def test_lifetime_from_now():
    known = own('[lifetime]\nmax = 600\nfrom = "now"\nmark = "reported"\nnote = "Doors close."')
    found = finding(door(iat=NOW - 9000, exp=NOW + 601), "far-expiry", "payload.exp", known)
    assert found.severity == "warning"
    assert found.message.endswith("The door allows at most 10 minutes, counted from now. Doors close.")
    assert found.instead == NOW + 600


@pytest.mark.parametrize(("safe", "instead"), [("", NOW + 540), ("\nsafe = 300", NOW + 300)])
def test_advice_is_safe(safe, instead):
    known = own(f'[lifetime]\nmax = 600\nfrom = "now"\nmargin = 60{safe}')
    assert finding(door(exp=NOW + 700), "far-expiry", "payload.exp", known).instead == instead


@pytest.mark.parametrize(
    "claims", [{"exp": NOW + 999}, {"iat": "x", "exp": NOW + 999}, {"iat": NOW}, {"exp": True}]
)
def test_nothing_is_said_where_a_date_is_missing_or_unreadable(claims):
    assert "far-expiry payload.exp" not in findings(door(**claims), own(FROM_ISSUE))


@pytest.mark.parametrize("exp", [(NOW + 60) * 1000, NOW + 60 - 978_307_200, 600])
def test_nothing_is_said_of_a_date_in_another_unit(exp):
    assert "far-expiry payload.exp" not in findings(door(iat=NOW, exp=exp), own(FROM_NOW))


@pytest.mark.parametrize("exp", [10**11, 10**25, 10**300, -(10**11)])
@pytest.mark.parametrize("iat", [0, -(10**11), NOW, 10**11, 10**25])
def test_dates_beyond_all_calendars_do_no_harm(iat, exp):
    findings(door(iat=iat, exp=exp), own(FROM_NOW + "\n" + FROM_ISSUE))


LEAP_DAY = 1_835_395_200  # 29 February 2028


@pytest.mark.parametrize(
    ("days", "words"), [(29, "one calendar month"), (90, "three calendar months"), (365, "one year")]
)
def test_calendar_months_are_named_even_from_a_leap_day(days, words):
    example = Example({"iat": LEAP_DAY, "exp": LEAP_DAY + days * 86_400}, ALG, profile="door", now=LEAP_DAY)
    assert (
        f"which is {words} after iat" in finding(example, "far-expiry", "payload.exp", own(FROM_NOW)).message
    )


CASES = """
[[lifetime]]
max = 9000
when = { place = "payload.kind", equals = "long" }
[[lifetime]]
max = 600
"""


@pytest.mark.parametrize(
    ("kind", "length", "drawn"),
    [
        ("long", 9000, set()),
        ("long", 9001, {"far-expiry payload.exp"}),
        ("short", 600, set()),
        ("short", 601, {"far-expiry payload.exp"}),
    ],
)
def test_first_lifetime_whose_conditions_hold(kind, length, drawn):
    assert findings(door(kind=kind, iat=NOW, exp=NOW + length), own(CASES)) == drawn


AGED = '[payload]\nopened = { type = "date", age = 600, fresh = 60 }'
MILLISECONDS = AGED.replace('"date"', '"date", unit = "milliseconds"')


@pytest.mark.parametrize(
    ("facts", "opened", "drawn"),
    [
        (AGED, NOW - 60, set()),
        (AGED, NOW - 61, {"aged-token payload.opened"}),
        (AGED, NOW - 600, {"aged-token payload.opened"}),
        (AGED, NOW - 601, {"stale-token payload.opened"}),
        (AGED, (NOW - 601) * 1000, {"millisecond-date payload.opened"}),
        (MILLISECONDS, (NOW - 60) * 1000, set()),
        (MILLISECONDS, (NOW - 601) * 1000, {"stale-token payload.opened"}),
        (MILLISECONDS, 1.5, {"stale-token payload.opened"}),
        (MILLISECONDS, True, {"mistyped-field payload.opened"}),
    ],
)
def test_age(facts, opened, drawn):
    assert findings(door(opened=opened), own(facts)) == drawn


def test_milliseconds_by_design_are_no_fault_of_a_registered_date():
    known = own('[payload]\niat = { type = "date", unit = "milliseconds" }')
    assert findings(door(iat=NOW * 1000), known) == set()
