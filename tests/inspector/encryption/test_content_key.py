"""The content key comes out as the header has it, and nothing that is malformed raises."""

from functools import partial

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector.base64url import encode
from webapp.inspector.encryption.algorithms import MANAGEMENTS
from webapp.inspector.encryption.content_key import (
    content_key,
    decrypted,
    oaep,
    password_key,
    proper,
    rounds,
    unwrapped,
    unwrapped_by_gcm,
)

from . import workshop as w

KEY = w.secret(32)
RSA, OTHER_RSA, EC = w.opener(w.pem(w.RSA)), w.opener(w.pem(w.OTHER_RSA)), w.opener(w.pem(w.CURVES["P-256"]))
PASSWORD = w.password("entrap_o–peter_long–credit_tun")
ENC = {"enc": "A256GCM"}


def secret(length):
    return w.opener(w.oct_jwk(w.secret(length)))


def encrypted(hash_name):
    return w.RSA.public_key().encrypt(KEY, oaep(hash_name))


def wrapped(length):
    return aes_key_wrap(w.secret(length), KEY)


def gcm_wrapped(iv=bytes(12), cut=16):
    sealed = AESGCM(w.secret(16)).encrypt(iv, KEY, None)
    return {"alg": "A128GCMKW", "iv": encode(iv), "tag": encode(sealed[32:][:cut])}, sealed[:32]


GCM_HEADER, GCM_KEY = gcm_wrapped()
SALTED = {"alg": "PBES2-HS256+A128KW", "p2s": encode(b"8 bytes!"), "p2c": 1000}
SALT = b"PBES2-HS256+A128KW\x008 bytes!"
DERIVED = password_key(PASSWORD, w.sent(SALTED), MANAGEMENTS["PBES2-HS256+A128KW"], SALT)
TO_PASSWORD = aes_key_wrap(DERIVED, KEY)

SOUND = {
    "RSA1_5": ({"alg": "RSA1_5"}, w.RSA.public_key().encrypt(KEY, padding.PKCS1v15()), RSA),
    "RSA-OAEP": ({"alg": "RSA-OAEP"}, encrypted("sha1"), RSA),
    "RSA-OAEP-384": ({"alg": "RSA-OAEP-384"}, encrypted("sha384"), RSA),
    "A192KW": ({"alg": "A192KW"}, wrapped(24), secret(24)),
    "A128GCMKW": (GCM_HEADER, GCM_KEY, secret(16)),
    "PBES2": (SALTED, TO_PASSWORD, PASSWORD),
    "dir": ({"alg": "dir"}, b"", secret(32)),
}


@pytest.mark.parametrize("case", SOUND)
def test_the_content_key_comes_out(case):
    header, octets, opener = SOUND[case]
    assert content_key(proper, opener, w.sent({**header, **ENC}, encrypted_key=octets)) == KEY


FAULTY = {
    "RSA, another key": ({"alg": "RSA-OAEP"}, encrypted("sha1"), OTHER_RSA),
    "RSA, another hash": ({"alg": "RSA-OAEP"}, encrypted("sha256"), RSA),
    "RSA, a byte short": ({"alg": "RSA-OAEP"}, encrypted("sha1")[:-1], RSA),
    "RSA, nothing encrypted": ({"alg": "RSA-OAEP"}, b"", RSA),
    "RSA, a key on a curve": ({"alg": "RSA-OAEP"}, encrypted("sha1"), EC),
    "RSA, a secret": ({"alg": "RSA-OAEP"}, encrypted("sha1"), secret(32)),
    "wrap, a longer key": ({"alg": "A192KW"}, wrapped(32), secret(32)),
    "wrap, a shorter key": ({"alg": "A192KW"}, wrapped(16), secret(16)),
    "wrap, no secret": ({"alg": "A192KW"}, wrapped(24), RSA),
    "wrap, nothing wrapped": ({"alg": "A192KW"}, b"", secret(24)),
    "wrap, a byte more": ({"alg": "A192KW"}, wrapped(24) + b"x", secret(24)),
    "GCM, a longer key": (GCM_HEADER, GCM_KEY, secret(32)),
    "GCM, no iv": ({**GCM_HEADER, "iv": None}, GCM_KEY, secret(16)),
    "GCM, no tag": ({**GCM_HEADER, "tag": None}, GCM_KEY, secret(16)),
    "GCM, an iv of 16 bytes": (*gcm_wrapped(bytes(16)), secret(16)),
    "GCM, a tag of 12 bytes": (*gcm_wrapped(cut=12), secret(16)),
    "password, another": (SALTED, TO_PASSWORD, w.password("another")),
    "password, no salt": ({**SALTED, "p2s": None}, TO_PASSWORD, PASSWORD),
    "password, another salt": ({**SALTED, "p2s": encode(b"8 bytes?")}, TO_PASSWORD, PASSWORD),
    "password, no rounds": ({**SALTED, "p2c": None}, TO_PASSWORD, PASSWORD),
    "password, one round more": ({**SALTED, "p2c": 1001}, TO_PASSWORD, PASSWORD),
    "dir, and an encrypted key": ({"alg": "dir"}, wrapped(32), secret(32)),
    "agreement, and an encrypted key": ({"alg": "ECDH-ES", "epk": EC.key.public_jwk}, wrapped(32), EC),
    "agreement, no key of the sender": ({"alg": "ECDH-ES"}, b"", EC),
    "agreement, apu is no text": ({"alg": "ECDH-ES", "epk": EC.key.public_jwk, "apu": 7}, b"", EC),
    "agreement, apv is null": ({"alg": "ECDH-ES", "epk": EC.key.public_jwk, "apv": None}, b"", EC),
    "agreement, another curve": (
        {"alg": "ECDH-ES", "epk": EC.key.public_jwk},
        b"",
        w.opener(w.pem(w.CURVES["P-384"])),
    ),
    "agreement, a point that agrees on nothing": (
        {"alg": "ECDH-ES", "epk": {"kty": "OKP", "crv": "X25519", "x": encode(bytes(32))}},
        b"",
        w.opener(w.pem(w.CURVES["X25519"])),
    ),
    "no algorithm": ({"alg": "none"}, b"", secret(32)),
}


