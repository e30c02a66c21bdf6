"""Command-line options as getopt reads them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_MOST_JOINED = 64


class Grammar(NamedTuple):
    """The long names of a program's short options, and the options, long or short, that take a value."""

    long_names: Mapping[str, str]
    valued: frozenset[str]


OPERAND = ""


def read(words: Iterable[str], grammar: Grammar) -> Iterator[tuple[str, str]]:
    """Each option by its long name with its value; a word that is no option has the name OPERAND.

    `--` alone ends the options, `-` alone is none.
    """
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            yield from ((OPERAND, operand) for operand in waiting)
        elif word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            yield name, value if equals or name not in grammar.valued else next(waiting, "")
        elif word.startswith("-") and len(word) > 1:
            yield from _joined(word[1:], waiting, grammar)
        else:
            yield OPERAND, word


def _joined(letters: str, waiting: Iterator[str], grammar: Grammar) -> Iterator[tuple[str, str]]:
    """Short options may stand joined, the last of them with its value: `-sSd'…'`."""
    for index, letter in enumerate(letters[:_MOST_JOINED]):
        name = grammar.long_names.get(letter, letter)
        if letter in grammar.valued or name in grammar.valued:
            yield name, letters[index + 1 :] or next(waiting, "")
            return
        yield name, ""
