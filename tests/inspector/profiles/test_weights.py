"""The weights of all profiles are one number, and come out of it as they went in."""

import pytest

from webapp.inspector.profiles.weights import MOST, Scale, weight


@pytest.mark.parametrize(
    ("weighs", "least", "found"),
    [
        ([], 3, []),
        ([0, 0, 0], 3, []),
        ([2, 3, 4], 3, [(1, 3), (2, 4)]),
        ([-1, 3, -1], 3, [(1, 3)]),
        ([3, -MOST, 3], 3, [(0, 3), (2, 3)]),
        ([10, 0, 0, -5], 3, [(0, 10)]),
        ([-5, -5, -5], 3, []),
        ([-2, -1, 0], -1, [(1, -1), (2, 0)]),
    ],
)
def test_each_profile_has_its_own(weighs, least, found):
    total = sum(weight(profile, it) for profile, it in enumerate(weighs))
    assert list(Scale(len(weighs), least).read(total)) == found


def test_many_heavy_signs_stay_in_their_lane():
    for heavy in (MOST, -MOST):
        total = sum(weight(1, heavy) for _ in range(80_000)) + weight(0, 5) + weight(2, 7)
        found = dict(Scale(3, 3).read(total))
        assert (found[0], found[2]) == (5, 7)
        assert found.get(1) == (80_000 * MOST if heavy > 0 else None)
