"""JSON as it was written: order, duplicate members, number literals and positions kept.

The reader never gives up: what breaks the grammar is noted as a fault at its character, and
reading goes on with the likeliest meaning, so that a broken token still shows its claims.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from .fault import Fault
from .limits import DEFAULTS, Limits

_INFINITE = Decimal(2**1024 - 2**970)  # from here on a double-precision number is rounded to infinity
_LONGEST = 1024  # characters of a number whose value is of interest; one of a thousand digits has fewer

# Named tuples, because a large token has a hundred thousand of them and they are made thrice as fast.


class Number(NamedTuple):
    """A JSON number by its literal, so that `1.7e9`, `1700000000` and `1700000000.0` are told apart."""

    literal: str

    @property
    def plain(self) -> bool:
        """Whether it is written with digits alone."""
        return self.literal.isascii() and self.literal.isdigit()

    @property
    def value(self) -> Decimal | None:
        """The exact value, or None for NaN, Infinity and what no double can hold."""
        if len(self.literal) > _LONGEST or not self.literal.lstrip("-")[:1].isdigit():
            return None
        try:
            value = Decimal(self.literal)
        except InvalidOperation:  # its exponent has twenty digits
            return Decimal(0) if "-" in self.literal[1:] else None
        return value if value.copy_abs() < _INFINITE else None

    @property
    def integer(self) -> int | None:
        """The value when it is a whole number, however it is written."""
        if self.plain and len(self.literal) < 300:
            return int(self.literal)
        value = self.value
        return int(value) if value is not None and value == value.to_integral_value() else None


class Node(NamedTuple):
    """A value and the characters it was written with."""

    value: "Value"
    start: int
    end: int


class Member(NamedTuple):
    """A member of an object; `start` is the first character of its name."""

    name: str
    node: Node
    start: int


class Array(NamedTuple):
    items: tuple[Node, ...]


class Object(NamedTuple):
    members: tuple[Member, ...]


Value = None | bool | str | Number | Array | Object


class Reading(NamedTuple):
    """The value that was read, None when there is none at all, and every fault met on the way."""

    node: Node | None
    faults: tuple[Fault, ...]


def read(text: str, limits: Limits = DEFAULTS) -> Reading:
    """Read `text`, which may be anything, in time linear in its length (RFC 8259)."""
    reader = _Reader(text, limits)
    return Reading(reader.document(), tuple(reader.faults))


def members(node: Node | None) -> tuple[Member, ...]:
    """Every member of an object as written, duplicates included; none of anything else."""
    return node.value.members if node and isinstance(node.value, Object) else ()


def plain(value: Value) -> Any:
    """`value` in Python's own types and safe to write as JSON: the last duplicate wins,
    and a number that JSON or a double cannot carry becomes text."""
    match value:
        case Object(members):
            return {member.name: plain(member.node.value) for member in members}
        case Array(items):
            return [plain(item.value) for item in items]
        case Number(literal):
            return _plain_number(literal, value)
        case _:
            return value


def _plain_number(literal: str, number: Number) -> int | float | str:
    if number.value is None:
        return literal
    return int(literal) if literal.lstrip("-").isdigit() else float(literal)


_BLANK = re.compile(r"[ \t\n\r]*")
_PLAIN_TEXT, _B = r'"([^"\\\x00-\x1f\ud800-\udfff]*)"', _BLANK.pattern
_PLAIN_NUMBER = r"(-?(?:0|[1-9][0-9]{0,17}))"
_PLAIN_MEMBER = re.compile(
    rf'{_PLAIN_TEXT}{_B}:{_B}({_PLAIN_TEXT}|{_PLAIN_NUMBER}|true|false|null){_B}(?:,{_B}(?=")|(?=}}))'
)
_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
_SLOW_STRING = re.compile(r'"((?:[^"\\]|\\.)*)("?)', re.DOTALL)
_QUOTED = re.compile(r"(['‘’“”])((?:[^'‘’“”\\\n]|\\.)*)['‘’“”]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-])")
_LOOSE_NUMBER = re.compile(r"[+-]?(?:Infinity|\.?[0-9][0-9a-zA-Z_.]*(?:(?<=[eE])[+-][0-9]+)?)")
_WORD = re.compile(r"[^\W\d][\w$.-]*")
_COMMENT = re.compile(r"(?:[ \t\n\r]*(?://[^\n]*|/\*.*?(?:\*/|\Z)))+", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)|[\x00-\x1f]", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")

_MOST_FAULTS = 50  # of one text; more would help nobody

_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_FOREIGN_WORDS: dict[str, tuple[Value, str]] = {
    "True": (True, "true"),
    "False": (False, "false"),
    "None": (None, "null"),
    "nil": (None, "null"),
    "undefined": (None, "null"),
    "NaN": (Number("NaN"), "null"),
    "Infinity": (Number("Infinity"), "null"),
}


class _Reader:
    """A recursive descent over the text; the depth limit keeps the recursion shallow."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.at = 0
        self.depth = 0
        self.values_left = limits.json_values
        self.steps: list[str | int] = []
        self.faults: list[Fault] = []
        self.broken = False  # the grammar broke once; what follows from that is not said again
        self.stopped = False  # a limit is reached: close what is open and leave

    def document(self) -> Node | None:
        self.blanks()
        if self.at == len(self.text):
            self.syntax("it is empty", 0)
            return None
        node = self.value()
        self.blanks()
        if self.at < len(self.text) and not self.stopped:
            self.syntax(f"after the end of the JSON there is {self.seen()}", self.at, len(self.text))
        return node

    def value(self) -> Node:
        start = self.at
        self.values_left -= 1
        if self.values_left < 0:
            self.stop(f"it has more than {self.limits.json_values:,} values, and the rest was not read")
            return Node(None, start, start)
        character = self.text[start : start + 1]
        if character == '"':
            return Node(self.string(), start, self.at)
        if character in {"{", "["}:
            return self.container(character)
        return Node(self.scalar(start), start, self.at)

    def container(self, opening: str) -> Node:
        start = self.at
        if self.depth == self.limits.json_depth:
            self.stop(f"it is nested more than {self.depth} levels deep, and the rest was not read")
            return Node(None, start, start)
        self.depth += 1
        self.at += 1
        value = self.members() if opening == "{" else self.items()
        self.depth -= 1
        return Node(value, start, self.at)

    def items(self) -> Array:
        items: list[Node] = []
        while self.another("]", first=not items):
            self.steps.append(len(items))
            items.append(self.value())
            self.steps.pop()
        return Array(tuple(items))

    def members(self) -> Object:
        members: list[Member] = []
        while self.another("}", first=not members):
            members += self.plain_members()
            if not self.text.startswith("}", self.at):
                members.append(self.member())
        if len({member.name for member in members}) < len(members):
            self.duplicates(members)
        return Object(tuple(members))

    def plain_members(self) -> Iterator[Member]:
        """Those next with which nothing can be wrong, and the commas after them: thrice as fast as others."""
        while self.values_left > 0 and (found := _PLAIN_MEMBER.match(self.text, self.at)):
            self.values_left -= 1
            self.at = found.end()
            name, written, text, number = found.groups()
            value = Number(number) if number else _WORDS[written] if text is None else text
            yield Member(name, Node(value, *found.span(2)), found.start())

    def member(self) -> Member:
        start = self.at
        name = self.name()
        self.steps.append(name)
        self.blanks()
        if self.text.startswith(":", self.at):
            self.at += 1
            self.blanks()
        else:
            self.syntax(f"a colon should stand after the name “{name[:40]}”", self.at)
        node = self.value()
        self.steps.pop()
        return Member(name, node, start)

    def name(self) -> str:
        if self.text.startswith('"', self.at):
            return self.string()
        start = self.at
        value = self.foreign_scalar(start)
        self.at = max(self.at, start + 1)  # whatever it is, it is behind us
        return value if isinstance(value, str) else self.text[start : self.at]

    def another(self, closing: str, *, first: bool) -> bool:
        """Go to the next element of a container, or over its end."""
        if self.stopped:
            return False
        self.blanks()
        comma = self.at if not first and self.text.startswith(",", self.at) else None
        if comma is not None:
            self.at += 1
            self.blanks()
        if self.at >= len(self.text):
            self.syntax(f"the text ends before the closing {closing}", self.at)
            return False
        if self.text[self.at] in "]}":
            return self.closed(closing, comma)
        if not first and comma is None:
            self.syntax(f"a comma is missing before {self.seen()}", self.at)
        return True

    def closed(self, closing: str, comma: int | None) -> bool:
        found = self.text[self.at]
        if comma is not None:
            self.syntax(f"the comma before {found} has nothing after it", comma)
        if found != closing:
            self.syntax(f"{found} stands where {closing} should", self.at)
        self.at += 1
        return False

    def scalar(self, start: int) -> Value:
        if found := _NUMBER.match(self.text, start):
            self.at = found.end()
            return self.number(found[0], start)
        if (found := _WORD.match(self.text, start)) and found[0] in _WORDS:
            self.at = found.end()
            return _WORDS[found[0]]
        return self.foreign_scalar(start)

    def number(self, literal: str, start: int) -> Number:
        number = Number(literal)
        digits = sum(map(str.isdigit, literal)) if len(literal) > self.limits.json_digits else 0
        if digits > self.limits.json_digits:
            self.fault("long-number", f"a number of {digits:,} digits", start, self.at)
        elif number.value is None:
            shown = literal if len(literal) <= 40 else literal[:40] + "…"
            self.fault(
                "unbounded-number", f"{shown} is more than a double-precision number holds", start, self.at
            )
        return number

    def foreign_scalar(self, start: int) -> Value:
        """A value as other languages write it, which JSON does not."""
        if found := _QUOTED.match(self.text, start):
            self.at = found.end()
            self.syntax(f'{found[1]} is not a quotation mark of JSON, which has only "', start)
            return self.unescaped(found[2], start + 1)
        if found := _WORD.match(self.text, start):
            self.at = found.end()
            return self.foreign_word(found[0], start)
        if found := _LOOSE_NUMBER.match(self.text, start):
            self.at = found.end()
            self.syntax(f"“{found[0][:40]}” is not a number as JSON writes it", start, self.at)
            return Number(found[0]) if found[0].endswith("Infinity") else found[0]
        self.syntax(f"a value should stand where there is {self.seen()}", start)
        if self.text[start : start + 1] not in {",", "}", "]", ""}:
            self.at = start + 1
        return None

    def foreign_word(self, word: str, start: int) -> Value:
        if word not in _FOREIGN_WORDS:
            self.syntax(f"“{word[:40]}” stands without quotation marks", start, self.at)
            return word
        value, instead = _FOREIGN_WORDS[word]
        self.syntax(f"{word} is no JSON value; JSON has {instead}", start, self.at)
        return value

    def string(self) -> str:
        start = self.at
        if found := _STRING.match(self.text, start):
            self.at = found.end()
            return self.whole(found[1], start + 1)
        found = _SLOW_STRING.match(self.text, start)
        assert found  # the pattern needs no more than the quotation mark that is there
        self.at = found.end()
        if not found[2]:
            self.syntax("a text begins here and its closing quotation mark is missing", start)
        return self.unescaped(found[1], start + 1)

    def unescaped(self, written: str, start: int) -> str:
        if "\\" not in written and written.isprintable():
            return self.whole(written, start)
        return self.whole(_ESCAPE.sub(lambda found: self.escape(found, start), written), start)

    def escape(self, found: re.Match[str], start: int) -> str:
        at = start + found.start()
        escaped = found[1]
        if escaped is None:
            self.syntax(f"the control character U+{ord(found[0]):04X} stands raw in a text", at)
            return found[0]
        if len(escaped) == 5:
            return chr(int(escaped[1:], 16))
        if escaped not in _ESCAPES:
            self.syntax(f"\\{escaped} is not an escape of JSON", at, at + 2)
        return _ESCAPES.get(escaped, escaped)

    def whole(self, text: str, start: int) -> str:
        """Join surrogate pairs; one without its other half cannot be shown, and is written out."""
        if not _SURROGATE.search(text):
            return text
        joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        lone = joined.count("\ufffd") > text.count("\ufffd")
        if lone:
            self.fault("lone-surrogate", "half of a surrogate pair stands alone in a text", start, self.at)
        return joined

    def duplicates(self, members: list[Member]) -> None:
        """One fault for each name, at its last appearance, since that is the one most parsers take."""
        last = {member.name: member for member in members}
        for name, count in Counter(member.name for member in members).items():
            if count > 1 and len(self.faults) < _MOST_FAULTS:
                member = last[name]
                self.steps.append(name)
                self.fault(
                    "duplicate-member",
                    f"“{name[:40]}” stands there {_times(count)}",
                    member.start,
                    member.node.end,
                )
                self.steps.pop()

    def blanks(self) -> None:
        self.at = _BLANK.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches nothing too
        if self.text.startswith("/", self.at) and (found := _COMMENT.match(self.text, self.at)):
            self.syntax("JSON has no comments", self.at, found.end())
            self.at = found.end()
            self.blanks()

    def seen(self) -> str:
        rest = self.text[self.at : self.at + 20]
        if not rest:
            return "the end of the text"
        if found := _STRING.match(rest) or _WORD.match(rest):
            return f"“{found[found.lastindex or 0]}”"
        return f"“{rest[0]}”" if rest[0].isprintable() else f"U+{ord(rest[0]):04X}"

    def syntax(self, message: str, start: int, end: int | None = None) -> None:
        """Note the first break of the grammar; later ones mostly follow from it."""
        if not self.broken:
            self.broken = True
            self.fault("not-json", f"{message} ({self.position(start)})", start, end or start + 1)

    def position(self, at: int) -> str:
        line = self.text.count("\n", 0, at) + 1
        column = at - self.text.rfind("\n", 0, at)
        return f"line {line}, column {column}"

    def stop(self, message: str) -> None:
        if not self.stopped:
            self.stopped = True
            self.fault("too-deep", message, self.at, self.at + 1)

    def fault(self, rule: str, message: str, start: int, end: int) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(rule, message, start, min(end, len(self.text)), tuple(self.steps)))


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"
