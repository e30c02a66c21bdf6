"""The report for a terminal: 80 columns of plain text, in colour if wanted, never by colour alone."""

import textwrap
from collections.abc import Iterator
from itertools import islice

from . import dates
from .chain import Certificate, Chain, Standing
from .discovery import Discovery
from .encryption import Decryption
from .fix import Fix, fix
from .key_sets import KeySet
from .lines import Line, listing
from .meaning import Fields, fields, meaning
from .phrases import accepting, key_words, standing, told
from .report import GateState, Report, TokenReport
from .rule import Finding, Severity
from .signature import Verification
from .verdict import Tone, Verdict, token_verdict, unreadable_key, verdict
from .words import UNSEEN, counted

WIDTH = 80
MOST_LINES = 200  # of one part
MOST_FINDINGS = 50
LONGEST_TEXT = 3000  # characters of an encrypted text that is no JSON

_SIGNS = {GateState.PASS: "✓", GateState.WARN: "!", GateState.FAIL: "✗", GateState.UNCHECKED: "○"}
_RED, _YELLOW, _GREEN, _BLUE, _BOLD, _DIM = "31", "33", "32", "34", "1", "2"
_COLOURS: dict[str, str] = {
    Tone.REFUSED: _RED,
    Tone.CAUTION: _YELLOW,
    Tone.SOUND: _GREEN,
    GateState.FAIL: _RED,
    GateState.WARN: _YELLOW,
    GateState.PASS: _GREEN,
    Standing.TRUSTED: _GREEN,
    Standing.BROKEN: _RED,
    Standing.FOREIGN: _RED,
    Severity.ERROR: _RED,
    Severity.WARNING: _YELLOW,
    Severity.NOTICE: _BLUE,
}


def plain_text(report: Report, *, colour: bool = False) -> str:
    """The whole report; ends in a line break."""
    return "\n".join(_Writer(colour).report(report)) + "\n"


