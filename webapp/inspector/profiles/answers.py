"""What the receiver's error text means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .literal import folded
from .vocabulary import KnownAnswer, Mark, Profile

_LONGEST = 10_000  # characters of an error text that are looked at
_MOST = 5
_TELLING = 100  # characters; a longer find says no more
_NUMBERED = re.compile(r"[A-Z]{3}[0-9]{4}")  # AADSTS700027


@dataclass(frozen=True, slots=True)
class Answer:
    """The receiver's error text explained by one profile; `look_at` are places, likeliest first.

    `by` is who says so, as the subject of a sentence.
    """

    profile: Profile
    meaning: str
    by: str
    look_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    """An answer that a profile knows; `length` is how much of the error text it was known by."""

    answer: Answer
    length: int
    mark: Mark


def explain(error_text: str, profiles: Mapping[str, Profile], first: str | None = None) -> list[Answer]:
    """What `error_text` means, likeliest first: to the profile called `first`, and then to those that know
    most of the text. A code that everybody answers explains nothing where somebody knows a sentence, nor
    do others explain what the profile called `first` knows as well."""
    hits = _hits(error_text[:_LONGEST], profiles)
    best = max((hit.length for hit in hits), default=0)
    telling = [hit for hit in hits if hit.length * 2 >= best or hit.answer.profile.id == first]
    at_hand = max((hit.length for hit in hits if hit.answer.profile.id == first), default=0)
    telling = [hit for hit in telling if hit.answer.profile.id == first or hit.length > at_hand]
    own = profiles.get(first or "")
    kin = {first, *(own.like if own else ())}
    telling.sort(key=lambda hit: _rank(hit, first, kin))
    return [hit.answer for hit in telling[:_MOST]]


def _rank(hit: _Hit, first: str | None, kin: set[str | None]) -> tuple[bool, int, bool, int, int]:
    """Of equals, whoever explains more texts is asked more often."""
    profile = hit.answer.profile
    akin = profile.id in kin or first in profile.like
    return profile.id != first, -hit.length, not akin, list(Mark).index(hit.mark), -len(profile.answers)


def _hits(text: str, profiles: Mapping[str, Profile]) -> list[_Hit]:
    """The answer of each profile that finds most of the text, if any does."""
    there = folded(text)
    near = [
        (profile, known)
        for profile in profiles.values()
        for known in profile.answers
        for literal in known.literals
        if literal in there
    ]
    hits: dict[str, _Hit] = {}
    for profile, known in near:
        for found in known.pattern.finditer(text):
            hit = _Hit(_answer(profile, known, found), _length(found[0]), known.mark)
            hits[profile.id] = max(hits.get(profile.id, hit), hit, key=lambda it: it.length)
    return list(hits.values())


def _answer(profile: Profile, known: KnownAnswer, found: re.Match[str]) -> Answer:
    return Answer(profile, _meaning(known, found), known.by or profile.audience, known.look_at)


def _length(found: str) -> int:
    """How much a find says. A numbered code is one vendor's, and says more than any sentence of others."""
    return _TELLING if _NUMBERED.search(found) else min(len(found), _TELLING)


def _meaning(known: KnownAnswer, found: re.Match[str]) -> str:
    """With what it quotes of the text; most quote nothing, and to find that out by expanding takes long."""
    return found.expand(known.meaning) if "\\" in known.meaning else known.meaning
