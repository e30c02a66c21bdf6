"""Tokens folded over several lines: by MIME, terminals, e-mail and indentation."""

import re

from ..words import counted

JOINT = r"[\"'][ \t]*+[+.&\\]?[ \t]*+\r?\n[ \t]*+[+.&]?[ \t]*+[\"']"
"""Between two pieces of one token that stand as texts on two lines of a program: `" +` and `"`."""

FOLD = re.compile(rf"(?:{JOINT}|\\?\r?\n(?:[ \t]*+>)*+|\\r\\n|\\n|[ \t\r\f\v])++")
"""Whatever may stand between two pieces of one token; `\\n` also as two characters, as JSON writes it."""

_WORD = re.compile(r"[A-Za-z][a-z]{1,14}[.,:;!?]?|[=_~*-]{2,}")
_LINE_END = re.compile(r"\r?\n|\r|\\n")
_BLANK = re.compile(r"[ \t\f\v]")
_QUOTED_LINE = re.compile(r"\n[ \t]*>")
_SAMPLE = 64  # pieces that are looked at before all are
_SHORTEST, _ENDS = 8, 4  # characters of a piece on average, short ones at the ends apart
_MAKERS = {60: "Ruby's Base64.encode64", 64: "PEM", 76: "MIME base64"}


def unfolded(text: str) -> str | None:
    """`text` without the folds, or None where they part words rather than pieces of one token."""
    text = _without_soft_breaks(text)
    if not _is_folded(FOLD.split(text, _SAMPLE)[:_SAMPLE]):
        return None
    pieces = FOLD.split(text)
    return "".join(pieces) if _is_folded(pieces) else None


def _is_folded(pieces: list[str]) -> bool:
    if len(pieces) < 2 or sum(map(len, pieces)) < _SHORTEST * (len(pieces) - _ENDS):
        return False
    return _width(pieces) is not None or not any(map(is_word, pieces))


def described(text: str) -> str:
    """The folds of `text` in a sentence for the user."""
    breaks, blanks = len(_LINE_END.findall(text)), len(_BLANK.findall(text))
    parts = [counted(breaks, "line break") + _regularity(_without_soft_breaks(text))] if breaks else []
    parts += [counted(blanks, "blank")] if blanks else []
    marks = ", with e-mail quotation marks" if _QUOTED_LINE.search(text) else ""
    them = "it" if breaks + blanks == 1 else "them"
    return f"The token contained {' and '.join(parts)}{marks}; without {them}, it is whole."


def is_word(text: str) -> bool:
    """Whether `text` is a word of prose, or a ruled line, rather than a piece of base64."""
    return _WORD.fullmatch(text) is not None


def _without_soft_breaks(text: str) -> str:
    """Quoted-printable ends each folded line with `=` (RFC 2045 section 6.7)."""
    breaks = text.count("\n")
    all_soft = breaks == text.count("=\n") + text.count("=\r\n")
    return re.sub(r"=\r?\n", "\n", text) if all_soft else text


def _width(pieces: list[str]) -> int | None:
    """The length of all pieces but the last, if they share it."""
    widths = set(map(len, pieces[:-1]))
    return widths.pop() if len(pieces) > 2 and len(widths) == 1 else None


def _regularity(text: str) -> str:
    pieces = FOLD.split(text)
    widths = set(map(len, pieces[1 if len(pieces) > 3 else 0 : -1]))  # the first line may hold other parts
    if len(widths) != 1 or len(pieces) < 3:
        return ""
    width = widths.pop()
    maker = f", as {_MAKERS[width]} has them" if width in _MAKERS else ""
    return f" (every {width} characters{maker})"
