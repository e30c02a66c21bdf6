"""The pages of the rules: each says what is wrong, why that is refused, and shows it on its own examples."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..profiles import Profile
from ..rule import Citation, Gate, Rule, Severity
from ..rules import ALL_RULES
from .find import holds
from .helping import Help, helping
from .index import Group, Row
from .prose import first_sentence
from .shown import Shown, judged, shown


@dataclass(frozen=True, slots=True)
class Softening:
    """A profile whose receiver judges otherwise than the rule itself, and why."""

    profile: str
    title: str
    severity: Severity
    because: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """`gates` are those its findings stand in; `passes` is what the report says where it finds nothing.

    `help`: what does it right.
    """

    id: str
    title: str
    severity: Severity
    gates: tuple[Gate, ...]
    subject: str
    why: str
    passes: str
    citation: Citation
    bad: tuple[Shown, ...]
    good: tuple[Shown, ...]
    help: Help | None
    softened: tuple[Softening, ...]
    neighbours: tuple[Row, ...]


def row(rule: Rule) -> Row:
    """A rule as a line of a list."""
    return Row(rule.id, rule.title, f"/rules/{rule.id}", first_sentence(rule.why), rule.severity)


def subject(rule: Rule) -> str:
    """The subject of a rule: the module it is written in."""
    return rule.check.__module__.rpartition(".")[2]


def groups(query: str, _: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The rules by subject, in the order in which they are run."""
    found = [it for it in ALL_RULES.values() if holds(query, it.id, it.title, it.why)]
    names = dict.fromkeys(map(subject, found))
    return tuple(_group(name, [it for it in found if subject(it) == name]) for name in names)


def _group(name: str, rules: list[Rule]) -> Group:
    about = sys.modules[rules[0].check.__module__].__doc__ or ""
    return Group(name, name.capitalize(), first_sentence(about), tuple(map(row, rules)))


def page(id_: str, profiles: Mapping[str, Profile]) -> RulePage | None:
    """All there is to say of a rule, and what it finds in its own examples."""
    rule = ALL_RULES.get(id_)
    if rule is None:
        return None
    bad = tuple(shown(*it) for it in judged(id_).bad)
    gates = {found.gate for it in bad for found in it.findings if found.rule == id_}
    others = (it for it in ALL_RULES.values() if it is not rule and subject(it) == subject(rule))
    return RulePage(
        id=id_,
        title=rule.title,
        severity=rule.severity,
        gates=tuple(gate for gate in Gate if gate in gates),
        subject=subject(rule),
        why=rule.why,
        passes=rule.passes,
        citation=rule.cites,
        bad=bad,
        good=tuple(shown(*it) for it in judged(id_).good),
        help=helping(id_),
        softened=tuple(_softened(id_, profiles)),
        neighbours=tuple(map(row, others)),
    )


def _softened(id_: str, profiles: Mapping[str, Profile]) -> Iterator[Softening]:
    for profile in profiles.values():
        if softened := profile.soften.get(id_):
            yield Softening(profile.id, profile.title, softened.severity, softened.because)


def known(_: Mapping[str, Profile]) -> dict[str, Row]:
    """Every rule by its id."""
    return {rule.id: row(rule) for rule in ALL_RULES.values()}
