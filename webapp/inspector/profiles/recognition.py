"""Which profile is this token of? The weights of the signs that are seen add up; the heaviest wins."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain

from ..json_tree import Array, Object, Value
from ..place import Place
from ..request import Request
from ..token import Token
from .sign import (
    CERTAIN,
    HINT,
    LONGEST,
    MEDIA_TYPES,
    STRONG,
    Evidence,
    Sign,
    evidence,
    items,
    media_type,
)
from .vocabulary import Profile

PLAIN = "jwt"  # the profile of whatever is recognised as nothing in particular
_MOST_CANDIDATES = 4
_MOST_REASONS = 3


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

    @property
    def because(self) -> str:
        """What speaks for the profile, in words."""
        if self.pinned:
            return "you chose it"
        return because(self.profile, self.seen) or "nothing in it speaks for a particular receiver"

    @property
    def asks(self) -> bool:
        """Whether only the shape speaks for the profile, so that one had better ask."""
        return not self.pinned and self.confidence is Confidence.HINT and self.profile.id != PLAIN


_Hits = list[tuple[int, int]]  # the number of a profile, and the weight that is added for it
_Signs = dict[Sign, _Hits]  # each looked for once, however many profiles have it
_Patterns = list[tuple[re.Pattern[str], _Hits]]
_Bundle = tuple[re.Pattern[str], _Patterns]  # a pattern that fits what any of the others fits
_BUNDLED = 4  # patterns: fewer are more calls, and more fit oftener and are then tried one by one


class _Watch:
    """The signs of all profiles at one member, each pattern once, however many profiles look for it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.texts: dict[str, _Hits] = defaultdict(list)
        self.patterns: dict[re.Pattern[str], _Hits] = defaultdict(list)
        self.only: dict[frozenset[str], _Hits] = defaultdict(list)
        self.names: dict[re.Pattern[str], _Hits] = defaultdict(list)
        self.there: _Hits = []  # for a member that is there, whatever it holds
        self.others: _Signs = defaultdict(list)
        self.bundles: list[_Bundle] = []
        self.any_name: re.Pattern[str] | None = None

    def add(self, sign: Sign, number: int) -> None:
        if sign.absent:
            self.there.append((number, -sign.weight))  # what its absence was credited with
        elif sign.only and sign == Sign(sign.place, only=sign.only, weight=sign.weight, says=sign.says):
            self.only[sign.only].append((number, sign.weight))
        elif sign.names and sign == Sign(sign.place, names=sign.names, weight=sign.weight, says=sign.says):
            self.names[sign.names].append((number, sign.weight))
        elif sign.compound:
            self.others[_bare(sign)].append((number, sign.weight))
        elif sign.pattern:
            self.patterns[sign.pattern].append((number, sign.weight))
        elif sign.wanted and all(isinstance(wanted, str) for wanted in sign.wanted):
            for wanted in {self._key(str(it)) for it in sign.wanted}:
                self.texts[wanted].append((number, sign.weight))
        elif not sign.wanted:
            self.there.append((number, sign.weight))
        else:
            self.others[_bare(sign)].append((number, sign.weight))

    def compile(self) -> None:
        """Bundle the patterns, when all are there: of most bundles none fits."""
        pairs = sorted(self.patterns.items(), key=lambda pair: pair[0].pattern)  # those alike together
        parts = [pairs[at : at + _BUNDLED] for at in range(0, len(pairs), _BUNDLED)]
        self.bundles = [(_one_of(pattern for pattern, _ in part), part) for part in parts]
        self.any_name = _one_of(self.names) if self.names else None

    def _key(self, text: str) -> str:
        return media_type(text) if self.place in MEDIA_TYPES else text

    def score(self, value: Value, scores: list[int]) -> None:
        """Add what the signs that `value` shows weigh, and take back what its absence would."""
        _add(self.there, scores)
        texts = [value] if isinstance(value, str) else list(dict.fromkeys(_texts(value)))
        if self.texts:
            for text in texts:
                _add(self.texts.get(self._key(text), ()), scores)
        for any_of_them, patterns in self.bundles if texts else ():
            if fitting := [text for text in texts if any_of_them.fullmatch(text, 0, LONGEST)]:
                self._score_patterns(patterns, fitting, scores)
        if isinstance(value, Object):
            self._score_names({member.name for member in value.members}, scores)
        for sign, hits in self.others.items():
            if sign.like(value):
                _add(hits, scores)

    def _score_patterns(self, patterns: _Patterns, texts: list[str], scores: list[int]) -> None:
        for pattern, hits in patterns:
            if any(pattern.fullmatch(text, 0, LONGEST) for text in texts):
                _add(hits, scores)

    def _score_names(self, names: set[str], scores: list[int]) -> None:
        """The same for what the names of its members show: most have none that anybody looks for."""
        for only, hits in self.only.items():
            if names and only.issuperset(names):
                _add(hits, scores)
        found = [name for name in names if self.any_name and self.any_name.fullmatch(name, 0, LONGEST)]
        for pattern, hits in self.names.items() if found else ():
            if any(pattern.fullmatch(name, 0, LONGEST) for name in found):
                _add(hits, scores)


