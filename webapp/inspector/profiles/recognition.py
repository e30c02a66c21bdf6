"""Which profile is this token of? The weights of the signs that are seen add up; the heaviest wins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce

from ..request import Request
from ..token import Token
from .known import Profiles
from .reasons import because
from .sign import CERTAIN, STRONG, Evidence, evidence
from .vocabulary import PLAIN, Profile

_MOST_CANDIDATES = 4


class Confidence(StrEnum):
    """How sure the recognition is: by a name nobody else uses, by several signs, or by shape only."""

    CERTAIN = "certain"
    STRONG = "strong"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A profile the token may be of, and the signs that speak for it among what was `seen`."""

    profile: Profile
    confidence: Confidence
    seen: Evidence = field(repr=False, compare=False)

    @property
    def because(self) -> str:
        """In words, which are asked for seldom and cost more than all else here."""
        return because(self.profile, self.seen)


@dataclass(frozen=True, slots=True)
class Recognition:
    """The profile a token is judged by, and what else it might be."""

    profile: Profile
    confidence: Confidence
    seen: Evidence = field(repr=False, compare=False)
    pinned: bool = False
    candidates: tuple[Candidate, ...] = ()
    kind: Profile | None = None  # the general kind that the profile is one of: an ID token
    issuer: str = ""  # who made it, if that can be told: Auth0
    overlays: tuple[Candidate, ...] = ()  # whose claims were added to it

    @property
    def judged(self) -> Profile:
        """The profile with all that is demanded of the claims that were added."""
        added = (it.profile.added for it in self.overlays)
        return reduce(Profile.overlaid, filter(None, added), self.profile)

    @property
    def because(self) -> str:
        """What speaks for the profile, in words."""
        if self.pinned:
            return "you chose it"
        return because(self.profile, self.seen) or "nothing in it speaks for a particular receiver"

    @property
    def title(self) -> str:
        """What the token is called, with a question mark at a guess."""
        return f"{self.profile.title}{'?' if self.asks else ''}"

    @property
    def asks(self) -> bool:
        """Whether only the shape speaks for the profile, so that one had better ask."""
        return not self.pinned and self.confidence is Confidence.HINT and self.profile.id != PLAIN


def recognise(
    token: Token, request: Request | None, profiles: Mapping[str, Profile], pinned: str | None = None
) -> Recognition:
    """The likeliest profile for `token`; the one that is `pinned`, if any, or else the plain JWT."""
    known = profiles if isinstance(profiles, Profiles) else Profiles(profiles.values())
    seen = evidence(token, request)
    found = [Candidate(it, _confidence(score), seen) for score, it in known.scores(seen) if it.id != pinned]
    overlays = [it for it in found if it.profile.overlay and it.confidence is not Confidence.HINT]
    others = [it for it in found if it not in overlays] if overlays else found
    if pinned is not None and pinned in known:
        chosen = Candidate(known[pinned], Confidence.CERTAIN, seen)
    elif others and not (overlays and others[0].confidence is Confidence.HINT):
        chosen = others.pop(0)
    else:
        chosen = overlays.pop(0) if overlays else Candidate(known[PLAIN], Confidence.HINT, seen)
    return _recognition(chosen, others, overlays, known, pinned=chosen.profile.id == pinned)


def _recognition(
    chosen: Candidate, others: list[Candidate], overlays: list[Candidate], known: Profiles, *, pinned: bool
) -> Recognition:
    profile = chosen.profile
    return Recognition(
        profile,
        chosen.confidence,
        chosen.seen,
        pinned,
        tuple(others[:_MOST_CANDIDATES]),
        kind=next((known[it] for it in reversed(profile.like) if it != PLAIN and it in known), None),
        issuer=profile.issuer or _issuer(others),
        overlays=tuple(overlays),
    )


def _issuer(candidates: list[Candidate]) -> str:
    """Who makes a token that is likely to be one of these, if that can be told."""
    likely = (it.profile for it in candidates if it.confidence is not Confidence.HINT)
    return next((profile.issuer for profile in likely if profile.issuer), "")


def _confidence(score: int) -> Confidence:
    if score >= CERTAIN:
        return Confidence.CERTAIN
    return Confidence.STRONG if score >= STRONG else Confidence.HINT
