"""Looking for words, and for the name that was meant."""

import pytest

from webapp.inspector.reference.find import holds, nearest


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("  ", True),
        ("date", True),
        ("DATE text", True),
        ("text number", True),
        ("date audience", False),
        ("x" * 100_000, False),
    ],
)
def test_every_word_must_occur_somewhere(query, found):
    assert holds(query, "text-date", "A date is text, not a number") is found


@pytest.mark.parametrize(
    ("name", "first"),
    [("expp", "exp"), ("EXP", "exp"), ("email_verifed", "email_verified"), ("given-name", "given_name")],
)
def test_misspelt_name_is_near_the_one_that_was_meant(name, first):
    assert nearest(name, ["iat", "exp", "email", "email_verified", "given_name"])[0] == first


@pytest.mark.parametrize("name", ["", "zzz", "x" * 1_000_000])
def test_what_is_like_nothing_has_nothing_near(name):
    assert nearest(name, ["iat", "exp"]) == ()
