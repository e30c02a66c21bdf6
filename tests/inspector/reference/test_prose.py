"""Docstrings as paragraphs."""

import pytest

from webapp.inspector.reference.prose import Run, first_sentence, prose, runs


def test_blank_lines_part_paragraphs_and_backticks_code():
    assert prose("One `exp`,\nand more.\n\n  Two.") == (
        (Run("One "), Run("exp", code=True), Run(", and more.")),
        (Run("Two."),),
    )


@pytest.mark.parametrize("text", ["", "\n\n", "  "])
def test_nothing_is_no_paragraph(text):
    assert prose(text) == ()


def test_backtick_that_is_never_closed_loses_no_word():
    assert "".join(run.text for run in runs("a `b c")) == "a b c"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One thing. Another.", "One thing."),
        ("`Date.now()` counts milliseconds. More.", "Date.now() counts milliseconds."),
        ("No end", "No end"),
        ("It is (RFC 7519 sections 2 and 4.1).\nMore.", "It is (RFC 7519 sections 2 and 4.1)."),
        ("Is it so? Yes.", "Is it so?"),
        ("", ""),
    ],
)
def test_first_sentence_ends_where_another_begins(text, first):
    assert first_sentence(text) == first


def test_cost_is_linear():
    assert first_sentence("a" * 1_000_000)
    assert len(runs("`" * 100_000)) == 0