def _bare(sign: Sign) -> Sign:
    """What is to be seen, whatever it weighs and however one says it."""
    return replace(sign, weight=0, says="")


_FLAGS = re.compile(r"\(\?([a-z]+)\)")


def _one_of(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """A pattern that fits whatever fits one of `patterns`."""
    return re.compile("|".join(map(_grouped, patterns)))


def _grouped(pattern: re.Pattern[str]) -> str:
    """A pattern as a part of another; flags at its beginning are its own."""
    flags = _FLAGS.match(pattern.pattern)
    return f"(?{flags[1]}:{pattern.pattern[flags.end() :]})" if flags else f"(?:{pattern.pattern})"


def _add(hits: Iterable[tuple[int, int]], scores: list[int]) -> None:
    for number, weight in hits:
        scores[number] += weight


def _texts(value: Value) -> Iterator[str]:
    return (item for item in items(value) if isinstance(item, str))


class Profiles(Mapping[str, Profile]):
    """The profiles by id, ready to recognise with: a token is shown only the signs at its own members."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._profiles = {profile.id: profile for profile in profiles}
        self._ordered = tuple(self._profiles.values())
        self._watches: dict[str, dict[str, _Watch]] = defaultdict(dict)
        self._wholes: dict[str, _Watch] = {}
        self._deeper: dict[str, dict[str, _Signs]] = defaultdict(dict)
        self._absent: dict[str, _Hits] = defaultdict(list)
        self._others: _Signs = defaultdict(list)
        for number, profile in enumerate(self._ordered):
            for sign in profile.recognise:
                self._add(sign, number)
        for watch in chain(self._wholes.values(), *(it.values() for it in self._watches.values())):
            watch.compile()

    def __getitem__(self, id: str) -> Profile:  # noqa: A002  # what it is called
        return self._profiles[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._profiles)

    def __len__(self) -> int:
        return len(self._profiles)

    def _add(self, sign: Sign, number: int) -> None:
        part, steps = sign.place.part, sign.place.steps
        deep = len(steps) > 1 or sign.same_as is not None
        if sign.absent and len(steps) != 1:
            self._others[_bare(sign)].append((number, sign.weight))
        elif not steps:
            self._wholes.setdefault(part, _Watch(sign.place)).add(sign, number)
        elif deep:
            signs = self._deeper[part].setdefault(str(steps[0]), defaultdict(list))
            signs[_bare(sign)].append((number, sign.weight))
        else:
            self._watches[part].setdefault(str(steps[0]), _Watch(sign.place)).add(sign, number)
            if sign.absent:
                self._absent[part].append((number, sign.weight))

    def scores(self, seen: Evidence) -> list[tuple[int, Profile]]:
        """What the signs of each profile add up to, the most first; only what amounts to a hint."""
        scores = [0] * len(self._ordered)
        for part, watches in self._watches.items():
            if members := seen.members.get(part):
                _add(self._absent[part], scores)
                for name in watches.keys() & members.keys():
                    watches[name].score(members[name], scores)
        for part in self._wholes.keys() & seen.whole.keys():
            self._wholes[part].score(seen.whole[part], scores)
        for sign, hits in chain(self._others.items(), self._deep_ones(seen)):
            if sign.holds(seen):
                _add(hits, scores)
        found = {self._ordered[number].id: score for number, score in enumerate(scores) if score >= HINT}
        ordered = sorted(found, key=lambda id_: self._rank(id_, found), reverse=True)
        return [(found[id_], self._profiles[id_]) for id_ in ordered]

    def _deep_ones(self, seen: Evidence) -> Iterator[tuple[Sign, _Hits]]:
        """The signs within the members that are there."""
        for part, deeper in self._deeper.items():
            for name in deeper.keys() & seen.members.get(part, {}).keys():
                yield from deeper[name].items()

    def _rank(self, id_: str, scores: Mapping[str, int]) -> tuple[int, int, int]:
        """What decides who is first. A profile that is told from others by itself stands before the one
        that it is like; and of equals the one first whose general kind is the likelier."""
        score, like = scores[id_], self._profiles[id_].like
        general = max((scores.get(base, 0) for base in like), default=0)
        return (max(score, general) if score >= STRONG else score, general, len(like))


def recognise(
    token: Token, request: Request | None, profiles: Mapping[str, Profile], pinned: str | None = None
) -> Recognition:
    """The likeliest profile for `token`; the one that is `pinned`, if any, or else the plain JWT."""
    known = profiles if isinstance(profiles, Profiles) else Profiles(profiles.values())
    seen = evidence(token, request)
    found = [(score, profile) for score, profile in known.scores(seen) if profile.id != pinned]
    candidates = tuple(_candidate(*pair, seen) for pair in found[: _MOST_CANDIDATES + 1])
    if pinned is not None and pinned in known:
        chosen = Candidate(known[pinned], Confidence.CERTAIN, seen)
        return _recognition(chosen, candidates, known, pinned=True)
    if not candidates:
        return Recognition(known[PLAIN], Confidence.HINT, seen)
    first, *others = candidates
    return _recognition(first, tuple(others), known)


def _recognition(
    chosen: Candidate, others: tuple[Candidate, ...], known: Profiles, *, pinned: bool = False
) -> Recognition:
    profile = chosen.profile
    general = [known[base] for base in profile.like if base != PLAIN and base in known]
    issuers = (it.profile.issuer for it in others if it.confidence is not Confidence.HINT)
    return Recognition(
        profile=profile,
        confidence=chosen.confidence,
        seen=chosen.seen,
        pinned=pinned,
        candidates=others,
        kind=general[-1] if general else None,
        issuer=profile.issuer or next(filter(None, issuers), ""),
    )


def _candidate(score: int, profile: Profile, seen: Evidence) -> Candidate:
    return Candidate(profile, _confidence(score), seen)


def _confidence(score: int) -> Confidence:
    if score >= CERTAIN:
        return Confidence.CERTAIN
    return Confidence.STRONG if score >= STRONG else Confidence.HINT


def because(profile: Profile, seen: Evidence) -> str:
    """The heaviest signs of `profile` that are seen, in words."""
    found: dict[Place, Sign] = {}
    for sign in profile.recognise:
        if sign.weight > 0 and sign.holds(seen) and sign.place not in found:
            found[sign.place] = sign
            if len(found) == _MOST_REASONS:
                break
    clauses = [_words(sign, profile, seen) for sign in found.values()]
    return _and(clauses, "," if len(clauses) > 2 else "")


def _and(words: list[str], last_comma: str = "") -> str:
    if len(words) < 2:
        return "".join(words)
    *most, last = words
    return f"{', '.join(most)}{last_comma} and {last}"


def _words(sign: Sign, profile: Profile, seen: Evidence) -> str:
    name = _name(sign.place)
    if sign.says:
        return f"{name} {sign.says}"
    if sign.absent:
        return f"there is no {name}"
    if sign.wanted:
        return f"{name} is {_seen(sign, seen)}"
    if sign.only:
        return f"{name} holds nothing but {_and(list(seen.members.get(sign.place.part, sign.only)))}"
    if sign.names:
        return f"{name} has a name of the expected form in it"
    if sign.same_as:
        return f"{name} is made of other values as expected"
    if sign.pattern or sign.each:
        label = _label(sign.place, profile)
        return f"{name} has the form of {_article(label)}" if label else f"{name} has the expected form"
    return f"there is {_article(name)}"


def _name(place: Place) -> str:
    """What a place is called in a sentence."""
    if place.steps:
        return str(place).removeprefix(place.part).lstrip(".")
    return _WHOLE.get(place.part, f"the {place.part}")


_WHOLE = {
    "label": "the name it was sent under",
    "request": "the address it was sent to",
    "token": "its serialisation",
}


def _seen(sign: Sign, seen: Evidence) -> str:
    """Which of the values that are looked for is there."""
    value = seen.at(sign.place)
    texts = list(_texts(value)) if isinstance(value, str | Array) else []
    found = next((text for text in texts if text in sign.wanted), sign.wanted[0])
    return str(found).lower() if isinstance(found, bool) else str(found)


def _label(place: Place, profile: Profile) -> str:
    fields = {"header": profile.header, "payload": profile.payload}.get(place.part, {})
    known = fields.get(str(place.steps[0])) if place.steps else None
    return known.label if known else ""


def _article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"
