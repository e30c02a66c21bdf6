"""A token against a key set: what is said of the name in its header and of its signature."""

import json
from difflib import SequenceMatcher

import pytest

from tests.inspector.cases import judge
from tests.inspector.chain.maker import ec_key, token
from webapp.inspector import examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, header
from webapp.inspector.example_keys import OTHER_P256, P256
from webapp.inspector.key_sets.matching import match
from webapp.inspector.submission import KeyFile, Submission

from .workshop import entries

NO_NAME = "The header names no key (kid), so a receiver has to try them all."
KEY = ec_key()
_NUMBERS = KEY.public_key().public_numbers()
MINE = {"kty": "EC", "crv": "P-256"} | {
    name: encode(getattr(_NUMBERS, name).to_bytes(32, "big")) for name in "xy"
}


def matched(kid, *kids, number=0):
    """The match of a token that nobody checked with keys of these names."""
    jwks = [{**P256, "kid": it} if it is not None else P256 for it in kids]
    return match(number, judge(header(kid=kid)), entries(*jwks))


@pytest.mark.parametrize(
    ("kid", "kids", "named", "nearest", "message"),
    [
        ("a", ["a"], 0, None, "The header names “a”, which is keys[0]."),
        ("a", ["b", "a", "a"], 1, None, "The header names “a”, which is keys[1]."),
        ("x" * 70, ["x" * 70], 0, None, f"The header names “{'x' * 60}”, which is keys[0]."),
        (None, ["a"], None, None, NO_NAME),
        ("", ["", "a"], None, None, "The header names “”, and no key here is called so."),
        (7, ["7"], None, None, NO_NAME),
        ("a", [], None, None, "The header names “a”, and no key here is called so."),
        ("a", [None, None], None, None, "The header names “a”, and no key here is called so."),
        ("abcd", ["wxyz"], None, None, "The header names “abcd”, and no key here is called so."),
    ],
    ids=["named", "first of two", "long", "none", "empty", "number", "no keys", "keys without kid", "unlike"],
)  # fmt: skip
def test_name(kid, kids, named, nearest, message):
    found = matched(kid, *kids)
    assert (found.named, found.nearest, found.message) == (named, nearest, message)
    assert found.kid == (kid if isinstance(kid, str) else None)


NEAR = {
    "capitals": (
        "KEY-11",
        ["key-12", "key-11"],
        "key-11",
        "“key-11”, which differs in capital letters only.",
    ),
    "equals signs": ("key-11==", ["key-11"], "key-11", "“key-11”, which differs in blanks or = signs only."),
    "line end": ("key-11\n", ["key-11"], "key-11", "“key-11”, which differs in blanks or = signs only."),
    "a character": ("key-2026-12", ["key-2025-01", "key-2026-11"], "key-2026-11", "“key-2026-11”."),
    "two characters exchanged": ("kye-11", ["zzzzzz", "key-11"], "key-11", "“key-11”."),
    "cut off": ("key-2026", ["key-2026-11"], "key-2026-11", "“key-2026-11”."),
    "sharp s": ("STRASSE", ["straße"], "straße", "“straße”, which differs in capital letters only."),
    "six tenths": ("abcxx", ["abcyy"], "abcyy", "“abcyy”."),
    "long": ("x" * 90 + "1", ["x" * 90 + "2"], "x" * 90 + "2", f"“{'x' * 60}”."),
}


@pytest.mark.parametrize(("kid", "kids", "nearest", "says"), NEAR.values(), ids=NEAR)
def test_nearest_name(kid, kids, nearest, says):
    found = matched(kid, *kids)
    assert (found.named, found.nearest) == (None, nearest)
    assert (
        found.message == f"The header names “{kid[:60]}”, and no key here is called so. The nearest is {says}"
    )


def test_less_than_six_tenths_is_not_near():
    assert matched("abcdxxx", "abcdyyy").nearest is None


def test_nearest_of_many_is_found_among_anagrams():
    anagrams = ["".join(reversed("key-2026-11")), "11-2026-key", "yek-2026-11"]
    assert matched("key-2026-11", *anagrams, "key-2026-12").nearest == "key-2026-12"


def test_names_that_are_slow_to_compare_are_not_all_compared(monkeypatch):
    """Two texts like these keep a matcher of sequences busy for milliseconds; a set may have 200 of them."""
    compared, ratio = [], SequenceMatcher.ratio
    monkeypatch.setattr(SequenceMatcher, "ratio", lambda self: compared.append(self) or ratio(self))
    kids = ["".join("ab"[at % step == 0] for at in range(100)) + str(step) for step in range(4, 204)]
    matched("".join("ab"[at % 3 == 0] for at in range(200)), *kids)
    assert 0 < len(compared) < 10


@pytest.mark.parametrize(
    ("kid", "named", "says"),
    [
        ("a", 0, "The header names “a”, which is keys[0]. keys[0] verifies the signature."),
        (
            "b",
            1,
            "The header names “b”, which is keys[1]. Yet keys[0] verifies the signature, and not that one.",
        ),
        ("c", None, "The header names “c”, and no key here is called so. keys[0] verifies the signature."),
        (None, None, f"{NO_NAME} keys[0] verifies the signature."),
    ],
    ids=["named", "another", "none of that name", "no name"],
)
def test_signature(kid, named, says):
    found = checked(kid, [{**MINE, "kid": "a"}, {**OTHER_P256, "kid": "b"}])
    assert (found.named, found.verifies, found.message) == (named, 0, says)


def test_signature_by_none_of_them():
    found = checked("a", [{**P256, "kid": "a"}, {**OTHER_P256, "kid": "b"}])
    assert found.message == "The header names “a”, which is keys[0]. No key here verifies the signature."
    assert found.verifies is None


def test_key_that_is_not_of_the_set():
    found = checked("a", [{**P256, "kid": "a"}], KeyFile("mine.json", json.dumps(MINE).encode()))
    says = (
        "The header names “a”, which is keys[0]. The signature verifies with a key that is not of this set."
    )
    assert (found.message, found.verifies) == (says, None)


def checked(kid, jwks, *more):
    """The match of a token that the holder of `MINE` signed with a set that was given with it."""
    text = token(KEY, [], **({"kid": kid} if kid else {}))
    files = (KeyFile("jwks.json", json.dumps({"keys": jwks}).encode()), *more)
    [found] = examine(Submission(text, files), NOW).key_sets
    return found.matches[0]
