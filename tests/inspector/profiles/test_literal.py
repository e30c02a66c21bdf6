"""No text that a pattern fits is passed over because a literal is not in it."""

import re
import sys
from string import ascii_lowercase

import pytest

from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.profiles.literal import folded, literals, width


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("https://appleid\\.apple\\.com", {"https://appleid.apple.com"}),
        ("(?i)SEARCHADS\\..*", {"searchads."}),
        (".*@AdobeOrg", {"@adobeorg"}),
        ("(ab)+c", {"ab"}),
        ("(?:ab)*c", {"c"}),
        ("abc?", {"ab"}),
        ("ab{2}c", {"a"}),  # or another as short: a run is not put together from repetitions
        ("x(one|three)y", {"one", "three"}),
        ("(one|)", {""}),
        ("one|three", {"one", "three"}),
        ("(one|t)hree", {"hree"}),
        ("[ab]+", {""}),
        ("", {""}),
        ("(?!dir$).*", {""}),
        ("(?=dir).*", {""}),
        ("https?://.*/v1/.*", {"/v1/"}),  # not what half of all values begin with
        ("https://.*", {"https://"}),
        ("Straße", {"stra"}),
        ("(?x) a  b # c", {"ab"}),
    ],
)
def test_literals(pattern, found):
    assert literals(re.compile(pattern)) == found


@pytest.mark.parametrize(
    ("pattern", "least", "most"),
    [
        ("[A-Z0-9]{10}", 10, 10),
        (r"(?:\d{6,12}|x)", 1, 12),
        ("", 0, 0),
        ("(?!dir$)eyJ", 3, 3),
        (r"\s*[a-z]?", 0, sys.maxsize),
        (r"(ab)\1", 4, 4),
    ],
)
def test_width(pattern, least, most):
    found = width(re.compile(pattern))
    assert found[0] == least
    assert found[1] == most or found[1] > most == sys.maxsize


def test_folded_is_all_that_disregards_case():
    """Of all of Unicode."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    alike = re.findall("[a-z]", every, re.IGNORECASE)
    assert len(alike) > 2 * len(ascii_lowercase)
    for letter in ascii_lowercase:
        assert {folded(it) for it in alike if re.fullmatch(letter, it, re.IGNORECASE)} == {letter}


@pytest.mark.parametrize("text", ["KEYſ of İSSUERS", "keyS of ıssuers", "KEYS OF ISSUERS"])
def test_folded_where_the_letters_are_odd(text):
    pattern = re.compile("keys of issuers", re.IGNORECASE)
    assert pattern.fullmatch(text)
    assert literals(pattern) == {folded(text)}


ANSWERS = [known for profile in BUILT_IN.values() for known in profile.answers]


def test_answers_are_found_by_their_literals():
    texts = [known.text for known in ANSWERS if known.text]
    for text in [*texts, *map(str.upper, texts), *(f"“{it}”" for it in texts)]:
        there = folded(text)
        passed_over = [it for it in ANSWERS if not any(literal in there for literal in it.literals)]
        assert not any(it.pattern.search(text) for it in passed_over)
