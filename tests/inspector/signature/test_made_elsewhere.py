"""Tokens that other libraries sign, by every algorithm that each supports, verify here."""

import json

import jwt as pyjwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from jose import jws as python_jose
from joserfc import jws as joserfc_jws
from joserfc.jwk import import_key
from jwcrypto import jwk as jwcrypto_jwk
from jwcrypto import jws as jwcrypto_jws

from tests.other_languages import jose as panva
from webapp.inspector import examine
from webapp.inspector.example import NOW, PAYLOAD
from webapp.inspector.submission import KeyFile, Submission

RSA = rsa.generate_private_key(65537, 2048)
KEYS = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), RSA),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "ES384": ec.generate_private_key(ec.SECP384R1()),
    "ES512": ec.generate_private_key(ec.SECP521R1()),
    "ES256K": ec.generate_private_key(ec.SECP256K1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
    "Ed448": ed448.Ed448PrivateKey.generate(),
}
SECRET = "a-secret-of-sixty-four-characters-which-is-enough-for-every-HMAC"
HMAC = ("HS256", "HS384", "HS512")
CLAIMS = json.dumps(dict(PAYLOAD))


def private_pem(alg):
    return KEYS[alg].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_pem(alg):
    return KEYS[alg].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def by_pyjwt(alg):
    return pyjwt.encode(dict(PAYLOAD), SECRET if alg in HMAC else KEYS[alg], alg)


def by_joserfc(alg):
    key = import_key(SECRET, "oct") if alg in HMAC else import_key(private_pem(alg), KEY_TYPES[alg[:2]])
    return joserfc_jws.serialize_compact({"alg": alg}, CLAIMS, key, algorithms=[alg])


def by_jwcrypto(alg):
    key = (
        jwcrypto_jwk.JWK.from_password(SECRET)
        if alg in HMAC
        else jwcrypto_jwk.JWK.from_pem(private_pem(alg).encode())
    )
    token = jwcrypto_jws.JWS(CLAIMS)
    token.allowed_algs = [alg]
    token.add_signature(key, alg, json.dumps({"alg": alg}))
    return token.serialize(compact=True)


def by_python_jose(alg):
    return python_jose.sign(dict(PAYLOAD), SECRET if alg in HMAC else private_pem(alg), algorithm=alg)


KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
RSA_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
MAKERS = {
    by_pyjwt: (*HMAC, *RSA_ALGORITHMS, "ES256", "ES384", "ES512", "ES256K", "EdDSA"),
    by_joserfc: (*HMAC, *RSA_ALGORITHMS, "ES256", "ES384", "ES512", "ES256K", "Ed25519", "Ed448"),
    by_jwcrypto: (*HMAC, *RSA_ALGORITHMS, "ES256", "ES384", "ES512", "ES256K", "EdDSA"),
    by_python_jose: (*HMAC, "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"),
}


def verification(token, alg):
    given = {"secret": SECRET} if alg in HMAC else {"keys": (KeyFile("key.pem", public_pem(alg)),)}
    (report,) = examine(Submission(token, **given), NOW).tokens
    return report.verification


@pytest.mark.parametrize(
    ("make", "alg"),
    [pytest.param(make, alg, id=f"{make.__name__}-{alg}") for make, algs in MAKERS.items() for alg in algs],
)
def test_token_of_another_library_verifies(make, alg):
    found = verification(make(alg), alg)
    assert (found.status, found.alg, found.causes) == ("verified", alg, ())


def test_tokens_of_panva_jose_verify():
    algorithms = (*HMAC, *RSA_ALGORITHMS, "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
    answers = panva(
        {
            "task": "sign",
            "header": {"alg": alg},
            "payload": CLAIMS,
            **({"secret": SECRET} if alg in HMAC else {"key": private_pem(alg)}),
        }
        for alg in algorithms
    )
    found = {
        alg: verification(answer["token"], alg).status
        for alg, answer in zip(algorithms, answers, strict=True)
    }
    assert found == dict.fromkeys(algorithms, "verified")
