"""The examples of the documents: each opens, and says what its document says."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import x448, x25519

from webapp.inspector.base64url import decode, encode
from webapp.inspector.decode import decode as decode_token
from webapp.inspector.encryption import Status
from webapp.inspector.encryption.agreement import agreed, derived, other_info
from webapp.inspector.encryption.envelope import Envelope
from webapp.inspector.encryption.opener import Opener
from webapp.inspector.keys import Key, Vault, read
from webapp.inspector.paste import Found

from . import workshop as w

DATA = Path(__file__).parents[2] / "data" / "jwe" / "rfc.json"
EXAMPLES = {row["section"]: row for row in json.loads(DATA.read_text("utf-8"))}


@pytest.mark.parametrize("section", EXAMPLES)
def test_the_example_opens(section):
    row = EXAMPLES[section]
    keys = [w.jwk(row["key"])] if "key" in row else []
    report = w.reported(row["token"], *keys, secret=row.get("password"))
    assert report.decryption.status is Status.DECRYPTED
    assert report.decryption.causes == ()
    assert report.token.payload.bytes.decode() == row["plaintext"]
    assert report.token.payload.json_text == row["plaintext"]


def test_the_documents_are_there_whole():
    sections = {name.split(",")[0].rpartition(".")[0] for name in EXAMPLES if "7520" in name}
    assert sections == {f"RFC 7520 5.{number}" for number in range(1, 14)}
    assert {name.split(",")[0] for name in EXAMPLES if "7516" in name} == {
        f"RFC 7516 A.{number}" for number in range(1, 6)
    }


@pytest.mark.parametrize("section", EXAMPLES)
def test_the_header_that_counts_for_the_recipient_is_shown(section):
    row = EXAMPLES[section]
    keys = [w.jwk(row["key"])] if "key" in row else []
    report = w.reported(row["token"], *keys, secret=row.get("password"))
    header = report.token.header
    assert header.text_of("alg") == report.decryption.alg
    assert header.text_of("enc") == report.decryption.enc


@pytest.mark.parametrize("section", EXAMPLES)
def test_without_a_key_it_is_unchecked(section):
    decryption = w.decrypted(EXAMPLES[section]["token"])
    assert decryption.status is Status.UNCHECKED
    assert decryption.reason.startswith("Give the ")
    assert decryption.plaintext is None


# RFC 7518 appendix C
ALICE = {
    "kty": "EC",
    "crv": "P-256",
    "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
    "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
}
BOB = {
    "kty": "EC",
    "crv": "P-256",
    "x": "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
    "y": "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
    "d": "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw",
}


def opener(file):
    vault = Vault()
    key = read(file, vault=vault)[0]
    assert isinstance(key, Key)
    return Opener(key, vault.private_half(key))


def sent(**header):
    return Envelope(header, "", b"", b"", b"", b"")


def test_key_agreement_of_rfc_7518_appendix_c():
    shared = agreed(sent(epk=ALICE), opener(w.jwk(BOB)))
    assert list(shared[:4]) == [158, 86, 217, 29]
    info = other_info("A128GCM", b"Alice", b"Bob", 16)
    assert list(info[-4:]) == [0, 0, 0, 128]
    assert encode(derived(shared, 16, info)) == "VqqN6vgjbSBcIijNcacQGg"


# RFC 8037 appendices A.6 and A.7, with the receiver's private keys of RFC 7748 section 6
OKP_EXAMPLES = {
    "A.6, X25519": (
        x25519.X25519PrivateKey,
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
    ),
    "A.7, X448": (
        x448.X448PrivateKey,
        "1c306a7ac2a0e2e0990b294470cba339e6453772b075811d8fad0d1d6927c120"
        "bb5ee8972b0d3e21374c9c921b09d1b0366f10b65173992d",
        "9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bb"
        "c836647241d953d40c5b12da88120d53177f80e532c41fa0",
        "07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56"
        "fd2464c335543936521c24403085d59a449a5037514a879d",
    ),
}


@pytest.mark.parametrize("section", OKP_EXAMPLES)
def test_key_agreement_of_rfc_8037(section):
    kind, private, ephemeral, shared = OKP_EXAMPLES[section]
    curve = section.split(", ")[1]
    epk = {"kty": "OKP", "crv": curve, "x": encode(bytes.fromhex(ephemeral))}
    key = kind.from_private_bytes(bytes.fromhex(private))
    assert agreed(sent(epk=epk), opener(w.pem(key))).hex() == shared


def test_the_public_keys_of_rfc_8037_are_those_of_the_private_ones():
    key = x25519.X25519PrivateKey.from_private_bytes(bytes.fromhex(OKP_EXAMPLES["A.6, X25519"][1]))
    assert encode(key.public_key().public_bytes_raw()) == "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"


def test_additional_data_of_rfc_7516_section_5_1():
    token = decode_token(Found(EXAMPLES["RFC 7520 5.10.5, flattened"]["token"]))
    assert json.loads(decode(token.other("aad").text).bytes)[0] == "vcard"
