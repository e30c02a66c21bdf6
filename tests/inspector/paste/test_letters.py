"""Characters that cannot be seen, and characters that only look like those of a token."""

import unicodedata

import pytest

from webapp.inspector.base64url import ALPHABET
from webapp.inspector.paste import letters


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (0xFEFF, "byte order mark"),
        (0xA0, "no-break space"),
        (0x200B, "zero-width space"),
        (0x200D, "zero-width joiner"),
        (0xAD, "soft hyphen"),
        (0x202E, "right-to-left override"),
        (0x00, "control character"),
        (0x9F, "control character"),
        (0x2013, "en dash"),
    ],
)
def test_names_are_those_that_can_be_said(code, name):
    assert letters.name(chr(code)) == name


def test_no_character_of_a_token_is_taken_for_a_strange_one():
    strange = letters.FOREIGN | letters.ZERO_WIDTH | letters.BLANKS
    assert not strange & set(f"{ALPHABET}.~+/=% \t\r\n\f\v")


def test_a_character_is_strange_in_one_way_only():
    assert not letters.ZERO_WIDTH & letters.BLANKS
    assert not letters.FOREIGN & (letters.ZERO_WIDTH | letters.BLANKS)


def test_everything_that_unicode_calls_a_space_or_an_invisible_format_is_known():
    known = letters.ZERO_WIDTH | letters.BLANKS | set(" \t\n\v\f\r")
    spaces = {it for it in map(chr, range(0x3001)) if it.isspace()}
    marks = {it for it in map(chr, range(0x2000, 0x2070)) if unicodedata.category(it) == "Cf"}
    assert spaces | marks <= known


PAIRS = {
    "Cyrillic": ("АВЕЗКМНОРСТХасеорху", "ABE3KMHOPCTXaceopxy"),
    "Greek": ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    "full width": ("ｅｙＪ０．－＿", "eyJ0.-_"),
    "mathematical": ("𝐞𝑦𝓙𝟘", "eyJ0"),
    "superscript": ("⁰¹²", "012"),
    "dashes": ("‐‑‒–—―−", "-------"),
    "dots": ("․·•。", "...."),
}


@pytest.mark.parametrize(("strange", "plain"), PAIRS.values(), ids=PAIRS)
def test_look_alikes_become_what_they_look_like(strange, plain):
    assert letters.plain(strange) == letters.spelt_out(strange) == plain


def test_an_ellipsis_stays_for_it_says_that_something_is_left_out():
    assert letters.plain("eyJ…") == letters.spelt_out("eyJ…") == "eyJ…"


def test_ligatures_are_spelt_out_only_where_positions_do_not_matter():
    assert letters.spelt_out("ﬀﬁﬂﬃﬄﬆ") == "fffiflffifflst"
    assert letters.plain("aﬁb") == "aﬁb"


@pytest.mark.parametrize("text", ["", "eyJ", "еуЈ", "ß", "日本", "\ud800", "😀"])
def test_positions_are_kept(text):
    assert len(letters.plain(text)) == len(text)
