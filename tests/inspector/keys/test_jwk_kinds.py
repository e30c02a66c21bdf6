"""The members of a JWK of each kind: what is put right, and in which words the rest is refused."""

import base64
import json

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.keys import read
from webapp.inspector.keys.jwk_kinds import EC_CURVES, OKP_CURVES, READERS
from webapp.inspector.keys.vault import Vault
from webapp.inspector.submission import KeyFile

from .samples import EXPECTED, key, messages, text, unusable
from .test_jwk import SHORT, octets, private, public

RSA, P256, ED25519, MLDSA = (public(name) for name in ("rsa.pem", "p256.p8", "ed25519.pem", "mldsa44.pem"))


def without(jwk, *names):
    return {name: value for name, value in jwk.items() if name not in names}


def said(jwk):
    """What is said of the way a JWK is written."""
    row = key(json.dumps(jwk))
    [note] = [note.message for note in row.notes if note.id == "key.jwk_damaged"] or [""]
    return note.removeprefix("The JWK is mis-written: ").removesuffix(".")


def refused(jwk):
    row = unusable(json.dumps(jwk))
    return row.code, row.message.removeprefix("This JWK gives no key: ")


@pytest.mark.parametrize(
    ("exponent", "fault"),
    [
        ("AQAB", ""),
        ("Aw", ""),
        ("EQ", ""),
        ("AAEAAQ", "e begins with a zero byte, which a JWK leaves out"),
        ("AAAAAAABAAE", "e begins with a zero byte, which a JWK leaves out"),
        ("AAAAAAAAAQAB", "e begins with a zero byte, which a JWK leaves out"),
        ("AQABAA", "e is written with its lowest byte first; in a JWK, 65537 is “AQAB”"),
        (65537, "e is written in decimal; in a JWK, 65537 is “AQAB”"),
        ("65537", "e is written in decimal; in a JWK, 65537 is “AQAB”"),
        (3, "e is written in decimal; in a JWK, 3 is “Aw”"),
        ("17", "e is written in decimal; in a JWK, 17 is “EQ”"),
        ("10001", "e is written in hexadecimal; in a JWK, 65537 is “AQAB”"),
        ("0x010001", "e is written in hexadecimal; in a JWK, 65537 is “AQAB”"),
        ("AQAB==", "e: it ends in 2 = signs of padding"),
        ("AQAB\n", "e: blanks or line breaks stand in it"),
        (encode(b"\1" + bytes(30) + b"\1"), ""),  # FIPS 186-5 allows 256 bits
    ],
)
def test_exponent_is_read_and_its_writing_named(exponent, fault):
    jwk = RSA | {"e": exponent}
    assert said(jwk) == fault


def test_every_reading_of_an_exponent_is_the_same_key():
    for exponent in ("AAEAAQ", "AQABAA", 65537, "65537", "10001", "AQ AB"):
        assert key(json.dumps(RSA | {"e": exponent})).public_pem == EXPECTED["rsa.pem"]["public_pem"]


NO_EXPONENT = "e, the exponent, is missing or is not base64url; almost always it is “AQAB”."
NO_MODULUS = "n, the modulus, is missing or is not base64url."
NOT_RSA = "n and e are not those of an RSA key: a character was changed or lost."


@pytest.mark.parametrize(
    ("members", "code", "message"),
    [
        ({"e": None}, "damaged", NO_EXPONENT),
        ({"e": ""}, "damaged", NO_EXPONENT),
        ({"e": "AA"}, "damaged", NO_EXPONENT),
        ({"e": True}, "damaged", NO_EXPONENT),
        ({"e": -3}, "damaged", NO_EXPONENT),
        ({"e": "!!"}, "damaged", NO_EXPONENT),
        ({"e": "AQ"}, "damaged", NOT_RSA),
        ({"e": "Ag"}, "damaged", NOT_RSA),
        (
            {"e": encode(b"\1" + bytes(32))},
            "unsupported",
            "Its public exponent has 257 bits; usual is 65537, with 17.",
        ),
        ({"n": None}, "damaged", NO_MODULUS),
        ({"n": ""}, "damaged", NO_MODULUS),
        ({"n": "Dw"}, "damaged", NOT_RSA),
        ({"n": RSA["n"][:-4]}, "damaged", NOT_RSA),
        ({"n": "_" * 2732}, "unsupported", "Its modulus has 16,392 bits; at most 16,384 are read here."),
    ],
)
def test_rsa_that_gives_no_key(members, code, message):
    assert refused(RSA | members) == (code, message)


