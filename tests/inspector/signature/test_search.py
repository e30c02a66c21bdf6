"""Why a signature does not verify: each fault, made on purpose, is found and proved."""

import hashlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from webapp.inspector.base64url import decode, encode
from webapp.inspector.limits import Limits
from webapp.inspector.signature import Status

from . import workshop as w

SIGNED = w.signing_input("ES256", kid="7XK4Q2M9RT")
INPUT = SIGNED.encode()
SOUND = w.es256(INPUT)
KEY = w.pem(w.P256, "AuthKey_7XK4Q2M9RT.p8")
HEADER, PAYLOAD = SIGNED.split(".")


def der(message=INPUT):
    return w.P256.sign(message, ec.ECDSA(hashes.SHA256()))


def signature_where(condition):
    """A sound signature of the kind asked for; each attempt has a fresh nonce."""
    return next(signature for signature in iter(lambda: w.es256(INPUT), None) if condition(signature))


def with_zero_at(index):
    return signature_where(lambda signature: signature[index] == 0)


REPAIRABLE = {
    "ecdsa.der": lambda: der(),
    "ecdsa.trimmed_rs": lambda: with_zero_at(0)[1:],
    "sigenc.hex": lambda: SOUND.hex(),
    "sigenc.hex_text": lambda: encode(SOUND.hex().encode()),
    "sigenc.double_base64": lambda: encode(encode(SOUND).encode()),
    "sigenc.padded": lambda: encode(SOUND) + "==",
    "sigenc.std_base64": lambda: (
        encode(signature_where(lambda it: "-" in encode(it))).replace("-", "+").replace("_", "/")
    ),
    "sigenc.noncanonical": lambda: encode(SOUND)[:-1] + chr(ord(encode(SOUND)[-1]) + 1),
}

SIGN_AGAIN = {
    "msg.newline": lambda: w.es256(INPUT + b"\n"),
    "msg.payload_only": lambda: w.es256(PAYLOAD.encode()),
    "msg.no_dot": lambda: w.es256((HEADER + PAYLOAD).encode()),
    "msg.json_signed": lambda: w.es256(decode(HEADER).bytes + b"." + decode(PAYLOAD).bytes),
    "msg.padded": lambda: w.es256(
        ".".join(part + "=" * (-len(part) % 4) for part in (HEADER, PAYLOAD)).encode()
    ),
    "digest.double_raw": lambda: w.es256(hashlib.sha256(INPUT).digest()),
    "digest.double_hex": lambda: w.es256(hashlib.sha256(INPUT).hexdigest().encode()),
    "digest.none": lambda: w.es256_of_digest(INPUT[:32]),
    "digest.wrong_hash": lambda: w.raw(w.P256.sign(INPUT, ec.ECDSA(hashes.SHA384()))),
}


def ids(verification):
    return [cause.id for cause in verification.causes]


@pytest.mark.parametrize("cause", REPAIRABLE)
def test_a_repairable_fault_is_proved_and_the_repaired_token_verifies(cause):
    verification = w.verified(w.token(SIGNED, REPAIRABLE[cause]()), KEY)
    assert verification.status is Status.INVALID
    assert ids(verification) == [cause]
    assert verification.causes[0].proved
    assert w.verified(verification.causes[0].repaired, KEY).status is Status.VERIFIED


@pytest.mark.parametrize("cause", SIGN_AGAIN)
def test_a_fault_of_signing_is_proved_and_no_repair_is_offered(cause):
    verification = w.verified(w.token(SIGNED, SIGN_AGAIN[cause]()), KEY)
    assert verification.status is Status.INVALID
    assert ids(verification) == [cause]
    assert verification.causes[0].proved
    assert verification.causes[0].repaired is None


def test_two_faults_at_once_are_both_named():
    verification = w.verified(w.token(SIGNED, der(INPUT + b"\n")), KEY)
    assert sorted(ids(verification)) == ["ecdsa.der", "msg.newline"]
    assert all(cause.proved and cause.repaired is None for cause in verification.causes)


def test_the_curve_of_the_key():
    signed = w.signing_input("ES256")
    signature = w.raw(w.P384.sign(signed.encode(), ec.ECDSA(hashes.SHA256())), 48)
    verification = w.verified(w.token(signed, signature), w.pem(w.P384))
    assert verification.status is Status.INVALID
    assert ids(verification) == ["ecdsa.wrong_curve"]


