"""JWKs of every type, as they should be written and as they are written by mistake."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from webapp.inspector.base64url import encode
from webapp.inspector.keys import Key

from .samples import EXPECTED, ids, key, messages, rows, text, unusable

# Its y begins with a zero byte, which many libraries lose.
SHORT = {
    "kty": "EC",
    "crv": "P-256",
    "x": "hVWgQeq4rzp4hE7LNass5qEwXfFyEi_ZXaD1HFseHZY",
    "y": "ADkmCcdsCdH5a-2RXMzFsOdU7WLi22Xmg4_iHoSFhvc",
}


def octets(written):
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


def public(name):
    return dict(key(text(name)).public_jwk)


def private(name):
    """The private JWK of a sample, put together by hand."""
    secret = load_pem_private_key(text(name).encode(), None)
    if name.startswith("rsa"):
        numbers = secret.private_numbers()
        named = {"d": numbers.d, "p": numbers.p, "q": numbers.q}
        return public(name) | {
            name: encode(n.to_bytes(256, "big").lstrip(b"\0")) for name, n in named.items()
        }
    if hasattr(secret, "curve"):
        size = (secret.key_size + 7) // 8
        return public(name) | {"d": encode(secret.private_numbers().private_value.to_bytes(size, "big"))}
    raw = secret.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return public(name) | {"priv" if name.startswith("mldsa") else "d": encode(raw)}


TYPES = ["p256.p8", "p384.pem", "p521.pem", "rsa.pem", "ed25519.pem", "ed448.pem", "x25519.pem", "x448.pem"]


@pytest.mark.parametrize("name", [*TYPES, "secp256k1.pem", "mldsa44.pem", "mldsa65.pem", "mldsa87.pem"])
def test_public_jwk_comes_back_as_it_went(name):
    row = key(json.dumps(public(name)))
    assert (row.public_pem, row.thumbprint) == (EXPECTED[name]["public_pem"], EXPECTED[name]["thumbprint"])
    assert (row.private, row.notes) == (False, ())


@pytest.mark.parametrize("name", [*TYPES, "mldsa44.pem"])
def test_private_jwk_is_reduced_to_its_public_half(name):
    row = key(json.dumps(private(name)))
    assert (row.public_pem, row.private, ids(row)) == (
        EXPECTED[name]["public_pem"],
        True,
        ["key.private_supplied"],
    )
    assert not {"d", "p", "q", "priv"} & row.public_jwk.keys()


def test_what_a_jwk_says_of_itself_is_kept():
    said = {"kid": "a", "alg": "ES256", "use": "sig", "key_ops": ["verify"]}
    row = key(json.dumps(public("p256.p8") | said))
    assert (row.key_id, row.alg, row.use, row.key_ops) == ("a", "ES256", "sig", ("verify",))
    assert row.public_jwk == public("p256.p8") | said


@pytest.mark.parametrize(
    "odd", [{"alg": 5, "use": ["sig"], "key_ops": "verify", "kid": None}, {"key_ops": [1]}]
)
def test_members_of_the_wrong_type_say_nothing(odd):
    row = key(json.dumps(public("p256.p8") | odd))
    assert (row.alg, row.use, row.key_ops or (), row.key_id) == (None, None, (), None)


def _changed(**members):
    return {name: value for name, value in (SHORT | members).items() if value is not None}


MISWRITTEN = [
    (
        _changed(y=encode(octets(SHORT["y"])[1:])),
        "y has 31 bytes where P-256 wants 32: leading zero bytes were cut",
    ),
    (
        _changed(x=encode(b"\0" + octets(SHORT["x"]))),
        "x has 33 bytes where P-256 wants 32: leading zero bytes were add",
    ),
    (_changed(x=SHORT["x"] + "="), "x: it ends in an = sign of padding"),
    (_changed(y=base64.b64encode(octets(SHORT["y"])).decode()), "y: it ends in an = sign of padding"),
    (_changed(x=octets(SHORT["x"]).hex(), y=octets(SHORT["y"]).hex()), "x and y are written in hexadecimal"),
    (
        _changed(**{name: str(int.from_bytes(octets(SHORT[name]))) for name in "xy"}),
        "x and y are written in decimal",
    ),
    (
        _changed(**{name: int.from_bytes(octets(SHORT[name])) for name in "xy"}),
        "x and y are written in decimal",
    ),
    (_changed(**{name: encode(octets(SHORT[name])[::-1]) for name in "xy"}), "with their lowest byte first"),
    (_changed(x=SHORT["y"], y=SHORT["x"]), "x and y are exchanged"),
    (_changed(crv="secp256k1"), "crv says secp256k1, and the point lies on P-256"),
    (_changed(crv="prime256v1"), "crv is “prime256v1” where it must read “P-256”"),
    (_changed(crv="p-256"), "crv is “p-256” where it must read “P-256”"),
    (_changed(kty="ec"), "kty is “ec” where it must read “EC”"),
    (_changed(kty=None), "kty is missing; by the other members it is EC"),
    (_changed(kid=7), "kid is a number where it must be text"),
]


@pytest.mark.parametrize(("jwk", "said"), MISWRITTEN)
def test_miswritten_ec_key_is_put_right(jwk, said):
    row = key(json.dumps(jwk))
    assert {name: row.public_jwk[name] for name in SHORT} == SHORT
    assert ids(row) == ["key.jwk_damaged"]
    assert said in messages(row)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"e": 65537}, "e is written in decimal"),
        ({"e": "65537"}, "e is written in decimal"),
        ({"e": "010001"}, "e is written in hexadecimal"),
        ({"e": "0x10001"}, "e is written in hexadecimal"),
        ({"n": lambda n: encode(b"\0" + octets(n))}, "n begins with a zero byte"),
        ({"n": lambda n: octets(n).hex()}, "n is written in hexadecimal"),
        ({"n": lambda n: str(int.from_bytes(octets(n)))}, "n is written in decimal"),
        ({"n": lambda n: int.from_bytes(octets(n))}, "n is written in decimal"),
        ({"n": lambda n: base64.b64encode(octets(n)).decode()}, "n: it ends in 2 = signs of padding"),
    ],
)
def test_miswritten_rsa_key_is_put_right(change, said):
    jwk = public("rsa.pem")
    for name, value in change.items():
        jwk[name] = value(jwk[name]) if callable(value) else value
    row = key(json.dumps(jwk))
    assert row.public_pem == EXPECTED["rsa.pem"]["public_pem"]
    assert said in messages(row)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda jwk: jwk | {"x": octets(jwk["x"]).hex()}, "x is written in hexadecimal"),
        (lambda jwk: jwk | {"x": jwk["x"] + "="}, "x: it ends in an = sign"),
        (lambda jwk: jwk | {"kty": "EC"}, "kty is “EC”, and the kty of Ed25519 is “OKP”"),
        (lambda jwk: jwk | {"crv": "ed25519"}, "crv is “ed25519” where it must read “Ed25519”"),
        (
            lambda jwk: jwk | {"x": encode(octets(jwk["d"]) + octets(jwk["x"])), "d": ""},
            "a private key of NaCl",
        ),
        (lambda jwk: jwk | {"x": "AAAA"}, "x is missing or wrong; it was computed from d"),
    ],
)
def test_miswritten_okp_key_is_put_right(change, said):
    row = key(json.dumps(change(private("ed25519.pem"))))
    assert row.public_pem == EXPECTED["ed25519.pem"]["public_pem"]
    assert said in messages(row)
    assert row.private


def test_private_number_is_multiplied_on_the_curve_that_the_point_lies_on():
    row = key(json.dumps(private("secp256k1.pem") | {"crv": "P-256"}))
    assert (row.public_pem, row.private) == (EXPECTED["secp256k1.pem"]["public_pem"], True)


def test_missing_point_is_computed_from_the_private_number():
    jwk = {name: value for name, value in private("p256.p8").items() if name not in "xy"}
    row = key(json.dumps(jwk))
    assert row.public_pem == EXPECTED["p256.p8"]["public_pem"]
    assert "computed from d" in messages(row)


@pytest.mark.parametrize(
    ("jwk", "other"),
    [
        (private("p256.p8") | {"x": SHORT["x"], "y": SHORT["y"]}, "p256.p8"),
        (private("ed25519.pem") | {"x": public("x25519.pem")["x"]}, "ed25519.pem"),
        (private("rsa.pem") | {"n": public("rsa-pss.pem")["n"]}, "rsa.pem"),
    ],
)
def test_two_keys_in_one_jwk_are_two_rows(jwk, other):
    published, own = rows(json.dumps(jwk | {"kid": "k"}), "key.json")
    assert (published.name, published.private, own.name, own.private) == (
        "key.json",
        False,
        "key.json[d]",
        True,
    )
    assert published.public_pem != own.public_pem == EXPECTED[other]["public_pem"]
    assert all("key.jwk_xd_mismatch" in ids(row) for row in (published, own))
    assert published.key_id == own.key_id == "k"


@pytest.mark.parametrize(
    ("jwk", "code", "said"),
    [
        (_changed(y=None), "damaged", "y is missing, and x alone fits two keys"),
        (_changed(x=None), "damaged", "x is missing, and y alone fits two keys"),
        (_changed(x="A" + SHORT["x"][1:]), "damaged", "no point of P-256, however they are read"),
        (_changed(x="ä"), "damaged", "no point of P-256"),
        (_changed(crv=None), "damaged", "crv, the curve, is missing"),
        (_changed(crv="P-999"), "unsupported", "“P-999”, is none of P-256"),
        (_changed(kty="XYZ"), "unsupported", "The kty of this JWK is “XYZ”"),
        (_changed(kty=["EC"]), "unsupported", "The kty of this JWK is no text"),
        ({"kty": "RSA", "e": "AQAB"}, "damaged", "n, the modulus, is missing"),
        ({"kty": "RSA", "n": "_w" * 200}, "damaged", "e, the exponent, is missing"),
        ({"kty": "RSA", "n": "_w" * 200, "e": "Ag"}, "damaged", "n and e are not those of an RSA key"),
        (
            {"kty": "RSA", "n": encode(b"\xfe" * 256), "e": "AQAB"},
            "damaged",
            "n and e are not those of an RSA key",
        ),
        ({"kty": "RSA", "n": "_" * 2800, "e": "AQAB"}, "unsupported", "Its modulus has 16,800 bits"),
        (
            {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"},
            "damaged",
            "x has 3 bytes; Ed25519 wants 32 bytes in",
        ),
        ({"kty": "OKP", "crv": "Ed25519", "x": 5}, "damaged", "x is missing or not base64url"),
        (
            {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA"},
            "damaged",
            "pub has 3 bytes; ML-DSA-44 wants 1,312 bytes in",
        ),
        ({"kty": "AKP", "alg": "SLH-DSA"}, "damaged", "its alg must name its parameter set"),
        ({"kty": "oct", "k": "not secret!"}, "damaged", "The k of this JWK is not base64url"),
        ({"kty": "oct"}, "damaged", "The k of this JWK is not base64url"),
    ],
)
def test_what_gives_no_key_says_why(jwk, code, said):
    row = unusable(json.dumps(jwk))
    assert row.code == code
    assert said in row.message
    assert "not secret" not in repr(row)


def test_secret_is_a_key_that_shows_nothing_of_itself():
    row = key(
        json.dumps({"kty": "oct", "k": encode(b"a secret of 24 bytes len"), "kid": "s", "alg": "HS256"})
    )
    assert (row.type, row.bits, row.secret, row.key_id) == ("oct", 192, b"a secret of 24 bytes len", "s")
    assert (row.public, row.public_pem, row.public_jwk, row.thumbprint) == (None, None, None, None)
    assert "a secret" not in repr(row)


def test_padded_secret_is_read_and_not_quoted():
    row = key(json.dumps({"kty": "oct", "k": "c2VjcmV0MQ=="}))
    assert row.secret == b"secret1"
    assert messages(row) == "The JWK is mis-written: k is not clean base64url."


def test_empty_secret_is_a_secret_of_no_bits():
    assert key('{"kty":"oct","k":""}').bits == 0


@pytest.mark.parametrize("bits", [1024, 512])
def test_small_rsa_key_is_read_without_a_warning(bits):
    modulus = (1 << bits - 1) + 1  # no product of two primes, but nobody looks
    row = key(json.dumps({"kty": "RSA", "n": encode(modulus.to_bytes(bits // 8)), "e": "AQAB"}))
    assert (isinstance(row, Key), row.bits) == (True, bits)
