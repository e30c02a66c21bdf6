"""In which other ways a secret is read, and with which words."""

import base64
import hashlib

import pytest

from webapp.inspector.encryption.algorithms import ENCRYPTIONS, MANAGEMENTS
from webapp.inspector.encryption.jwe.key import dir_key_encoding, nextauth

from .. import workshop as w

LONG, SHORT = "correct-horse-battery-staple-0123456789", "hunter2"
BYTES = w.secret(32)


def read(text, alg="dir", enc="A256GCM", undo=dir_key_encoding):
    """What the secret may have been meant as, with the words for it."""
    octets = text if isinstance(text, bytes) else text.encode()
    evidence = w.evidence(w.sent({"alg": alg, "enc": enc}))
    return {guess.value.secret: guess.says for guess in undo(w.opener(w.oct_jwk(octets)), evidence)}


def sha256(text):
    return hashlib.sha256(text.encode()).digest()


def md5(text):
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()


def hexadecimal(octets):
    return octets.hex().encode()


A128, CBC, PASSWORD = {"enc": "A128GCM"}, {"enc": "A256CBC-HS512"}, {"alg": "PBES2-HS256+A128KW"}
UUID = "00112233-4455-6677-8899-aabbccddeeff"
MEANT = [
    (f"{LONG}\n", {}, LONG.encode(), "the secret without the blanks around it"),
    (LONG, {}, f"{LONG}\n".encode(), "the secret and a line break behind it"),
    (base64.b64encode(BYTES), {}, BYTES, "the 32 bytes that the secret is the base64 of"),
    (base64.b64encode(BYTES) + b"\n", {}, BYTES, "the 32 bytes that the secret is the base64 of"),
    (w.encode(BYTES * 2), CBC, BYTES * 2, "the 64 bytes that the secret is the base64url of"),
    (BYTES.hex().upper(), {}, BYTES, "the 32 bytes that the secret is the hexadecimal of"),
    (UUID, A128, bytes.fromhex(UUID.replace("-", "")), "the 16 bytes that the secret is the hexadecimal of"),
    (w.encode(b"long" * 9), {}, b"long" * 8,
     "the first 32 bytes of the 36 bytes that the secret is the base64 of"),
    ("QQ", {}, b"A" + bytes(31), "the 1 byte that the secret is the base64 of, filled up with zeros"),
    (b"\xff\xfe", PASSWORD, b"//4=", "the secret’s base64"),
    (b"\xff\xfe", PASSWORD, b"__4", "the secret’s base64url"),
    (b"\xff\xfe", PASSWORD, b"fffe", "the secret in hexadecimal"),
    (SHORT, {}, sha256(SHORT), "the SHA-256 hash of the secret"),
    (SHORT, A128, sha256(SHORT)[:16], "the first 16 bytes of the SHA-256 hash of the secret"),
    (SHORT, {}, hexadecimal(md5(SHORT)), "the MD5 hash of the secret in hexadecimal"),
    (SHORT, CBC, hexadecimal(sha256(SHORT)), "the SHA-256 hash of the secret in hexadecimal"),
    (SHORT, PASSWORD, hexadecimal(sha256(SHORT)), "the SHA-256 hash of the secret in hexadecimal"),
    (SHORT, {}, hexadecimal(sha256(SHORT))[:32],
     "the first 32 bytes of the SHA-256 hash of the secret in hexadecimal"),
    (SHORT, {}, md5(SHORT) + bytes(16), "the MD5 hash of the secret, filled up with zeros"),
    (LONG, {}, LONG.encode()[:32], "the first 32 bytes of the secret"),
    (LONG, {}, LONG.encode()[-32:], "the last 32 bytes of the secret"),
    (LONG, {"alg": "A128KW"}, LONG.encode()[:16], "the first 16 bytes of the secret"),
    (SHORT, {}, b"hunter2" + bytes(25), "the secret, filled up with zeros"),
    (SHORT, {}, bytes(25) + b"hunter2", "the secret, filled up with zeros in front"),
    (SHORT, {}, b"hunter2hunter2hunter2hunter2hunt", "the secret, repeated"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "header", "key", "says"), MEANT, ids=[says for *_, says in MEANT])
def test_the_secret_was_meant_as(text, header, key, says):
    assert read(text, **header)[key] == f"It opens with {says}."


TEXTS = [LONG, SHORT, "", " ", "\n", BYTES, base64.b64encode(BYTES), bytes(32), "ÄÖÜ"]


@pytest.mark.parametrize("text", ["with, a dot.", "with_a-hyphen and blanks", "Ä", "QUJD\nREVG"])
def test_a_secret_that_reads_one_way_only_is_not_read_in_another(text):
    says = " ".join(read(text).values())
    assert "is the base64" not in says
    assert "is the hexadecimal" not in says


@pytest.mark.parametrize(
    "text", [LONG, SHORT, "", " ", "\n", BYTES, base64.b64encode(BYTES), bytes(32), "ÄÖÜ"]
)
@pytest.mark.parametrize("alg", MANAGEMENTS)
def test_each_reading_is_another_and_none_is_the_secret(text, alg):
    opener = w.opener(w.oct_jwk(b"key"))
    octets = text if isinstance(text, bytes) else text.encode()
    given = type(opener)(opener.key, None, octets)
    for enc in ENCRYPTIONS:
        evidence = w.evidence(w.sent({"alg": alg, "enc": enc}))
        readings = [guess.value.secret for guess in dir_key_encoding(given, evidence)]
        assert len(set(readings)) == len(readings) < 60
        assert octets not in readings


@pytest.mark.parametrize(("length", "tried"), [(4096, True), (4097, False)])
def test_a_long_secret_is_read_in_one_way(length, tried):
    assert bool(read(b"x" * length)) is tried


@pytest.mark.parametrize("undo", [dir_key_encoding, nextauth])
def test_a_private_key_is_no_secret(undo):
    assert list(undo(w.opener(w.pem(w.RSA)), w.evidence(w.sent({"alg": "dir", "enc": "A256GCM"})))) == []


def test_a_cookie_is_opened_with_a_derived_key():
    derived = read("secret", undo=nextauth)
    assert {len(key) for key in derived} == {32}
    first, second, *_ = derived.values()
    assert first == "It opens with the key that NextAuth 4 makes of the secret."
    cookie = "“__Secure-authjs.session-token”"
    assert second == f"It opens with the key that Auth.js makes of the secret for the cookie {cookie}."


@pytest.mark.parametrize("alg", ["A256KW", "A256GCMKW", "PBES2-HS256+A128KW"])
def test_a_cookie_wraps_no_key(alg):
    assert read("secret", alg, undo=nextauth) == {}
