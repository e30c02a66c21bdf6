"""Every profile stands its own trial: the sound sample draws nothing, each broken one what it says."""

import pytest

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
