"""What joserfc, jwcrypto and panva/jose encrypt is decrypted here, in every combination they have."""

import json
import warnings
from itertools import product

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc import jwe as joserfc
from joserfc import jwk as joserfc_jwk
from jwcrypto import jwe as jwcrypto
from jwcrypto import jwk as jwcrypto_jwk

from tests.other_languages import jose
from webapp.inspector.base64url import encode
from webapp.inspector.encryption import Status
from webapp.inspector.encryption.algorithms import ENCRYPTIONS, MANAGEMENTS, Family

from . import workshop as w

CURVES = {
    "joserfc": ("P-256", "P-384", "P-521", "X25519", "X448"),
    "jwcrypto": ("P-256", "P-384", "P-521", "X25519", "X448"),
    "panva": ("P-256", "P-384", "P-521", "X25519"),
}
# RSA-OAEP-384 and -512 are had by panva/jose alone, RSA1_5 no longer by it.
LACKS = {
    "joserfc": {"RSA-OAEP-384", "RSA-OAEP-512"},
    "jwcrypto": {"RSA-OAEP-384", "RSA-OAEP-512"},
    "panva": {"RSA1_5"},
}
PASSWORD = "entrap_o–peter_long–credit_tun"


def keys_for(alg, maker):
    """The names of the keys to try with `alg`."""
    management = MANAGEMENTS[alg]
    if management.family is Family.AGREEMENT:
        return CURVES[maker]
    return {Family.RSA: ("RSA",), Family.PASSWORD: ("password",)}.get(management.family, ("secret",))


def combinations(maker):
    """Every algorithm with every key that it takes."""
    algs = [alg for alg in MANAGEMENTS if alg not in LACKS[maker]]
    return [(alg, key) for alg in algs for key in keys_for(alg, maker)]


def private(key):
    return w.RSA if key == "RSA" else w.CURVES[key]


def octets(alg, enc):
    """A secret of the length that the algorithm takes."""
    return w.secret(MANAGEMENTS[alg].wrap or ENCRYPTIONS[enc].key)


def opened(token, alg, key, enc):
    """The report on the token, given the key."""
    if key == "password":
        return w.reported(token, secret=PASSWORD)
    if key == "secret":
        return w.reported(token, w.oct_jwk(octets(alg, enc)))
    return w.reported(token, w.pem(private(key)))


def assert_opens(token, alg, key, enc):
    report = opened(token, alg, key, enc)
    assert report.decryption.status is Status.DECRYPTED, (enc, report.decryption)
    assert report.decryption.causes == ()
    assert (report.decryption.alg, report.decryption.enc) == (alg, enc)
    assert report.token.payload.bytes == w.PLAINTEXT
    assert report.token.payload.text_of("sub") == "user-4711"


def public_pem(key):
    return private(key).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def joserfc_key(alg, key, enc):
    if key in {"password", "secret"}:
        secret = PASSWORD.encode() if key == "password" else octets(alg, enc)
        return joserfc_jwk.OctKey.import_key(secret)
    kinds = {"RSA": joserfc_jwk.RSAKey, "X25519": joserfc_jwk.OKPKey, "X448": joserfc_jwk.OKPKey}
    return kinds.get(key, joserfc_jwk.ECKey).import_key(public_pem(key))


def by_joserfc(alg, key, enc, **header):
    made = joserfc_key(alg, key, enc)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of RSA1_5
        registry = joserfc.JWERegistry(algorithms=[alg, enc, "DEF"])
        return joserfc.encrypt_compact(
            {"alg": alg, "enc": enc, **header}, w.PLAINTEXT, made, registry=registry
        )


def jwcrypto_key(alg, key, enc):
    if key in {"password", "secret"}:
        secret = PASSWORD.encode() if key == "password" else octets(alg, enc)
        return jwcrypto_jwk.JWK(kty="oct", k=encode(secret))
    if key == "X448":  # which it does not take from a PEM
        public = private(key).public_key().public_bytes_raw()
        return jwcrypto_jwk.JWK(kty="OKP", crv=key, x=encode(public))
    return jwcrypto_jwk.JWK.from_pem(public_pem(key))


