"""The signs of all profiles at one member, arranged so that most are not looked at to see that they fail."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, replace

from ..json_tree import Array, Object, Value
from ..place import Place
from .literal import folded, literals
from .sign import LONGEST, MEDIA_TYPES, Evidence, Sign, items, media_type

Weights = dict[Sign, int]  # in the lanes of the profiles that have it


class Watch:
    """The signs at one place, each looked for once, however many profiles have it."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._key: Callable[[str], str] = media_type if place in MEDIA_TYPES else str
        self._texts: dict[str, int] = defaultdict(int)
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
                self._texts[text] += weighs
        else:
            self._others[bare(sign)] += weighs

    def weigh(self, value: Value, seen: Evidence) -> int:
        """What the signs weigh that `value` shows."""
        total = 0
        if texts := [value] if isinstance(value, str) else _texts(value):
            total += self._patterns.weigh(texts)
            for text in texts if self._texts else ():
                total += self._texts.get(self._key(text), 0)
        elif isinstance(value, Object):
            total += self._weigh_names([member.name for member in value.members])
        for sign, weighs in self._others.items():
            if sign.like(value, seen):
                total += weighs
        for sign, weighs in self._deeper.items():
            if sign.holds(seen):
                total += weighs
        return total

    def _weigh_names(self, names: list[str]) -> int:
        total, found = self._names.weigh(names), frozenset(names)
        for only, weighs in self._only.items() if found else ():
            if found <= only:
                total += weighs
        return total


class _Patterns:
    """What it weighs that a text fits a pattern. Only those are tried of which a literal is there."""

    def __init__(self) -> None:
        self._patterns: list[re.Pattern[str]] = []
        self._fits: list[Callable[[str], object]] = []
        self._weights: list[int] = []
        self._by_literal: dict[str, list[int]] = defaultdict(list)  # the numbers of patterns

    def add(self, pattern: re.Pattern[str], weighs: int) -> None:
        """Look for what fits a pattern."""
        if pattern not in self._patterns:
            for text in literals(pattern):
                self._by_literal[text].append(len(self._patterns))
            self._patterns.append(pattern)
            self._fits.append(pattern.fullmatch)
            self._weights.append(0)
        self._weights[self._patterns.index(pattern)] += weighs

    def weigh(self, texts: list[str]) -> int:
        """What they weigh that fit one of the texts at least."""
        if not self._patterns:
            return 0
        total, shown = 0, [text[:LONGEST] for text in texts]
        there = folded("\n".join(shown))
        for number in {it for text, them in self._by_literal.items() if text in there for it in them}:
            fits = self._fits[number]
            for text in shown:
                if fits(text):
                    total += self._weights[number]
                    break
        return total


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
