"""Every profile stands its own trial: the sound sample draws nothing, each broken one what it says."""

import pytest

from tests.inspector.cases import own
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.profiles.sample import broken, sound
from webapp.inspector.trial import trial


@pytest.mark.parametrize("id_", BUILT_IN)
def test_profile(id_):
    assert trial(BUILT_IN[id_], BUILT_IN) == []


def test_dates_are_worked_out():
    payload = sound(BUILT_IN["apple-client-secret"], 1000).payload
    assert (payload["iat"], payload["exp"]) == (940, 1600)
    shown = next(it for it in BUILT_IN["apple-apns"].broken if "milliseconds" in it.title)
    assert broken(BUILT_IN["apple-apns"], shown, 1000).payload["iat"] == "940000"


SAMPLE = """
recognise = [{ place = "payload.door", weight = 6 }]
[payload.door]
required = true
type = "integer"
[sample]
header = { alg = "RS256" }
payload = { door = 7 }
"""
BROKEN = '[[broken]]\ntitle = "no number"\npayload = { door = "7" }\n'
DRAWS = 'draws = ["mistyped-field payload.door"]\n'
TWO_ANSWERS = """
[[answers]]
pattern = "D.*1"
meaning = "one"
[[answers]]
text = "DOOR-1"
meaning = "two"
"""
AMISS = {
    "no sample": ("", "There is no [sample]."),
    "no broken one": ("", "There is no [[broken]] sample."),
    "a fault in the sound one": (
        SAMPLE.replace("door = 7", "door = true"),
        "ought to be sound, but draws mistyped-field payload.door",
    ),
    "not recognised": (SAMPLE.replace("weight = 6", "weight = 1"), "The sample is taken for jwt"),
    "a finding that does not come": (
        SAMPLE + BROKEN + 'draws = ["missing-field payload.door"]',
        "does not draw missing-field payload.door, but mistyped-field payload.door.",
    ),
    "a finding not stated": (SAMPLE + BROKEN + "draws = []", "draws mistyped-field payload.door too"),
    "no such rule": (SAMPLE + BROKEN + 'draws = ["mistyped payload.door"]', "there is no such rule"),
    "an answer not explained": (
        SAMPLE + BROKEN + DRAWS + 'answer = "DOOR-1"',
        "which no [[answers]] explains",
    ),
    "an answer that is never reached": (
        SAMPLE + BROKEN + DRAWS + TWO_ANSWERS,
        "explained by another [[answers]] before it",
    ),
}


@pytest.mark.parametrize(("facts", "said"), AMISS.values(), ids=AMISS)
def test_trial_finds(facts, said):
    known = own(facts)
    assert said in " ".join(trial(known["door"], known))


def test_trial_is_content_with_a_sound_profile():
    known = own(SAMPLE + BROKEN + DRAWS)
    assert trial(known["door"], known) == []
