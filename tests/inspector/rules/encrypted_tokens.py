"""Encrypted tokens for the tests of the rules on them."""

import json

from webapp.inspector.base64url import encode
from webapp.inspector.example import Example
from webapp.inspector.example_forms import encrypted, segment

EPK = {
    "kty": "EC",
    "crv": "P-256",
    "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
    "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
}  # RFC 7518 appendix C
X25519 = {"kty": "OKP", "crv": "X25519", "x": "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"}


def password(**changes):
    made = {"alg": "PBES2-HS256+A128KW", "p2s": encode(bytes(8)), "p2c": 4096, "encrypted_key": bytes(40)}
    return encrypted(**made | changes)


def wrapped(**changes):
    """A content key under AES-GCM Key Wrap, whose IV and tag stand in the header."""
    made = {"alg": "A256GCMKW", "encrypted_key": bytes(32)}
    return encrypted(**made | {"header_iv": encode(bytes(12)), "header_tag": encode(bytes(16))} | changes)


def agreed(epk):
    return encrypted(alg="ECDH-ES", epk=epk)


def in_json(header, **members):
    token = {
        "protected": segment(header),
        "iv": encode(bytes(12)),
        "ciphertext": "AAAA",
        "tag": encode(bytes(16)),
    }
    return Example(text=json.dumps(token | members))
