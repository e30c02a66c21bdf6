"""TOML values to the vocabulary, with the line of whatever is wrong.

A reader takes a value and where it stands, and returns what it means or raises ProfileError.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from ..place import Place
from .sign import Scalar
from .template import Template
from .toml_lines import line_of

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_LONGEST_TEXT = 2000
_MOST_TOLD = 40  # words, of which none is like the one that is wrong


class ProfileError(ValueError):
    """A profile that cannot be used. Each of its `problems` is a sentence that names file and line;
    the message is the first."""

    def __init__(self, *problems: str) -> None:
        super().__init__(problems[0])
        self.problems = problems


class _Problems:
    """What is wrong with several values: within it errors are kept, and raised together at its end."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __enter__(self) -> "_Problems":
        return self

    def read(self, one: "Reader[T]", value: Any, at: "At") -> T | None:
        try:
            return one(value, at)
        except ProfileError as error:
            self.add(error)
            return None

    def add(self, error: ProfileError) -> None:
        self.found += error.problems

    def __exit__(self, *_: object) -> None:
        if self.found:
            raise ProfileError(*self.found) from None


@dataclass(frozen=True, slots=True)
class At:
    """Where in a profile's file a value stands: the keys and indexes that lead to it."""

    file: str
    text: str
    path: tuple[str | int, ...] = ()

    def __truediv__(self, step: str | int) -> "At":
        return At(self.file, self.text, (*self.path, step))

    @property
    def name(self) -> str:
        """The way to it as one would write it: `payload.iss`."""
        return ".".join(step for step in self.path if isinstance(step, str)) or "the profile"

    def wrong(self, clause: str) -> ProfileError:
        """The error of a value: file, line, and then `clause`."""
        end = "" if clause.endswith("?") else "."
        return ProfileError(f"{self.file}, line {line_of(self.text, self.path)}: {clause}{end}")


Reader = Callable[[Any, At], T]


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that was probably meant, as the end of a sentence, or else the words there are."""
    known = {it.casefold(): it for it in sorted(words, key=str.casefold)}
    if close := get_close_matches(word.casefold(), known, 1, 0.6):
        return f"did you mean “{known[close[0]]}”?"
    if len(known) > _MOST_TOLD:
        return f"none of the {len(known)} there are is like it"
    if len(known) > 1:
        return f"there are {', '.join(known.values())}"
    return f"there is only {', '.join(known.values())}" if known else "there is none at all"


@dataclass(frozen=True, slots=True)
class Held:
    """What a word holds, in words, and the kind of table where it holds any, for the documentation."""

    words: str
    table: "Table | None" = None


_HELD: dict[Reader[Any], Held] = {}


def holding(words: str) -> Callable[[Reader[T]], Reader[T]]:
    """Say of a reader what it reads."""

    def say(reader: Reader[T]) -> Reader[T]:
        return described(reader, words)

    return say


def described(reader: Reader[T], words: str, table: "Table | None" = None) -> Reader[T]:
    """The same reader, of which is known what it reads."""
    _HELD[reader] = Held(words, table)
    return reader


def held(reader: Reader[Any]) -> Held:
    """What a reader reads."""
    return Held(reader.name, reader) if isinstance(reader, Table) else _HELD[reader]


@holding("text")
def text(value: Any, at: At) -> str:
    if not isinstance(value, str):
        raise at.wrong(f"{at.name} must be a text, not {_shown(value)}")
    if not value.strip():
        raise at.wrong(f"{at.name} is empty")
    if len(value) > _LONGEST_TEXT:
        raise at.wrong(f"{at.name} has more than {_LONGEST_TEXT:,} characters")
    return value


@holding("true or false")
def boolean(value: Any, at: At) -> bool:
    if not isinstance(value, bool):
        raise at.wrong(f"{at.name} must be true or false, not {_shown(value)}")
    return value


@holding("whole number")
def whole(value: Any, at: At) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise at.wrong(f"{at.name} must be a whole number, not {_shown(value)}")
    return value


@holding("seconds")
def seconds(value: Any, at: At) -> int:
    if whole(value, at) < 0:
        raise at.wrong(f"{at.name} must be a number of seconds, not {value}")
    return int(value)


@holding("text, number, true or false")
def scalar(value: Any, at: At) -> Scalar:
    if not isinstance(value, str | bool | int | float):
        raise at.wrong(f"{at.name} must be a text, a number, true or false, not {_shown(value)}")
    if isinstance(value, float) and not isfinite(value):
        raise at.wrong(f"{at.name} is {value}, which no number in JSON can be")
    return value


@holding("regular expression")
def pattern(value: Any, at: At) -> re.Pattern[str]:
    try:
        return re.compile(text(value, at))
    except (re.error, OverflowError, RecursionError) as error:
        raise at.wrong(f"{at.name} is “{value}”, which is no regular expression: {error}") from None


@holding("regular expression")
def search_pattern(value: Any, at: At) -> re.Pattern[str]:
    return re.compile(pattern(value, at).pattern, re.IGNORECASE)


_STEP = re.compile(r"\.([A-Za-z0-9_-]+)|\[(\d{1,6})\]|\[\"((?:[^\"\\]|\\.)*)\"\]")
_INDIVISIBLE = {"label", "token"}
_PLACE = re.compile(rf"([a-z]+)((?:{_STEP.pattern})*)")


def _place(value: str, at: At, parts: tuple[str, ...]) -> Place:
    found = _PLACE.fullmatch(value)
    if found is None:
        raise at.wrong(f"{at.name} is “{value}”, which is no place such as payload.iss")
    if found[1] not in parts:
        raise at.wrong(f"{at.name} is “{value}”: “{found[1]}” is no part; {nearest(found[1], parts)}")
    if found[1] in _INDIVISIBLE and found[2]:
        raise at.wrong(f"{at.name} is “{value}”, but a {found[1]} has nothing in it; write “{found[1]}”")
    return Place(found[1], tuple(map(_step, _STEP.finditer(found[2]))))


def _member(value: str, at: At, parts: tuple[str, ...]) -> Place:
    place = _place(value, at, parts)
    if not place.steps:
        raise at.wrong(f"{at.name} is “{value}”, a whole part; name what is meant in it, such as {value}.x")
    return place


_IN_BRACES = re.compile(r"\{([^{}]*)\}")


@holding("text with places in braces")
def template(value: Any, at: At) -> Template:
    """A text with places in braces: {payload.iss}.{payload.sub}."""
    pieces = _IN_BRACES.split(text(value, at))
    if len(pieces) == 1:
        raise at.wrong(f"{at.name} is “{value}”, which names no place in braces, such as {{payload.iss}}")
    parts = ("header", "payload", "request")
    made = (_member(piece, at, parts) if odd % 2 else piece for odd, piece in enumerate(pieces))
    return Template(value, tuple(piece for piece in made if piece))


def places(*parts: str) -> Reader[Place]:
    """A reader of places, as they are written in a report, in one of `parts`."""

    def read(value: Any, at: At) -> Place:
        return _place(text(value, at), at, parts)

    return described(read, f"place in {', '.join(parts)}")


def members_of(*parts: str) -> Reader[Place]:
    """A reader of places of what is in one of `parts`."""

    def read(value: Any, at: At) -> Place:
        return _member(text(value, at), at, parts)

    return described(read, f"place in {', '.join(parts)}")


def _step(found: re.Match[str]) -> str | int:
    if found[2]:
        return int(found[2])
    return found[1] or re.sub(r"\\(.)", r"\1", found[3])


def choice(kind: type[E]) -> Reader[E]:
    """A reader of one of the words of `kind`."""

    words = tuple(member.value for member in kind)

    def read(value: Any, at: At) -> E:
        return kind(one_of(value, at, words))

    return described(read, _quoted(words))


def word_of(*words: str) -> Reader[str]:
    """A reader of one of these words."""

    def read(value: Any, at: At) -> str:
        return one_of(value, at, words)

    return described(read, _quoted(words))


def one_of(value: Any, at: At, words: Collection[str]) -> str:
    """The value, which must be one of the words."""
    if not isinstance(value, str):
        raise at.wrong(f"{at.name} must be one of {', '.join(words)}, not {_shown(value)}")
    if value not in words:
        raise at.wrong(f"{at.name} is “{value}”; {nearest(value, words)}")
    return value


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def some(one: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of one thing or a list of such things."""

    def read(value: Any, at: At) -> tuple[T, ...]:
        if not isinstance(value, list):
            return (one(value, at),)
        with _Problems() as problems:
            found = [problems.read(one, item, at / index) for index, item in enumerate(value)]
        return tuple(item for item in found if item is not None)

    return described(read, f"{held(one).words}, or a list of such", held(one).table)


