"""Every profile stands its own trial: the sound sample draws nothing, each broken one what it says."""

import pytest

from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.trial import trial


@pytest.mark.parametrize("id_", BUILT_IN)
def test_profile(id_):
    assert trial(BUILT_IN[id_], BUILT_IN) == []
