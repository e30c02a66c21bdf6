"""What was lost on the way, and what of it can be given back."""

from webapp.inspector.base64url import encode
from webapp.inspector.signature import Status

from . import workshop as w

SIGNED = w.signing_input("RS256")
KEY = w.pem(w.RSA)


def standard(signature):
    return encode(signature).replace("-", "+").replace("_", "/")


def test_blanks_that_were_plus_signs():
    signature = w.rs256(SIGNED.encode())
    text = standard(signature)
    verification = w.verified(w.token(SIGNED, text.replace("+", " ")), KEY)
    assert "+" in text
    assert [(it.id, it.proved) for it in verification.causes] == [("transport.plus_to_space", True)]
    assert verification.causes[0].repaired == w.token(SIGNED, signature)


def test_a_signature_that_is_shorter_than_its_key():
    verification = w.verified(w.token(SIGNED, w.rs256(SIGNED.encode())[:180]), KEY)
    assert verification.status is Status.INVALID
    assert ("transport.truncated", False) in [(it.id, it.proved) for it in verification.causes]


def test_a_signature_whose_letters_lost_their_case():
    text = w.token(SIGNED, encode(w.rs256(SIGNED.encode())).lower())
    found = {it.id: it for it in w.verified(text, KEY).causes}
    assert not found["transport.case_folded"].proved
    assert "small letter" in found["transport.case_folded"].message
    assert "transport.case_folded" not in ids(w.token(SIGNED, "A" * 342))
    assert "transport.case_folded" not in ids(w.token(SIGNED, bytes(range(256))))


def test_a_signature_a_few_bytes_too_short_is_cut_off():
    assert "transport.truncated" in ids(w.token(SIGNED, w.rs256(SIGNED.encode())[:-5]))


def ids(text):
    return [it.id for it in w.verified(text, KEY).causes]


def test_it_is_said_which_end_is_missing():
    verification = w.verified(w.token(SIGNED, w.rs256(SIGNED.encode())[:180]), KEY)
    said = "The end of the signature is missing: it is 180 bytes, and with this key RS256 makes 256."
    assert said in [it.message for it in verification.causes]
