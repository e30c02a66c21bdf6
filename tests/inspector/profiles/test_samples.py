"""Each profile's own samples: the sound one draws nothing, each broken one exactly what it says."""

import pytest

from tests.inspector.cases import faults, judge
from webapp.inspector.example import NOW
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.profiles.sample import broken, sound
from webapp.inspector.rules import ALL_RULES

every_profile = pytest.mark.parametrize("profile", BUILT_IN.values(), ids=BUILT_IN)
every_broken_sample = pytest.mark.parametrize(
    ("profile", "sample"),
    [
        pytest.param(profile, sample, id=f"{profile.id}: {sample.title}")
        for profile in BUILT_IN.values()
        for sample in profile.broken
    ],
)


@every_profile
@pytest.mark.parametrize("now", [NOW, 1_700_000_000, 3_000_000_000])
def test_sound_sample_draws_no_error_and_no_warning(profile, now):
    report = judge(sound(profile, now))
    assert report.recognition.profile is profile
    assert [(it.rule.id, str(it.place)) for it in report.findings if it.severity != "notice"] == []


@every_broken_sample
def test_broken_sample_draws_what_it_says(profile, sample):
    example = broken(profile, sample)
    assert judge(example).recognition.profile is profile
    assert faults(example) == set(sample.draws)


@every_broken_sample
def test_broken_sample_names_rules_that_exist(profile, sample):
    assert {drawn.split()[0] for drawn in sample.draws} <= set(ALL_RULES)


def test_dates_are_worked_out():
    payload = sound(BUILT_IN["apple-client-secret"], 1000).payload
    assert (payload["iat"], payload["exp"]) == (940, 1600)
    shown = next(it for it in BUILT_IN["apple-apns"].broken if "milliseconds" in it.title)
    assert broken(BUILT_IN["apple-apns"], shown, 1000).payload["iat"] == "940000"
