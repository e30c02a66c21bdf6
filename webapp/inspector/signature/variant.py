"""The values a step of the way might have had, and their combinations in the order of cost."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count, takewhile
from math import inf
from typing import Any

from .cause import Assumed, Axis, Cause, Evidence, on


@dataclass(frozen=True, slots=True)
class Variant:
    """What one step might have given, the causes that this assumes, and what it costs to assume them."""

    value: Any
    assumed: Assumed = ()
    cost: int = 0

    def undone(self, cause: Cause, evidence: Any) -> Iterator["Variant"]:
        """The variants that come of undoing one more cause; one that breaks yields no more.

        The further down its list a guess stands, the more it assumes: one for each doubling. So the
        first guesses of two causes come before the last of one that has hundreds.
        """
        cost = 0
        with suppress(Exception):
            for place, guess in enumerate(cause.undo(self.value, evidence), start=1):
                cost = max(cost, self.cost + cause.cost + guess.more + place.bit_length() - 1)
                yield Variant(guess.value, (*self.assumed, (cause, guess.says)), cost)


class Choices:
    """The variants of one step, each made when it is first asked for."""

    def __init__(self, variants: Iterable[Variant]) -> None:
        """`variants` come with rising costs."""
        self._coming = iter(variants)
        self._made: list[Variant] = []
        self._ended = False

    def __iter__(self) -> Iterator[Variant]:
        for index in count():
            variant = self.get(index)
            if variant is None:
                return
            yield variant

    def get(self, index: int) -> Variant | None:
        """The variant at `index`, None past the last."""
        while len(self._made) <= index and not self._ended:
            variant = next(self._coming, None)
            self._ended = variant is None
            self._made += [variant] if variant else []
        return self._made[index] if index < len(self._made) else None

    def at(self, cost: int) -> Iterator[Variant]:
        """Those that cost so much."""
        index = bisect_left(self._made, cost, key=_cost)
        while (variant := self.get(index)) and variant.cost <= cost:
            if variant.cost == cost:
                yield variant
            index += 1

    @property
    def highest(self) -> float:
        """What the last one costs, if it is known which is the last."""
        return inf if not self._ended else self._made[-1].cost if self._made else -1


def choices(bases: Sequence[Variant], axis: Axis, shown: Variant, evidence: Evidence) -> Choices:
    """The variants without a fault, and what the causes of the axis make of what they are `shown`."""

    def variants() -> Iterator[Variant]:
        yield from bases
        yield from merged((it.cost, shown.undone(it, evidence)) for it in on(axis))

    return Choices(variants())


Stream = tuple[int, Iterator[Variant]]  # variants with rising costs, and what the first costs at least


def merged(
    streams: Iterable[Stream], further: Callable[[Variant], Iterable[Stream]] = lambda _: ()
) -> Iterator[Variant]:
    """The variants of all streams and of those that come `further` of each, the cheapest first.

    No stream begins before it is due, and no variant is made before the one ahead of it was taken.
    """
    number = count()
    queue: list[tuple[int, int, Variant | None, Iterator[Variant]]]
    queue = [(cost, next(number), None, stream) for cost, stream in streams]
    heapify(queue)
    while queue:
        _, place, variant, stream = heappop(queue)
        if variant:
            yield variant
            for cost, more in further(variant):
                heappush(queue, (cost, next(number), None, more))
        if following := next(stream, None):
            heappush(queue, (following.cost, place, following, stream))


def joined(ones: Choices, others: Choices, join: Callable[[Any, Any], Any]) -> Iterator[Variant]:
    """Two steps taken as one, the cheapest first; what the later one assumes is named first."""
    for one, other in cheapest_first(ones, others):
        assumed = (*other.assumed, *one.assumed)
        yield Variant(join(one.value, other.value), assumed, one.cost + other.cost)


def cheapest_first(ones: Choices, others: Choices) -> Iterator[tuple[Variant, Variant]]:
    """Every combination of a variant of each step, in the order of their total cost."""
    return ((one, other) for one, matching in matched(ones, others) for other in matching)


def matched(ones: Choices, others: Choices) -> Iterator[tuple[Variant, Iterator[Variant]]]:
    """The same, where several have the one in common and go by the same cost: it, and all those others."""
    if not ones.get(0) or not others.get(0):
        return
    for total in takewhile(lambda total: total <= ones.highest + others.highest, count()):
        for cost in range(total + 1):
            if any(others.at(total - cost)):
                for one in ones.at(cost):
                    yield one, others.at(total - cost)


def _cost(variant: Variant) -> int:
    return variant.cost
