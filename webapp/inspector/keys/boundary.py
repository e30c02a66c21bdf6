"""The BEGIN and END lines of PEM (RFC 7468), found however they are written, and the blocks between them."""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from ..note import Note
from . import damage

_DASH = "-\u2010-\u2015\u2212\u2500\u2501\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_WORDS = re.compile(
    r"(BEGIN|END)[ \t]{1,3}"
    r"((?:[A-Z0-9]{1,12}[ \t]{1,3}){0,3}"
    r"(?:KEY|CERTIFICATE|REQUEST|PARAMETERS|BLOCK|CRL|PKCS7|CMS))(?![A-Z0-9])",
    re.IGNORECASE | re.ASCII,
)
_DASHES_BEFORE = re.compile(rf"[{_DASH}]*[ \t]?\Z")
_DASHES_AFTER = re.compile(rf"-----(?=-----BEGIN)|[ \t]?[{_DASH}]{{1,12}}|")
_REACH = 14  # how many characters before BEGIN may belong to its line


class Boundary(NamedTuple):
    """A BEGIN or END line: its word and label in capitals, where it stands and how it is written."""

    word: str
    label: str
    start: int
    end: int
    written: str

    @property
    def notes(self) -> list[Note]:
        """What is wrong with the way it is written."""
        if self.written in {f"-----{self.word} {self.label}-----", f"---- {self.word} SSH2 PUBLIC KEY ----"}:
            return []
        left, right = (re.sub(r"[ \t]", "", side) for side in re.split(_WORDS, self.written)[::3])
        odd = (left + right).replace("-", "")
        if odd:
            return [damage.TYPOGRAPHIC_DASHES.note(odd[0])]
        wrong = [len(side) for side in (left, right) if len(side) != 5]
        if wrong:
            return [damage.DASHES.note(self.word, wrong[0], self.label)]
        return [damage.LOOSE_BOUNDARY.note(self.word, self.label)]


class Block(NamedTuple):
    """One PEM block: its lines of which one may be missing, and what stands around and between them."""

    begin: Boundary | None
    end: Boundary | None
    before: str  # on the line of BEGIN
    body: str
    after: str  # on the line of END

    @property
    def label(self) -> str:
        boundary = self.begin or self.end
        return boundary.label if boundary else ""


def blocks(text: str) -> list[Block]:
    """Every block of `text`, in order."""
    marks = deque(_boundaries(text))
    found: list[Block] = []
    at = 0
    while marks:
        begin = marks.popleft() if marks[0].word == "BEGIN" else None
        end = marks.popleft() if marks and marks[0].word == "END" else None
        next_start = marks[0].start if marks else len(text)
        start = begin.end if begin else at
        stop = end.start if end else next_start
        before = _before(text, at, begin) if begin else ""
        at = end.end if end else stop
        found.append(Block(begin, end, before, text[start:stop], _first_line(text[at:next_start])))
    return found


def _boundaries(text: str) -> Iterator[Boundary]:
    end = 0
    for found in _WORDS.finditer(text):
        reach = text[max(found.start() - _REACH, end) : found.start()]
        left = _DASHES_BEFORE.search(reach)
        right = _DASHES_AFTER.match(text, found.end())
        assert left
        assert right  # both patterns match nothing, too
        start, stop = found.start() - len(left[0]), right.end()
        if left[0].strip() or right[0] or _alone_on_its_line(text, start, stop):
            end = stop
            label = " ".join(found[2].upper().split())
            yield Boundary(found[1].upper(), label, start, end, text[start:end])


def _alone_on_its_line(text: str, start: int, end: int) -> bool:
    return text[max(start - 1, 0) : start] in {"", "\r", "\n"} and text[end : end + 1] in {"", "\r", "\n"}


def _before(text: str, at: int, begin: Boundary) -> str:
    """What stands before BEGIN on its line; blanks between it and another block's END are nothing."""
    gap = text[at : begin.start].replace("\r", "\n")
    return gap.strip() if at and "\n" not in gap else gap.rpartition("\n")[2]


def _first_line(text: str) -> str:
    return text.replace("\r", "\n").partition("\n")[0]
