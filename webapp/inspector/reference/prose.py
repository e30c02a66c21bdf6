"""Docstrings as prose: paragraphs of words and code, for a page to set."""

import re
from dataclasses import dataclass

_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s+[A-Z`“]|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind."""

    text: str
    code: bool = False


Paragraph = tuple[Run, ...]


def prose(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text`, which has blank lines between them and code between backticks."""
    return tuple(runs(it) for it in re.split(r"\n\s*\n", text) if it.strip())


def runs(text: str) -> Paragraph:
    """One paragraph, its line breaks made blanks."""
    parts = " ".join(text.split()).split("`")
    return tuple(Run(part, code=index % 2 == 1) for index, part in enumerate(parts) if part)


def first_sentence(text: str) -> str:
    """The first sentence of `text`, on one line and without backticks."""
    line = " ".join(text.replace("`", "").split())
    found = _FIRST_SENTENCE.match(line)
    return found[0] if found else line
