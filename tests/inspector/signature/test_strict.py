"""A strict verifier: one form of each signature, no key of another kind, and no key that is forbidden."""

import hmac
import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from webapp.inspector.base64url import decode, encode
from webapp.inspector.example import PAYLOAD
from webapp.inspector.signature.ecdsa.value import ORDERS
from webapp.inspector.submission import KeyFile

from ..forms import found, judged, segment, signed, statuses
from . import workshop as w

TOKEN = signed({"alg": "ES256"})
MESSAGE, _, TEXT = TOKEN.rpartition(".")
R, S = decode(TEXT).bytes[:32], decode(TEXT).bytes[32:]
ORDER = ORDERS["P-256"]
JWK = dict(w.public_jwk(w.P256))

OTHER_FORMS = {
    "S and the order": R + (int.from_bytes(S, "big") + ORDER).to_bytes(33, "big"),
    "R is the order": ORDER.to_bytes(32, "big") + S,
    "S is the order": R + ORDER.to_bytes(32, "big"),
    "S is zero": R + bytes(32),
    "R is zero": bytes(32) + S,
    "a zero more before each": b"\0" + R + b"\0" + S,
    "a byte more": R + S + b"\0",
    "a byte less": R + S[:-1],
    "nothing": b"",
}


@pytest.mark.parametrize("signature", OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_a_signature_of_another_length_or_out_of_range_does_not_verify(signature):
    assert statuses(judged(TOKEN)) == ["verified"]
    assert statuses(judged(f"{MESSAGE}.{encode(signature)}")) == ["invalid"]


@pytest.mark.parametrize(
    "change", [lambda it: it + "=", lambda it: it + "==", lambda it: f"{it[:9]} {it[9:]}"]
)
def test_a_signature_written_otherwise_does_not_verify(change):
    token = judged({"payload": segment(PAYLOAD), "protected": TOKEN.split(".")[0], "signature": change(TEXT)})
    assert statuses(token) == ["invalid"]


@pytest.mark.parametrize("written", ["pem", "der", "jwk"])
def test_a_public_key_is_no_hmac_secret(written):
    public = w.P256.public_key()
    spki = PublicFormat.SubjectPublicKeyInfo
    data = {
        "pem": public.public_bytes(Encoding.PEM, spki),
        "der": public.public_bytes(Encoding.DER, spki),
        "jwk": json.dumps(JWK).encode(),
    }[written]
    message = f"{segment({'alg': 'HS256'})}.{segment(PAYLOAD)}"
    forged = f"{message}.{encode(hmac.digest(data, message.encode(), 'sha256'))}"
    token = judged(forged, KeyFile("public", data))
    assert "verified" not in statuses(token)
    assert "key-type-mismatch key" in found(token)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({}, []),
        ({"use": "sig", "key_ops": ["verify"], "alg": "ES256"}, []),
        ({"use": "enc"}, ["misused-key key"]),
        ({"key_ops": ["deriveKey"]}, ["misused-key key"]),
        ({"key_ops": []}, ["misused-key key"]),
        ({"alg": "ES384"}, ["key-bound-elsewhere key"]),
        ({"alg": "ECDH-ES"}, ["key-bound-elsewhere key"]),
    ],
)
def test_what_a_key_forbids_is_an_error_at_the_key(members, expected):
    token = judged(TOKEN, KeyFile("key.jwk", json.dumps({**JWK, **members}).encode()))
    assert (statuses(token), found(token)) == (["verified"], expected)
    assert token["gates"]["signature"] == ("fail" if expected else "pass")


@pytest.mark.parametrize("alg", ["ESP256", "ESP384", "ESP512", "ESB256", "ESB320", "ESB384", "ESB512"])
def test_the_names_of_cose_are_none_of_jose(alg):
    token = judged(signed({"alg": alg}))
    assert "verified" not in statuses(token)
    [finding] = [it for it in token["findings"] if it["rule"] == "unknown-algorithm"]
    assert "COSE only" in finding["message"]


@pytest.mark.parametrize(("alg", "key"), [("Ed25519", w.ED25519), ("Ed448", w.ED448), ("EdDSA", w.ED448)])
def test_the_edwards_curves_verify_by_their_own_name_and_the_old_one(alg, key):
    message = f"{segment({'alg': alg})}.{segment(PAYLOAD)}"
    token = judged(f"{message}.{encode(key.sign(message.encode()))}", w.pem(key))
    assert statuses(token) == ["verified"]
    told = [it["instead"] for it in token["findings"] if it["rule"] == "unspecified-curve"]
    assert told == (["Ed448"] if alg == "EdDSA" else [])


def test_one_edwards_curve_does_not_serve_for_the_other():
    message = f"{segment({'alg': 'Ed25519'})}.{segment(PAYLOAD)}"
    token = judged(f"{message}.{encode(w.ED448.sign(message.encode()))}", w.pem(w.ED448))
    assert "verified" not in statuses(token)
