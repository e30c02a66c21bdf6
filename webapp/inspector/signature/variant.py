"""The values a step of the way might have had, and their combinations in the order of cost."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import heappop, heappush, merge
from typing import Any

from .cause import Assumed, Axis, Cause, Evidence, on


@dataclass(frozen=True, slots=True)
class Variant:
    """What one step might have given, and the causes that this assumes."""

    value: Any
    assumed: Assumed = ()
    more: int = 0  # what the guesses cost beyond their causes

    @property
    def cost(self) -> int:
        return self.more + sum(cause.cost for cause, _ in self.assumed)

    def undone(self, cause: Cause, evidence: Evidence) -> Iterator["Variant"]:
        """The variants that come of undoing one more cause; one that breaks yields no more."""
        with suppress(Exception):
            for guess in cause.undo(self.value, evidence):
                yield Variant(guess.value, (*self.assumed, (cause, guess.says)), self.more + guess.more)


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
    first = tuple(step.get(0) for step in steps)
    if None in first:
        return
    queue: list[tuple[int, tuple[int, ...], int]] = [(_cost(first), (0,) * len(steps), 0)]
    while queue:
        _, indices, last = heappop(queue)
        combination = tuple(step.get(index) for step, index in zip(steps, indices, strict=True))
        yield combination  # type: ignore[misc]  # every index was asked for before
        for step in range(last, len(steps)):  # each combination is reached in one way only
            further = steps[step].get(indices[step] + 1)
            if further is not None:
                added = further.cost - combination[step].cost  # type: ignore[union-attr]
                moved = (*indices[:step], indices[step] + 1, *indices[step + 1 :])
                heappush(queue, (_cost(combination) + added, moved, step))


def _cost(combination: Sequence[Variant | None]) -> int:
    return sum(variant.cost for variant in combination if variant is not None)
