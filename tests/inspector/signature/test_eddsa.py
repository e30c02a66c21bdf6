"""EdDSA signatures in other forms than JOSE's, and keys that are not what they are taken for."""

import base64
import hashlib
import json
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519

from webapp.inspector.base64url import encode
from webapp.inspector.signature import Status
from webapp.inspector.signature.edwards import P
from webapp.inspector.submission import KeyFile

from . import workshop as w
from .test_edwards import variant_signature


def jwk(x, curve="Ed25519"):
    return KeyFile("key.jwk", json.dumps({"kty": "OKP", "crv": curve, "x": encode(x)}).encode())


def raw(key):
    return key.public_key().public_bytes_raw()


def signed_by(key, alg="EdDSA"):
    signed = w.signing_input(alg, kid=os.urandom(6).hex())
    return signed, key.sign(signed.encode())


def told(verification):
    assert verification.status is Status.INVALID
    return [(one.id, one.proved) for one in verification.causes]


@pytest.mark.parametrize(("key", "alg"), [(w.ED25519, "EdDSA"), (w.ED25519, "Ed25519"), (w.ED448, "EdDSA")])
def test_the_message_behind_the_signature_is_taken_off(key, alg):
    signed, signature = signed_by(key, alg)
    verification = w.verified(w.token(signed, signature + signed.encode()), w.pem(key))
    assert told(verification) == [("eddsa.attached", True)]
    repaired = verification.causes[0].repaired
    assert repaired == w.token(signed, signature)
    assert w.verified(repaired, w.pem(key)).status is Status.VERIFIED


def test_pyjwt_accepts_what_is_repaired():
    signed, signature = signed_by(w.ED25519)
    verification = w.judged("EdDSA", w.token(signed, signature + signed.encode()))
    assert w.accepted_by_pyjwt("EdDSA", verification.causes[0].repaired)


def test_a_seed_published_as_the_public_key_is_told_with_the_public_key():
    for _ in range(5):
        key = ed25519.Ed25519PrivateKey.generate()
        verification = w.verified(w.token(*signed_by(key)), jwk(key.private_bytes_raw()))
        assert told(verification) == [("eddsa.seed_as_public", True)]
        assert encode(raw(key)) in verification.causes[0].message
        assert encode(key.private_bytes_raw()) not in verification.causes[0].message


@pytest.mark.parametrize(
    "written",
    [
        bytes,
        lambda data: data.hex().encode() + b"\n",
        lambda data: b"0x" + data.hex().upper().encode(),
        base64.b64encode,
        lambda data: encode(data).encode(),
    ],
)
def test_bare_bytes_are_the_seed_or_the_public_key(written):
    signed, signature = signed_by(w.ED25519)
    seed, public = w.ED25519.private_bytes_raw(), raw(w.ED25519)
    for data, cause in ((seed, "eddsa.seed_as_public"), (public, "key.other_format")):
        verification = w.verified(w.token(signed, signature), KeyFile("key.txt", written(data)))
        assert told(verification) == [(cause, True)]
        assert "key.txt" in verification.causes[0].message


def test_bare_bytes_of_another_key_are_no_key():
    signed, signature = signed_by(w.ED25519)
    file = KeyFile("key.txt", w.ED25519.private_bytes_raw()[::-1])
    verification = w.verified(w.token(signed, signature), file)
    assert (verification.status, verification.causes) == (Status.UNCHECKED, ())
    assert verification.reason == "Give an Ed25519 or Ed448 key to check it."


def montgomery(public):
    """The X25519 form of an Ed25519 key, u = (1 + y) / (1 - y) (RFC 7748 section 4.1)."""
    y = int.from_bytes(public, "little") & ((1 << 255) - 1)
    return ((1 + y) * pow(1 - y, -1, P) % P).to_bytes(32, "little")


def test_this_is_the_x25519_form():
    """libsodium derives it of the same seed (crypto_sign_ed25519_sk_to_curve25519)."""
    key = ed25519.Ed25519PrivateKey.generate()
    scalar = hashlib.sha512(key.private_bytes_raw()).digest()[:32]
    assert montgomery(raw(key)) == raw(x25519.X25519PrivateKey.from_private_bytes(scalar))


def test_the_x25519_form_of_a_key_is_turned_back():
    for _ in range(6):  # of both signs, with a chance of 31 in 32
        key = ed25519.Ed25519PrivateKey.generate()
        verification = w.verified(w.token(*signed_by(key)), jwk(montgomery(raw(key)), "X25519"))
        assert told(verification) == [("eddsa.x25519_key", True)]
        assert encode(raw(key)) in verification.causes[0].message


def test_an_ed25519_key_labelled_x25519_is_told():
    key = ed25519.Ed25519PrivateKey.generate()
    verification = w.verified(w.token(*signed_by(key)), jwk(raw(key), "X25519"))
    assert told(verification) == [("eddsa.x25519_key", True)]
    assert "its bytes are the Ed25519 key itself" in verification.causes[0].message


@pytest.mark.parametrize(("signer", "other"), [(w.ED448, w.ED25519), (w.ED25519, w.ED448)])
def test_a_signature_of_the_other_edwards_curve_is_told_by_its_length(signer, other):
    signed, signature = signed_by(signer)
    verification = w.verified(w.token(signed, signature), w.pem(other))
    assert told(verification) == [("eddsa.wrong_curve", False)]
    assert f"{len(signature)} bytes" in verification.causes[0].message


@pytest.mark.parametrize("context", [b"", b"JWT", b"JWS"])
@pytest.mark.parametrize(("prehashed", "name"), [(True, "Ed25519ph"), (False, "Ed25519ctx")])
def test_the_variants_of_ed25519_are_told_and_must_sign_again(context, prehashed, name):
    signed = w.signing_input("EdDSA", kid=os.urandom(6).hex())
    signature = variant_signature(w.ED25519, signed.encode(), context, prehashed)
    verification = w.judged("EdDSA", w.token(signed, signature))
    assert told(verification) == [("eddsa.ph", True)]
    assert name in verification.causes[0].message
    assert verification.causes[0].repaired is None
