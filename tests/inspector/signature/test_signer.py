"""What a signature tells of its key is told where no key at hand verifies it, and only then."""

import base64
import datetime
import json
import os

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from joserfc import jwk

from webapp.inspector.signature import Status

from . import workshop as w

each_alg = pytest.mark.parametrize("alg", w.EC_SIGNERS)


def told(text, *files):
    [token] = w.examined(text, files=files).tokens
    return token.verification


def signed(alg, **header):
    message = w.signing_input(alg, **header)
    return w.token(message, w.signature(alg, message.encode()))


def thumbprint(key):
    """By a library that has no part in computing the candidates."""
    return jwk.ECKey.import_key(public_pem(key)).thumbprint()


def public_pem(key):
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def public_jwk(key):
    return jwk.ECKey.import_key(public_pem(key)).as_dict()


def other_key(alg):
    return ec.generate_private_key(w.EC_SIGNERS[alg][0].curve)


@each_alg
def test_keys_of_an_unchecked_token_are_shown(alg):
    verification = told(signed(alg))
    key = w.EC_SIGNERS[alg][0]
    assert verification.status is Status.UNCHECKED
    shown = {it.key.thumbprint: it.key for it in verification.signer.candidates}
    assert len(shown) == 2
    assert shown[thumbprint(key)].public_pem.encode() == public_pem(key)
    assert shown[thumbprint(key)].public_jwk == public_jwk(key)
    assert verification.signer.says.startswith("Two keys fit this signature.")
    assert "if the token is as it was when it was signed" in verification.signer.says


@each_alg
def test_keys_of_an_unexplained_token_are_shown(alg):
    verification = told(signed(alg), w.pem(other_key(alg)))
    assert verification.status is Status.INVALID
    assert not any(cause.proved for cause in verification.causes)
    assert thumbprint(w.EC_SIGNERS[alg][0]) in {it.key.thumbprint for it in verification.signer.candidates}


@each_alg
def test_keys_of_a_verified_or_explained_token_are_not_computed(alg):
    key = w.pem(w.EC_SIGNERS[alg][0])
    assert told(signed(alg), key).status is Status.VERIFIED
    assert told(signed(alg), key).signer is None
    explained = told(as_der(alg), key)
    assert explained.causes[0].id == "ecdsa.der"
    assert explained.signer is None


def as_der(alg):
    message = w.signing_input(alg)
    signature = w.signature(alg, message.encode())
    middle = len(signature) // 2
    r, s = (int.from_bytes(half, "big") for half in (signature[:middle], signature[middle:]))
    return w.token(message, encode_dss_signature(r, s))


@each_alg
def test_what_is_plainly_wrapped_is_unwrapped(alg):
    message = w.signing_input(alg)
    signature = w.signature(alg, message.encode())
    wrapped = [as_der(alg), w.token(message, signature.hex()), f"{w.token(message, signature)}=="]
    for text in wrapped:
        found = {it.key.thumbprint for it in told(text).signer.candidates}
        assert thumbprint(w.EC_SIGNERS[alg][0]) in found


def test_key_in_the_header_is_recognised_and_comes_first():
    for _ in range(8):
        verification = told(signed("ES256", jwk=public_jwk(w.P256), x=os.urandom(4).hex()))
        first, second = verification.signer.candidates
        assert first.key.thumbprint == thumbprint(w.P256)
        assert first.known == "It is the key in the header parameter jwk."
        assert second.known == ""
        assert [it.key.name for it in (first, second)] == ["candidate 1", "candidate 2"]


def test_certificate_in_the_header_is_recognised():
    first = told(signed("ES256", x5c=[certificate(w.P256)])).signer.candidates[0]
    assert first.known == "It is the key in the header parameter x5c."
    assert first.key.thumbprint == thumbprint(w.P256)


def certificate(key):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(day)
        .not_valid_after(day + datetime.timedelta(days=365))
    )
    der = built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    return base64.b64encode(der).decode()


@pytest.mark.parametrize("prefix", ["", "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"])
def test_kid_that_is_a_thumbprint_names_the_key(prefix):
    first = told(signed("ES256", kid=prefix + thumbprint(w.P256))).signer.candidates[0]
    assert first.known == "Its thumbprint is the kid of the header."
    assert first.key.thumbprint == thumbprint(w.P256)


@pytest.mark.parametrize("x5c", [[], ["x"], [5], "text", [""], [None, "x"], ["é" * 5]])
def test_nonsense_in_the_header_does_no_harm(x5c):
    verification = told(signed("ES256", x5c=x5c, jwk={"kty": "EC", "crv": 5}))
    assert len(verification.signer.candidates) == 2


def test_numbers_of_no_signer_are_said_to_be_none():
    for r, s in ((0, 0), (0, 1), (2**256 - 1, 1)):
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        verification = told(w.token(w.signing_input("ES256"), signature))
        assert verification.signer.candidates == ()
        assert verification.signer.says.startswith("No P-256 key made this signature:")


def test_signature_that_cannot_be_read_tells_nothing():
    for signature in ("", "A", "!!!!", "AAAA", "A" * 100_000):
        assert told(w.token(w.signing_input("ES256"), signature)).signer is None


@pytest.mark.parametrize("alg", ["RS256", "PS256"])
def test_rsa_signature_tells_the_size_of_its_key(alg):
    verification = told(w.token(w.signing_input(alg), w.rs256(b"x")))
    assert verification.signer.candidates == ()
    assert verification.signer.says.startswith("The signature is 256 bytes: an RSA key of 2048 bits made it.")


def test_rsa_signature_leaves_the_rest_to_the_causes():
    verification = told(w.token(w.signing_input("RS256"), w.rs256(b"x")), w.pem(w.RSA))
    assert [cause.id for cause in verification.causes] == ["rsa.right_key_wrong_content"]
    assert verification.signer is None


@pytest.mark.parametrize("alg", ["HS256", "EdDSA", "none", "dir", "XS256"])
def test_others_tell_nothing(alg):
    assert told(w.token(w.signing_input(alg), bytes(range(1, 65)))).signer is None


def test_of_a_token_with_many_signatures_the_keys_of_the_first_are_computed():
    """Twenty tokens of twenty signatures each would otherwise cost a second."""
    header, payload, signature = signed("ES256").split(".")
    one = {"protected": header, "signature": signature}
    [token] = w.examined(json.dumps({"payload": payload, "signatures": [one] * 20})).tokens
    assert [it.signer is not None for it in token.verifications] == [True, *[False] * 19]
