"""The key is not the one that signed."""

import base64
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc.jwk import ECKey

from webapp.inspector.signature import Status

from . import workshop as w

OTHER = w.pem(ec.generate_private_key(ec.SECP256R1()))


def certificate():
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "signer")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(w.P256.public_key())
    dated = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2027, 1, 1, tzinfo=UTC)
    )
    made = dated.serial_number(1).sign(w.P256, hashes.SHA256())
    return base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()


CARRIED = {
    "jwk": lambda: ECKey.import_key(w.P256.public_key()).as_dict(private=False),
    "x5c": lambda: [certificate()],
}


@pytest.mark.parametrize("name", CARRIED)
def test_a_key_that_only_the_token_vouches_for(name):
    signed = w.signing_input("ES256", **{name: CARRIED[name]()})
    verification = w.verified(w.token(signed, w.es256(signed.encode())), OTHER)
    assert verification.status is Status.INVALID
    assert [(it.id, it.proved, it.repaired) for it in verification.causes] == [
        ("key.embedded_key", True, None)
    ]


@pytest.mark.parametrize("value", [7, "x", [], {"kty": "EC"}, [7], ["!"], ["AAAA"]])
def test_what_is_no_key_is_passed_over(value):
    signed = w.signing_input("ES256", jwk=value, x5c=value)
    verification = w.verified(w.token(signed, w.es256(signed.encode())), OTHER)
    assert verification.status is Status.INVALID
    assert not any(it.proved for it in verification.causes)


def test_the_keys_that_the_header_and_the_file_name_are_quoted():
    signed = w.signing_input("ES256", kid="ABC123DEFG")
    other = w.pem(ec.generate_private_key(ec.SECP256R1()), "AuthKey_7XK4Q2M9RT.p8")
    causes = w.verified(w.token(signed, w.signature("ES256", signed.encode())), other).causes
    said = "The header names the key “ABC123DEFG”; the file given is for “7XK4Q2M9RT”."
    assert said in [it.message for it in causes]
