"""Finding tokens in running text: where each begins and ends, and what name it stands under."""

import html
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import unquote

from . import folding, letters
from .outline import BASE64, OPENING, is_token_among_words, last_lengths, opens_like_header

_SEGMENT = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_UNSEEN = "".join(map(re.escape, sorted(letters.ZERO_WIDTH)))
_TOKEN = rf"{BASE64}.~{_UNSEEN}"

# Three characters that open a token: sound, without its case, or as a whole in base64 once more.
_OPENING = rf"(?:{OPENING}|EYJ|eyj|ZX[ld]|Wlh|QmV)"
_HINT = re.compile(_OPENING)
_MARK = re.compile(
    rf"{_OPENING}(?:(?<![A-Za-z0-9_\-]...)|(?<=%[0-9A-Fa-f]{{2}}...)|(?<=\\[nrt]...)"
    rf"|(?<=\\u00[0-9A-Fa-f]{{2}}...)|(?<=[Bb]earer...))(?=[{_TOKEN.replace('/', '')}%\\]{{8}})"
)
_ENCODED = r"%(?:25)*+(?:2[BDEFbdef]|3[Dd]|5[Ff]|7[Ee])|\\/|\\u00(?:2[BbDdEeFf]|3[Dd]|5[Ff]|7[Ee])"
_RUN = re.compile(rf"(?:[{_TOKEN}]++|(?<=\.vault):v\d+:|{_ENCODED})++…?")
_STEP_OF_PATH = re.compile(rf"(?:[{_TOKEN.replace('/', '')}]++|{_ENCODED})++…?")
_NEXT_LINE = re.compile(
    rf"(?:{folding.JOINT}|=?\r?\n|\\\r?\n|\\r\\n|\\n)[ \t>]*+([{_TOKEN}]++)"
    r"(?=[ \t]*(?:[\"'`<,;)\]}]|\\|\r?\n|\Z))"
)
_SHORTEST = 20

_BEFORE = 160  # characters in which the name must stand
_SCHEME = re.compile(r"\b[A-Za-z]{3,6}[ \t]\Z")
_YAML_FOLD = re.compile(r":[ \t]*[>|][+-]?[ \t]*\r?\n[ \t]*\Z")
_HTML_FIELD = re.compile(r"name=\\?[\"']([\w.:\[\]-]{1,64})\\?[\"'][^<>]{0,60}value=\\?[\"']?\Z")
_XML_ELEMENT = re.compile(r"<([\w.:-]{1,64})(?:\s[^<>]{0,100})?>\s{0,20}\Z")
_NAME = f"{_SEGMENT}.$"


def mentions_token(text: str) -> bool:
    """Whether anything in `text` could be the beginning of a token."""
    return _HINT.search(letters.plain(text)) is not None


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where tokens seem to stand in `text`, in order and apart; each has yet to be looked at."""
    shape = letters.plain(text)
    at = 0
    while mark := _MARK.search(shape, at):
        start, end = mark.start(), _end(shape, mark.start())
        head = _head(shape, at, start) if shape[start - 1 : start] == "." else ""
        if head and not _has_own_header(shape, start, end):
            start -= len(head) + 1
        if end - start > _SHORTEST and _is_plausible(shape[start:end]):
            yield start, end
        at = end


def label_before(text: str, start: int) -> str:
    """The name that what begins at `start` stands under (`NAME=`, `"name": "`), or nothing."""
    before = html.unescape(unquote(text[max(0, start - _BEFORE) : start])).replace("：", ":")
    before = _YAML_FOLD.sub(":", before)
    tagged = _XML_ELEMENT.search(before) or ("value=" in before and _HTML_FIELD.search(before))
    if tagged:
        return tagged[1]
    before = _SCHEME.sub("", before).rstrip(" \t\"'`\\")
    before = before[:-1] if before[-2:] in {"=b", ":b", " b"} else before  # Python's b'…'
    before = before.rstrip(" \t")
    if not before.endswith((":", "=", "=>")):
        return ""
    name = before.rstrip(":=> \t\"'\\]")
    return name[len(name.rstrip(_NAME)) :]


def _end(shape: str, start: int) -> int:
    grammar = _STEP_OF_PATH if shape[start - 1 : start] == "/" else _RUN
    run = grammar.match(shape, start)
    return _folded_end(shape, start, run.end() if run else start + 3)


def _folded_end(shape: str, start: int, end: int) -> int:
    """The end of the last line that still belongs to the token which begins at `start`."""
    if not _NEXT_LINE.match(shape, end):
        return end
    lines = list(_lines(shape, start, end))
    header = shape[start : lines[-1].end].partition(".")[0]
    lengths = {dots: last_lengths(header, dots) for dots in {line.dots for line in lines} & {2, 4}}
    complete = [line.end for line in lines if line.length in lengths.get(line.dots, ())]
    return complete[-1] if complete else list(takewhile(lambda line: not line.is_word, lines))[-1].end


class _Line(NamedTuple):
    """One line of a folded token: where it ends, and the dots and the last segment's length so far."""

    end: int
    dots: int
    length: int
    is_word: bool = False


def _lines(shape: str, start: int, end: int) -> Iterator[_Line]:
    first = shape[start:end]
    width = end - max(shape.rfind("\n", 0, start), start - _BEFORE) - 1
    line = _Line(end, first.count("."), _tail(first, 0))
    yield line
    while match := _NEXT_LINE.match(shape, line.end):
        piece = match[1]
        at_a_dot = shape[line.end - 1] == "." or piece[0] == "."
        in_a_program = shape[line.end] in "\"'"  # where lines are as long as people like
        if (len(piece) > width and not (at_a_dot or in_a_program)) or (
            line.dots >= 2 and opens_like_header(piece)
        ):
            return
        dots = line.dots + piece.count(".")
        line = _Line(match.end(1), dots, _tail(piece, line.length), folding.is_word(piece))
        yield line


def _tail(piece: str, before: int) -> int:
    """The characters of the last segment, if `before` of them stood on earlier lines."""
    _, dot, last = piece.rstrip("=").rpartition(".")
    return len(last) + (0 if dot else before)


def _head(shape: str, floor: int, start: int) -> str:
    """The segment before the one at `start`: a header that was damaged."""
    before = shape[floor : start - 1]
    return before[len(before.rstrip(_SEGMENT)) :]


def _has_own_header(shape: str, start: int, end: int) -> bool:
    dot = shape.find(".", start, end)
    return dot > 0 and (opens_like_header(shape[dot + 1 : dot + 4]) or "." in shape[dot + 1 : end])


def _is_plausible(text: str) -> bool:
    if "%" in text or "\\u" in text or text[0] in "ZWQ":
        return True  # to be decoded first
    return is_token_among_words(folding.FOLD.sub("", text) if "\n" in text or "\\" in text else text)
