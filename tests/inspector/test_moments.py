"""Which members of a token are dates, and what their numbers mean."""

from dataclasses import replace

import pytest

from webapp.inspector.example import NOW, claims
from webapp.inspector.moments import misread
from webapp.inspector.profiles.vocabulary import Unit

from .cases import judge, own, sample

DOOR = """
[recognise]
door = "main"
[payload]
door = {}
until = { type = "date", means = "exp" }
iat = { type = "text" }
opened = { type = "date", unit = "milliseconds" }
"""


def case_of(**changes):
    return judge(replace(claims(**changes), profile="door"), own(DOOR)).case


def test_a_token_has_the_registered_dates_and_then_those_of_its_receiver():
    case = case_of(door="main", until=NOW + 60, opened=NOW * 1000)
    assert [(it.name, it.means, it.sure, it.seconds) for it in case.dates] == [
        ("exp", "exp", True, NOW + 600),
        ("iat", "iat", False, NOW - 60),
        ("until", "exp", True, NOW + 60),
        ("opened", "", True, NOW),
    ]


def test_a_date_is_read_as_a_receiver_reads_it_who_takes_text_for_a_number():
    assert case_of(exp=str(NOW)).seconds("exp") == NOW
    assert case_of(exp=str(NOW * 1000)).seconds("exp") is None
    assert case_of(exp="tomorrow").seconds("exp") is None
    assert case_of(exp=None).seconds("exp") is None


def test_a_date_in_the_header_is_not_the_claim():
    case = judge(sample("apple-transaction", {"iat": NOW})).case
    assert case.seconds("iat") is None


@pytest.mark.parametrize(
    ("number", "unit", "meant"),
    [
        (NOW, Unit.SECONDS, None),
        (NOW * 1000, Unit.SECONDS, "milliseconds"),
        (NOW * 1000, Unit.MILLISECONDS, None),
        (NOW, Unit.MILLISECONDS, "seconds"),
        (3600, Unit.SECONDS, "a duration"),
        (-1, Unit.SECONDS, None),
        (817_000_000, Unit.SECONDS, "seconds since 2001"),
    ],
)
def test_a_number_may_be_in_another_unit(number, unit, meant):
    found = misread(number, unit)
    assert (found.unit if found else None) == meant
