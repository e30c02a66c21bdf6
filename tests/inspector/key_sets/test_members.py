"""One key of a set: each member to its bound, what it says, and what is odd and sound."""

import base64
import hashlib

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW
from webapp.inspector.example_certificates import LEAF
from webapp.inspector.example_keys import P256, RSA_1024, RSA_2048, SECP256K1
from webapp.inspector.key_sets.members import remarks
from webapp.inspector.keys import read
from webapp.inspector.submission import KeyFile

from .workshop import entry

ONE, RSA = {**P256, "kid": "one"}, {**RSA_2048, "kid": "rsa"}
THUMBPRINT = entry(P256).key.thumbprint
RFC_X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"  # RFC 7515 appendix A.3
RFC_Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
DER = base64.b64decode(LEAF)
_PEM = f"-----BEGIN CERTIFICATE-----\n{LEAF}\n-----END CERTIFICATE-----"
[_CERTIFICATE] = read(KeyFile("leaf.pem", _PEM.encode()))
X5C = {**_CERTIFICATE.public_jwk, "kid": "c", "x5c": [LEAF]}


def secret(length, **more):
    return {"kty": "oct", "kid": "hs", "k": encode(bytes(range(128, 128 + length))), **more}


def told(jwk, *, alone=False):
    return [
        (it.id, it.severity.value, it.place, it.message) for it in remarks(entry(jwk, 3, alone=alone), NOW)
    ]


