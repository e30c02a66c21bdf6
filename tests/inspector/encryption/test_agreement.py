"""What two keys agree on, by the examples of the documents, and where they do not agree."""

import pytest
from cryptography.hazmat.primitives.asymmetric import x448, x25519

from webapp.inspector.base64url import encode
from webapp.inspector.encryption.agreement import agreed, counted, derived, ephemeral, other_info
from webapp.inspector.keys import Key, UnusableKey

from . import workshop as w

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


def test_key_agreement_of_rfc_7518_appendix_c():
    shared = agreed(w.sent({"epk": ALICE}), w.opener(w.jwk(BOB)))
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
    assert agreed(w.sent({"epk": epk}), w.opener(w.pem(key))).hex() == shared


def test_the_public_keys_of_rfc_8037_are_those_of_the_private_ones():
    key = x25519.X25519PrivateKey.from_private_bytes(bytes.fromhex(OKP_EXAMPLES["A.6, X25519"][1]))
    assert encode(key.public_key().public_bytes_raw()) == "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"


def public_jwk(curve):
    return w.opener(w.public_pem(w.CURVES[curve])).key.public_jwk


@pytest.mark.parametrize("curve", w.CURVES)
def test_keys_on_one_curve_agree_and_on_two_do_not(curve):
    for own in w.CURVES:
        shared = agreed(w.sent({"epk": public_jwk(curve)}), w.opener(w.pem(w.CURVES[own])))
        assert (shared is not None) is (own == curve)


@pytest.mark.parametrize("own", [w.public_pem(w.CURVES["P-256"]), w.pem(w.RSA), w.oct_jwk(bytes(32))])
def test_what_is_no_private_key_on_the_curve_agrees_on_nothing(own):
    assert agreed(w.sent({"epk": ALICE}), w.opener(own)) is None


EPHEMERAL = {
    "a key": (ALICE, Key),
    "a key with its private half": (BOB, Key),
    "a point that is not on the curve": ({**ALICE, "x": ALICE["y"]}, UnusableKey),
    "half a point": ({**ALICE, "y": None}, UnusableKey),
    "no members": ({}, UnusableKey),
    "a key set": ({"keys": [ALICE]}, UnusableKey),
    "an empty key set": ({"keys": []}, UnusableKey),
    "a key in a wrapper": ({"jwk": ALICE}, UnusableKey),
    "a lone surrogate": ({"kty": "\ud800"}, UnusableKey),
    "text": ("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", type(None)),
    "a list": ([ALICE], type(None)),
    "null": (None, type(None)),
}


@pytest.mark.parametrize("case", EPHEMERAL)
def test_the_key_of_the_sender_is_one_jwk(case):
    value, kind = EPHEMERAL[case]
    found = ephemeral(w.sent({"epk": value}))
    assert isinstance(found, kind)
    assert found is None or found.name == "epk"
    if kind is not Key:
        assert agreed(w.sent({"epk": value}), w.opener(w.jwk(BOB))) is None


def test_what_is_no_jwk_is_told_so():
    assert ephemeral(w.sent({"epk": {"keys": [ALICE]}})).message == "This is no JWK: it has no member “kty”."
    assert ephemeral(w.sent()) is None


def test_what_is_hashed_with_the_secret():
    info = b"\0\0\0\x06A128KW" + b"\0\0\0\0" + b"\0\0\0\x03Bob" + b"\0\0\0\x80"
    assert other_info("A128KW", b"", b"Bob", 16) == info
    assert counted("é".encode()) == b"\0\0\0\x02\xc3\xa9"
