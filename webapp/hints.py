"""What there is in a token at the places that a receiver's answer points to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .inspector.profiles import Answer
from .inspector.rule import Finding, Gate
from .sheet import Sheet

_STEP = re.compile(r"[.\[]")
_MOST = 3  # findings at one place that are named


@dataclass(frozen=True, slots=True)
class Hint:
    """A place to look at: the `findings` there or, where nothing was found, `words`.

    `target` is the id of the section that shows it, empty if none does.
    """

    place: str
    target: str
    findings: tuple[Finding, ...]
    words: str


def hints(answer: Answer, sheet: Sheet) -> Iterator[Hint]:
    """The places that `answer` points to, in the token of `sheet`."""
    for place in answer.look_at:
        found = tuple(it for it in sheet.findings if _within(str(it.place), place))[:_MOST]
        yield Hint(place, _target(place, sheet), found, "" if found else _words(place, sheet))


def _within(place: str, other: str) -> bool:
    return place == other or place.startswith((f"{other}.", f"{other}["))


def _part(place: str) -> str:
    return _STEP.split(place, maxsplit=1)[0]


def _target(place: str, sheet: Sheet) -> str:
    part = _part(place)
    if part in {"signature", "key"}:
        return sheet.id("signature")
    shown = sheet.shows_request if part == "request" else part in {row.part.name for row in sheet.parts}
    return sheet.id(part) if shown else ""


def _words(place: str, sheet: Sheet) -> str:
    part = _part(place)
    case = sheet.report.case
    if part in {Gate.SIGNATURE, Gate.REQUEST}:
        return next(row.words for row in sheet.gates if row.gate == part)
    if part == "key":
        return "nothing wrong found" if case.keys else "no key given"
    members = case.seen.members.get(part, {})
    named = [f"{part}.{name}" for name in members] + [f'{part}["{name}"]' for name in members]
    there = place == part or any(_within(place, name) for name in named)
    return "nothing wrong found" if there else "not in the token"
