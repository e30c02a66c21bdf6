"""The report as Markdown, for a ticket or a chat; on request without any value of the token."""

import re
from collections.abc import Iterator

from .discovery import Discovery
from .fix import Fix, fix
from .key_sets import KeySet
from .phrases import standing
from .remark import Remark
from .report import Report, TokenReport
from .rule import Finding
from .signature.several import SharedKey
from .signature.signer import Candidate
from .verdict import token_verdict, unreadable_key
from .words import counted

MOST_FINDINGS = 50
LONGEST_JSON = 20_000


def markdown(report: Report) -> str:
    """Verdict, gates, findings and both parts of every token, and what is said of other documents."""
    unreadable = unreadable_key(report)
    blocks = [
        block
        for token in report.tokens
        for block in (f"## {token_verdict(token, unreadable).headline}", *_token(token))
    ]
    documents = (block for it in report.documents for block in _document(it))
    return "\n\n".join([*blocks, *map(_shared, report.shared_keys), *documents])


def _document(document: KeySet | Discovery) -> Iterator[str]:
    yield f"## {_prose(document.name)}: {document.noun}"
    said = [_prose(it.message) for it in document.matches] if isinstance(document, KeySet) else []
    said += [_remark(it) for it in document.remarks[:MOST_FINDINGS]]
    if said:
        yield "\n".join(f"* {it}" for it in said)


def _remark(remark: Remark) -> str:
    where = f" at {_code(remark.place)}" if remark.place else ""
    source = _prose(str(remark.citation))
    return f"**{remark.severity.capitalize()}**{where}. {_prose(remark.message)} ({source})"


def _token(report: TokenReport) -> Iterator[str]:
    gates = (f"{gate.capitalize()}: {state}" for gate, state in report.gates.items())
    yield " · ".join((report.recognition.title, *gates))
    if report.findings:
        yield "\n".join(map(_finding, report.findings[:MOST_FINDINGS]))
    if (more := len(report.findings) - MOST_FINDINGS) > 0:
        yield f"And {counted(more, 'finding')} more."
    for part in (report.token.header, report.token.payload):
        if part.json_text:
            yield f"{part.name.capitalize()}:\n\n{_block(part.json_text)}"
    if report.decryption:
        yield f"Decryption: {standing(report.decryption)}"
    for number, verification in enumerate(() if report.decryption else report.verifications, start=1):
        yield f"Signature{f' {number}' if report.cosigners else ''}: {standing(verification)}"
    if report.chain:
        yield f"Certificates: {_prose(report.chain.headline)} {_prose(report.chain.says)}"
    if signer := report.verification.signer:
        yield "\n".join((_prose(signer.says), "", *map(_candidate, signer.candidates))).rstrip()
    for inner in report.inner:
        yield f"### Inside, at {_code(str(inner.place))}: {token_verdict(inner.report).headline}"
        yield from _token(inner.report)


def _candidate(candidate: Candidate) -> str:
    return f"* {_code(candidate.key.thumbprint or '')} {_prose(candidate.known)}".rstrip()


def _shared(shared: SharedKey) -> str:
    thumbprints = ", ".join(_code(key.thumbprint or "") for key in shared.keys)
    return shared.message + (f" Its thumbprint is {thumbprints}." if thumbprints else "")


def _finding(finding: Finding) -> str:
    source = f"({_prose(str(finding.citation))}; {finding.rule.id})"
    return (
        f"* **{finding.severity.capitalize()}: {_prose(finding.title)}** at {_code(str(finding.place))}. "
        f"{_prose(finding.message)}{_repair(finding)} {source}"
    )


def _repair(finding: Finding) -> str:
    match fix(finding):
        case None:
            return ""
        case Fix(name, None):
            return f" Leave out {_code(name)}."
        case Fix(_, text):
            return f" Write {_code(text or '')}."


def _prose(text: str) -> str:
    """Text on one line in which nothing is read as Markdown."""
    return re.sub(r"([\\`*<\[])", r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    fence = _fence(text, 1)
    return f"{fence}{text}{fence}" if fence == "`" else f"{fence} {text} {fence}"


def _block(text: str) -> str:
    shown = text if len(text) <= LONGEST_JSON else f"{text[:LONGEST_JSON]}…"
    fence = _fence(shown, 3)
    return f"{fence}json\n{shown}\n{fence}"


def _fence(text: str, least: int) -> str:
    """Backticks that `text` cannot break out of."""
    return "`" * max(least, max(map(len, re.findall("`+", text)), default=0) + 1)
