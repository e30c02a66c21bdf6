"""However the signs are arranged, a profile's score is what those of its signs weigh that hold."""

import random
from dataclasses import replace

import pytest

from tests.inspector.profiles.test_single_faults import OFTEN_MET, faults
from webapp.inspector import tokens
from webapp.inspector.example import Example
from webapp.inspector.place import Place
from webapp.inspector.profiles import BUILT_IN, PLAIN, Profiles
from webapp.inspector.profiles.sample import broken, sound
from webapp.inspector.profiles.sign import HINT, Sign, evidence
from webapp.inspector.request import Parameter, Request, Where

URLS = [
    "https://appleid.apple.com/auth/token?x=1",
    "https://API.push.apple.com/3/device/00",
    "https://login.microsoftonline.com/x/oauth2/v2.0/token",
]
SENT = [None, *(Request("POST", url, (), (Parameter("client_assertion", "x", Where.BODY),)) for url in URLS)]


def plainly(seen, known):
    """The scores as they are defined."""
    scores = {id_: sum(it.weight for it in known[id_].recognise if it.holds(seen)) for id_ in known}
    return {id_: score for id_, score in scores.items() if score >= HINT}


def agree(example, request=None, known=BUILT_IN):
    read = tokens(example.submission)
    seen = evidence(read[0], request) if read else None
    return not seen or {profile.id: score for score, profile in known.scores(seen)} == plainly(seen, known)


@pytest.mark.parametrize("id_", [id_ for id_ in BUILT_IN if BUILT_IN[id_].sample])
def test_samples(id_):
    profile = BUILT_IN[id_]
    examples = [sound(profile), *(broken(profile, it) for it in profile.broken)]
    assert all(agree(it, request) for it in examples for request in SENT[::2])


@pytest.mark.parametrize("id_", OFTEN_MET)
def test_single_faults(id_):
    assert all(agree(fault.example) for fault in faults(id_))


ODD = [None, 7, 1.5, True, "", "ſ", "KEY", "https://x", "ab" * 999, [], ["a", 7], ["a"] * 3, {}, {"a": "a"}]
KEYS = ["a", "b", "iss", "typ"]
HEADERS = [{"alg": "ES256"}, {"alg": "none", "typ": "application/A", "a": "b"}, {"alg": 7, "b": {}}]


def odd_sign(dice):
    """Any of the signs that can be written, sensible or not."""
    place = dice.choice([Place("payload"), Place("label"), Place("token"), Place("header", ("typ",))])
    name = dice.choice(KEYS)
    within = Place("payload", dice.choice([(name,), (name, "a"), (name, 0)]))
    said = dice.choice(SAID)
    return Sign(dice.choice([place, within, within]), weight=dice.randint(-4, 9), **said)


OF = {it.id: it.recognise for it in BUILT_IN.values()}
PATTERNS = [sign.pattern for signs in OF.values() for sign in signs if sign.pattern]
TWINS = [sign.same_as for signs in OF.values() for sign in signs if sign.same_as]
SAID = [
    *({"pattern": it} for it in PATTERNS[::9]),
    *({"names": it, "only": frozenset(KEYS)} for it in PATTERNS[::50]),
    *({"each": it} for it in PATTERNS[::50]),
    *({"same_as": it} for it in TWINS),
    *({"type": sign.type} for signs in OF.values() for sign in signs if sign.type),
    *({"only": frozenset(KEYS[:count])} for count in range(1, 4)),
    *({"equals": it} for it in ("a", "A", 7, True, "https://x")),
    *({"one_of": it} for it in (("a", "A"), ("a", 7), ("", "ſ"))),
    *({"least": 1}, {"most": 2}, {"least": 0, "pattern": PATTERNS[0]}, {"equals": "a", "type": None}),
    *({"absent": True}, {"absent": True}, {"absent": True, "equals": "a"}, {}, {}),
]


@pytest.mark.parametrize("seed", range(40))
def test_any_signs(seed):
    dice = random.Random(seed)
    profiles = [
        replace(BUILT_IN[PLAIN], id=f"p{number}", recognise=tuple(odd_sign(dice) for _ in range(4)))
        for number in range(20)
    ]
    known = Profiles(profiles)
    payloads = [{key: dice.choice(ODD) for key in KEYS[: dice.randint(0, 4)]} for _ in range(20)]
    assert all(agree(Example(it, dice.choice(HEADERS)), dice.choice(SENT), known) for it in payloads)
