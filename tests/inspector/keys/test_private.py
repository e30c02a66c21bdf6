"""What was encrypted to an RSA key in a sound file is seen; everything else gives nothing."""

import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from webapp.inspector.keys import decrypted, private
from webapp.inspector.submission import KeyFile

from .damages import DAMAGES, pem
from .samples import EXPECTED, PASSWORD, data, der_of, text
from .test_nothing_private_is_kept import private_number, reachable, traces_of

PLAIN = b"a digest of the token"
PUBLIC = load_pem_public_key(EXPECTED["rsa.pem"]["public_pem"].encode())
SEALED = PUBLIC.encrypt(PLAIN, padding.PKCS1v15())


def opened(content, ciphertext=SEALED, password=None):
    return decrypted(KeyFile("key", content, password), ciphertext)


@pytest.mark.parametrize(
    "content",
    [data("rsa.pem"), data("rsa.pkcs1.pem"), der_of("rsa.pem"), der_of("rsa.pkcs1.pem")],
    ids=["PKCS#8", "PKCS#1", "PKCS#8 in DER", "PKCS#1 in DER"],
)
def test_private_key_shows_what_was_encrypted_to_it(content):
    assert opened(content) == PLAIN


@pytest.mark.parametrize("plain", [b"", b"\0", b"x" * 245])
def test_any_length_that_fits_is_seen(plain):
    assert opened(data("rsa.pem"), PUBLIC.encrypt(plain, padding.PKCS1v15())) == plain


@pytest.mark.parametrize(
    "name",
    [
        "rsa.public.pem",
        "rsa.crt",
        "rsa.encrypted-pkcs1.pem",
        "rsa-pss.public.pem",
        "p256.p8",
        "ed25519.pem",
        "x25519.pem",
        "mldsa44.pem",
        "dsa.pem",
        "ssh-rsa",
        "p256.p12",
    ],
)
def test_other_files_show_nothing(name):
    assert opened(data(name), password=PASSWORD) is None


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x30\x82\xff\xff", b"-----BEGIN PRIVATE KEY-----", bytes(5000)]
)
def test_no_key_shows_nothing(content):
    assert opened(content) is None


def test_damaged_file_shows_nothing():
    quoted, _ = DAMAGES["no BEGIN"](pem(text("rsa.pem")))
    assert opened(quoted) is None


@pytest.mark.parametrize("ciphertext", [b"", b"x", SEALED[1:], SEALED + b"\0", b"\xff" * 256])
def test_what_is_no_ciphertext_for_the_key_shows_nothing(ciphertext):
    assert opened(data("rsa.pem"), ciphertext) is None


@pytest.mark.parametrize(
    "ciphertext",
    [
        PUBLIC.encrypt(PLAIN, padding.OAEP(padding.MGF1(SHA1()), SHA1(), None)),
        SEALED[::-1],
        bytes(255) + b"\2",
    ],
    ids=["another padding", "another order", "no padding"],
)
def test_what_was_encrypted_otherwise_shows_nothing_that_is_expected(ciphertext):
    assert opened(data("rsa.pem"), ciphertext) != PLAIN


@pytest.mark.parametrize(("most", "plain"), [(2048, PLAIN), (2047, None)])
def test_a_larger_key_is_not_used(monkeypatch, most, plain):
    monkeypatch.setattr(private, "_LARGEST", most)
    assert opened(data("rsa.pem")) == plain


def test_nothing_of_the_key_is_kept():
    file = KeyFile("key", data("rsa.pkcs1.pem"))
    found = decrypted(file, SEALED)
    assert not traces_of(private_number("rsa.pem"), reachable([found, vars(private)]))
