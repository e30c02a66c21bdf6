"""A value in words, and what was put around it by mistake."""

import re

import pytest

from webapp.inspector.json_tree import Number, read
from webapp.inspector.rules.values import cleaned, in_other_case, shown

KEY_ID = re.compile("[A-Z0-9]{10}").fullmatch


@pytest.mark.parametrize(
    ("json", "words"),
    [
        ('"x"', "“x”"),
        ('""', "“”"),
        (r'"a\nb"', "“a‹U+000A›b”"),
        ('"a\u200bb\u00a0"', "“a‹U+200B›b‹U+00A0›”"),
        ('"<b>"', "“<b>”"),
        ("7.50", "7.50"),
        ("true", "true"),
        ("null", "null"),
        ("[1, 2]", "a list of 2"),
        ("{}", "an object"),
    ],
)
def test_value_in_a_sentence(json, words):
    assert shown(read(json).node.value) == words


def test_long_values_are_cut():
    assert shown("x" * 5000) == f"“{'x' * 100}…”"
    assert len(shown(Number("1" * 5000))) == 100


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("7XK4Q2M9RT ", "with a blank at its end"),
        (" 7XK4Q2M9RT", "with a blank before it"),
        ("\t7XK4Q2M9RT\t", "with a blank at its end"),
        ("7XK4Q2M9RT\n", "with a line end at its end"),
        ("\n7XK4Q2M9RT", "with a line end before it"),
        ("'7XK4Q2M9RT'", "with quotation marks around it"),
        ("`7XK4Q2M9RT`", "with quotation marks around it"),
        ("7XK4Q 2M9RT", "with blanks in it"),
        ("7XK4Q\n2M9RT", "with a line end in it"),
        ("\ufeff7XK4Q2M9RT", "with a byte order mark (U+FEFF)"),
        ("7XK4Q\u00ad2M9RT", "with a soft hyphen (U+00AD)"),
        ("7X\u041a4Q2M9RT", "with cyrillic capital letter ka (U+041A) for K"),
        (" '7XK4Q2M9RT'\n", "with quotation marks around it, a line end at its end and a blank before it"),
    ],
)
def test_what_came_along_with_a_value(text, clause):
    assert cleaned(text, KEY_ID) == (clause, "7XK4Q2M9RT")


@pytest.mark.parametrize("text", ["7XK4Q2M9RT", "7XK4Q2M9R", "", " ", "'", "\u200b", "x" * 5000])
def test_nothing_that_could_be_cleaned_away(text):
    assert cleaned(text, KEY_ID) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7xk4q2m9rt", ("in small letters", "7XK4Q2M9RT")),
        (" 7xk4Q2m9rt ", ("in small letters", "7XK4Q2M9RT")),
        ("7XK4Q2M9RT", None),
        ("7xk4q2m9r", None),
    ],
)
def test_other_case(text, found):
    assert in_other_case(text, KEY_ID) == found
