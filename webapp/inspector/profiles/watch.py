"""The signs of all profiles at one member, arranged so that most are not looked at to see that they fail."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache

from ..json_tree import Array, Object, Value
from ..place import Place
from .literal import folded, literals, width
from .sign import LONGEST, MEDIA_TYPES, Evidence, Sign, items, media_type

Weights = dict[Sign, int]  # in the lanes of the profiles that have it

_MOST_LENGTHS = 100  # of texts, for which it is remembered what they may fit


class Watch:
    """The signs at one place, each looked for once, however many profiles have it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._key: Callable[[str], str] = media_type if place in MEDIA_TYPES else str
        self._texts: dict[str, Weights] = defaultdict(lambda: defaultdict(int))
        self._patterns, self._names = _Patterns(), _Patterns()
        self._only: dict[frozenset[str], int] = defaultdict(int)
        self._others: Weights = defaultdict(int)
        self._deeper: Weights = defaultdict(int)  # further within

    def add(self, sign: Sign, weighs: int) -> None:
        """Look for a sign of what is there; `weighs` is in the lane of a profile that has it."""
        said = _said(sign)
        if sign.place != self._place:
            self._deeper[bare(sign)] += weighs
        elif sign.pattern and said == {"pattern"}:
            self._patterns.add(sign.pattern, weighs)
        elif sign.names and said == {"names"}:
            self._names.add(sign.names, weighs)
        elif said == {"only"}:
            self._only[sign.only] += weighs
        elif said and said <= {"equals", "one_of"} and all(isinstance(it, str) for it in sign.wanted):
            for text in {self._key(str(it)) for it in sign.wanted}:
                self._texts[text][bare(sign)] += weighs
        else:
            self._others[bare(sign)] += weighs

    def weigh(self, value: Value, seen: Evidence) -> int:
        """What the signs weigh that `value` shows."""
        total = 0
        if texts := [value] if isinstance(value, str) else _texts(value):
            total += self._patterns.weigh(texts) + self._weigh_texts(texts)
        elif isinstance(value, Object):
            total += self._weigh_names([member.name for member in value.members])
        for sign, weighs in self._others.items():
            if sign.like(value, seen):
                total += weighs
        for sign, weighs in self._deeper.items():
            if sign.holds(seen):
                total += weighs
        return total

    def _weigh_texts(self, texts: list[str]) -> int:
        """What the signs weigh that want one of the texts at least."""
        found: Weights = {}
        for text in texts if self._texts else ():
            found |= self._texts.get(self._key(text), {})
        return sum(found.values())

    def _weigh_names(self, names: list[str]) -> int:
        total, found = self._names.weigh(names), frozenset(names)
        for only, weighs in self._only.items() if found else ():
            if found <= only:
                total += weighs
        return total


class _Patterns:
    """What it weighs that a text fits a pattern. Only those are tried that its length allows, and of which
    a literal is there."""

    def __init__(self) -> None:
        self._numbers: dict[re.Pattern[str], int] = {}
        self._fits: list[Callable[[str], object]] = []
        self._widths: list[tuple[int, int]] = []  # the fewest and the most characters that fit
        self._weights: list[int] = []
        self._literals: list[tuple[str, int]] = []  # each with the number of its pattern
        self._of_length = lru_cache(_MOST_LENGTHS)(self._long_enough)

    def add(self, pattern: re.Pattern[str], weighs: int) -> None:
        """Look for what fits a pattern."""
        number = self._numbers.setdefault(pattern, len(self._numbers))
        if number == len(self._fits):
            self._fits.append(pattern.fullmatch)
            self._widths.append(width(pattern))
            self._weights.append(0)
            self._literals += [(text, number) for text in literals(pattern)]
        self._weights[number] += weighs

    def weigh(self, texts: list[str]) -> int:
        """What they weigh that fit one of the texts at least."""
        if not self._literals:
            return 0
        total, shown = 0, [text[:LONGEST] for text in texts]
        tried = self._of_length(len(shown[0])) if len(shown) == 1 else self._literals
        there = folded("\n".join(shown))
        for number in {number for text, number in tried if text in there}:
            fits = self._fits[number]
            for text in shown:
                if fits(text):
                    total += self._weights[number]
                    break
        return total

    def _long_enough(self, length: int) -> list[tuple[str, int]]:
        """The literals of the patterns that a text of this length may fit."""
        fit = {number for number, (least, most) in enumerate(self._widths) if least <= length <= most}
        return [(text, number) for text, number in self._literals if number in fit]


def bare(sign: Sign) -> Sign:
    """What is to be seen, whatever it weighs and however one says it."""
    return replace(sign, weight=0, says="")


def _said(sign: Sign) -> set[str]:
    """The words that say what is to be seen."""
    nothing, seen = Sign(sign.place), bare(sign)
    return {
        it.name for it in fields(Sign) if it.compare and getattr(seen, it.name) != getattr(nothing, it.name)
    }


def _texts(value: Value) -> list[str]:
    """The texts of a list, each once."""
    listed = items(value) if isinstance(value, Array) else ()
    return list(dict.fromkeys(item for item in listed if isinstance(item, str)))
