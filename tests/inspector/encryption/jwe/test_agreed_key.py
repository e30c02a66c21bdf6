"""The key was derived otherwise from what two keys agree on, and the words say how."""

import hashlib

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from webapp.inspector.encryption.agreement import counted, other_info
from webapp.inspector.encryption.jwe.agreed_key import ecdh_kdf

from .. import workshop as w
from ..faults import EC, GCM, PARTIES, concat, to_p256

ALICE, BOB = counted(b"Alice"), counted(b"Bob")
BITS = (256).to_bytes(4, "big")
OWN = counted(b"A256GCM")


def hkdf(info):
    return lambda shared: HKDF(SHA256(), 32, None, info).derive(shared)


# How the key of a token is derived whose apu is Alice, whose apv is Bob, under ECDH-ES with A256GCM
DERIVED = {
    "derived without apu and apv": concat(other_info("A256GCM", b"", b"", 32)),
    "derived with the base64url text of apu and apv instead of their bytes": concat(
        other_info("A256GCM", b"QWxpY2U", b"Qm9i", 32)
    ),
    "derived with apu and apv exchanged": concat(other_info("A256GCM", b"Bob", b"Alice", 32)),
    "derived without apu": concat(other_info("A256GCM", b"", b"Bob", 32)),
    "derived without apv": concat(other_info("A256GCM", b"Alice", b"", 32)),
    "derived with “ECDH-ES” where “A256GCM” belongs": concat(other_info("ECDH-ES", b"Alice", b"Bob", 32)),
    "derived without the name of the algorithm": concat(other_info("", b"Alice", b"Bob", 32)),
    "derived with its length in bytes instead of bits": concat(OWN + ALICE + BOB + (32).to_bytes(4, "big")),
    "derived without the length before each field": concat(b"A256GCM" + b"Alice" + b"Bob" + BITS),
    "derived without its own length at the end": concat(OWN + ALICE + BOB),
    "derived without anything beside the shared secret": concat(b""),
    "derived with the algorithm’s name alone": concat(b"A256GCM"),
    "derived with “ECDH-ES” where “A256GCM” belongs, and without apu and apv": concat(
        other_info("ECDH-ES", b"", b"", 32)
    ),
    "the shared secret itself, without any derivation": lambda shared: shared,
    "the SHA-256 hash of the shared secret": lambda shared: hashlib.sha256(shared).digest(),
    "the SHA-512 hash of the shared secret": lambda shared: hashlib.sha512(shared).digest()[:32],
    "derived with HKDF": hkdf(b""),
    "derived with HKDF, given the information of the Concat KDF": hkdf(OWN + ALICE + BOB + BITS),
}


@pytest.mark.parametrize("says", DERIVED)
def test_another_derivation_than_that_of_jose(says):
    [cause] = w.decrypted(to_p256(DERIVED[says], **PARTIES), EC).causes
    assert (cause.id, cause.proved) == ("jwe.ecdh_kdf", True)
    assert cause.message == f"It opens when the key is {says}."


def test_a_key_that_wraps_is_named_after_alg_and_as_long():
    for says, derive in {
        "derived with “A256GCM” where “ECDH-ES+A128KW” belongs": concat(
            other_info("A256GCM", b"", b"", 16), 16
        ),
        "derived with “A128KW” where “ECDH-ES+A128KW” belongs": concat(
            other_info("A128KW", b"", b"", 16), 16
        ),
        "derived with “ECDH-ES” where “ECDH-ES+A128KW” belongs": concat(
            other_info("ECDH-ES", b"", b"", 16), 16
        ),
        "the shared secret itself, without any derivation": lambda shared: shared[:16],
        "the end of the shared secret, without any derivation": lambda shared: shared[-16:],
    }.items():
        [cause] = w.decrypted(to_p256(derive, "ECDH-ES+A128KW"), EC).causes
        assert cause.message == f"It opens when the key is {says}."


def test_parties_that_are_no_text_are_no_part_of_it():
    [cause] = w.decrypted(to_p256(concat(other_info("A256GCM", b"", b"", 32)), apu=7), EC).causes
    assert cause.message == "It opens when the key is derived without apu and apv."


def shown(text, file):
    evidence = w.evidence(w.envelope(text), w.opener(file))
    return [
        guess.value(evidence.openers[0], evidence.envelope)
        for guess in ecdh_kdf(evidence.openers[0], evidence)
    ]


def test_each_key_is_another():
    keys = shown(to_p256(concat(b""), **PARTIES), EC)
    assert len(set(keys)) >= len(keys) - 1 > 25  # a shared secret of 32 bytes is its own end
    assert {len(key) for key in keys} == {32}


def test_without_parties_there_are_fewer():
    assert len(shown(to_p256(concat(b"")), EC)) < 20


def test_keys_that_do_not_agree_give_none():
    text = to_p256(concat(b""))
    for file in (w.pem(w.CURVES["X25519"]), w.pem(w.CURVES["P-384"]), w.oct_jwk(bytes(32))):
        assert shown(text, file) == []
    header = {**GCM, "epk": w.opener(EC).key.public_jwk}
    assert shown(w.compact(header, w.gcm(header, bytes(32))), EC) == []
