"""What follows from what a profile says: severities, citations, conditions, and fields that are added."""

import pytest

from webapp.inspector.json_tree import read
from webapp.inspector.place import PAYLOAD
from webapp.inspector.profiles.sign import Evidence, Sign
from webapp.inspector.profiles.vocabulary import (
    ChainDemand,
    Either,
    Field,
    Lifetime,
    Mark,
    Meaning,
    Profile,
    Source,
    Start,
)
from webapp.inspector.rule import Citation, Severity

MANUAL, LAW = Source("Manual", "https://door.example/manual", "7"), Source("Law", "https://law.example")
IS_USER, HAS_ROLE = Sign(PAYLOAD / "kind", equals="user"), Sign(PAYLOAD / "role")


def seen(payload):
    members = {it.name: it.node for it in read(payload).node.value.members}
    return Evidence({"payload": members}, {})


def profile(**said):
    return Profile("door", "Door opener", "the door", "https://door.example", **said)


@pytest.mark.parametrize(
    ("mark", "severity"),
    [
        (Mark.VERIFIED, Severity.ERROR),
        (Mark.REPORTED, Severity.WARNING),
        (Mark.REMEMBERED, Severity.NOTICE),
    ],
)
def test_what_is_not_verified_is_no_error(mark, severity):
    assert mark.severity is severity


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        (Field(), ()),
        (Field(equals="a"), ("a",)),
        (Field(equals=False), (False,)),
        (Field(equals=0), (0,)),
        (Field(one_of=("a", 1)), ("a", 1)),
    ],
)
def test_wanted(field, wanted):
    assert field.wanted == wanted


@pytest.mark.parametrize(
    ("field", "dated"),
    [
        (Field(), False),
        (Field(required=True, margin=1, safe=1), False),
        (Field(within=0), True),
        (Field(age=0), True),
        (Field(fresh=0), True),
        (Field(means=Meaning.EXPIRY), True),
    ],
)
def test_dated(field, dated):
    assert field.dated is dated


def test_how_far_ahead_is_a_lifetime_from_now():
    field = Field(within=60, margin=5, safe=30, mark=Mark.REPORTED, source="manual")
    assert field.ahead == Lifetime(
        max=60, start=Start.NOW, margin=5, safe=30, mark=Mark.REPORTED, source="manual"
    )
    assert Field(within=0).ahead == Lifetime(max=0, start=Start.NOW)
    assert Field(age=60).ahead is None


@pytest.mark.parametrize(
    ("payload", "label"),
    [
        ('{"kind": "user", "role": 1}', "first"),
        ('{"kind": "user"}', "second"),
        ('{"role": 1}', "last"),
        ("{}", "last"),
    ],
)
def test_the_first_case_counts_whose_conditions_all_hold(payload, label):
    first, second = Field(label="first", when=(IS_USER, HAS_ROLE)), Field(label="second", when=(IS_USER,))
    assert Field(label="last", cases=(first, second)).given(seen(payload)).label == label


def test_field_whose_condition_does_not_hold_demands_nothing():
    field = Field(required=True, when=(HAS_ROLE,))
    assert field.given(seen('{"role": 1}')) is field
    assert field.given(seen('{"kind": "user"}')) == Field()
    cased = Field(required=True, when=(HAS_ROLE,), cases=(Field(forbidden=True, when=(IS_USER,)),))
    assert cased.given(seen('{"kind": "user"}')).forbidden
    assert cased.given(seen('{"kind": "door"}')) == Field()


@pytest.mark.parametrize("demand", [Lifetime, ChainDemand, lambda when: Either((), when=when)])
def test_demand_holds_where_all_its_conditions_do(demand):
    assert demand(when=()).holds(seen("{}"))
    assert demand(when=(IS_USER, HAS_ROLE)).holds(seen('{"kind": "user", "role": 1}'))
    assert not demand(when=(IS_USER, HAS_ROLE)).holds(seen('{"kind": "user"}'))


@pytest.mark.parametrize(
    ("source", "citation"),
    [
        ("", Citation("Door opener", "", "https://door.example")),
        ("manual", Citation("Manual", "7", "https://door.example/manual")),
        ("unknown", Citation("Door opener", "", "https://door.example")),
    ],
)
def test_citation(source, citation):
    assert profile(sources={"manual": MANUAL}).citation(source) == citation


def test_citations_are_of_every_source_and_of_the_document_itself():
    named = profile(document="Doors", sources={"manual": MANUAL, "law": LAW})
    assert {it.document for it in named.citations} == {"Doors", "Manual", "Law"}
    assert profile().citations == {profile().citation()}


def test_of_what_an_overlay_adds_that_stands_which_the_profile_says_itself():
    own, other = Field(label="own"), Field(label="other")
    first, second = Either((PAYLOAD / "a",)), Either((PAYLOAD / "b",))
    judged = profile(
        header={"kid": own}, payload={"iss": own, "sub": own}, either=(first,), sources={"manual": MANUAL}
    ).overlaid(
        profile(
            header={"kid": other, "x": other},
            payload={"iss": other, "role": other},
            either=(second,),
            sources={"manual": LAW, "law": LAW},
            noun="door",
        )
    )
    assert judged.header == {"kid": own, "x": other}
    assert judged.payload == {"iss": own, "sub": own, "role": other}
    assert judged.either == (first, second)
    assert judged.sources == {"manual": MANUAL, "law": LAW}
    assert judged.noun == "token"
