"""On which line of a TOML file a value stands, which the reader of the standard library does not tell."""

import re
import tomllib

Path = tuple[str | int, ...]

# A text of several lines or of one, a comment, a mark, or whatever else has no mark in it.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
    r"|\#[^\n]*|[\[\]{}=,.\n]|[^\s\[\]{}=,.\"'#]+",
    re.DOTALL,
)


def line_of(text: str, path: Path) -> int:
    """The line, counted from 1, on which what `path` leads to begins, or else what it would stand in.

    `text` is sound TOML; the numbers in a path count the items of a list.
    """
    lines = _Scanner(text).lines
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)


class _Scanner:
    """Finds the line of every key, and of every item of a list."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._last: dict[Path, int] = {}  # of the tables in [[double brackets]], the number of the last
        self._tokens = _tokens(text)
        self._at = 0
        self._document()

    def _next(self) -> str:
        return self._tokens[self._at][0]

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][0]

    def _skip(self, *marks: str) -> None:
        while self._next() in marks:
            self._take()

    def _note(self, path: Path) -> None:
        """What `path` leads to is here, unless a part of it was met before."""
        self.lines.setdefault(path, self._tokens[self._at][1])

    def _document(self) -> None:
        table: Path = ()
        self._skip("\n")
        while self._next():
            if self._next() == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip("\n")

    def _header(self) -> Path:
        self._take()
        several = self._next() == "["
        self._skip("[")
        path = self._keys((), "]")
        if several:
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
            self._note(path)
        self._skip("]")
        return path

    def _pair(self, table: Path) -> None:
        path = self._keys(table, "=")
        self._take()
        self._value(path)

    def _keys(self, path: Path, end: str) -> Path:
        """The path, and the keys in it with dots between them, up to what ends them."""
        while self._next() != end:
            if path in self._last:
                path = (*path, self._last[path])
            path = (*path, _key(self._take()))
            self._note(path)
            self._skip(".")
        return path

    def _value(self, path: Path) -> None:
        match self._next():
            case "[":
                self._list(path)
            case "{":
                self._inline(path)
            case _:
                while self._next() not in {",", "]", "}", "\n", ""}:
                    self._take()

    def _list(self, path: Path) -> None:
        self._take()
        self._skip("\n")
        number = 0
        while self._next() != "]":
            self._note((*path, number))
            self._value((*path, number))
            self._skip(",", "\n")
            number += 1
        self._take()

    def _inline(self, path: Path) -> None:
        self._take()
        while self._next() != "}":
            self._pair(path)
            self._skip(",")
        self._take()


def _tokens(text: str) -> list[tuple[str, int]]:
    """Each token but comments with its line; at the end one that is empty."""
    tokens, line = [], 1
    for found in _TOKEN.finditer(text):
        if not found[0].startswith("#"):
            tokens.append((found[0], line))
        line += found[0].count("\n")
    return [*tokens, ("", line)]


def _key(token: str) -> str:
    return next(iter(tomllib.loads(f"{token} = 0")))
