"""Words in sentences."""

import pytest

from webapp.inspector.words import article, capital, counted, joined, revealed


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors"), (12_345, "12,345 errors")]
)
def test_counted(number, words):
    assert counted(number, "error") == words


def test_capital_changes_the_first_letter_only():
    assert [capital("a JWT"), capital("APNs"), capital("")] == ["A JWT", "APNs", ""]


@pytest.mark.parametrize("name", ["client_id", "teamId", "x5c", "id.example.com"])
def test_capital_leaves_a_name_as_it_is_written(name):
    assert capital(name) == name


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("plain é 日本", [("plain é 日本", False)]),
        ("", [("", False)]),
        ("a\u202eb", [("a", False), ("U+202E", True), ("b", False)]),
        ("\u200b", [("U+200B", True)]),
        ("\x1b[31m", [("U+001B", True), ("[31m", False)]),
    ],
)
def test_characters_that_cannot_be_seen_are_named(text, stretches):
    assert revealed(text) == stretches


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("token", "a token"),
        ("ID token", "an ID token"),
        ("API key", "an API key"),
        ("SSO token", "an SSO token"),
        ("SD-JWT", "an SD-JWT"),
        ("JWT", "a JWT"),
        ("SHA-1 thumbprint", "a SHA-1 thumbprint"),
        ("SPIFFE ID", "a SPIFFE ID"),
        ("user token", "a user token"),
        ("P-256 key", "a P-256 key"),
        ("Ed25519 or Ed448 key", "an Ed25519 or Ed448 key"),
        ("X25519 key", "an X25519 key"),
        ("ML-DSA-44 key", "an ML-DSA-44 key"),
        ("secp256k1 key", "a secp256k1 key"),
    ],
)
def test_article(noun, words):
    assert article(noun) == words


@pytest.mark.parametrize(
    ("words", "said"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_joined(words, said):
    assert joined(words, "or") == said