MESSAGES = {
    "no kid": (
        P256,
        ("missing-key-id", "warning", "kid"),
        "It has no kid: a receiver that looks for the key that a header names does not find it.",
    ),
    "kid empty": ({**P256, "kid": ""}, ("missing-key-id", "warning", "kid"), "kid is an empty text."),
    "kid a list": ({**P256, "kid": ["a"]}, ("mistyped-member", "error", "kid"), "kid must be a text."),
    "kid a thumbprint": (
        {**P256, "kid": "A" * 43},
        ("other-thumbprint", "notice", "kid"),
        f"kid has the form of a thumbprint, and the key’s own is “{THUMBPRINT}”. That is allowed; where a "
        "kid is meant to be the thumbprint, it is another key’s.",
    ),
    "private member": (
        {**ONE, "d": "AAAA"},
        ("leaked-private-key", "error", "d"),
        "It holds d: the private key stands in a set that is meant to be shared. Replace the key wherever it "
        "is used, and publish the public members only.",
    ),
    "use": (
        {**ONE, "use": "Sig"},
        ("unknown-use", "warning", "use"),
        "use is “Sig”; what is registered is “sig” for signatures and “enc” for encryption.",
    ),
    "operation twice": (
        {**ONE, "key_ops": ["verify", "verify"]},
        ("doubled-operation", "error", "key_ops"),
        "key_ops names an operation twice.",
    ),
    "operations no texts": (
        {**ONE, "key_ops": ["verify", 7]},
        ("mistyped-member", "error", "key_ops"),
        "key_ops must be a list of texts.",
    ),
    "private operation": (
        {**RSA, "key_ops": ["unwrapKey"]},
        ("private-operation", "warning", "key_ops"),
        "key_ops says “unwrapKey”, which a public key cannot do; its part is “wrapKey”.",
    ),
    "sig and deriveKey": (
        {**ONE, "use": "sig", "key_ops": ["verify", "deriveKey"]},
        ("conflicting-use", "error", "key_ops"),
        "use is “sig” and key_ops says “deriveKey”: the two must not contradict each other.",
    ),
    "enc and verify": (
        {**ONE, "use": "enc", "key_ops": ["verify"]},
        ("conflicting-use", "error", "key_ops"),
        "use is “enc” and key_ops says “verify”: the two must not contradict each other.",
    ),
    "alg none": (
        {**ONE, "alg": "None"},
        ("unknown-algorithm", "error", "alg"),
        "alg is “None”, which takes no key.",
    ),
    "alg unknown": (
        {**ONE, "alg": "es256"},
        ("unknown-algorithm", "warning", "alg"),
        "alg is “es256”, which is no algorithm of JOSE.",
    ),
    "alg of a secret": (
        {**RSA, "alg": "HS256"},
        ("conflicting-algorithm", "error", "alg"),
        "alg is HS256, which takes a shared secret; this is an RSA key of 2048 bits.",
    ),
    "alg of encryption": (
        {**ONE, "alg": "A128KW"},
        ("conflicting-algorithm", "error", "alg"),
        "alg is A128KW, which takes a secret of 16 bytes; this is a P-256 key.",
    ),
    "alg of another curve": (
        {**SECP256K1, "kid": "k", "alg": "ES256"},
        ("conflicting-algorithm", "error", "alg"),
        "alg is ES256, which takes a P-256 key; this is a secp256k1 key.",
    ),
    "alg for signatures": (
        {**ONE, "alg": "ES256", "use": "enc"},
        ("conflicting-use", "error", "alg"),
        "alg is ES256, which is for signatures, and use is “enc”.",
    ),
    "alg for encryption": (
        {**RSA, "alg": "RSA-OAEP", "use": "sig"},
        ("conflicting-use", "error", "alg"),
        "alg is RSA-OAEP, which is for encryption, and use is “sig”.",
    ),
    "short modulus": (
        {**RSA_1024, "kid": "a"},
        ("weak-key", "error", "n"),
        "The modulus has 1024 bits; RFC 7518 demands 2048, and shorter ones can be factored.",
    ),
    "exponent 3": (
        {**RSA, "e": "Aw"},
        ("small-exponent", "warning", "e"),
        "The exponent is 3; 65537 is usual, and some libraries refuse a smaller one.",
    ),
    "exponent 65535": (
        {**RSA, "e": "__8"},
        ("small-exponent", "warning", "e"),
        "The exponent is 65535; 65537 is usual, and some libraries refuse a smaller one.",
    ),
    "default secret": (
        {"kty": "oct", "kid": "hs", "k": encode(b"secret")},
        ("weak-secret", "error", "k"),
        "This secret is a default that everybody knows: anyone can forge tokens with it.",
    ),
    "secret of a byte": (
        secret(1),
        ("weak-secret", "error", "k"),
        "The secret has 1 byte; HS256 demands 32.",
    ),
    "secret of 31 bytes": (
        secret(31),
        ("weak-secret", "error", "k"),
        "The secret has 31 bytes; HS256 demands 32.",
    ),
    "secret for HS512": (
        secret(63, alg="HS512"),
        ("weak-secret", "error", "k"),
        "The secret has 63 bytes; HS512 demands 64.",
    ),
    "published key": (
        {"kty": "EC", "crv": "P-256", "x": RFC_X, "y": RFC_Y, "kid": "a"},
        ("published-key", "error", ""),
        "This is the key of RFC 7515, appendix A.3. Everybody has its private half and can sign with it.",
    ),
    "off the curve": (
        {**ONE, "y": ONE["x"]},
        ("unusable-key", "error", ""),
        "This JWK gives no key: x and y are no point of P-256, however they are read: a character was "
        "changed or lost.",
    ),
    "padding": (
        {**ONE, "x": ONE["x"] + "="},
        ("damaged-key", "error", ""),
        "The JWK is mis-written: x: it ends in an = sign of padding.",
    ),
    "x5t of another certificate": (
        {**X5C, "x5t": "A" * 27},
        ("certificate-thumbprint", "error", "x5t"),
        f"x5t is not that of the first certificate in x5c, “{encode(hashlib.sha1(DER).digest())}”.",
    ),
    "x5t#S256 of another certificate": (
        {**X5C, "x5t#S256": 7},
        ("certificate-thumbprint", "error", "x5t#S256"),
        f"x5t#S256 is not that of the first certificate in x5c, “{encode(hashlib.sha256(DER).digest())}”.",
    ),
    "x5c no list": (
        {**X5C, "x5c": LEAF},
        ("malformed-chain", "error", "x5c"),
        "x5c: it is one text; it must be a list of texts, with one certificate each.",
    ),
    "another key in x5c": (
        {**ONE, "x5c": [LEAF]},
        ("certificate-mismatch", "error", "x5c"),
        "The first certificate in x5c holds another key than the members of this JWK.",
    ),
}