def by_jwcrypto(alg, key, enc, **header):
    token = jwcrypto.JWE(w.PLAINTEXT, json.dumps({"alg": alg, "enc": enc, **header}), algs=[alg, enc])
    token.add_recipient(jwcrypto_key(alg, key, enc))
    return token.serialize(compact=True)


def asked_of_panva(alg, key, enc):
    given = {"key": public_pem(key).decode()} if key not in {"password", "secret"} else {}
    if key == "secret":
        given = {"key": json.loads(w.oct_jwk(octets(alg, enc)).data)}
    secret = {"secret": PASSWORD} if key == "password" else {}
    header = {"alg": alg, "enc": enc}
    return {"task": "encrypt", "header": header, "plaintext": w.PLAINTEXT.decode(), **given, **secret}


def named(combination):
    return "-".join(combination)


@pytest.mark.parametrize(("alg", "key"), combinations("joserfc"), ids=map(named, combinations("joserfc")))
def test_joserfc(alg, key):
    for enc in ENCRYPTIONS:
        assert_opens(by_joserfc(alg, key, enc), alg, key, enc)


@pytest.mark.parametrize(("alg", "key"), combinations("jwcrypto"), ids=map(named, combinations("jwcrypto")))
def test_jwcrypto(alg, key):
    for enc in ENCRYPTIONS:
        assert_opens(by_jwcrypto(alg, key, enc), alg, key, enc)


@pytest.mark.parametrize("maker", [by_joserfc, by_jwcrypto], ids=["joserfc", "jwcrypto"])
@pytest.mark.parametrize("enc", ENCRYPTIONS)
def test_compressed(maker, enc):
    assert_opens(maker("A256KW", "secret", enc, zip="DEF"), "A256KW", "secret", enc)


@pytest.mark.parametrize("maker", [by_joserfc, by_jwcrypto], ids=["joserfc", "jwcrypto"])
@pytest.mark.parametrize("curve", ["P-256", "P-384", "P-521", "X25519", "X448"])
@pytest.mark.parametrize("alg", ["ECDH-ES", "ECDH-ES+A256KW"])
def test_parties(maker, curve, alg):
    token = maker(alg, curve, "A128CBC-HS256", apu="QWxpY2U", apv="Qm9i")
    assert_opens(token, alg, curve, "A128CBC-HS256")


@pytest.fixture(scope="module")
def panva():
    """The tokens that panva/jose makes, by their combination."""
    every = product(combinations("panva"), ENCRYPTIONS)
    questions = {(alg, key, enc): asked_of_panva(alg, key, enc) for (alg, key), enc in every}
    return dict(zip(questions, jose(questions.values()), strict=True))


@pytest.mark.parametrize(("alg", "key"), combinations("panva"), ids=map(named, combinations("panva")))
def test_panva_jose(panva, alg, key):
    for enc in ENCRYPTIONS:
        assert_opens(panva[alg, key, enc]["token"], alg, key, enc)


def test_panva_jose_refuses_more_than_ten_thousand_rounds():
    header = {"alg": "PBES2-HS256+A128KW", "enc": "A128GCM"}
    made = by_jwcrypto("PBES2-HS256+A128KW", "password", "A128GCM", p2c=10_001)
    few = by_jwcrypto("PBES2-HS256+A128KW", "password", "A128GCM", p2c=10_000)
    options = {"keyManagementAlgorithms": [header["alg"]]}
    asked = [{"task": "decrypt", "token": it, "secret": PASSWORD, "options": options} for it in (made, few)]
    many, usual = jose(asked)
    assert "p2c" in many["message"]
    assert usual["plaintext"] == w.PLAINTEXT.decode()


def test_panva_jose_no_longer_decrypts_rsa1_5():
    token = by_jwcrypto("RSA1_5", "RSA", "A256GCM")
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (answer,) = jose([{"task": "decrypt", "token": token, "key": w.RSA.private_bytes(*form).decode()}])
    assert "RSA1_5" in answer["message"] or answer["error"] == "ERR_JOSE_NOT_SUPPORTED"