def printable(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal would obey."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Writer:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def report(self, report: Report) -> Iterator[str]:
        if len(report.tokens) != 1:
            yield from self._verdict(verdict(report))
        for answer in report.answers:
            yield from _wrapped(f"{answer.by} answered: {answer.meaning}", "  ")
        unreadable = unreadable_key(report)
        for token in report.tokens:
            yield from self._verdict(token_verdict(token, unreadable))
            yield from self._token(token)
        for note in report.paste.notes if report.tokens else ():
            yield from _wrapped(note, "  ")
        for document in report.documents:
            yield from self._document(document)
        for bundle in report.bundles:
            yield from self._chain(bundle)
        for key in report.keys:
            yield from _wrapped(f"Key {key.name}: {key_words(key)}", "  ")
        for pair in report.pairs:
            yield from _wrapped(pair.message, "  ")
        for shared in report.shared_keys:
            yield from _wrapped(shared.message, "  ")
            yield from (f"  {line}" for key in shared.keys for line in (key.public_pem or "").splitlines())

    def _verdict(self, verdict: Verdict) -> Iterator[str]:
        sign, *lines = _wrapped(f"{verdict.sign} {verdict.headline}".strip(), "")
        yield self._painted(sign, _COLOURS.get(verdict.tone, ""), _BOLD)
        yield from lines
        yield from _wrapped(verdict.detail, "  ")
        yield ""

    def _token(self, report: TokenReport) -> Iterator[str]:
        for note in report.token.repairs:
            yield from _wrapped(note.message, "  ")
        yield "  " + "   ".join(self._gate(gate, state) for gate, state in report.gates.items())
        yield ""
        for finding in report.findings[:MOST_FINDINGS]:
            yield from self._finding(finding)
        known = fields(report.case)
        for part in (report.token.header, report.token.payload):
            if lines := listing(part, ()).lines:
                yield self._painted(part.name.capitalize(), _BOLD)
                yield from (self._line(line, known, report.case.now) for line in islice(lines, MOST_LINES))
                yield ""
            elif report.decryption and part.json_text:
                yield self._painted(part.name.capitalize(), _BOLD)
                yield from _wrapped(part.json_text[:LONGEST_TEXT], "  ")
                yield ""
        if report.decryption:
            yield from self._checked("Decryption", report.decryption)
        for number, verification in enumerate(() if report.decryption else report.verifications, start=1):
            yield from self._checked(f"Signature{f' {number}' if report.cosigners else ''}", verification)
            yield from (wrapped for line in told(verification.signer) for wrapped in _wrapped(line, "  "))
        yield ""
        if report.chain:
            yield from self._chain(report.chain)
        yield from self._inside(report)

    def _inside(self, report: TokenReport) -> Iterator[str]:
        """What an SD-JWT discloses, and the tokens inside this one."""
        if presentation := report.case.presentation:
            count = counted(len(presentation.disclosures), "disclosure")
            left = counted(presentation.undisclosed, "digest")
            yield from _wrapped(f"{count} opened; {left} without one: withheld, or decoys.", "")
            yield ""
        for inner in report.inner:
            yield self._painted(f"Inside, at {printable(str(inner.place))}:", _BOLD)
            yield from self._verdict(token_verdict(inner.report))
            yield from self._token(inner.report)

    def _checked(self, name: str, checked: Verification | Decryption) -> Iterator[str]:
        yield from _wrapped(f"{name}: {standing(checked)}", "")
        for cause in checked.causes:
            yield from _wrapped(
                f"{'Proved' if cause.proved else 'Possible'}: {cause.message} {cause.fix}", "  "
            )
            yield from _wrapped(accepting(cause.acceptance), "    ")
            if cause.repaired:
                yield f"  {printable(cause.repaired)}"

    def _document(self, document: KeySet | Discovery) -> Iterator[str]:
        yield from _wrapped(f"{document.name}: {document.noun}", "")
        for it in document.matches if isinstance(document, KeySet) else ():
            yield from _wrapped(it.message, "  ")
        for remark in document.remarks[:MOST_FINDINGS]:
            first, *rest = _wrapped(f"{remark.severity}: {remark.message}", "  ")
            yield self._painted(first, _COLOURS[remark.severity])
            yield from rest
            yield from _wrapped(f"{remark.place or document.name} · {remark.citation} · {remark.id}", "    ")
        yield ""

    def _chain(self, chain: Chain) -> Iterator[str]:
        first, *rest = _wrapped(f"Certificates in {chain.name}: {chain.headline}", "")
        yield self._painted(first, _COLOURS.get(chain.standing, ""), _BOLD)
        yield from rest
        yield from _wrapped(chain.says, "  ")
        for index, certificate in enumerate(chain.certificates):
            yield from _wrapped(f"[{index}] {_certificate(certificate)}", "  ")
            yield from (line for it in chain.of(index) for line in _wrapped(it.message, "      "))
        yield ""

    def _gate(self, gate: str, state: GateState) -> str:
        return self._painted(f"{_SIGNS[state]} {gate.capitalize()}", _COLOURS.get(state, _DIM))

    def _finding(self, finding: Finding) -> Iterator[str]:
        head = f"{finding.severity}: {finding.title} ({finding.place})"
        first, *rest = _wrapped(head, "  ")
        yield self._painted(first, _COLOURS[finding.severity])
        yield from rest
        yield from _wrapped(finding.message, "    ")
        if repair := fix(finding):
            yield f"    {_written(repair)}"
        yield from _wrapped(f"{finding.citation} · {finding.rule.id}", "    ")
        yield ""

    def _line(self, line: Line, known: Fields, now: int) -> str:
        text = "  " * (line.depth + 1) + printable(line.member[:300]) + ("," if line.comma else "")
        said = meaning(line, known)
        words = said.label
        if said.seconds is not None:
            date = f"{dates.moment(said.seconds)}, {dates.relative(said.seconds, now)}"
            words = f"{words} {date}".strip()
        return f"{text}  {self._painted(words, _DIM)}" if words else text

    def _painted(self, text: str, *codes: str) -> str:
        if not self._colour:
            return text
        return f"\x1b[{';'.join(filter(None, codes))}m{text}\x1b[0m"


def _certificate(certificate: Certificate | None) -> str:
    """A certificate on a line."""
    if certificate is None:
        return "cannot be read"
    start, end = dates.moment(certificate.start), dates.moment(certificate.end)
    return f"{certificate.subject} · {certificate.key_words} · {start} to {end} · {certificate.fingerprint}"


def _written(fix: Fix) -> str:
    """On one line, however long, since it is to be copied."""
    return f"Leave out {printable(fix.name)}" if fix.text is None else f"Write {printable(fix.text)}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        printable(text), WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
