"""What is wrong in the header of an encrypted token to the eye: rounds to the bound, and what is missing."""

import pytest

from tests.inspector.cases import finding, findings
from webapp.inspector.base64url import encode
from webapp.inspector.example_forms import encrypted
from webapp.inspector.example_keys import OCT, RSA_2048, SECP256K1

from .encrypted_tokens import EPK, X25519, agreed, password, wrapped

RSA1_5 = encrypted(alg="RSA1_5", encrypted_key=bytes(256))

CASES = {
    "enc missing": (
        encrypted(enc=None),
        "unknown-encryption header.enc",
        "There is no enc, which says how the content is encrypted.",
    ),
    "enc a number": (
        encrypted(enc=7),
        "unknown-encryption header.enc",
        "enc is 7; it must be text, the name of an encryption.",
    ),
    "enc with an invisible character": (
        encrypted(enc="A256GCM\u200b"),
        "unknown-encryption header.enc",
        "enc is “A256GCM‹U+200B›”, which is no encryption of JOSE.",
    ),
    "enc misspelt": (
        encrypted(enc="a128cbc_hs256"),
        "unknown-encryption header.enc",
        "enc is “a128cbc_hs256”, which is no encryption of JOSE. A128CBC-HS256 is written exactly so.",
    ),
    "zip in small letters": (
        encrypted(zip="def"),
        "compressed-content header.zip",
        "zip is “def”; “DEF” is the only compression there is.",
    ),
    "p2c missing": (
        password(p2c=None),
        "unfit-rounds header.p2c",
        "p2c must be there, the number of rounds for the password.",
    ),
    "p2c text": (
        password(p2c="4096"),
        "unfit-rounds header.p2c",
        "p2c is “4096”, which is no number of rounds for the password.",
    ),
    "p2c zero": (
        password(p2c=0),
        "unfit-rounds header.p2c",
        "p2c is 0, which is no number of rounds for the password.",
    ),
    "p2c true": (
        password(p2c=True),
        "unfit-rounds header.p2c",
        "p2c is true, which is no number of rounds for the password.",
    ),
    "p2s missing": (
        password(p2s=None),
        "short-salt header.p2s",
        "p2s must be there, the base64url of a salt of 8 bytes or more.",
    ),
    "p2s empty": (
        password(p2s=""),
        "short-salt header.p2s",
        "p2s is a salt of 0 bytes; it must have 8 or more.",
    ),
    "p2s of a byte": (
        password(p2s="AA"),
        "short-salt header.p2s",
        "p2s is a salt of 1 byte; it must have 8 or more.",
    ),
    "p2s of seven": (
        password(p2s=encode(bytes(7))),
        "short-salt header.p2s",
        "p2s is a salt of 7 bytes; it must have 8 or more.",
    ),
    "p2s a number": (
        password(p2s=7),
        "misencoded-parameter header.p2s",
        "p2s must be text, the base64url of bytes.",
    ),
    "IV in the header no text": (
        wrapped(header_iv=7),
        "misencoded-parameter header.iv",
        "iv must be text, the base64url of bytes.",
    ),
    "epk missing": (
        encrypted(alg="ECDH-ES"),
        "unfit-ephemeral-key header.epk",
        "epk must be there, the public key that the sender made for this token.",
    ),
    "epk a text": (
        agreed("AAAA"),
        "unfit-ephemeral-key header.epk",
        "epk is no key. It must be an object, a JWK.",
    ),
    "epk empty": (
        agreed({}),
        "unfit-ephemeral-key header.epk",
        "epk is no key. This is no JWK: it has no member “kty”.",
    ),
    "epk RSA": (
        agreed(RSA_2048),
        "unfit-ephemeral-key header.epk",
        "epk is an RSA key of 2048 bits; ECDH-ES takes a key on P-256, P-384, P-521, X25519 or X448.",
    ),
    "epk on another curve": (
        agreed(SECP256K1),
        "unfit-ephemeral-key header.epk",
        "epk is a secp256k1 key; ECDH-ES takes a key on P-256, P-384, P-521, X25519 or X448.",
    ),
    "epk of another receiver": (
        encrypted(alg="ECDH-ES", epk=EPK, keys=(X25519,)),
        "unfit-ephemeral-key header.epk",
        "epk is on P-256, and keys.json on X25519; they must agree.",
    ),
}


@pytest.mark.parametrize(("example", "where", "message"), CASES.values(), ids=CASES)
def test_words_and_place(example, where, message):
    found = finding(example, *where.split())
    assert (found.message, found.severity) == (message, "error")


@pytest.mark.parametrize(
    ("example", "rule", "place", "instead", "remove"),
    [
        (encrypted(enc="a256Gcm"), "unknown-encryption", "header.enc", "A256GCM", False),
        (RSA1_5, "pkcs1-encryption", "header.alg", "RSA-OAEP-256", False),
        (encrypted(zip="DEF"), "compressed-content", "header.zip", None, True),
        (encrypted(zip="GZIP"), "compressed-content", "header.zip", None, False),
    ],
    ids=["enc", "RSA1_5", "DEF", "GZIP"],
)
def test_repair(example, rule, place, instead, remove):
    found = finding(example, rule, place)
    assert (found.instead, found.remove) == (instead, remove)


PANVA = "panva/jose refuses more than 10,000 unless it is told otherwise."


@pytest.mark.parametrize(
    ("count", "severity", "says"),
    [
        (1, "warning", "p2c is 1; RFC 7518 recommends 1,000 rounds or more."),
        (999, "warning", "p2c is 999; RFC 7518 recommends 1,000 rounds or more."),
        (1000, None, ""),
        (10_000, None, ""),
        (10_001, "notice", f"p2c is 10,001; {PANVA}"),
        (10**6, "notice", f"p2c is 1,000,000; {PANVA}"),
        (10**6 + 1, "error", "It asks for 1,000,001 rounds of PBES2; at most 1,000,000 are made here."),
    ],
)
def test_rounds_to_the_bound(count, severity, says):
    if severity is None:
        assert findings(password(p2c=count)) == set()
        return
    found = finding(password(p2c=count), "unfit-rounds", "header.p2c")
    assert (found.severity, found.message) == (severity, says)


@pytest.mark.parametrize(
    "example",
    [
        password(p2s=encode(bytes(500))),
        wrapped(),
        encrypted(enc="A128CBC-HS256", iv=bytes(16)),
        encrypted(alg="A256KW", enc="A192CBC-HS384", iv=bytes(16), tag=bytes(24), encrypted_key=bytes(56)),
        encrypted(alg="ECDH-ES", epk={**X25519, "kid": "a"}),
        encrypted(alg="ECDH-ES+A128KW", epk=EPK, encrypted_key=bytes(40)),
        encrypted(content=b""),
        encrypted(secret=True, keys=({**OCT, "k": "AAAA"},)),
        encrypted(alg="RSA-OAEP", encrypted_key=b"1"),
    ],
    ids=["salt", "GCM wrap", "CBC", "longer CBC", "epk", "ECDH and wrap", "nothing", "one that fits", "RSA"],
)
def test_odd_and_sound(example):
    assert findings(example) == set()