def named(one: Reader[T]) -> Reader[dict[str, T]]:
    """A reader of a table whose keys are free."""

    def read(value: Any, at: At) -> dict[str, T]:
        if not isinstance(value, dict):
            raise at.wrong(f"{at.name} must be a table, not {_shown(value)}")
        with _Problems() as problems:
            found = {key: problems.read(one, item, at / key) for key, item in value.items()}
        return {key: item for key, item in found.items() if item is not None}

    return described(read, f"by name: {held(one).words}", held(one).table)


@dataclass(frozen=True, slots=True)
class Word:
    """One key of a table: what it holds and what it means, for the reader of the documentation too."""

    name: str
    read: Reader[Any]
    meaning: str
    required: bool = False
    attribute: str = ""  # of the class that is made, where it is called differently


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: its name in a sentence, what is made of it, and its words."""

    name: str
    make: Callable[..., Any]
    words: tuple[Word, ...]

    def __call__(self, value: Any, at: At) -> Any:
        """Read a table; every key must be one of the words."""
        if not isinstance(value, dict):
            raise at.wrong(f"{at.name} must be a table, not {_shown(value)}")
        known = {word.name: word for word in self.words}
        found: dict[str, Any] = {}
        with _Problems() as problems:
            for key, item in value.items():
                if word := known.get(key):
                    found[word.attribute or key] = problems.read(word.read, item, at / key)
                else:
                    problems.add(
                        (at / key).wrong(f"“{key}” is no word of {self.name}; {nearest(key, known)}")
                    )
            for word in self.words:
                if word.required and word.name not in value:
                    problems.add(at.wrong(f"{self.name} needs “{word.name}”: {word.meaning}"))
        return self.make(**found)


def _shown(value: Any) -> str:
    match value:
        case str():
            return f"the text “{value[:40]}”"
        case bool():
            return str(value).lower()
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return str(value)[:40]
