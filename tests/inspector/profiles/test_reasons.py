"""What speaks for a profile, in words that a reader can check against the token."""

import pytest

from tests.inspector.profiles.files import HEAD, read
from webapp.inspector import paste
from webapp.inspector.decode import decode
from webapp.inspector.example import Example
from webapp.inspector.profiles.reasons import because
from webapp.inspector.profiles.sign import evidence
from webapp.inspector.request import Request

SENT = Request(url="https://door.example/open?x=1")


def reasons(facts, payload, header=None, request=None):
    token = decode(paste.read(Example(payload, header or {"alg": "ES256"}).paste).tokens[0])
    return because(read(HEAD + facts), evidence(token, request))


SIGNS = {
    "there": ("", {"door": None}, "door is there"),
    "a type": ("type = 'list of text'", {"door": ["x"]}, "door is there"),
    "a size": ("least = 1", {"door": "x"}, "door is there"),
    "a text": ("equals = 'x'", {"door": "x"}, "door is x"),
    "a number": ("equals = 7", {"door": 7}, "door is 7"),
    "true": ("equals = true", {"door": True}, "door is true"),
    "false": ("equals = false", {"door": False}, "door is false"),
    "one of several texts": ("one_of = ['a', 'b']", {"door": ["c", "b"]}, "door is b"),
    "one of several numbers": ("one_of = [1, 2]", {"door": 2.0}, "door is 2.0"),
    "one of different kinds": ("one_of = [1, true]", {"door": [0, True]}, "door is true"),
    "a pattern": ("pattern = 'x+'", {"door": ["y", "xx"]}, "door has the expected form"),
    "a pattern for each": ("each = 'x+'", {"door": ["x", "xx"]}, "door has the expected form"),
    "names": ("names = 'x+'", {"door": {"x": 1}}, "door has a name of the expected form in it"),
    "only some names": (
        "only = ['c', 'b', 'a']",
        {"other": 1, "door": {"a": 1, "b": 2}},
        "door holds nothing but a and b",
    ),
    "made of others": (
        "same_as = '{payload.iss}'",
        {"iss": "x", "door": "x"},
        "door is made of other values as expected",
    ),
    "its own words": ("pattern = '.*', says = 'opens doors'", {"door": "x"}, "door opens doors"),
}


@pytest.mark.parametrize(("sign", "payload", "said"), SIGNS.values(), ids=SIGNS)
def test_sign(sign, payload, said):
    place = ", ".join(filter(None, ["place = 'payload.door'", "weight = 6", sign]))
    assert reasons(f"recognise = [{{ {place} }}]", payload) == said


PLACES = {
    "a member of a claim": ('"payload.a.b[1]", equals = "x"', "a.b[1] is x"),
    "a name that is an address": ("'payload[\"https://x.example/role\"]'", "https://x.example/role is there"),
    "a name with a dot, and one in it": ('\'payload["x.io"]["y.io"]\'', 'x.io["y.io"] is there'),
    "an absent member": ('"payload.a.c", absent = true', "there is no a.c"),
    "the payload": ('"payload", least = 1', "the payload is there"),
    "the only claims": (
        '"payload", only = ["a", "https://x.example/role", "x.io", "z"]',
        "the payload holds nothing but a, https://x.example/role and x.io",
    ),
    "the address": ('"request", pattern = ".*open"', "the address it was sent to has the expected form"),
    "the serialisation": ('"token", equals = "jws"', "its serialisation is jws"),
    "a header parameter": ('"header.alg", one_of = ["RS256", "ES256"]', "alg is ES256"),
}


@pytest.mark.parametrize(("sign", "said"), PLACES.values(), ids=PLACES)
def test_place(sign, said):
    payload = {"a": {"b": [0, "x"]}, "https://x.example/role": 1, "x.io": {"y.io": 1}}
    assert reasons(f"recognise = [{{ weight = 6, place = {sign} }}]", payload, request=SENT) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Team ID", "a Team ID"),
        ("Issuer ID", "an Issuer ID"),
        ("user ID", "a user ID"),
        ("account", "an account"),
    ],
)
def test_label(label, said):
    facts = f"""
recognise = [{{ place = "payload.door", pattern = "x", weight = 6 }}]
[payload.door]
label = "{label}"
"""
    assert reasons(facts, {"door": "x"}) == f"door has the form of {said}"


def test_label_is_not_that_of_what_is_within():
    facts = """
recognise = [{ place = "payload.door.lock", pattern = "x", weight = 6 }]
payload.door.label = "door"
"""
    assert reasons(facts, {"door": {"lock": "x"}}) == "door.lock has the expected form"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", ""),
        ("a", "a is there"),
        ("ab", "b is there and a is there"),
        ("abc", "c is there, b is there, and a is there"),
        ("abcd", "d is there, c is there, and b is there"),
    ],
)
def test_three_that_weigh_most(names, said):
    signs = [f'{{ place = "payload.{name}", weight = {weight} }}' for weight, name in enumerate("abcd", 1)]
    assert reasons(f"recognise = [{', '.join(signs)}]", dict.fromkeys(names, 1)) == said


def test_what_speaks_against_it_is_not_said_and_a_place_but_once():
    facts = """
recognise = [
  { place = "payload.a", weight = -3 },
  { place = "payload.b", pattern = "x", weight = 3 },
  { place = "payload.b", equals = "x", weight = 6 },
  { place = "payload.c", equals = "x", weight = 4 },
  { place = "payload.d", weight = 5 },
]
"""
    assert reasons(facts, {"a": 1, "b": "x", "c": "y", "d": 1}) == "b is x and d is there"


def test_media_type_is_said_as_it_is_written():
    facts = 'recognise = [{ place = "header.typ", one_of = ["at+jwt", "JWT"], weight = 6 }]'
    assert reasons(facts, {}, {"typ": "Application/JWT"}) == "typ is Application/JWT"
