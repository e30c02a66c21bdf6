"""Combinations come in the order of their cost, and nothing is made before it may be due."""

from itertools import islice, pairwise

import pytest

from webapp.inspector.signature.variant import Choices, Variant, cheapest_first, joined, merged


def some(*costs):
    return Choices(Variant(f"{place}", (), cost) for place, cost in enumerate(costs))


def made_of(*costs, made):
    for place, cost in enumerate(costs):
        made.append(cost)
        yield Variant(place, (), cost)


@pytest.mark.parametrize(
    ("ones", "others"),
    [
        ((0, 0, 3, 7), (0, 5)),
        ((2, 3), (4, 4, 9)),
        ((0,), (0,)),
        ((0, 40), (1, 1, 2, 30)),
        ((), (0, 1)),
        ((0,), ()),
    ],
)
def test_each_combination_comes_once_and_in_order(ones, others):
    found = list(cheapest_first(some(*ones), some(*others)))
    costs = [one.cost + other.cost for one, other in found]
    assert len({(one.value, other.value) for one, other in found}) == len(found) == len(ones) * len(others)
    assert all(one <= other for one, other in pairwise(costs))


def test_nothing_is_made_before_it_is_due():
    made = []
    ones, others = (Choices(made_of(0, 10, 20, made=made)) for _ in range(2))
    [first] = islice(cheapest_first(ones, others), 1)
    assert (first[0].cost, first[1].cost, made) == (0, 0, [0, 0])


def test_a_step_may_be_gone_through_several_times():
    steps = some(0, 1, 5)
    assert [it.cost for it in steps] == [it.cost for it in steps] == [0, 1, 5]
    assert [it.cost for it in steps.at(1)] == [1]
    assert list(steps.at(2)) == []


def test_two_steps_are_taken_as_one():
    one = Choices([Variant("a", ("first",), 1)])
    other = Choices([Variant("b", ("second",), 2)])
    assert list(joined(one, other, lambda a, b: a + b)) == [Variant("ab", ("second", "first"), 3)]


def test_what_comes_further_of_a_variant_is_put_among_the_others():
    made = []

    def further(variant):
        return [(variant.cost + 2, made_of(variant.cost + 3, made=made))] if variant.cost < 4 else []

    streams = [(0, made_of(0, 4, made=made)), (1, made_of(1, 9, made=made))]
    found = merged(streams, further)
    assert [next(found).cost for _ in range(2)] == [0, 1]
    assert made == [0, 4, 1]
    assert [it.cost for it in found] == [3, 4, 4, 6, 9]
