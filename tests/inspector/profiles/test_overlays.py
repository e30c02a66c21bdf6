"""Claims that are added to tokens of other kinds are judged beside those of the kind."""

from dataclasses import replace

import pytest

from tests.inspector.cases import judge, own
from webapp.inspector import examine
from webapp.inspector.as_json import as_json
from webapp.inspector.example import NOW, Example
from webapp.inspector.profiles import BUILT_IN, PLAIN
from webapp.inspector.profiles.sample import broken, sound
from webapp.inspector.trial import trial
from webapp.inspector.verdict import token_verdict

OVERLAYS = [id_ for id_, profile in BUILT_IN.items() if profile.overlay]
KINDS = ["auth0-access-token", "firebase-id-token", "oidc-id-token", "keycloak-access-token"]
NAMESPACE = "https://hasura.io/jwt/claims"


def added(example, kind):
    """The sample of that kind with the claims of `example` that it has not."""
    other = sound(BUILT_IN[kind])
    return replace(other, payload={**example.payload, **other.payload})


def overlays(report):
    return [it.profile.id for it in report.recognition.overlays]


def test_those_of_the_facts_are_there():
    assert OVERLAYS == ["aspnet-claims", "hasura-claims"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("id_", OVERLAYS)
def test_sound_claims_in_a_sound_token(id_, kind):
    report = judge(added(sound(BUILT_IN[id_]), kind))
    assert (report.recognition.profile.id, overlays(report)) == (kind, [id_])
    assert id_ not in [it.profile.id for it in report.recognition.candidates]
    assert [it.rule.id for it in report.findings if it.severity != "notice"] == []


HASURA = BUILT_IN["hasura-claims"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", [it.title for it in HASURA.broken])
def test_broken_claims_draw_the_same_in_a_token_of_another_kind(title, kind):
    sample = next(it for it in HASURA.broken if it.title == title)
    report = judge(added(broken(HASURA, sample), kind))
    assert overlays(report) == ["hasura-claims"]
    assert {f"{it.rule.id} {it.place}" for it in report.findings} == set(sample.draws)
    assert {it.citation.document for it in report.findings} == {"Hasura: Authentication using JWTs"}


@pytest.mark.parametrize("kind", KINDS)
def test_questions_of_both_are_asked_those_of_the_kind_first(kind):
    own, theirs = BUILT_IN[kind].ask, HASURA.ask
    example = added(sound(HASURA), kind)
    asked = as_json(examine(example.submission, example.now))["tokens"][0]["questions"]
    assert list(asked) == [*own, *(name for name in theirs if name not in own)]
    assert asked == {**theirs, **own}


def test_whoever_the_claims_are_for_refuses_them():
    claims = {"x-hasura-default-role": "user", "x-hasura-allowed-roles": ["user"], "x-hasura-user-id": 7}
    example = added(Example({NAMESPACE: claims}), "auth0-access-token")
    assert token_verdict(judge(example)).headline == "Hasura will refuse this access token: 1 error."
    expired = replace(example, payload={**example.payload, "exp": NOW - 1})
    assert token_verdict(judge(expired)).headline == "The API will refuse this access token: 2 errors."


@pytest.mark.parametrize("id_", OVERLAYS)
def test_alone_they_are_what_the_token_is_judged_by(id_):
    report = judge(sound(BUILT_IN[id_]))
    assert (report.recognition.profile.id, overlays(report)) == (id_, [])


def test_they_count_more_than_the_shape_of_the_rest():
    claims = {"userId": "7", **sound(HASURA).payload}
    assert judge(Example({"userId": "7", "iat": NOW})).recognition.profile.id == "session-token"
    report = judge(Example(claims))
    assert (report.recognition.profile.id, report.recognition.asks) == ("hasura-claims", False)


def test_both_may_be_there():
    example = added(sound(HASURA), "auth0-access-token")
    both = replace(example, payload={**sound(BUILT_IN["aspnet-claims"]).payload, **example.payload})
    assert overlays(judge(both)) == ["hasura-claims", "aspnet-claims"]
    alone = judge(Example({**sound(HASURA).payload, **sound(BUILT_IN["aspnet-claims"]).payload}))
    assert [alone.recognition.profile.id, *overlays(alone)] == ["hasura-claims", "aspnet-claims"]


def test_whatever_was_chosen_they_are_judged_too():
    example = added(sound(HASURA), "auth0-access-token")
    for pin in ("oidc-id-token", PLAIN):
        report = judge(replace(example, profile=pin))
        assert (report.recognition.profile.id, overlays(report)) == (pin, ["hasura-claims"])
    report = judge(replace(example, profile="hasura-claims"))
    assert (report.recognition.profile.id, overlays(report)) == ("hasura-claims", [])
    assert report.recognition.candidates[0].profile.id == "auth0-access-token"


DOORS = """
overlay = "doors"
like = "jwt"
recognise = [{ place = "payload.door", weight = 6 }]
either = { of = ["payload.door", "payload.gate"], one = true }
[header.alg]
one_of = ["HS256"]
[payload.door]
type = "integer"
source = "plan"
[payload.floor]
required = true
[sources.plan]
document = "The plan of the house"
url = "https://intranet.example/plan"
[sample]
header = { alg = "HS256" }
payload = { door = 7, floor = 2 }
[[broken]]
title = "no floor"
without = ["payload.floor"]
draws = ["missing-field payload.floor"]
"""


def in_id_token(claims, text=DOORS):
    return judge(added(Example(claims), "oidc-id-token"), own(text))


def test_a_house_can_have_its_own():
    report = in_id_token({"door": "7", "gate": 1})
    assert {(it.rule.id, str(it.place), it.citation.document) for it in report.findings} == {
        ("missing-field", "payload.floor", "Door opener"),
        ("mistyped-field", "payload.door", "The plan of the house"),
        ("foreign-field", "payload.gate", "Door opener"),
    }
    assert trial(own(DOORS)["door"], own(DOORS)) == []


def test_of_a_field_that_both_know_the_kind_has_its_way():
    assert in_id_token({"door": 7, "floor": 2}).findings == ()


def test_by_their_shape_alone_they_are_not_taken_for_added():
    assert overlays(in_id_token({"door": "7"}, DOORS.replace("weight = 6", "weight = 3"))) == []


IN_ID_TOKENS = """
[payload.room]
required = true
when = { place = "payload.aud" }
"""


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (DOORS.replace("weight = 6", "weight = 5"), "is not known for what was added"),
        (DOORS + IN_ID_TOKENS, "ought to be sound, but draws missing-field payload.room"),
    ],
)
def test_the_check_of_a_profile_tells_of_an_overlay_that_works_only_alone(facts, said):
    known = own(facts)
    assert [it for it in trial(known["door"], known) if said in it] == [
        f"The sample, its claims added to an OpenID Connect ID token, {said}."
    ]


def test_json_names_them():
    report = examine(added(sound(HASURA), "auth0-access-token").submission, NOW)
    assert as_json(report)["tokens"][0]["profile"]["overlays"] == [
        {
            "id": "hasura-claims",
            "title": "JWT with Hasura claims",
            "because": report.tokens[0].recognition.overlays[0].because,
        }
    ]
