"""Examples laid out for a page of the reference: the parts that matter, and what is found there."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from .inspector.example import Example
from .inspector.place import Place
from .inspector.report import Report
from .inspector.rule import Finding
from .kept import Kept
from .sheet import PartRow, Sheet, sheets


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One example and the report on it.

    `aspects` are what to show of it: `header`, `payload`, the `encoded` token, the `key`, or the whole
    `request`.
    """

    example: Example
    report: Report
    sheet: Sheet | None
    aspects: frozenset[str]

    @property
    def parts(self) -> list[PartRow]:
        """The parts to show, each with the findings under its lines."""
        return [it for it in self.sheet.parts if it.part.name in self.aspects] if self.sheet else []

    @property
    def rest(self) -> list[Finding]:
        """The findings that stand under no line."""
        told = {id(finding) for it in self.parts for line in it.listing.lines for finding in line.findings}
        return [it for it in self.sheet.findings if id(it) not in told] if self.sheet else []

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The name and the text of each key file, JSON with a line for each member."""
        return [(it.name, _indented(it.public)) for it in self.kept]

    @property
    def kept(self) -> list[Kept]:
        """The keys as fields of the page's form."""
        return [Kept(file.name, file.data.decode("utf-8", "replace")) for file in self.example.keys]


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2)
    except ValueError:
        return text


def exhibits(judged: Collection[tuple[Example, Report]], aspects: Iterable[str]) -> list[Exhibit]:
    """Each example with a sheet whose ids are its own on the page."""
    if not judged:
        return []
    tokens = tuple(token for _, report in judged for token in report.tokens[:1])
    first = next(iter(judged))[1]
    laid_out = iter(sheets(replace(first, tokens=tokens)))
    shown = frozenset(aspects)
    return [
        Exhibit(example, report, replace(next(laid_out), inner=()) if report.tokens else None, shown)
        for example, report in judged
    ]


def aspects(rule_id: str, judged: Iterable[tuple[Example, Report]]) -> set[str]:
    """What has to be shown of these examples, so that one sees what the rule complains of."""
    tokens = (token for _, report in judged for token in report.tokens)
    places = {it.place for token in tokens for it in token.findings if it.rule.id == rule_id}
    return {aspect for place in places for aspect in _aspects(place)}


def _aspects(place: Place) -> Iterator[str]:
    match place:
        case Place("request" | "paste"):
            yield "request"
        case Place("header" | "payload" as part):
            yield part
            if not place.steps:
                yield "encoded"
        case Place("key"):
            yield from ("header", "key")
        case _:
            yield from ("header", "encoded")
