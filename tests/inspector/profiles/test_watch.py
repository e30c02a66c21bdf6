"""The signs at one place weigh together what they weigh each by itself, whatever is passed over unseen."""

import re

import pytest

from webapp.inspector.json_tree import read
from webapp.inspector.place import HEADER, PAYLOAD
from webapp.inspector.profiles.sign import LONGEST, Evidence, Sign, Type
from webapp.inspector.profiles.watch import Watch, bare

ISS, TYP = PAYLOAD / "iss", HEADER / "typ"
NOTHING = Evidence({}, {})

SIGNS = {
    1: Sign(ISS, pattern=re.compile("[A-Z0-9]{10}")),
    2: Sign(ISS, pattern=re.compile(r"https://[a-z]+\.example")),
    4: Sign(ISS, pattern=re.compile("(?i)keys of .*")),
    8: Sign(ISS, pattern=re.compile(".*")),
    16: Sign(ISS, equals="https://one.example"),
    32: Sign(ISS, one_of=("two", "three")),
    64: Sign(ISS, type=Type.LIST),
    128: Sign(ISS, names=re.compile("https://.*/role")),
    256: Sign(ISS, only=frozenset({"name", "url"})),
    512: Sign(ISS / "url", equals="here"),
    1024: Sign(ISS, least=11, most=25),
    2048: Sign(ISS, pattern=re.compile("(ab|cde)f")),  # of two literals
}

VALUES = [
    ('"8M7RT2QX4K"', 1 + 8),
    ('"8m7rt2qx4k"', 8),
    ('"https://one.example"', 2 + 8 + 16 + 1024),
    ('"https://.example"', 8 + 1024),
    ('"KEYſ of one"', 4 + 8 + 1024),
    ('"three"', 8 + 32),
    ('"cdef"', 8 + 2048),
    ('""', 8),
    ("[]", 64),
    ('["two", "8M7RT2QX4K", "abf", 4]', 1 + 8 + 32 + 64 + 2048),
    ('["two", "three"]', 8 + 32 + 64),
    ('{"name": 1}', 256),
    ('{"https://one.example/role": 1}', 128),
    ('{"url": "here"}', 256 + 512),
    ("{}", 0),
    ("12", 1024),
    ("null", 0),
]


def watching(signs):
    watch = Watch(ISS)
    for weighs, sign in signs.items():
        watch.add(sign, weighs)
    return watch


def evidence(written):
    part = read('{"iss": ' + written + "}").node
    member = part.value.members[0].node
    return member.value, Evidence({"payload": {"iss": member}}, {"payload": part.value})


@pytest.mark.parametrize(("written", "weighs"), VALUES)
def test_watch(written, weighs):
    assert watching(SIGNS).weigh(*evidence(written)) == weighs


@pytest.mark.parametrize(("written", "weighs"), VALUES)
def test_watch_of_one_sign(written, weighs):
    value, seen = evidence(written)
    alone = {weight for weight, sign in SIGNS.items() if watching({weight: sign}).weigh(value, seen)}
    assert sum(alone) == weighs


@pytest.mark.parametrize(("written", "weighs"), VALUES)
def test_watch_and_sign_agree(written, weighs):
    _, seen = evidence(written)
    assert sum(weight for weight, sign in SIGNS.items() if sign.holds(seen)) == weighs


def test_watch_adds_up_what_the_same_sign_weighs():
    watch = Watch(ISS)
    for weighs in (1, 2, 4):
        watch.add(SIGNS[1], weighs)
        watch.add(SIGNS[16], weighs * 8)
    assert watch.weigh("8M7RT2QX4K", NOTHING) == 7
    assert watch.weigh("https://one.example", NOTHING) == 56


def test_watch_remembers_no_text():
    """What a length allows is remembered, and asked again for a text of the same length."""
    watch = watching(SIGNS)
    assert [watch.weigh(text, NOTHING) for text in ("8M7RT2QX4K", "8m7rt2qx4k", "8M7RT2QX4K")] == [9, 8, 9]


def test_watch_looks_at_the_beginning_of_a_long_text():
    watch = watching({1: Sign(ISS, pattern=re.compile("a+"))})
    assert watch.weigh("a" * LONGEST + "b", NOTHING) == 1
    assert watch.weigh("a" * (LONGEST - 1) + "b", NOTHING) == 0


@pytest.mark.parametrize("text", ["jwt", "JWT", "application/jwt", "Application/JWT"])
def test_watch_of_a_media_type(text):
    watch = Watch(TYP)
    watch.add(Sign(TYP, equals="JWT"), 1)
    assert watch.weigh(text, NOTHING) == 1


def test_bare():
    sign = Sign(ISS, equals="one", weight=5, says="it is one")
    assert bare(sign) == Sign(ISS, equals="one")
