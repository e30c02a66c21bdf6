"""Things by their ids."""

from dataclasses import dataclass

import pytest

from webapp.inspector.by_id import ById


@dataclass(frozen=True)
class Thing:
    id: str
    size: int = 0


ONE, TWO, OTHER = Thing("one"), Thing("two"), Thing("one", 1)


def test_by_id():
    things = ById([TWO, ONE])
    assert (things["one"], things.get("three"), "two" in things, len(things)) == (ONE, None, True, 2)
    assert (list(things), list(things.values())) == (["two", "one"], [TWO, ONE])
    with pytest.raises(KeyError, match="three"):
        things["three"]


def test_of_two_with_one_id_the_last_counts():
    assert list(ById([ONE, TWO, OTHER]).values()) == [OTHER, TWO]
