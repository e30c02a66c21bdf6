"""What an RSA signature says of itself, and what happens to it."""

import hashlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from webapp.inspector import keys
from webapp.inspector.base64url import encode
from webapp.inspector.signature import Status
from webapp.inspector.signature.rsa_structure import structures
from webapp.inspector.submission import KeyFile

from . import workshop as w

RS256 = w.signing_input("RS256")
PS256 = w.signing_input("PS256")
KEY = w.pem(w.RSA, "rsa.pem")
SIZE = 256
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
SHA256_INFO_WITHOUT_NULL = bytes.fromhex("302f300b0609608648016503040201" + "0420")


def pss(signed, salt, algorithm=None, mgf=None):
    algorithm = algorithm or hashes.SHA256()
    return w.RSA.sign(signed.encode(), padding.PSS(padding.MGF1(mgf or algorithm), salt), algorithm)


def digest(signed):
    return hashlib.sha256(signed.encode()).digest()


FAULTS = {
    "rsa.pkcs1_vs_pss": [(RS256, pss(RS256, 32)), (PS256, w.rs256(PS256.encode()))],
    "rsa.pss_salt": [
        (PS256, pss(PS256, 20)),
        (PS256, pss(PS256, padding.PSS.MAX_LENGTH)),
        (PS256, pss(PS256, 0)),
    ],
    "rsa.pss_mgf": [(PS256, pss(PS256, 32, mgf=hashes.SHA1()))],
    "rsa.no_digestinfo": [
        (RS256, w.powered(digest(RS256))),
        (RS256, w.powered(digest(RS256).hex().encode())),
    ],
    "rsa.digestinfo_no_null": [(RS256, w.powered(SHA256_INFO_WITHOUT_NULL + digest(RS256)))],
    "rsa.raw": [(RS256, w.raised(digest(RS256)))],
    "digest.wrong_hash": [
        (RS256, w.rs256(RS256.encode(), hashes.SHA1())),
        (RS256, w.rs256(RS256.encode(), hashes.SHA512())),
        (PS256, pss(PS256, 64, hashes.SHA512())),
    ],
    "msg.newline": [(RS256, w.rs256(RS256.encode() + b"\n"))],
}


@pytest.mark.parametrize(
    ("cause", "signed", "signature"),
    [
        pytest.param(cause, *case, id=f"{cause}-{number}")
        for cause, cases in FAULTS.items()
        for number, case in enumerate(cases)
    ],
)
def test_the_fault_is_proved_and_nothing_else(cause, signed, signature):
    verification = w.verified(w.token(signed, signature), KEY)
    assert verification.status is Status.INVALID
    assert [(it.id, it.proved, it.repaired) for it in verification.causes] == [(cause, True, None)]


def test_two_faults_of_different_steps():
    verification = w.verified(w.token(PS256, pss(PS256 + "\n", 20)), KEY)
    assert sorted(it.id for it in verification.causes) == ["msg.newline", "rsa.pss_salt"]


@pytest.mark.parametrize("signature", [w.rs256(b"other"), pss("other", 32)], ids=["PKCS1", "PSS"])
def test_the_right_key_over_other_content_is_told_from_another_key(signature):
    verification = w.verified(w.token(RS256, signature), KEY)
    assert [(it.id, it.proved) for it in verification.causes] == [("rsa.right_key_wrong_content", False)]


def test_another_key_shows_no_structure():
    other = rsa.generate_private_key(65537, 2048)
    signature = other.sign(RS256.encode(), padding.PKCS1v15(), hashes.SHA256())
    verification = w.verified(w.token(RS256, signature), KEY)
    assert [(it.id, it.proved) for it in verification.causes] == [("rsa.no_structure", False)]


def test_a_key_of_another_size():
    other = rsa.generate_private_key(65537, 3072)
    signature = other.sign(RS256.encode(), padding.PKCS1v15(), hashes.SHA256())
    verification = w.verified(w.token(RS256, signature), KEY)
    assert [it.id for it in verification.causes] == ["rsa.size_mismatch"]
    assert "3072 bits" in verification.causes[0].message


@pytest.mark.parametrize("signature", [b"", b"\xff" * SIZE, b"\1", bytes(SIZE), b"\xff" * 1000])
def test_nothing_is_read_into_nonsense(signature):
    assert not [it for it in structures(w.RSA.public_key(), signature) if it.certain]
    assert w.verified(w.token(RS256, encode(signature)), KEY).status is Status.INVALID


@pytest.mark.parametrize("name", ["sha256", "sha1"])
@pytest.mark.parametrize(
    "written", [bytes, lambda digest: digest.hex().encode(), lambda digest: b"DigestInfo" + digest]
)
def test_the_public_key_encrypted_the_hash(name, written):
    digest = hashlib.new(name, RS256.encode()).digest()
    ciphertext = w.RSA.public_key().encrypt(written(digest), padding.PKCS1v15())
    verification = w.judged("RS256", w.token(RS256, ciphertext))
    assert [(it.id, it.proved) for it in verification.causes] == [
        ("rsa.public_encrypted", False),
        ("rsa.no_structure", False),
    ]


def test_what_was_encrypted_shows_only_to_the_private_key():
    ciphertext = w.RSA.public_key().encrypt(hashlib.sha256(RS256.encode()).digest(), padding.PKCS1v15())
    [row] = keys.read(w.pem(w.RSA))
    text = w.token(RS256, ciphertext)
    verification = w.verified(text, KeyFile("public.pem", row.public_pem.encode()))
    assert [it.id for it in verification.causes] == ["rsa.no_structure"]


@pytest.mark.parametrize("data", [b"", b"-----BEGIN PRIVATE KEY-----", w.pem(w.P256).data])
def test_a_file_without_an_rsa_key_opens_nothing(data):
    assert keys.decrypted(KeyFile("key.pem", data), bytes(256)) is None


def test_what_has_not_the_length_of_the_key_is_not_opened():
    assert keys.decrypted(w.pem(w.RSA), b"short") is None


def test_the_other_padding_is_named_by_its_algorithm():
    said = "RS256 means RSASSA-PKCS1-v1_5; the signature was padded with RSASSA-PSS as PS256 does."
    assert w.verified(w.token(RS256, pss(RS256, 32)), KEY).causes[0].message == said
    said = "PS256 means RSASSA-PSS; the signature was padded with RSASSA-PKCS1-v1_5 as RS256 does."
    assert w.verified(w.token(PS256, w.rs256(PS256.encode())), KEY).causes[0].message == said


def test_another_key_is_named_before_what_is_seen_of_it():
    other = rsa.generate_private_key(65537, 2048)
    [cause] = w.verified(w.token(RS256, w.rs256(RS256.encode())), w.pem(other, "other.pem")).causes
    says = "Another RSA key signed it, or its signature is damaged: with other.pem no padding comes out."
    assert (cause.id, cause.message) == ("rsa.no_structure", says)
