"""Undoing what was done to a whole key file as text: invisible characters, escapes, percent-encoding."""

import re
import unicodedata

from ..note import Note
from . import damage

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ESCAPE = re.compile(
    r"\\{1,4}(?:(?P<line>r\\{1,4}n|n|r)(?:\r?\n)?|(?P<mark>[/\"'])|u00(?P<code>[0-9a-fA-F]{2}))"
)
_PERCENT = re.compile(r"%([0-7][0-9a-fA-F])")


def mended(text: str) -> tuple[str, list[Note]]:
    """The text as it was before all that, and a note for each thing undone."""
    notes: list[Note] = []
    for undo in (visible, _percent_decoded, _unescaped):
        text, found = undo(text)
        notes += found
    return text, notes


def visible(text: str) -> tuple[str, list[Note]]:
    """The text without characters that cannot be seen, with plain blanks, and a note if it had any."""
    first = _INVISIBLE.search(text) or _ODD_BLANK.search(text)
    if first is None:
        return text, []
    kind = damage.INVISIBLE_BEFORE if first.start() < text.find("BEGIN") - 5 else damage.INVISIBLE
    name = f"{unicodedata.name(first[0]).lower()}, U+{ord(first[0]):04X}"
    return _ODD_BLANK.sub(" ", _INVISIBLE.sub("", text)), [kind.note(name)]


def _percent_decoded(text: str) -> tuple[str, list[Note]]:
    if not _PERCENT.search(text):
        return text, []
    if "BEGIN+" in text:  # a form writes blanks so
        text = text.replace("+", " ")
    return _PERCENT.sub(lambda found: chr(int(found[1], 16)), text), [damage.PERCENT_ENCODED.note()]


def _unescaped(text: str) -> tuple[str, list[Note]]:
    found = {match.lastgroup for match in _ESCAPE.finditer(text)}
    notes = [damage.ESCAPED_BREAKS.note()] if "line" in found else []
    notes += [damage.ESCAPED_SLASHES.note()] if found - {"line"} else []
    return _ESCAPE.sub(_meaning, text), notes


def _meaning(escape: re.Match[str]) -> str:
    if escape["line"]:
        return "\n"
    return escape["mark"] or chr(int(escape["code"], 16))
