"""The report of one token laid out for the page: what stands where, under which id."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from .inspector import registry
from .inspector.algorithms import meant
from .inspector.encoded import Piece, pieces
from .inspector.life_line import LifeLine, life_line
from .inspector.lines import Line, Listing, listing
from .inspector.meaning import Fields, Meaning, fields, meaning
from .inspector.place import HEADER, TOKEN, Place
from .inspector.recipes import Recipe, recipes_for
from .inspector.reference.index import address
from .inspector.report import CosignerReport, GateState, InnerReport, Report, TokenReport
from .inspector.rule import Finding, Gate, Severity
from .inspector.sd_jwt import Presentation
from .inspector.signature import Status
from .inspector.signature.cause import Diagnosis
from .inspector.token import Part, Token, TokenForm
from .inspector.verdict import Verdict, token_verdict, unreadable_key
from .inspector.words import counted

MOST_FINDINGS = 200  # of one token that the page lists; the API gives all
_OF_DISCLOSURES = (TOKEN / "disclosures", TOKEN / "key_binding")
_SECTIONS = {"request", "paste", "header", "payload", "signature", "key"}

# What the eye sees of a signature, and the causes that say as much of it and more.
_EXPLAINED_BY = {
    "der-signature": {"ecdsa.der"},
    "missing-signature": {"transport.unsigned"},
    "psychic-signature": {"ecdsa.out_of_range"},
    "signature-length": {
        *("ecdsa.trimmed_rs", "ecdsa.wrong_width", "sigenc.hex_text", "sigenc.leading_zero_lost"),
        *("sigenc.sign_byte", "sigenc.trailing_zero_lost", "sigenc.truncated_mac", "transport.truncated"),
    },
}


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate as the page shows it: `words` say its count, or what to give so that it can be judged."""

    gate: Gate
    state: GateState
    words: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """The header or the payload, or what else there is of one of them; `id` tells them apart."""

    part: Part
    listing: Listing
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class CosignerRow:
    """A further signature with its headers; `number` counts from 2."""

    number: int
    signer: CosignerReport
    parts: tuple[PartRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class InnerRow:
    """A token inside another, with a sheet of its own."""

    place: Place
    sheet: "Sheet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows of one token. `more` counts the findings left out of `findings`.

    `index` is 0, 1, … for the tokens of the paste, and 0-0, 0-1, … for those inside the first.
    `folded` are parts that are shown on demand: JSON in claims, and the payload of an SD-JWT as signed.
    """

    index: str
    report: TokenReport
    verdict: Verdict
    findings: tuple[Finding, ...]
    more: int
    gates: tuple[GateRow, ...]
    pieces: tuple[Piece, ...]
    parts: tuple[PartRow, ...]
    folded: tuple[PartRow, ...]
    cosigners: tuple[CosignerRow, ...]
    inner: tuple[InnerRow, ...]
    life_line: LifeLine | None
    _fields: Fields = field(repr=False)
    _numbers: dict[int, int] = field(repr=False)

    @property
    def name(self) -> str:
        """What the token is called among several."""
        title = self.report.recognition.title
        return f"{self.report.token.label}: {title}" if self.report.token.label else title

    @property
    def is_inside(self) -> bool:
        """Whether the token stands in another."""
        return "-" in self.index

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

    @property
    def presentation(self) -> Presentation | None:
        """The disclosures of an SD-JWT."""
        return self.report.case.presentation

    def opened_at(self, line: Line) -> str:
        """The id of what is shown of the token that the value of `line` is, empty where it is none."""
        return next((row.sheet.id("token") for row in self.inner if row.place == line.place), "")

    def inside(self, row: InnerRow) -> str:
        """The id under which a token inside this one stands on the page."""
        return f"token-{row.sheet.index}"

    def at(self, place: Place) -> list[Finding]:
        """The findings at `place`, and at whatever is in it."""
        return [finding for finding in self.findings if finding.place.within(place)]

    @property
    def about_the_signature(self) -> list[Finding]:
        """The findings about the first signature, or the keys."""
        others = {id(finding) for row in self.cosigners for finding in self.at(row.signer.place)}
        return [it for it in self.about("signature", "key") if id(it) not in others]

    @property
    def beside_the_causes(self) -> list[Finding]:
        """The findings about the first signature or the keys that no cause explains."""
        return [it for it in self.about_the_signature if not self.is_explained(it)]

    def is_explained(self, finding: Finding) -> bool:
        """Whether a cause says all of what is found about a signature."""
        return self._explaining(finding) is not None

    def explained_by(self, cause: Diagnosis) -> list[Finding]:
        """The findings that `cause` says all of: they are shown with it, in a line."""
        return [it for it in self.about("signature", "key") if self._explaining(it) is cause]

    def _explaining(self, finding: Finding) -> Diagnosis | None:
        """Where a receiver refuses less than others, a finding says so itself, and stands alone."""
        ids = _EXPLAINED_BY.get(finding.rule.id, ()) if finding.severity is Severity.ERROR else ()
        others = (row.signer for row in self.cosigners)
        mine = next((it for it in others if finding.place.within(it.place)), self.report)
        return next((cause for cause in mine.verification.causes if cause.id in ids), None)

    def about(self, *parts: str) -> list[Finding]:
        """The findings whose place is in one of `parts`, or is one of them."""
        return [finding for finding in self.findings if finding.place.part in parts]

    @property
    def proved(self) -> Diagnosis | None:
        """The cause that explains all that is wrong with the first signature, or the decryption."""
        causes = (self.report.decryption or self.report.verification).causes
        return next((cause for cause in causes if cause.proved), None)

    def recipe(self, cause: Diagnosis) -> Recipe | None:
        """The likeliest recipe against `cause`; None where it already stands with a likelier cause."""
        causes = (self.report.decryption or self.report.verification).causes
        earlier = takewhile(lambda other: other is not cause, causes)
        found = self.helping(cause.id)
        return None if found in (self.helping(other.id) for other in earlier) else found

    def helping(self, id_: str) -> Recipe | None:
        """The likeliest recipe against a cause or what a rule finds, for the token's own algorithm."""
        alg = self.report.token.alg or ""
        algorithm = meant(alg)
        return next(iter(recipes_for(id_, algorithm.name if algorithm else alg)), None)

    @property
    def about_key_binding(self) -> list[Finding]:
        """The findings about the key-binding JWT of an SD-JWT."""
        return self.at(TOKEN / "key_binding")

    @property
    def about_the_rest(self) -> list[Finding]:
        """The findings about the token as a whole, or a part of it that has no section of its own."""
        rest = [finding for finding in self.findings if finding.place.part not in _SECTIONS]
        return [it for it in rest if not (self.presentation and it.place.within(*_OF_DISCLOSURES))]


def sheets(report: Report) -> list[Sheet]:
    """A sheet for each token of `report`."""
    unreadable = unreadable_key(report)
    return [
        _sheet(str(index), token, token_verdict(token, unreadable))
        for index, token in enumerate(report.tokens)
    ]


def _inner(index: str, number: int, inner: InnerReport) -> InnerRow:
    return InnerRow(inner.place, _sheet(f"{index}-{number}", inner.report, token_verdict(inner.report)))


def _sheet(index: str, report: TokenReport, verdict: Verdict) -> Sheet:
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
        folded=tuple(_folded(report)),
        cosigners=tuple(
            _signer(number, signer, findings) for number, signer in enumerate(report.cosigners, start=2)
        ),
        inner=tuple(_inner(index, number, inner) for number, inner in enumerate(report.inner)),
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
    if gate is Gate.SIGNATURE and report.token.form is TokenForm.UNSECURED:
        return ", ".join((*counts, "not signed"))
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
        case Gate.SIGNATURE if report.cosigners:
            verified = sum(it.status is Status.VERIFIED for it in report.verifications)
            return f"{verified} of {len(report.verifications)} verified"
        case Gate.SIGNATURE:
            return (report.decryption or report.verification).reason
        case Gate.PAYLOAD if report.token.payload.json_text:
            return "no JSON, so that there are no claims to judge"
        case Gate.PAYLOAD if report.decryption:
            return "encrypted" if report.decryption.plaintext is None else "bytes that are no text"
        case Gate.PAYLOAD if report.token.detached:
            return "not in the token: give it beside it"
        case _:
            return "cannot be read"


def _parts(report: TokenReport, findings: tuple[Finding, ...]) -> Iterator[PartRow]:
    yield from _headers(report.token, HEADER, findings)
    payload = report.token.payload
    shown = listing(payload, findings)
    if payload.text or payload.bytes or shown.findings:
        title = "Payload, as the verifier sees it" if report.case.presentation else "Payload"
        yield PartRow(payload, shown, "payload", title)


def _headers(token: Token, place: Place, findings: tuple[Finding, ...]) -> Iterator[PartRow]:
    """The header of a signature, and the one that it does not cover."""
    unprotected = token.unprotected if token.header.text else None
    names = {member.name for member in token.header.members}
    alone = [it for it in unprotected.named if it not in names] if unprotected else []
    theirs = tuple(it for it in findings if any(it.place.within(place / name) for name in alone))
    others = tuple(it for it in findings if it not in theirs)
    header = replace(token.header, at=place)
    shown = listing(header, others)
    if header.text or header.json_text or shown.findings:
        yield PartRow(header, shown, "header", "Header" if header.text else "Header, unprotected")
    if unprotected:
        unprotected = replace(unprotected, at=place)
        yield PartRow(unprotected, listing(unprotected, theirs), "unprotected", "Header, unprotected")


def _signer(number: int, signer: CosignerReport, findings: tuple[Finding, ...]) -> CosignerRow:
    found = tuple(it for it in findings if it.place.within(signer.place))
    parts = tuple(_headers(signer.token, signer.place, found))
    told = {id(it) for row in parts for line in row.listing.lines for it in line.findings}
    return CosignerRow(
        number,
        signer,
        tuple(replace(row, listing=replace(row.listing, findings=())) for row in parts),
        tuple(it for it in found if id(it) not in told),
    )


def _folded(report: TokenReport) -> Iterator[PartRow]:
    if presentation := report.case.presentation:
        issued = replace(presentation.issued, faults=())
        yield PartRow(issued, listing(issued, ()), "issued", "Payload, as it was signed")
    for number, text in enumerate(report.texts):
        yield PartRow(text.part, listing(text.part, ()), f"json-{number}", f"{text.place}, read as JSON")
