"""The weights of all profiles in one number, with a lane of bits for each, so that adding takes one step.

While they are added up, of which some are negative, one lane may borrow from the next; once all are lifted
above zero, each has its own again.
"""

from collections.abc import Iterator

MOST = 100  # what one sign may weigh
_LANE = 24  # bits, which is room for eighty thousand signs of that weight
_HALF = 1 << (_LANE - 1)
_ONE = (1 << _LANE) - 1  # all bits of a lane


def weight(profile: int, weighs: int) -> int:
    """What a sign weighs, in the lane of the profile with that number."""
    return weighs << (_LANE * profile)


class Scale:
    """Which of so many `profiles` weigh so much at `least`."""

    def __init__(self, profiles: int, least: int) -> None:
        self._lifted = _HALF - least  # so that the highest bit of a lane tells
        self._lift = sum(weight(profile, self._lifted) for profile in range(profiles))
        self._marks = sum(weight(profile, _HALF) for profile in range(profiles))

    def read(self, total: int) -> Iterator[tuple[int, int]]:
        """The number of each such profile, and its score."""
        lifted = total + self._lift
        marks = lifted & self._marks
        while marks:
            mark = marks & -marks
            profile = mark.bit_length() // _LANE - 1
            yield profile, (lifted >> (_LANE * profile) & _ONE) - self._lifted
            marks ^= mark
