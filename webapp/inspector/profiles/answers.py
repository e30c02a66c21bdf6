"""What the receiver's error text means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .vocabulary import Profile

_LONGEST = 10_000  # characters of an error text that are looked at
_MOST = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """The receiver's error text explained by one profile; `look_at` are places, likeliest first."""

    profile: Profile
    meaning: str
    look_at: tuple[str, ...] = ()


def explain(error_text: str, profiles: Mapping[str, Profile], first: str | None = None) -> list[Answer]:
    """What `error_text` means, likeliest first; the profile called `first` is preferred."""
    ordered = sorted(profiles.values(), key=lambda profile: profile.id != first)
    text = error_text[:_LONGEST]
    return [answer for profile in ordered for answer in _answers(text, profile)][:_MOST]


def _answers(text: str, profile: Profile) -> Iterator[Answer]:
    """The most specific answer that the profile knows, if any."""
    for known in profile.answers:
        if found := known.pattern.search(text):
            yield Answer(profile, found.expand(known.meaning), known.look_at)
            return
