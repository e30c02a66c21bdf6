"""PowerShell scripts that send a request, as people write them and as browsers copy them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple
from urllib.parse import quote_plus

from ..request import Parameter, Where
from .draft import URLENCODED, Draft
from .reading import Form, Reading

_MOST_WORDS = 50_000  # of one script
_CMDLET = re.compile(r"[Ii]nvoke-(?:[Ww]eb[Rr]equest|[Rr]est[Mm]ethod)\b|(?:iwr|irm)(?<!\w...)(?=[ \t])")
_NAMES = frozenset({"invoke-webrequest", "invoke-restmethod", "iwr", "irm", "curl"})
_ALIAS = re.compile(r"\s-(?:Uri\s|Headers\s+@\{)", re.IGNORECASE)  # of curl, that is
_WORD = re.compile(
    r"""@"[ \t]*\r?\n(?P<here>.*?)(?:\r?\n"@|\Z)
    | @'[ \t]*\r?\n(?P<verbatim>.*?)(?:\r?\n'@|\Z)
    | "(?P<double>(?:[^"`]++|`.|"")*+)(?:"|`?\Z)
    | '(?P<single>(?:[^']++|'')*+)(?:'|\Z)
    | (?P<mark>@\{|[{}()=;,|\n])
    | (?P<nothing>\#[^\n]*|`\r?\n|[^\S\n]+|\[[\w.]{1,100}\](?=[\s$@"'(]))  # [ordered] casts
    | (?P<word>[^\s"'`=;,(){}|@]++|.)""",
    re.VERBOSE | re.DOTALL,
)
_BACKTICK = re.compile(r"`(.)|\"\"", re.DOTALL)
_BACKTICK_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}

Table = list[tuple[str, str]]


class _Word(NamedTuple):
    text: str
    kind: str  # text, mark or word


def read(text: str) -> Reading | None:
    """The request that the script sends, and whatever else stands in it."""
    if not _CMDLET.search(text) and not ("curl" in text and _ALIAS.search(text)):
        return None
    draft = _Script(text).draft()
    if draft.is_empty:
        return None
    reading = draft.reading(Form.CURL, "the PowerShell command")
    return Reading(Form.CURL, chain(reading.clippings, [draft.beside(text)]), reading.request)


class _Script:
    """Reads assignments and the parameters of the cmdlet; what else a script can do is passed over."""

    def __init__(self, text: str) -> None:
        self._words = [*islice(_words(text), _MOST_WORDS), _Word("", "mark")]
        self._longest = len(text)
        self._at = 0
        self._variables: dict[str, str | Table] = {}

    def draft(self) -> Draft:
        draft = Draft(content_type=URLENCODED)
        in_command = False
        while self._at < len(self._words) - 1:
            word = self._next()
            begins = word.kind == "word" and word.text.lower() in _NAMES
            if begins and draft.url:
                break  # the first command is the request
            in_command = in_command or begins
            self._read(word, draft, in_command)
        draft.method = draft.method or ("POST" if draft.has_body else "GET")
        if "json" in draft.header("content-type"):
            draft.fields = [replace(item, raw=item.value) for item in draft.fields]
        return draft

    def _read(self, word: _Word, draft: Draft, in_command: bool) -> None:
        if word.kind == "word" and word.text.startswith("$"):
            self._assign(word.text.lower())
        elif word.text.endswith("System.Net.Cookie") and self._peek() == "(":
            self._cookie(draft)
        elif in_command and word.kind == "word" and word.text.startswith("-"):
            self._parameter(word.text.lower(), draft)
        if in_command and not draft.url and "://" in (url := self._meant(word)):
            draft.url = url

    def _assign(self, name: str) -> None:
        """`$name = …`, `$name.Add("member", …)` or `$name["member"] = …`"""
        table, _, method = name.rpartition(".")
        match self._words[self._at : self._at + 4]:
            case [_Word("=", "mark"), *_]:
                self._skip("=", "(", "\n")
                if self._peek().lower() not in _NAMES:  # a command whose answer is assigned
                    self._variables[name] = self._value()
            case [_Word("(", "mark"), _Word(member, "text"), _Word(",", "mark"), _] if method == "add":
                self._at += 3
                self._add(table, member)
            case [_Word(member, "text"), _Word("]"), _Word("=", "mark"), _] if name.endswith("["):
                self._at += 3
                self._add(name[:-1], member)

    def _add(self, table: str, member: str) -> None:
        known = self._variables.get(table)
        if not isinstance(known, list):
            known = self._variables[table] = []
        known.append((member, self._text()))

    def _parameter(self, name: str, draft: Draft) -> None:
        match name:
            case "-uri":
                draft.url = self._text()
            case "-method":
                draft.method = self._text()
            case "-contenttype":
                draft.headers.append(("Content-Type", self._text()))
            case "-useragent":
                draft.headers.append(("User-Agent", self._text()))
            case "-headers":
                self._headers(draft)
            case "-body":
                self._body(draft)

    def _headers(self, draft: Draft) -> None:
        value = self._value()
        if isinstance(value, list):
            draft.headers.extend(value)
        else:
            draft.content_type = ""  # they are in a variable

    def _body(self, draft: Draft) -> None:
        value = self._value()
        if isinstance(value, str):
            draft.bodies = [value]
            return
        where = Where.QUERY if draft.method.upper() == "GET" else Where.BODY
        draft.fields.extend(Parameter(name, text, where, quote_plus(text)) for name, text in value)

    def _cookie(self, draft: Draft) -> None:
        """`("name", "value", "/", "domain")`"""
        match self._words[self._at + 1 : self._at + 4]:
            case [name, _Word(","), value]:
                draft.headers.append(("Cookie", f"{name.text}={value.text}"))

    def _next(self) -> _Word:
        self._at += 1
        return self._words[min(self._at, len(self._words)) - 1]

    def _peek(self) -> str:
        word = self._words[min(self._at, len(self._words) - 1)]
        return word.text if word.kind != "text" else ""

    def _skip(self, *marks: str) -> None:
        while self._peek() in marks:
            self._next()

    def _text(self) -> str:
        value = self._value()
        return value if isinstance(value, str) else ""

    def _meant(self, word: _Word) -> str:
        """The text itself, or that which the variable was given."""
        known = self._variables.get(word.text.lower()) if word.kind == "word" else None
        return known if isinstance(known, str) else word.text

    def _value(self) -> str | Table:
        """A hash table, or texts joined by `+`."""
        value = self._term()
        texts, length = [value], len(value)
        while isinstance(value, str) and self._peek() == "+":
            self._next()
            more = self._term()
            length += len(more)
            if length <= self._longest:  # a variable may hold all that was written, and stand there often
                texts.append(more)
        return value if isinstance(value, list) else "".join(text for text in texts if isinstance(text, str))

    def _term(self) -> str | Table:
        """A text, a hash table, or what a variable was given."""
        self._skip("(", "\n")
        word = self._next()
        if word == _TABLE:
            return list(self._pairs())
        known = self._variables.get(word.text.lower()) if word.kind == "word" else None
        return self._meant(word) if known is None else known

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs up to the end of the table; those of tables within it stand among them."""
        depth = 1
        while depth and self._at < len(self._words) - 1:
            word = self._next()
            depth += (word in {_TABLE, _BRACE}) - (word == _END)
            if word.kind != "mark" and self._peek() == "=":
                self._next()
                if self._peek() != "@{":
                    yield word.text, self._text()


_TABLE, _BRACE, _END = (_Word(mark, "mark") for mark in ("@{", "{", "}"))


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        if kind in {"mark", "word"}:
            yield _Word(match[0], kind)
        elif kind != "nothing":
            yield _Word(_meaning(match[kind or 0], kind), "text")


def _meaning(text: str, kind: str | None) -> str:
    if kind == "single":
        return text.replace("''", "'")
    return _BACKTICK.sub(_character, text) if kind in {"double", "here"} else text


def _character(escape: re.Match[str]) -> str:
    return _BACKTICK_LETTERS.get(escape[1], escape[1]) if escape[1] else '"'