def test_rsa_with_another_hash():
    signed = w.signing_input("RS256")
    verification = w.verified(w.token(signed, w.rs256(signed.encode(), hashes.SHA512())), w.pem(w.RSA))
    assert ids(verification) == ["digest.wrong_hash"]
    assert "SHA-512" in verification.causes[0].message


@pytest.mark.parametrize(
    ("given", "used", "cause"),
    [
        (
            "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=",
            b"secret-secret-secret-secret-secr",
            "hmac.secret_base64",
        ),
        (w.SECRET, encode(w.SECRET.encode()).encode(), "hmac.signer_used_text"),
        (
            "00112233445566778899aabbccddeeff" * 2,
            bytes.fromhex("00112233445566778899aabbccddeeff" * 2),
            "hmac.secret_hex",
        ),
        (w.SECRET, w.SECRET.encode() + b"\n", "hmac.secret_newline"),
        (w.SECRET + "\n", w.SECRET.encode(), "hmac.secret_newline"),
    ],
)
def test_readings_of_a_secret(given, used, cause):
    signed = w.signing_input("HS256")
    verification = w.verified(w.token(signed, w.hs256(used, signed.encode())), secret=given)
    assert verification.status is Status.INVALID
    assert ids(verification) == [cause]


def test_the_text_of_the_p8_as_an_hmac_secret():
    signed = w.signing_input("HS256")
    for text in (KEY.data, KEY.data.strip()):
        verification = w.verified(w.token(signed, w.hs256(text, signed.encode())), KEY)
        assert verification.status is Status.INVALID
        assert ids(verification) == ["hmac.secret_is_pem"]
        assert "AuthKey_7XK4Q2M9RT.p8" in verification.causes[0].message


def test_another_key_proves_nothing_and_what_was_tried_is_listed():
    other = ec.generate_private_key(ec.SECP256R1())
    verification = w.verified(w.token(SIGNED, w.es256(INPUT, other)), KEY)
    assert verification.status is Status.INVALID
    assert verification.causes == ()
    assert verification.tried.count > 100
    assert "with which hash" in verification.tried.what
    assert "how an RSA signature was padded" not in verification.tried.what


def test_what_can_be_seen_without_trying_is_only_suspected():
    unsigned = w.verified(f"{SIGNED}.", KEY)
    cut = w.verified(w.token(SIGNED, SOUND[:40]), KEY)
    assert [(cause.id, cause.proved) for cause in unsigned.causes] == [("transport.unsigned", False)]
    assert [(cause.id, cause.proved) for cause in cut.causes] == [("transport.truncated", False)]


def test_a_kid_that_names_another_file_is_suspected():
    other = w.pem(ec.generate_private_key(ec.SECP256R1()), "AuthKey_ZZZZZZZZZZ.p8")
    verification = w.verified(w.token(SIGNED, SOUND), other)
    assert ids(verification) == ["key.kid_filename"]
    assert "7XK4Q2M9RT" in verification.causes[0].message
    assert "ZZZZZZZZZZ" in verification.causes[0].message


def test_a_sound_token_has_no_causes():
    verification = w.verified(w.token(SIGNED, SOUND), KEY)
    assert (verification.status, verification.causes, verification.tried) == (Status.VERIFIED, (), None)


def test_a_search_that_breaks_costs_its_explanation_alone(monkeypatch):
    monkeypatch.setattr("webapp.inspector.signature.search._searches", lambda _: 1 / 0)
    verification = w.verified(w.token(SIGNED, der()), KEY)
    assert verification.status is Status.INVALID
    assert (verification.causes, verification.tried.broke) == ((), "ZeroDivisionError")


def test_a_long_secret_is_tried_less_often():
    """Each HMAC hashes the whole of it, and a paste may bring one of a megabyte."""
    text = w.token(w.signing_input("HS256"), bytes(range(32)))
    short, long = (w.verified(text, secret="s" * length).tried for length in (40, 400_000))
    assert long.count < short.count / 3


def test_verifying_with_every_key_is_paid_from_what_the_search_may_spend():
    text = w.token(w.signing_input("EdDSA"), w.ED25519.sign(b"something else"))
    strangers = [ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(80)]
    files = [w.pem(signer, f"stranger {number}.pem") for number, signer in enumerate(strangers)]
    limits = Limits(search_seconds=0.01)
    assert w.verified(text, *files[:1], limits=limits).tried.count > 0
    assert w.verified(text, *files, limits=limits).tried.count == 0
