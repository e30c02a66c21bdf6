"""The page of the words holds every word that a file may have, and says what each means."""

import pytest

from webapp.inspector.profiles import field_words, sample_words, words
from webapp.inspector.profiles.reading import Table
from webapp.inspector.reference.plain import plain
from webapp.inspector.reference.vocabulary import page

FOUND = [it for module in (words, field_words, sample_words) for it in vars(module).values()]
TABLES = {it.name: it for it in FOUND if isinstance(it, Table)}.values()
PAGE = page()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_and_every_word_is_there(table):
    (row,) = [it for it in PAGE.tables if it.name == table.name]
    assert [(it.name, it.meaning, it.required) for it in row.words] == [
        (it.name, it.meaning, it.required) for it in table.words
    ]
    assert all(it.holds for it in row.words)


def test_words_lead_to_the_tables_that_they_hold():
    words_ = {f"{table.id}.{word.name}": word for table in PAGE.tables for word in table.words}
    assert (
        words_["profile.payload"].table
        == words_["field.members"].table
        == words_["field.items"].table
        == "field"
    )
    assert words_["profile.recognise"].table == "sign"
    assert words_["profile.soften"].table == "softened-rule"
    assert words_["request.urls"].table == "address"
    assert words_["field.when"].table == "condition"
    assert words_["field.mistakes"].table == "mistake"
    assert words_["field.label"].table == ""
    assert words_["field.type"].holds.startswith("“text”, “date”")
    assert {it.table for it in words_.values()} - {""} <= {it.id for it in PAGE.tables}


def test_forms_are_named():
    assert "uuid" in [it.name for it in PAGE.formats]
    assert plain(PAGE)["tables"][0]["id"] == "profile"
