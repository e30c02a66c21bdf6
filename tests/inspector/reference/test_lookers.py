"""Which rules look at a member."""

import pytest

from webapp.inspector.place import HEADER, PAYLOAD
from webapp.inspector.reference.lookers import lookers


def ids(rules):
    return {rule.id for rule in rules}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PAYLOAD / "exp", "text-date millisecond-date expired no-expiry far-expiry"),
        (PAYLOAD / "iat", "text-date future-issue zone-shifted-date"),
        (PAYLOAD / "aud", "unusable-audience"),
        (HEADER / "alg", "no-algorithm unknown-algorithm"),
        (HEADER / "kid", "key-id-mismatch swapped-ids"),
        (HEADER / "jwk", "embedded-key leaked-private-key"),
    ],
    ids=str,
)
def test_rules_that_are_made_for_a_member_look_at_it(place, expected):
    assert set(expected.split()) <= ids(lookers(place).at_it)


def test_rules_do_not_look_at_what_is_not_theirs():
    assert ids(lookers(PAYLOAD / "email").at_it) == set()
    assert "expired" not in ids(lookers(PAYLOAD / "iss").at_it)
    assert "no-algorithm" not in ids(lookers(HEADER / "kid").at_it)


def test_rules_that_look_at_every_member_are_told_apart():
    looking = lookers(PAYLOAD / "exp")
    assert "big-integer" in ids(looking.at_all)
    assert not ids(looking.at_all) & ids(looking.at_it)


@pytest.mark.parametrize("name", ["https://example.com/a b", "...", "", 'a"b', "\U0001f600"])
def test_a_member_may_be_called_anything(name):
    assert lookers(PAYLOAD / name).at_all
