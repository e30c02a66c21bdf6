"""A profile on trial: whatever its samples are not what it says they are is told in a sentence."""

import pytest

from webapp.inspector.profiles import BUILT_IN, Profiles
from webapp.inspector.trial import trial

from .cases import own

FEW = Profiles(BUILT_IN[id_] for id_ in ("jwt", "oidc-id-token", "google-id-token"))  # all take their time
FACTS = """
recognise = [{ place = "payload.door", weight = 6 }]
[payload.door]
required = true
type = "integer"
"""
SAMPLE = """
[sample]
header = { alg = "RS256" }
payload = { door = 7 }
"""
SOUND = FACTS + SAMPLE
BROKEN = '[[broken]]\ntitle = "no number"\npayload = { door = "7" }\n'
DRAWS = 'draws = ["mistyped-field payload.door"]\n'
ALL = SOUND + BROKEN + DRAWS
ANSWERED = 'answer = "DOOR-1"\n'
BY_PATTERN = '[[answers]]\npattern = "D.*1"\nmeaning = "one"\n'
BY_TEXT = '[[answers]]\ntext = "DOOR-1"\nmeaning = "two"\n'
OVERLAY = 'overlay = "the door’s claims"\n'


def complaints(facts):
    known = own(facts, FEW)
    return trial(known["door"], known)


def holding(claims):
    """The whole profile, with these claims in its sample besides."""
    return ALL.replace("door = 7 }", f"door = 7, {claims} }}")


GOOGLES = (
    'iss = "https://accounts.google.com", aud = "x.apps.googleusercontent.com", sub = "1", '
    "iat = { now = 0 }, exp = { now = 60 }"
)
NO_BROKEN = "There is no [[broken]] sample."
TAKEN_FOR_JWT = "is taken for jwt, because nothing in it speaks for a particular receiver; else for nothing."

CONTENT = {
    "all of it": ALL,
    "dates that move with now": holding("iat = { now = 0 }, exp = { now = 600 }"),
    "a date after all moments": holding("exp = 4800000000"),
    "an answer by its text": ALL + ANSWERED + BY_TEXT,
    "an answer by a pattern": ALL + ANSWERED + BY_PATTERN,
    "the text before the pattern": ALL + BY_TEXT + BY_PATTERN,
    "a notice that is not stated": holding('jwk = "x", "my claim" = 1'),
    "a retired token": 'retired = "Not since 2020."\n' + ALL,
    "an overlay": OVERLAY + ALL,
    "an overlay, its sample with other claims": OVERLAY + holding('aud = "x", sub = "y"'),
}


@pytest.mark.parametrize("facts", CONTENT.values(), ids=CONTENT)
def test_trial_is_content(facts):
    assert complaints(facts) == []


AMISS = {
    "nothing to try": ("", ["There is no [sample].", NO_BROKEN]),
    "no broken one": (SOUND, [NO_BROKEN]),
    "a fault in the sound one": (
        SOUND.replace("door = 7", "door = true"),
        ["The sample ought to be sound, but draws mistyped-field payload.door.", NO_BROKEN],
    ),
    "two faults in the sound one": (
        SOUND.replace("door = 7", "door = true, hall = 1") + "[payload.hall]\nequals = 2\n",
        [
            "The sample ought to be sound, but draws mistyped-field payload.door.",
            "The sample ought to be sound, but draws wrong-value payload.hall.",
            NO_BROKEN,
        ],
    ),
    "sound in 2023 only": (
        SOUND.replace("door = 7", "door = 7, exp = 1700000600"),
        ["The sample ought to be sound, but draws expired payload.exp.", NO_BROKEN],
    ),
    "sound until 2065 only": (
        SOUND.replace("door = 7", "door = 7, exp = 2999999999"),
        ["The sample ought to be sound, but draws expired payload.exp.", NO_BROKEN],
    ),
    "not recognised": (SOUND.replace("weight = 6", "weight = 1"), [f"The sample {TAKEN_FOR_JWT}", NO_BROKEN]),
    "taken for another": (
        SOUND.replace("door = 7", f"door = 7, {GOOGLES}").replace("alg =", 'kid = "1", alg ='),
        [
            "The sample is taken for google-id-token, because iss is https://accounts.google.com, aud is a "
            "client ID of Google, and alg is RS256; else for door.",
            NO_BROKEN,
        ],
    ),
    "a broken one not recognised": (
        SOUND + '[[broken]]\ntitle = "no door"\nwithout = ["payload.door"]\ndraws = []\n',
        [f"The broken sample “no door” {TAKEN_FOR_JWT}"],
    ),
    "a finding that does not come": (
        SOUND + BROKEN + 'draws = ["missing-field payload.door"]',
        [
            "The broken sample “no number” does not draw missing-field payload.door, but mistyped-field "
            "payload.door.",
            "The broken sample “no number” draws mistyped-field payload.door too, which it does not state.",
        ],
    ),
    "nothing comes": (
        SOUND + BROKEN.replace('"7"', "8") + DRAWS,
        ["The broken sample “no number” does not draw mistyped-field payload.door, but nothing."],
    ),
    "a finding not stated": (
        SOUND + BROKEN + "draws = []",
        ["The broken sample “no number” draws mistyped-field payload.door too, which it does not state."],
    ),
    "an answer not explained": (
        ALL + ANSWERED,
        ["The broken sample “no number” is answered “DOOR-1”, which no [[answers]] explains."],
    ),
    "an answer that is never reached": (
        ALL + BY_PATTERN + BY_TEXT,
        ["The answer “DOOR-1” is explained by another [[answers]], which stands before it or finds more."],
    ),
    "an overlay that is not seen in another token": (
        OVERLAY
        + ALL.replace('place = "payload.door"', 'place = "header.typ", equals = "door+jwt"').replace(
            'alg = "RS256"', 'alg = "RS256", typ = "door+jwt"'
        ),
        [
            "The sample, its claims added to an OpenID Connect ID token, is not known for what was added.",
        ],
    ),
    "an overlay that is not sound in another token": (
        OVERLAY + holding('for = "y", sub = "y"') + '[payload.for]\nsame_as = "{payload.sub}"\n',
        [
            "The sample, its claims added to an OpenID Connect ID token, ought to be sound, but draws "
            "wrong-value payload.for.",
        ],
    ),
}


@pytest.mark.parametrize(("facts", "said"), AMISS.values(), ids=AMISS)
def test_trial_says_what_is_amiss(facts, said):
    assert complaints(facts) == said