@pytest.mark.parametrize(
    ("modulus", "fault"),
    [
        (encode(b"\0" + octets(RSA["n"])), "n begins with a zero byte, the sign of other number formats"),
        (octets(RSA["n"]).hex(), "n is written in hexadecimal"),
        ("0x" + octets(RSA["n"]).hex().upper(), "n is written in hexadecimal"),
        (str(int.from_bytes(octets(RSA["n"]))), "n is written in decimal"),
        (RSA["n"][:64] + "\n" + RSA["n"][64:], "n: blanks or line breaks stand in it"),
    ],
)
def test_modulus_is_read_and_its_writing_named(modulus, fault):
    assert said(RSA | {"n": modulus}) == fault
    assert key(json.dumps(RSA | {"n": modulus})).thumbprint == EXPECTED["rsa.pem"]["thumbprint"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("p256.p8", "P256"),
        ("p256.p8", "p_256"),
        ("p256.p8", "secp256r1"),
        ("p256.p8", "nistp256"),
        ("p256.p8", "NIST P-256"),
        ("p384.pem", "secp384r1"),
        ("p521.pem", "P-512"),
        ("secp256k1.pem", "P-256K"),
        ("secp256k1.pem", "K-256"),
        ("secp256k1.pem", "SECP256K1"),
        ("ed25519.pem", "ED25519"),
        ("ed448.pem", "ed-448"),
        ("x25519.pem", "Curve25519"),
        ("x448.pem", "curve448"),
    ],
)
def test_curve_under_another_name_is_known(name, written):
    jwk = public(name)
    assert said(jwk | {"crv": written}) == f"crv is “{written}” where it must read “{jwk['crv']}”"


@pytest.mark.parametrize(
    ("jwk", "code", "message"),
    [
        (P256 | {"crv": None}, "damaged", "crv, the curve, is missing."),
        (P256 | {"crv": 256}, "damaged", "crv, the curve, is no text."),
        (P256 | {"crv": ["P-256"]}, "damaged", "crv, the curve, is no text."),
        (
            P256 | {"crv": "A" * 500},
            "unsupported",
            f"Its crv, “{'A' * 40}”, is none of P-256, P-384, P-521, secp256k1.",
        ),
        (
            ED25519 | {"crv": "P-257"},
            "unsupported",
            "Its crv, “P-257”, is none of Ed25519, Ed448, X25519, X448.",
        ),
        (without(P256, "x", "y"), "damaged", "x and y are missing. Ask for the whole JWK."),
        (without(P256, "y"), "damaged", "y is missing, and x alone fits two keys. Ask for the whole JWK."),
        (P256 | {"x": None}, "damaged", "x is missing, and y alone fits two keys. Ask for the whole JWK."),
        (
            P256 | {"x": SHORT["x"]},
            "damaged",
            "x and y are no point of P-256, however they are read: a character was changed or lost.",
        ),
        (ED25519 | {"x": "AA"}, "damaged", "x has 1 byte; Ed25519 wants 32 bytes in base64url."),
        (
            ED25519 | {"x": ""},
            "damaged",
            "x is missing or not base64url; Ed25519 wants 32 bytes in base64url.",
        ),
        (ED25519 | {"crv": "Ed448"}, "damaged", "x has 32 bytes; Ed448 wants 57 bytes in base64url."),
        (
            MLDSA | {"alg": "ML-DSA-65"},
            "damaged",
            "pub has 1,312 bytes; ML-DSA-65 wants 1,952 bytes in base64url.",
        ),
        (
            without(MLDSA, "pub"),
            "damaged",
            "pub is missing or not base64url; ML-DSA-44 wants 1,312 bytes in base64url.",
        ),
        (
            MLDSA | {"alg": None},
            "damaged",
            "its alg must name its parameter set, one of ML-DSA-44, ML-DSA-65, ML-DSA-87.",
        ),
    ],
)
def test_what_gives_no_key_says_why(jwk, code, message):
    assert refused(jwk) == (code, message)


