"""Lengths to the byte: IV, tag, encrypted key, and the secret that opens the token."""

import pytest

from tests.inspector.cases import finding, findings
from webapp.inspector.base64url import encode
from webapp.inspector.example_forms import encrypted
from webapp.inspector.example_keys import OCT, P256

from .encrypted_tokens import EPK, in_json, wrapped

CASES = {
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


def test_recipient_who_is_shown_is_judged():
    header, recipients = {"enc": "A256GCM"}, [{"header": {"alg": "A256KW"}}, {"header": {"alg": "dir"}}]
    recipients[0]["encrypted_key"] = encode(bytes(39))
    found = finding(in_json(header, recipients=recipients), "encrypted-key-length", "token.encrypted_key")
    assert found.message == "The encrypted key has 39 bytes; A256KW makes 40 of this content key."


def test_length_of_the_key_is_not_known_where_the_encryption_is_not():
    example = encrypted(alg="A256KW", enc="none", encrypted_key=bytes(7))
    assert findings(example) == {"unknown-encryption header.enc"}
