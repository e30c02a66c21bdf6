"""Phrases that every face uses alike."""

import pytest

from webapp.inspector import keys
from webapp.inspector.phrases import accepting, key_words, standing
from webapp.inspector.signature import Status, Verification
from webapp.inspector.signature.acceptance import acceptance
from webapp.inspector.signature.search import Tried
from webapp.inspector.submission import KeyFile, SecretEncoding
from webapp.samples import KEY_NAME, PRIVATE_KEY


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (keys.read(KeyFile(KEY_NAME, PRIVATE_KEY.encode()))[0], "P-256 private key · Key ID 7XK4Q2M9RT"),
        (keys.read_secret("0123456789", SecretEncoding.TEXT), "80-bit secret"),
    ],
)
def test_key_in_words(key, words):
    assert key_words(key) == words


def test_unreadable_key_says_why():
    (row,) = keys.read(KeyFile("notes.txt", b"nothing like a key"))
    assert key_words(row) == row.message


@pytest.mark.parametrize(
    ("tried", "says"),
    [
        (Tried(5187, ()), "None of the 5,187 things tried explains it: most likely another key signed it,"),
        (Tried(0, ()), "Nothing explains it: most likely another key signed it,"),
        (Tried(3, (), "ValueError"), "The search for the reason broke off."),
    ],
)
def test_what_is_not_explained_is_not_claimed(tried, says):
    said = standing(Verification(Status.INVALID, "ES256", tried=tried))
    assert said.startswith(f"It does not verify with any key given. {says}")


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        ("sigenc.hex", "Every library that was asked refuses it."),
        ("msg.newline", ""),
        ("ecdsa.der", "Accepted as it is by APNs (reported). Refused by PyJWT, joserfc, Authlib,"),
        ("ecdsa.trimmed_rs", "Accepted as it is by jwcrypto (where R lost its zero). Refused by PyJWT,"),
        (
            "sigenc.std_base64",
            "Accepted as it is by Authlib, python-jose, jwcrypto, jws, ruby-jwt. Refused by",
        ),
    ],
)
def test_who_accepts_a_fault_is_said_in_one_line(cause, says):
    assert accepting(acceptance(cause)).startswith(says)
    assert bool(says) == bool(accepting(acceptance(cause)))
