"""The report in one sentence, in every state the page knows."""

import hmac

import pytest

from tests.inspector.signature.workshop import RSA, pem, signing_input, token
from webapp.inspector import examine
from webapp.inspector.example import NOW, PAYLOAD, Example, changed, claims, header
from webapp.inspector.submission import KeyFile, Submission
from webapp.inspector.verdict import Tone, verdict
from webapp.samples import KEY_NAME, PRIVATE_KEY, five_faults, sound

KEY = KeyFile(KEY_NAME, PRIVATE_KEY.encode())


def said(submission, now=NOW):
    return verdict(examine(submission, now))


def on(text, **more):
    return said(Submission(text, **more))


SOUND = sound(NOW).submission
OTHER_KEY = KeyFile(
    "other.pem",
    b"-----BEGIN PUBLIC KEY-----\n"
    b"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\n"
    b"q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n"
    b"-----END PUBLIC KEY-----\n",
)

STATES = {
    "nothing": (Submission(""), Tone.EMPTY, "Paste a token to begin"),
    "a key alone": (Submission("", (KEY,)), Tone.EMPTY, "Paste a token to check it with this key"),
    "an error message": (
        Submission('{"error":"invalid_client"}'),
        Tone.UNVERIFIED,
        "This is an error message, not a token.",
    ),
    "no token": (Submission("hello there"), Tone.CAUTION, "There is no JWT in this."),
    "sound": (SOUND, Tone.SOUND, f"Sound. Signed with {KEY_NAME}, valid for another 10 minutes."),
    "no key": (
        Submission(SOUND.text),
        Tone.UNVERIFIED,
        "Readable, nothing wrong in it, but not verified: no key given.",
    ),
    "unreadable key": (
        Submission(SOUND.text, (KeyFile("notes.txt", b"nothing like a key"),)),
        Tone.CAUTION,
        "Readable, nothing wrong in it, but not verified: the key cannot be read.",
    ),
    "another key": (
        Submission(SOUND.text, (OTHER_KEY,)),
        Tone.REFUSED,
        "Apple will refuse this client_secret: its signature does not verify.",
    ),
    "errors": (
        five_faults(NOW).submission,
        Tone.REFUSED,
        "Apple will refuse this client_secret: 4 errors.",
    ),
    "unsecured": (
        header(alg="none").submission,
        Tone.REFUSED,
        "Not signed: anyone can write this token.",
    ),
    "unknown algorithm": (
        header(alg="XY99").submission,
        Tone.REFUSED,
        "Any JWT library will refuse this JWT: 1 error.",
    ),
    "two tokens": (
        Submission(f"{SOUND.text}\n{header(alg='none').paste}", (KEY,)),
        Tone.REFUSED,
        "2 tokens: 1 refused, 1 sound.",
    ),
}


@pytest.mark.parametrize(("submission", "tone", "headline"), STATES.values(), ids=STATES)
def test_headline(submission, tone, headline):
    answer = said(submission)
    assert (answer.tone, answer.headline) == (tone, headline)


def test_verified_token_with_an_error_says_both():
    answer = said(SOUND, now=NOW + 3600)
    assert answer.headline == "Apple will refuse this client_secret: 1 error."
    assert answer.detail == f"Its signature verifies with {KEY_NAME}."


def test_errors_elsewhere_do_not_hide_that_the_signature_does_not_verify():
    submission = Submission(SOUND.text, (OTHER_KEY,))
    answer = said(submission, now=NOW + 3600)
    assert answer.headline == (
        "Apple will refuse this client_secret: 1 error, and its signature does not verify."
    )


def test_proved_cause_is_said_at_once():
    assert "of DER; unwrapped, R and S are 64" in said(five_faults(NOW).submission).detail


def test_encrypted_token_is_neither_sound_nor_refused():
    answer = on("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA")
    assert (answer.tone, answer.headline) == (
        Tone.CAUTION,
        "Encrypted token (JWE): only its header can be read.",
    )


def test_nothing_is_green_that_was_not_verified():
    assert on(claims().paste).tone is Tone.UNVERIFIED


def test_token_without_expiry_promises_no_time():
    assert "valid for" not in said(Example(payload=changed(PAYLOAD, {"exp": None})).submission).headline


@pytest.mark.parametrize(
    ("submission", "title"),
    [
        (Submission(""), " "),
        (SOUND, "✓ client_secret"),
        (Submission(SOUND.text), "○ client_secret, not verified"),
        (five_faults(NOW).submission, "✗ 4 · client_secret"),
        (Submission("hello there"), "! not a JWT"),
    ],
)
def test_title_tells_the_verdict_in_few_words(submission, title):
    answer = said(submission)
    assert f"{answer.sign} {answer.title}" == title


RSA_KEY = KeyFile("rsa.pem", pem(RSA).data)


def test_a_key_of_another_kind_is_not_held_against_the_token():
    found = on(SOUND.text, keys=(RSA_KEY,))
    assert found.headline == "No key given can check this client_secret."
    assert found.detail == "ES256 takes a P-256 key; rsa.pem is an RSA key of 2048 bits."
    assert found.title == "wrong key · client_secret"


def test_what_else_is_wrong_with_the_token_is_said_first():
    found = on(five_faults(NOW).submission.text, keys=(RSA_KEY,))
    assert found.headline == "Apple will refuse this client_secret: 5 errors."


def test_another_key_is_named_as_the_likely_reason():
    found = on(SOUND.text, keys=(OTHER_KEY,))
    assert found.detail == "Most likely another key signed it, or it was changed since it was signed."


def test_among_several_it_is_not_counted_as_refused():
    found = on(f"{SOUND.text}\n{header(alg='none').paste}", keys=(RSA_KEY,))
    assert (found.tone, found.headline) == (Tone.REFUSED, "2 tokens: 1 refused, 1 not verified.")


@pytest.mark.parametrize("given", [{}, {"secret": "secret"}])
def test_a_weak_key_is_no_refusal_by_any_library(given):
    signed = signing_input("HS256")
    text = token(signed, hmac.digest(b"secret", signed.encode(), "sha256"))
    found = on(text, **given)
    assert (found.tone, found.headline) == (Tone.REFUSED, "This JWT is not safe: its key is too weak.")
    assert found.detail.startswith("The secret is “secret”, a default that everybody knows")
