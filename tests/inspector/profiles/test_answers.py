"""An error text explained, by the profile that is at hand first."""

from dataclasses import replace

from webapp.inspector.profiles import BUILT_IN, Profiles, explain
from webapp.inspector.profiles.load import parse

HEAD = 'title = "Door opener"\naudience = "the door"\nurl = "https://intranet.example/doors"\n'
DOOR = parse(
    (
        HEAD
        + r"""
[[answers]]
pattern = 'door (\d+) closed'
meaning = 'Door \1 is closed.'
look_at = ["payload.door"]
[[answers]]
pattern = 'closed|invalid_client'
meaning = "Something is closed."
"""
    ).encode(),
    "door.toml",
)
KNOWN = Profiles([*BUILT_IN.values(), DOOR])


def test_most_specific_answer_of_a_profile_is_given_alone():
    (answer,) = explain("401: DOOR 12 CLOSED", KNOWN)
    assert answer.meaning == "Door 12 is closed."
    assert answer.look_at == ("payload.door",)


def test_less_specific_answer():
    assert [it.meaning for it in explain("closed", KNOWN)] == ["Something is closed."]


def test_profile_at_hand_comes_first():
    assert explain("invalid_client", KNOWN, "door")[0].profile.id == "door"
    assert explain("invalid_client", KNOWN, "apple-client-secret")[0].profile.id == "apple-client-secret"


def test_nothing_known():
    assert explain("teapot", KNOWN) == []
    assert explain("", KNOWN, "door") == []


def test_text_is_bounded():
    assert explain("x" * 10_000 + "closed", KNOWN) == []


def test_answers_are_bounded():
    many = Profiles(replace(DOOR, id=f"door-{number}") for number in range(20))
    assert len(explain("closed", many)) == 5


def test_quoted_text_stays_text():
    (answer, *_) = explain('"client_id mismatch. The code was not issued to <b>."', BUILT_IN)
    assert "<b>" in answer.meaning
