"""The profiles that are known, ready to recognise with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..by_id import ById
from ..place import Place
from .sign import HINT, STRONG, Evidence, Sign
from .vocabulary import Profile
from .watch import Watch, Weights, bare
from .weights import Scale, weight


class Profiles(ById[Profile]):
    """The profiles by id, ready to recognise with: a token is shown only the signs at its own members."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        super().__init__(profiles)
        self._ordered = tuple(self.values())
        numbers = {id_: number for number, id_ in enumerate(self)}
        self._like = [[numbers.get(base, -1) for base in profile.like] for profile in self._ordered]
        self._watches: dict[str, dict[str, Watch]] = defaultdict(dict)  # by part and name
        self._there: dict[str, dict[str, int]] = defaultdict(dict)  # what counts if a member is there at all
        self._absent: dict[str, int] = defaultdict(int)  # and if those that ought not to be there are not
        self._wholes: dict[str, Watch] = {}
        self._deep: Weights = defaultdict(int)  # what is absent further within
        self._scale = Scale(len(self._ordered), HINT)
        for number, profile in enumerate(self._ordered):
            for sign in profile.recognise:
                self._add(sign, weight(number, sign.weight))

    def _add(self, sign: Sign, weighs: int) -> None:
        part, steps = sign.place
        if len(steps) == 1 and sign.absent:
            self._absent[part] += weighs
            self._count(part, str(steps[0]), -weighs)
        elif sign.absent:
            self._deep[bare(sign)] += weighs
        elif not steps:
            self._wholes.setdefault(part, Watch(sign.place)).add(sign, weighs)
        elif bare(sign) == Sign(Place(part, steps[:1])):
            self._count(part, str(steps[0]), weighs)
        else:
            first = Watch(Place(part, steps[:1]))
            self._watches[part].setdefault(str(steps[0]), first).add(sign, weighs)

    def _count(self, part: str, name: str, weighs: int) -> None:
        self._there[part][name] = self._there[part].get(name, 0) + weighs

    def scores(self, seen: Evidence) -> list[tuple[int, Profile]]:
        """What the signs of each profile add up to, the most first; only what amounts to a hint."""
        found = dict(self._scale.read(self._weigh(seen)))
        ordered = sorted(found, key=lambda number: self._rank(number, found), reverse=True)
        return [(found[number], self._ordered[number]) for number in ordered]

    def _weigh(self, seen: Evidence) -> int:
        """What all signs weigh that are seen."""
        total = 0
        for part, members in seen.members.items():
            there, watches = self._there[part], self._watches[part]
            total += self._absent[part] if members else 0
            for name in there.keys() & members.keys():
                total += there[name]
            for name in watches.keys() & members.keys():
                total += watches[name].weigh(members[name].value, seen)
        for part, value in seen.whole.items():
            if watch := self._wholes.get(part):
                total += watch.weigh(value, seen)
        for sign, weighs in self._deep.items():
            if sign.holds(seen):
                total += weighs
        return total

    def _rank(self, number: int, scores: Mapping[int, int]) -> tuple[int, int, int]:
        """What decides who is first. A profile that is told from others by itself stands before the one
        that it is like; and of equals the one first whose general kind is the likelier."""
        score, like = scores[number], self._like[number]
        general = max([scores.get(base, 0) for base in like], default=0)
        return (max(score, general) if score >= STRONG else score, general, len(like))