@pytest.mark.parametrize("case", FAULTY)
def test_of_what_is_faulty_no_content_key_comes_out(case):
    header, octets, opener = FAULTY[case]
    assert content_key(proper, opener, w.sent({**header, **ENC}, encrypted_key=octets)) is None


def test_rsa1_5_gives_another_key_something_else():
    """So that nobody learns from it whether the padding was right (RFC 3218)."""
    octets = w.RSA.public_key().encrypt(KEY, padding.PKCS1v15())
    assert content_key(proper, OTHER_RSA, w.sent({"alg": "RSA1_5", **ENC}, encrypted_key=octets)) != KEY


def test_whatever_a_library_raises_comes_to_nothing():
    assert content_key(lambda *_: 1 // 0, RSA, w.sent()) is None


@pytest.mark.parametrize(("enc", "length"), [("A128GCM", 16), ("A256GCM", 32), ("A256CBC-HS512", 64)])
def test_a_key_that_is_agreed_on_is_as_long_as_the_content_takes_it(enc, length):
    header = {"alg": "ECDH-ES", "enc": enc, "epk": EC.key.public_jwk}
    assert len(content_key(proper, EC, w.sent(header))) == length


@pytest.mark.parametrize(("length", "tried"), [(1024, True), (1032, False)])
def test_no_more_is_unwrapped_than_a_content_key_may_have(length, tried):
    envelope = w.sent(encrypted_key=aes_key_wrap(KEY, bytes(length - 8)))
    assert unwrapped(KEY, envelope) == (bytes(length - 8) if tried else None)


def test_without_a_key_nothing_is_unwrapped():
    assert [unwrapped(it, w.sent(encrypted_key=wrapped(16))) for it in (None, b"")] == [None, None]
    assert content_key(lambda _, it: unwrapped_by_gcm(None, it), RSA, w.sent(GCM_HEADER)) is None


def test_the_mask_may_have_a_hash_of_its_own():
    scheme = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA256(), None)
    envelope = w.sent(encrypted_key=w.RSA.public_key().encrypt(KEY, scheme))
    assert content_key(partial(decrypted, oaep("sha256", "sha1")), RSA, envelope) == KEY
    assert content_key(partial(decrypted, oaep("sha256")), RSA, envelope) is None


@pytest.mark.parametrize("p2c", [1, 4096, 10**300], ids=["one", "some", "many"])
def test_rounds_are_a_whole_number(p2c):
    assert rounds(w.sent({"p2c": p2c})) == p2c


@pytest.mark.parametrize("p2c", [0, -1, "4096", 4096.0, None, True, False, [1], {"a": 1}], ids=repr)
def test_what_is_none_is_no_number_of_rounds(p2c):
    assert rounds(w.sent({"p2c": p2c})) is None


def test_the_password_of_rfc_7517_appendix_c():
    """Section C.4, where the salt is written out and the derived key."""
    p2s = bytes([217, 96, 147, 112, 150, 117, 70, 247, 127, 8, 155, 137, 174, 42, 80, 215])
    header = {"p2s": encode(p2s), "p2c": 4096}
    password = w.password("Thus from my lips, by yours, my sin is purged.")
    salt = b"PBES2-HS256+A128KW\0" + p2s
    derived = password_key(password, w.sent(header), MANAGEMENTS["PBES2-HS256+A128KW"], salt)
    assert list(derived) == [110, 171, 169, 92, 129, 92, 109, 117, 233, 242, 116, 233, 170, 14, 24, 75]
