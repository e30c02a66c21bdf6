"""The page of the words that a profile's file may hold, made from the tables that read the files."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..profiles import field_words, sample_words, words
from ..profiles.formats import FORMATS
from ..profiles.reading import Table, Word, held

_TABLES = (
    words.PROFILE,
    field_words.SIGN,
    field_words.FIELD,
    field_words.MISTAKE,
    field_words.CONDITION,
    words.LIFETIME,
    words.EITHER,
    words.REQUEST,
    words.ADDRESS,
    words.KEY,
    words.CHAIN,
    words.ANSWER,
    words.SOFTENED,
    words.SOURCED,
    sample_words.SAMPLE,
    sample_words.BROKEN,
    sample_words.MOMENT,
)
_SHORT = {table.name.split(" ", 1)[1].replace(" ", "-"): table for table in _TABLES}


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word: what it means, what it holds, and the id of the kind of table that it holds, if it does."""

    name: str
    meaning: str
    holds: str
    table: str
    required: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A kind of table and its words."""

    id: str
    name: str
    words: tuple[WordRow, ...]


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A form of texts that has a name."""

    name: str
    form: str
    pattern: str


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """Every word of a profile, table by table, and the forms that can be named."""

    tables: tuple[TableRow, ...]
    formats: tuple[FormatRow, ...]


def page() -> VocabularyPage:
    """All that a profile can say."""
    tables = (TableRow(id_, table.name, tuple(map(_word, table.words))) for id_, table in _SHORT.items())
    return VocabularyPage(tuple(tables), tuple(_formats()))


def _word(word: Word) -> WordRow:
    what = held(word.read)
    return WordRow(word.name, word.meaning, what.words, _id(what.table, what.words), word.required)


def _id(table: Table | None, said: str) -> str:
    """The id of the kind of table that a word holds: known, or named in what is said of it."""
    named = (id_ for id_, known in _SHORT.items() if known is table or known.name in said)
    return next(named, "")


def _formats() -> Iterator[FormatRow]:
    for name, format_ in FORMATS.items():
        yield FormatRow(name, format_.form, format_.pattern.pattern)
