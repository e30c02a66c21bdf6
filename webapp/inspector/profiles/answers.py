"""What the receiver's error text means."""

from collections.abc import Mapping
from dataclasses import dataclass

from .literal import folded
from .vocabulary import Mark, Profile

_LONGEST = 10_000  # characters of an error text that are looked at
_MOST = 5
_TELLING = 100  # characters; a longer find says no more


@dataclass(frozen=True, slots=True)
class Answer:
    """The receiver's error text explained by one profile; `look_at` are places, likeliest first."""

    profile: Profile
    meaning: str
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


def _rank(hit: _Hit, first: str | None, kin: set[str | None]) -> tuple[bool, int, bool, int]:
    id_ = hit.answer.profile.id
    return id_ != first, -hit.length, id_ not in kin, list(Mark).index(hit.mark)


def _hits(text: str, profiles: Mapping[str, Profile]) -> list[_Hit]:
    """The most specific answer that each profile knows, if any."""
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
        if profile.id not in hits and (found := known.pattern.search(text)):
            answer = Answer(profile, found.expand(known.meaning), known.look_at)
            hits[profile.id] = _Hit(answer, min(len(found[0]), _TELLING), known.mark)
    return list(hits.values())
