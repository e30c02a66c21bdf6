"""Examples as a page shows them: what to hand to the inspector, and what it finds."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from .. import examine
from ..example import Example
from ..limits import DEFAULTS
from ..report import Report
from ..rule import Finding, Gate, Severity
from ..rules import ALL_RULES

_UNSEARCHED = replace(DEFAULTS, search_seconds=0)  # no page of a rule says why a signature does not verify


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that an example yields."""

    rule: str
    severity: Severity
    gate: Gate
    place: str
    title: str
    message: str
    instead: Any
    remove: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A key file as text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An example: everything to hand to the inspector, to be judged as of `now`, and what it then finds."""

    text: str
    now: int
    profile: str | None
    client_id: str | None
    secret: str | None
    keys: tuple[Given, ...]
    findings: tuple[Found, ...]


def shown(example: Example, report: Report) -> Shown:
    """The example with what `report` finds in it."""
    submission = example.submission
    return Shown(
        text=submission.text,
        now=example.now,
        profile=submission.profile,
        client_id=submission.client_id,
        secret=submission.secret,
        keys=tuple(Given(file.name, file.data.decode("utf-8", "replace")) for file in submission.keys),
        findings=tuple(_found(it) for token in report.tokens for it in token.findings),
    )


def _found(finding: Finding) -> Found:
    return Found(
        rule=finding.rule.id,
        severity=finding.severity,
        gate=finding.gate,
        place=str(finding.place),
        title=finding.title,
        message=finding.message,
        instead=finding.instead,
        remove=finding.remove,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule's own examples, each with the report on it."""

    bad: tuple[tuple[Example, Report], ...]
    good: tuple[tuple[Example, Report], ...]


@cache
def judged(rule_id: str) -> Judged:
    """The examples of the rule called `rule_id`, judged once by the built-in profiles."""
    rule = ALL_RULES[rule_id]
    return Judged(tuple(map(_judged, rule.bad)), tuple(map(_judged, rule.good)))


def _judged(example: Example) -> tuple[Example, Report]:
    return example, examine(example.submission, example.now, limits=_UNSEARCHED)
