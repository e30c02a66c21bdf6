"""The values a step of the way might have had, and their combinations in the order of cost."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from heapq import heappop, heappush, merge
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
        with suppress(Exception):
            for place, guess in enumerate(cause.undo(self.value, evidence), start=1):
                cost = self.cost + cause.cost + guess.more + place.bit_length() - 1
                yield Variant(guess.value, (*self.assumed, (cause, guess.says)), cost)


class Choices:
    """The variants of one step, cheapest first, each made when it is first asked for."""

    def __init__(self, variants: Iterable[Variant]) -> None:
        self._coming = iter(variants)
        self._made: list[Variant] = []

    def get(self, index: int) -> Variant | None:
        """The variant at `index`, None past the last."""
        while len(self._made) <= index:
            variant = next(self._coming, None)
            if variant is None:
                return None
            self._made.append(variant)
        return self._made[index]

    def all(self) -> list[Variant]:
        """Every variant; only for steps that have few."""
        self._made.extend(self._coming)
        return self._made


def choices(base: Variant | None, axis: Axis, shown: Any, evidence: Evidence) -> Choices:
    """The variant without a fault, if there is one, and what the causes of the axis give."""

    def variants() -> Iterator[Variant]:
        if base is not None:
            yield base
        start = base or Variant(shown)
        of_each = (Variant(shown, start.assumed).undone(cause, evidence) for cause in on(axis))
        yield from merge(*of_each, key=lambda variant: variant.cost)

    return Choices(variants())


def cheapest_first(*steps: Choices) -> Iterator[tuple[Variant, ...]]:
    """Every combination of one variant of each step, in the order of their total cost."""
    first = [variant for step in steps if (variant := step.get(0)) is not None]
    if len(first) < len(steps):
        return
    queue = [(sum(variant.cost for variant in first), (0,) * len(steps), 0, tuple(first))]
    while queue:
        cost, indices, last, combination = heappop(queue)
        yield combination
        for step in range(last, len(steps)):  # each combination is reached in one way only
            further = steps[step].get(indices[step] + 1)
            if further is not None:
                moved = (*indices[:step], indices[step] + 1, *indices[step + 1 :])
                other = (*combination[:step], further, *combination[step + 1 :])
                heappush(queue, (cost + further.cost - combination[step].cost, moved, step, other))
