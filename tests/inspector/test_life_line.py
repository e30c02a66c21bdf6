"""The dates of a token on one scale."""

import json
from dataclasses import replace

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW, Example, claims
from webapp.inspector.life_line import life_line
from webapp.samples import sound


def drawn(example):
    return life_line(examine(example.submission, example.now).tokens[0].case)


def places(line):
    return {mark.id: mark.at for mark in line.marks}


def test_marks_stand_to_scale():
    line = drawn(claims(iat=NOW - 100, exp=NOW + 300))
    at = places(line)
    assert [mark.id for mark in line.marks] == ["iat", "now", "exp"]
    assert (at["now"] - at["iat"]) * 3 == pytest.approx(at["exp"] - at["now"], abs=0.1)
    assert (line.begins, line.ends, line.alive) == (at["iat"], at["exp"], True)


def test_not_before_is_where_life_begins():
    line = drawn(claims(iat=NOW - 100, nbf=NOW + 50, exp=NOW + 300))
    assert line.begins == places(line)["nbf"]
    assert not line.alive


@pytest.mark.parametrize(
    ("changes", "lasts"),
    [
        ({"iat": NOW - 100, "exp": NOW + 300}, 400),
        ({"iat": NOW - 100, "nbf": NOW + 50, "exp": NOW + 300}, 250),
        ({"iat": NOW, "exp": None}, None),
        ({"iat": None, "exp": NOW + 300}, None),
        ({"iat": NOW + 10, "exp": NOW}, None),
    ],
)
def test_time_between_beginning_and_end_is_told(changes, lasts):
    assert drawn(claims(**changes)).lasts == lasts


def test_only_what_is_no_claim_is_told_by_date():
    line = drawn(claims(iat=NOW - 100, exp=NOW + 300))
    assert (line.order, [mark.id for mark in line.beside]) == ("issued, now, expires", ["now"])


def test_expired_token_is_dead():
    assert not drawn(claims(iat=NOW - 100, exp=NOW - 10)).alive
    assert not drawn(claims(iat=NOW - 100, exp=NOW)).alive


@pytest.mark.parametrize(
    "changes",
    [
        {"iat": None, "exp": None},
        {"iat": "now", "exp": "later"},
        {"iat": NOW * 1000, "exp": 10**30},
        {"iat": float("inf"), "exp": None},
    ],
    ids=["none", "text", "another unit", "not a number"],
)
def test_token_without_a_date_that_can_be_drawn_has_no_line(changes):
    assert drawn(claims(**changes)) is None


def test_limit_of_the_receiver_is_drawn_where_it_is_near():
    payload = examine(sound(NOW).submission, NOW).tokens[0].token.payload.json_text
    far = Example(payload=payload, profile="apple-client-secret")
    near = replace(far, payload=payload.replace(str(NOW + 600), str(NOW + 16_000_000)))
    assert "limit" not in places(drawn(far))
    assert places(drawn(near))["limit"] < places(drawn(near))["exp"]


def test_limit_that_counts_from_the_issue_is_drawn_from_there():
    payload = json.dumps({"iss": "57246542-96fe-1a63-e053-0824d011072a", "iat": NOW - 60, "exp": NOW + 1800})
    line = drawn(Example(payload=payload, profile="apple-app-store-connect"))
    (limit,) = [mark.seconds for mark in line.marks if mark.id == "limit"]
    assert limit == NOW - 60 + 1200


def test_labels_below_the_line_do_not_meet():
    line = drawn(claims(iat=NOW - 1, nbf=NOW - 1, exp=NOW + 10_000))
    rows = {mark.id: mark.row for mark in line.marks}
    assert rows["now"] == 0
    assert {rows["iat"], rows["nbf"]} == {1, 2}


def test_one_moment_alone_can_be_drawn():
    assert drawn(claims(iat=NOW, exp=None)).marks


@pytest.mark.parametrize(
    ("audience", "label"),
    [
        ("the door", "limit of the door"),
        ("x" * 25, f"limit of {'x' * 25}"),
        ("x" * 26, "limit of the receiver"),
    ],
)
def test_name_of_the_receiver_stands_at_its_limit_if_there_is_room(audience, label):
    example = Example({"iat": NOW, "exp": NOW + 1200}, profile="apple-app-store-connect")
    case = examine(example.submission, NOW).tokens[0].case
    named = replace(case, profile=replace(case.profile, audience=audience))
    assert {mark.id: mark.label for mark in life_line(named).marks}["limit"] == label
