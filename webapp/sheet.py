"""The report of one token laid out for the page: what stands where, under which id."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from .inspector import registry
from .inspector.algorithms import meant
from .inspector.encoded import Piece, pieces
from .inspector.life_line import LifeLine, life_line
from .inspector.lines import Line, Listing, listing
from .inspector.meaning import Fields, Meaning, fields, meaning
from .inspector.recipes import Recipe, recipes_for
from .inspector.reference.index import address
from .inspector.report import GateState, Report, TokenReport
from .inspector.rule import Finding, Gate, Severity
from .inspector.signature.cause import Diagnosis
from .inspector.token import Part
from .inspector.verdict import Verdict, token_verdict, unreadable_key
from .inspector.words import counted

MOST_FINDINGS = 200  # of one token that the page lists; the API gives all
_SECTIONS = {"request", "paste", "header", "payload", "signature", "key"}


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate as the page shows it: `words` say its count, or what to give so that it can be judged."""

    gate: Gate
    state: GateState
    words: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """The header or the payload."""

    part: Part
    listing: Listing


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows of one token. `more` counts the findings left out of `findings`."""

    index: int
    report: TokenReport
    verdict: Verdict
    findings: tuple[Finding, ...]
    more: int
    gates: tuple[GateRow, ...]
    pieces: tuple[Piece, ...]
    parts: tuple[PartRow, ...]
    life_line: LifeLine | None
    _fields: Fields = field(repr=False)
    _numbers: dict[int, int] = field(repr=False)

    @property
    def name(self) -> str:
        """What the token is called among several."""
        title = self.report.recognition.profile.title
        return f"{self.report.token.label}: {title}" if self.report.token.label else title

    def id(self, part: str) -> str:
        """The id of a part of this sheet, unique on the page."""
        return f"token-{self.index}-{part}"

    def anchor(self, finding: Finding) -> str:
        """The id under which `finding` stands on the page."""
        return self.id(f"finding-{self._numbers[id(finding)]}")

    @property
    def shows_request(self) -> bool:
        """There is something to show under Request."""
        return self.report.case.request is not None or bool(self.about("request", "paste"))

    def target(self, gate: Gate) -> str:
        """The id that the link of `gate` leads to: its section, or where something is to be given or seen."""
        if gate is Gate.REQUEST and not self.shows_request:
            return "client_id"
        readable = gate in {Gate.REQUEST, Gate.SIGNATURE, *(row.part.name for row in self.parts)}
        return self.id(gate if readable else "token")

    def meaning(self, line: Line) -> Meaning:
        return meaning(line, self._fields)

    def reference(self, line: Line) -> str:
        """The address that says what the name of `line` means, empty where nobody is known to say so."""
        if line.name is None or len(line.place.steps) != 1:
            return ""
        kind, names, fields = (
            ("headers", registry.HEADERS, self.report.case.profile.header)
            if line.place.part == "header"
            else ("claims", registry.CLAIMS, self.report.case.profile.payload)
        )
        known = line.name in names.entries or line.name in names.seen or line.name in fields
        return address(kind, line.name) if known else ""

    def about(self, *parts: str) -> list[Finding]:
        """The findings whose place is in one of `parts`, or is one of them."""
        return [finding for finding in self.findings if finding.place.part in parts]

    def recipe(self, cause: Diagnosis) -> Recipe | None:
        """The likeliest recipe against `cause`; None where it already stands with a likelier cause."""
        earlier = takewhile(lambda other: other is not cause, self.report.verification.causes)
        found = self.helping(cause.id)
        return None if found in (self.helping(other.id) for other in earlier) else found

    def helping(self, id_: str) -> Recipe | None:
        """The likeliest recipe against a cause or what a rule finds, for the token's own algorithm."""
        alg = self.report.token.alg or ""
        algorithm = meant(alg)
        return next(iter(recipes_for(id_, algorithm.name if algorithm else alg)), None)

    @property
    def about_the_rest(self) -> list[Finding]:
        """The findings about the token as a whole, or a part of it that has no section of its own."""
        return [finding for finding in self.findings if finding.place.part not in _SECTIONS]


def sheets(report: Report) -> list[Sheet]:
    """A sheet for each token of `report`."""
    unreadable = unreadable_key(report)
    return [
        _sheet(index, token, token_verdict(token, unreadable)) for index, token in enumerate(report.tokens)
    ]


def _sheet(index: int, report: TokenReport, verdict: Verdict) -> Sheet:
    findings = report.findings[:MOST_FINDINGS]
    return Sheet(
        index=index,
        report=report,
        verdict=verdict,
        findings=findings,
        more=len(report.findings) - len(findings),
        gates=tuple(
            GateRow(gate, state, _words(report, gate, state)) for gate, state in report.gates.items()
        ),
        pieces=tuple(pieces(report.token, findings)),
        parts=tuple(_parts(report, findings)),
        life_line=life_line(report.case),
        _fields=fields(report.case),
        _numbers={id(finding): number for number, finding in enumerate(findings)},
    )


def _words(report: TokenReport, gate: Gate, state: GateState) -> str:
    counts = [
        counted(number, severity)
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in report.of(gate)))
    ]
    if state is GateState.UNCHECKED:
        return " ".join((*counts, _what_to_give(report, gate)))
    results = _OF_ENCRYPTED if report.decryption else _RESULTS
    return ", ".join(counts) or results.get((gate, state), "sound")


_OF_ENCRYPTED = {
    (Gate.SIGNATURE, GateState.PASS): "decrypted",
    (Gate.SIGNATURE, GateState.FAIL): "does not decrypt",
}
_RESULTS = {
    (Gate.SIGNATURE, GateState.PASS): "verified",
    (Gate.SIGNATURE, GateState.FAIL): "does not verify",
}


def _what_to_give(report: TokenReport, gate: Gate) -> str:
    match gate:
        case Gate.REQUEST:
            return "not seen: paste the request, or give the client_id"
        case Gate.SIGNATURE:
            return (report.decryption or report.verification).reason
        case Gate.PAYLOAD if report.decryption:
            return "encrypted"
        case _:
            return "cannot be read"


def _parts(report: TokenReport, findings: tuple[Finding, ...]) -> Iterator[PartRow]:
    for part in (report.token.header, report.token.payload):
        shown = listing(part, findings)
        if part.text or part.bytes or shown.findings:
            yield PartRow(part, shown)
