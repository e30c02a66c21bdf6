"""What is wrong with an encrypted token to the eye: lengths and rounds to the bound, and what is missing."""

import json

import pytest

from tests.inspector.cases import finding, findings
from webapp.inspector.base64url import encode
from webapp.inspector.example import Example
from webapp.inspector.example_forms import encrypted, segment
from webapp.inspector.example_keys import OCT, P256, RSA_2048, SECP256K1

EPK = {
    "kty": "EC",
    "crv": "P-256",
    "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",
    "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
}  # RFC 7518 appendix C
RSA1_5 = encrypted(alg="RSA1_5", encrypted_key=bytes(256))
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
    "IV of GCM": (
        encrypted(iv=bytes(11)),
        "iv-length token.iv",
        "The IV has 11 bytes; A256GCM has one of 12.",
    ),
    "IV of a byte": (encrypted(iv=b"1"), "iv-length token.iv", "The IV has 1 byte; A256GCM has one of 12."),
    "IV of CBC": (
        encrypted(enc="A128CBC-HS256"),
        "iv-length token.iv",
        "The IV has 12 bytes; A128CBC-HS256 has one of 16.",
    ),
    "IV missing from the header": (
        wrapped(header_iv=None),
        "iv-length header.iv",
        "The IV is missing; A256GCMKW has one of 12.",
    ),
    "IV in the header no text": (
        wrapped(header_iv=7),
        "misencoded-parameter header.iv",
        "iv must be text, the base64url of bytes.",
    ),
    "tag in the header": (
        wrapped(header_tag=encode(bytes(12))),
        "tag-length header.tag",
        "The tag has 12 bytes; A256GCMKW has one of 16.",
    ),
    "tag empty": (encrypted(tag=b""), "tag-length token.tag", "The tag is missing; A256GCM has one of 16."),
    "tag of CBC": (
        encrypted(enc="A256CBC-HS512", iv=bytes(16)),
        "tag-length token.tag",
        "The tag has 16 bytes; A256CBC-HS512 has one of 32.",
    ),
    "encrypted key with dir": (
        encrypted(encrypted_key=b"1"),
        "encrypted-key-length token.encrypted_key",
        "The second part has 1 byte; with dir it must be empty.",
    ),
    "encrypted key with ECDH-ES": (
        encrypted(alg="ECDH-ES", epk=EPK, encrypted_key=bytes(40)),
        "encrypted-key-length token.encrypted_key",
        "The second part has 40 bytes; with ECDH-ES it must be empty.",
    ),
    "encrypted key missing": (
        encrypted(alg="RSA-OAEP-256"),
        "encrypted-key-length token.encrypted_key",
        "The second part is empty; RSA-OAEP-256 has the encrypted key there.",
    ),
    "encrypted key missing in JSON": (
        in_json({"alg": "A256KW", "enc": "A256GCM"}),
        "encrypted-key-length token.encrypted_key",
        "“encrypted_key” is empty; A256KW has the encrypted key there.",
    ),
    "encrypted key with dir in JSON": (
        in_json({"alg": "dir", "enc": "A256GCM"}, encrypted_key="AAAA"),
        "encrypted-key-length token.encrypted_key",
        "“encrypted_key” has 3 bytes; with dir it must be empty.",
    ),
    "encrypted key cut off": (
        encrypted(alg="A256KW", encrypted_key=bytes(39)),
        "encrypted-key-length token.encrypted_key",
        "The encrypted key has 39 bytes; A256KW makes 40 of this content key.",
    ),
    "encrypted key of GCM": (
        wrapped(encrypted_key=bytes(40)),
        "encrypted-key-length token.encrypted_key",
        "The encrypted key has 40 bytes; A256GCMKW makes 32 of this content key.",
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
    "secret too short": (
        encrypted(secret="x" * 31),
        "secret-length key",
        "The secret has 31 bytes; dir with A256GCM takes 32.",
    ),
    "secret of a byte": (
        encrypted(alg="A128KW", encrypted_key=bytes(40), secret="x"),
        "secret-length key",
        "The secret has 1 byte; A128KW takes 16.",
    ),
    "secret too long": (
        encrypted(enc="A256CBC-HS512", iv=bytes(16), tag=bytes(32), secret="x" * 65),
        "secret-length key",
        "The secret has 65 bytes; dir with A256CBC-HS512 takes 64.",
    ),
    "secret in a set": (
        encrypted(keys=(P256, {**OCT, "k": "AAAA"})),
        "secret-length key[1]",
        "keys.json[1] has 3 bytes; dir with A256GCM takes 32.",
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


def test_recipient_who_is_shown_is_judged():
    header, recipients = {"enc": "A256GCM"}, [{"header": {"alg": "A256KW"}}, {"header": {"alg": "dir"}}]
    recipients[0]["encrypted_key"] = encode(bytes(39))
    found = finding(in_json(header, recipients=recipients), "encrypted-key-length", "token.encrypted_key")
    assert found.message == "The encrypted key has 39 bytes; A256KW makes 40 of this content key."


def test_length_of_the_key_is_not_known_where_the_encryption_is_not():
    example = encrypted(alg="A256KW", enc="none", encrypted_key=bytes(7))
    assert findings(example) == {"unknown-encryption header.enc"}