@pytest.mark.parametrize("name", ["p256.p8", "p384.pem", "ed25519.pem", "x25519.pem", "mldsa44.pem"])
def test_public_members_that_are_missing_come_from_the_private_one(name):
    jwk = without(private(name), "x", "y", "pub")
    assert key(json.dumps(jwk)).public_pem == EXPECTED[name]["public_pem"]
    assert "missing or wrong; " in said(jwk)


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("p256.p8", {"d": "AA"}),
        ("p256.p8", {"d": "!"}),
        ("p256.p8", {"d": [1]}),
        ("p521.pem", {"d": encode(b"\1" * 68)}),
        ("ed25519.pem", {"d": encode(bytes(64))}),
        ("mldsa44.pem", {"priv": "AAAA"}),
        ("rsa.pem", {"d": "AA", "p": None, "q": None}),
        ("rsa.pem", {"p": encode(bytes(257)), "q": "Aw"}),
    ],
)
def test_private_member_that_is_none_leaves_the_public_key(name, members):
    jwk = private(name) | members
    row = key(json.dumps(jwk))
    assert (row.public_pem, row.private, said(jwk)) == (EXPECTED[name]["public_pem"], True, "")


@pytest.mark.parametrize("name", ["p256.p8", "ed25519.pem", "rsa.pem", "mldsa44.pem"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_private_members_that_hold_nothing_make_no_private_key(name, nothing):
    row = key(json.dumps(public(name) | dict.fromkeys(["d", "p", "q", "dp", "dq", "qi", "priv"], nothing)))
    assert (row.private, row.notes) == (False, ())


@pytest.mark.parametrize(
    ("name", "kty", "proper"),
    [("p256.p8", "OKP", "EC"), ("ed25519.pem", "EC", "OKP"), ("x448.pem", "EC", "OKP")],
)
def test_type_follows_the_curve(name, kty, proper):
    jwk = public(name) | {"kty": kty}
    assert said(jwk) == f"kty is “{kty}”, and the kty of {jwk['crv']} is “{proper}”"


def test_key_of_nacl_is_told_by_the_public_key_behind_its_seed():
    seed = octets(private("ed25519.pem")["d"])
    nacl = {"kty": "OKP", "crv": "Ed25519", "x": encode(seed + octets(ED25519["x"]))}
    row = key(json.dumps(nacl))
    assert (row.private, row.public_pem) == (True, EXPECTED["ed25519.pem"]["public_pem"])
    assert messages(row).endswith(
        "The x of this JWK holds a private key of NaCl and Go, 64 bytes: the secret seed and the public "
        "key behind it. Whoever has read the JWK can sign with it. Make a new pair, and publish its last 32 "
        "bytes."
    )
    assert refused(nacl | {"x": encode(bytes(64))})[1].startswith("x has 64 bytes")


def opening(jwk):
    """The private half that a vault holds of a JWK, and why it holds none."""
    vault = Vault()
    row = read(KeyFile("key.json", json.dumps(jwk).encode()), vault=vault)[0]
    return vault.private_half(row), vault.why_not(row)


@pytest.mark.parametrize(
    "name", ["p256.p8", "p384.pem", "p521.pem", "secp256k1.pem", "x25519.pem", "rsa.pem"]
)
def test_private_half_goes_into_the_vault(name):
    half, why = opening(private(name))
    assert why is None
    assert half.public_key() == key(text(name)).public


def test_what_is_wrong_with_a_private_half_is_said_when_it_is_asked_for():
    assert opening(private("rsa.pem") | {"d": "AA", "p": None, "q": None}) == (
        None,
        "Its d is missing, or not the one that belongs to its n and e. Give it with all its members, or as "
        "PEM.",
    )
    assert opening(private("p256.p8") | {"d": "AA"})[1].startswith(
        "Its d, the private number, is missing or is none"
    )
    assert opening(RSA) == (None, None)


def test_standard_base64_is_read_in_every_kind():
    for name, member in (("rsa.pem", "n"), ("mldsa44.pem", "pub")):
        jwk = public(name)
        written = base64.b64encode(octets(jwk[member])).decode()
        assert said(jwk | {member: written}).startswith(f"{member}: it ends in 2 = signs of padding")


def test_every_curve_has_one_type():
    assert not EC_CURVES.keys() & OKP_CURVES.keys()
    assert set(READERS) == {"EC", "OKP", "RSA", "AKP"}
