"""What must be in a text for a regular expression to fit it: looking for that is much cheaper than trying."""

import re
from collections.abc import Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]  # its tree says what a pattern is made of
from typing import Any

# Without regard to case, these are all that fit a letter of ASCII without being one.
_ALIKE = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "K": "k"})


def literals(pattern: re.Pattern[str]) -> frozenset[str]:
    """Texts of which one at least is in the `folded` form of whatever `pattern` is found in.

    Where no such text is known, it is the empty one.
    """
    return frozenset(text.lower() for text in _literals(_parser.parse(pattern.pattern, pattern.flags)))


def width(pattern: re.Pattern[str]) -> tuple[int, int]:
    """How many characters a text has that fits `pattern`, at least and at most."""
    least, most = _parser.parse(pattern.pattern, pattern.flags).getwidth()
    return least, most


def folded(text: str) -> str:
    """`text` in lower case, as far as it is alike to a pattern that disregards case."""
    return (text if text.isascii() else text.translate(_ALIKE)).lower()


def _literals(parsed: Iterable[tuple[Any, Any]]) -> set[str]:
    """The most telling of all that has to be there: the longest, and of several that may be, the shortest."""
    return max(_demands(parsed), key=lambda texts: min(map(_telling, texts)))


def _telling(text: str) -> int:
    """How much it says that a text is there: its length, unless half of all values are addresses."""
    return min(len(text), 1) if text in "https://" else len(text)


def _demands(parsed: Iterable[tuple[Any, Any]]) -> Iterator[set[str]]:
    """What has to be there, in ASCII: a run of characters, or one of several texts."""
    run = ""
    for kind, of in parsed:
        if kind is _parser.LITERAL and of < 128:
            run += chr(of)
            continue
        yield {run}
        run = ""
        if kind is _parser.BRANCH:
            yield set().union(*map(_literals, of[1]))
        elif kind is _parser.SUBPATTERN or (kind is _parser.MAX_REPEAT and of[0]):
            yield _literals(of[-1])
    yield {run}
