"""The text of a token in pieces: what part each belongs to, and the faults at its characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from .place import Span
from .rule import Finding, Severity
from .token import Token

MOST_SHOWN = 1000  # characters of one part
_HEAD, _TAIL = 600, 150  # of a part that is longer
_MOST_FAULTS = 200

Fault = tuple[Span, Severity]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that belong together. `part` is empty for the dots and whatever stands between parts.

    `severity` is the worst of what is said of these characters. `left_out` counts characters of
    the part that are not shown after this piece.
    """

    text: str
    start: int
    part: str = ""
    severity: Severity | None = None
    left_out: int = 0


def pieces(token: Token, findings: Sequence[Finding]) -> list[Piece]:
    """`token.text` from its beginning to its end, long parts without their middle."""
    faults = _faults(token, findings)
    return [piece for part, span in _parts(token) for piece in _shortened(token.text, part, span, faults)]


def _faults(token: Token, findings: Sequence[Finding]) -> list[Fault]:
    """What is said of some characters; what is said of all of them would only colour everything."""
    whole = Span(0, len(token.text))
    local = ((it.span, it.severity) for it in findings if it.span is not None and it.span != whole)
    return list(islice(local, _MOST_FAULTS))


def _parts(token: Token) -> Iterator[tuple[str, Span]]:
    """The whole text in ranges, each with the name of its part."""
    at = 0
    further = (part for it in token.cosigners for part in (it.header, it.signature))
    for part in sorted((*token.parts, *further), key=lambda part: part.start):
        if not part.text or part.start < at:
            continue
        if part.start > at:
            yield "", Span(at, part.start)
        yield part.name, part.span
        at = part.span.end
    if at < len(token.text):
        yield "", Span(at, len(token.text))


def _shortened(text: str, part: str, span: Span, faults: list[Fault]) -> Iterator[Piece]:
    left_out = span.end - span.start - _HEAD - _TAIL
    if span.end - span.start <= MOST_SHOWN:
        yield from _marked(text, part, span, faults)
        return
    *head, last = _marked(text, part, Span(span.start, span.start + _HEAD), faults)
    yield from head
    yield Piece(last.text, last.start, part, last.severity, left_out)
    yield from _marked(text, part, Span(span.end - _TAIL, span.end), faults)


def _marked(text: str, part: str, span: Span, faults: list[Fault]) -> Iterator[Piece]:
    """The range, cut where a fault begins or ends."""
    near = [fault for fault in faults if _overlap(fault[0], span)]
    edges = {edge for fault, _ in near for edge in fault if span.start < edge < span.end}
    for start, end in pairwise([span.start, *sorted(edges), span.end]):
        here = [severity for fault, severity in near if _overlap(fault, Span(start, end))]
        yield Piece(text[start:end], start, part, min(here, key=list(Severity).index, default=None))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