@pytest.mark.parametrize(("jwk", "expected", "message"), MESSAGES.values(), ids=MESSAGES)
def test_words_and_place(jwk, expected, message):
    id_, severity, member = expected
    assert told(jwk) == [(id_, severity, f"keys[3].{member}".rstrip("."), message)]


@pytest.mark.parametrize(
    "jwk",
    [
        {**P256, "kid": THUMBPRINT},
        {**P256, "kid": "A" * 42},
        {**P256, "kid": "A" * 44},
        {**ONE, "use": None, "alg": None, "key_ops": None},
        {**ONE, "key_ops": []},
        {**ONE, "key_ops": ["dance"], "use": "sig"},
        {**ONE, "use": "enc", "key_ops": ["deriveKey"], "alg": "ECDH-ES"},
        {**ONE, "use": "sig", "key_ops": ["verify"], "alg": "ES256"},
        {**SECP256K1, "kid": "k", "alg": "ES256K"},
        {**RSA, "alg": "RSA-OAEP-256", "use": "enc"},
        {**RSA, "alg": "PS512"},
        {**RSA, "e": "AQAB", "x5t": "a", "x5u": "https://a.example"},
        X5C,
        secret(32),
        secret(64, alg="HS512", key_ops=["sign", "verify"]),
        secret(16, alg="A128KW"),
        secret(16, alg="A128GCM", use="enc"),
        secret(16, alg="dir"),
        secret(16, use="enc"),
        secret(9, alg="PBES2-HS256+A128KW"),
    ],
    ids=[
        *("thumbprint", "42 characters", "44 characters", "null", "no operations", "own operation", "ECDH"),
        *(
            "all agree",
            "secp256k1",
            "OAEP",
            "PS512",
            "x5t alone",
            "x5c",
            "secret of 32 bytes",
            "secret of HS512",
        ),
        *("secret of A128KW", "secret of A128GCM", "secret of dir", "secret for encryption", "password"),
    ],
)
def test_odd_and_sound(jwk):
    assert told(jwk) == []


def test_key_in_no_set_has_places_without_a_set_and_needs_no_kid():
    message = "It holds d: this is the private key, for whoever signs and nobody else."
    assert told({**P256, "d": "AAAA"}, alone=True) == [("private-key", "warning", "d", message)]


def test_every_private_member_is_named_and_none_is_held():
    made = entry({**RSA, "d": "AQ", "p": "AQ", "qi": "AQ"})
    [remark] = [it for it in remarks(made, NOW) if it.id == "leaked-private-key"]
    assert (remark.place, remark.message[:21]) == ("keys[0].d", "It holds d, p, qi: th")
    assert made.members["d"] is made.members["p"] is None


@pytest.mark.parametrize(
    ("jwk", "severity"),
    [(7, "error"), ({"kty": "EC", "kid": "a"}, "error"), ({"kty": "LWE", "kid": "a"}, "warning")],
)
def test_what_is_no_key_is_said_of_the_entry(jwk, severity):
    [remark] = [it for it in remarks(entry(jwk), NOW) if it.id == "unusable-key"]
    assert (remark.severity, remark.place) == (severity, "keys[0]")
    assert entry(jwk).key is None


@pytest.mark.parametrize(
    ("jwk", "words", "is_secret"),
    [
        (P256, "P-256 public key", False),
        (RSA_2048, "RSA 2,048-bit public key", False),
        (secret(32), "256-bit secret", True),
        ({"kty": "oct"}, "", True),
        (7, "", False),
    ],
    ids=["P-256", "RSA", "secret", "damaged secret", "no key"],
)
def test_what_it_is(jwk, words, is_secret):
    assert (entry(jwk).words, entry(jwk).secret) == (words, is_secret)


def test_certificate_that_has_ended_is_a_notice():
    [remark] = remarks(entry(X5C), 4_000_000_000)
    assert (remark.id, remark.severity, remark.place) == ("outdated-certificate", "notice", "keys[0].x5c")
    assert remark.message.endswith(". A receiver that takes the bare key does not mind.")
