"""A bounded number of the inputs that `make fuzz` makes without end."""

from .fuzz import run

COUNT = 500


def test_whatever_is_submitted_is_answered():
    run(COUNT)
