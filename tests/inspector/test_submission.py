"""What the user hands over: nothing pasted or typed shows where an object is written down."""

from dataclasses import fields

import pytest

from webapp.inspector.submission import KeyFile, SecretEncoding, Submission

PASTED = "eyJhbGciOiJIUzI1NiJ9"


@pytest.mark.parametrize("name", ["text", "secret", "error_text"])
def test_what_is_pasted_or_typed_is_left_out_of_a_traceback(name):
    assert PASTED not in repr(Submission(**{"text": "", name: PASTED}))


@pytest.mark.parametrize(
    "given",
    [
        Submission("", payload=PASTED.encode()),
        Submission("", keys=(KeyFile("key.pem", PASTED.encode(), PASTED),)),
        KeyFile("key.pem", PASTED.encode(), PASTED),
    ],
    ids=["payload", "key of a submission", "key"],
)
def test_files_and_their_passwords_are_left_out_of_a_traceback(given):
    assert PASTED not in repr(given)


def test_how_it_is_to_be_judged_can_be_seen_in_a_traceback():
    """Or nobody could tell what went wrong."""
    submission = Submission("", (KeyFile("key.pem", b""),), leeway=60, deep=True, profile="apple-apns")
    for said in ("key.pem", "leeway=60", "deep=True", "apple-apns"):
        assert said in repr(submission)


def test_nothing_is_taken_for_granted_of_what_is_not_given():
    """A text alone is the plainest submission: no key, no clock skew, a secret as it is typed."""
    plain = Submission("x")
    assert {it.name for it in fields(plain) if getattr(plain, it.name)} == {"text", "secret_encoding"}
    assert plain.secret_encoding is SecretEncoding.TEXT


@pytest.mark.parametrize("word", ["text", "base64", "base64url", "hex"])
def test_words_of_the_contract_for_how_a_secret_is_meant(word):
    assert str(SecretEncoding(word)) == word
