"""Command lines taken apart as the shells do: POSIX shells, and cmd with its carets."""

import re
from collections.abc import Iterator

_MOST_PIECES = 50_000  # of quoting in one command

_POSIX = re.compile(
    r"""(?P<end>\n|\r\n?)
    | (?P<blank>(?:[^\S\r\n]|[\\`]\r?\n)++)
    | \$'(?P<ansi>(?:[^'\\]++|\\.)*+)(?:'|\\?\Z)
    | '(?P<single>[^']*+)(?:'|\Z)
    | "(?P<double>(?:[^"\\]++|\\.)*+)(?:"|\\?\Z)
    | \\(?P<escaped>.)
    | (?P<plain>[^\s'"\\$]++|[$\\])""",
    re.VERBOSE | re.DOTALL,
)
_CMD = re.compile(
    r"""(?P<end>\n|\r\n?)
    | (?P<blank>[^\S\r\n]++)
    | "(?P<double>(?:[^"\\]++|\\.|"")*+)(?:"|\\?\Z)
    | (?P<plain>[^\s"]++)""",
    re.VERBOSE | re.DOTALL,
)
_CARET_LINE_END = re.compile(r"\^\r?\n")
_CARET = re.compile(r"\^(.)", re.DOTALL)
_IS_CMD = re.compile(r"\^\r?\n|\^\"")
_DOUBLE_ESCAPE = re.compile(r"\\(\n|[\"$`\\])")
_ANSI_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|(.))", re.DOTALL
)
_ANSI_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_NEXT_COMMAND = re.compile(r"\|\|?|&&?|;|\d?>.*|<.*|\)")


def command(text: str, start: int) -> tuple[list[str], str]:
    """The words of the command at `start`, without their quoting, and the text behind the command.

    Variables are left as they stand: nobody can say what is in them.
    """
    rest = text[start:]
    if _IS_CMD.search(rest):
        rest = _CARET.sub(r"\1", _CARET_LINE_END.sub(" ", rest))
        return _taken_apart(_CMD, rest)
    return _taken_apart(_POSIX, rest)


def _taken_apart(grammar: re.Pattern[str], text: str) -> tuple[list[str], str]:
    words: list[list[str]] = [[]]
    at = 0
    for _ in range(_MOST_PIECES):
        piece = grammar.match(text, at)
        if piece is None or piece.lastgroup == "end":
            break
        at = piece.end()
        if piece.lastgroup == "blank":
            words.append([])
        else:
            words[-1].append(_meaning(piece))
    return list(_until_next_command("".join(word) for word in words if word)), text[at:]


def _until_next_command(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        if _NEXT_COMMAND.fullmatch(word):
            return
        yield word


def _meaning(piece: re.Match[str]) -> str:
    kind, text = piece.lastgroup, piece[piece.lastgroup or 0]
    if kind == "double":
        return _DOUBLE_ESCAPE.sub(_double_character, text.replace('""', '"') if piece.re is _CMD else text)
    return unescaped(text) if kind == "ansi" else text


def unescaped(text: str) -> str:
    """`text` without the backslash escapes of ANSI C, which JavaScript shares."""
    return _ANSI_ESCAPE.sub(_ansi_character, text)


def _double_character(escape: re.Match[str]) -> str:
    return "" if escape[1] == "\n" else escape[1]


def _ansi_character(escape: re.Match[str]) -> str:
    hexadecimal = escape[1] or escape[2] or escape[3]
    if hexadecimal or escape[4]:
        code = int(hexadecimal, 16) if hexadecimal else int(escape[4], 8)
        return chr(code) if code < 0x110000 else "\ufffd"
    return _ANSI_LETTERS.get(escape[5], escape[5])
