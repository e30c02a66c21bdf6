"""Which rules look at a member of the header or the payload: found out by showing them one."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from .. import examine
from ..example import NOW, Example
from ..place import Place
from ..rule import Case, Rule
from ..rules import ALL_RULES
from .shown import judged

_NOBODY = "a name that nobody knows"
_VALUES = (NOW + 600, "text")  # some rules look at dates only, some at texts


@dataclass(frozen=True, slots=True)
class Lookers:
    """Rules that look at one member for its name's sake, and those that look at every member."""

    at_it: tuple[Rule, ...]
    at_all: tuple[Rule, ...]


@cache
def lookers(place: Place) -> Lookers:
    """The rules that look at the member that stands at `place` in a JWT of no particular profile."""
    stranger = Place(place.part, (_NOBODY,))
    probes = [_probe(place, value) for value in _VALUES]
    looking = [it for it in ALL_RULES.values() if _looks(it, probes, place) or place in _complaints(it.id)]
    general = [it for it in looking if _looks(it, probes, stranger)]
    return Lookers(tuple(it for it in looking if it not in general), tuple(general))


def _probe(place: Place, value: object) -> Case:
    members = {str(place.steps[0]): value, _NOBODY: value}
    header = {"alg": "ES256", **(members if place.part == "header" else {})}
    example = Example(members if place.part == "payload" else {}, header)
    return examine(example.submission, NOW).tokens[0].case


def _looks(rule: Rule, probes: list[Case], place: Place) -> bool:
    return any(it is not None and it.place == place for case in probes for it in _selected(rule, case))


def _selected(rule: Rule, case: Case) -> list[Any]:
    with suppress(Exception):  # a rule that breaks looks at nothing, as in a report
        return list(rule.select(case))
    return []


@cache
def _complaints(rule_id: str) -> frozenset[Place]:
    """Where the rule finds something in its own bad examples."""
    tokens = [token for _, report in judged(rule_id).bad for token in report.tokens]
    return frozenset(it.place for token in tokens for it in token.findings if it.rule.id == rule_id)
