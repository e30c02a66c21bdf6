"""Encrypted keys: which password opens them, what it may cost to try, and how a failure is put."""

import math

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

from webapp.inspector.keys import der, encryption
from webapp.inspector.keys.allowance import Allowance
from webapp.inspector.keys.source import Refusal, Source
from webapp.inspector.limits import DEFAULTS

from .samples import PASSWORD, data, der_of, key, text, unusable

FILES = {
    "PBES2": (load_der_private_key, der_of("p256.encrypted.pem")),
    "PBES1": (load_der_private_key, der_of("p256.encrypted-pbes1.pem")),
    "scrypt": (load_der_private_key, der_of("p256.encrypted-scrypt.pem")),
    "DEK-Info, EC": (load_pem_private_key, data("p256.encrypted-sec1.pem")),
    "DEK-Info, RSA": (load_pem_private_key, data("rsa.encrypted-pkcs1.pem")),
}
TOO_DEAR = (
    "This private key is encrypted with so many rounds that opening it takes too long. "
    "Decrypt it where it is kept: openssl pkey -in FILE -out key.pem"
)


def source(password=None, rounds=10**9):
    return Source("key.pem", DEFAULTS, password, allowance=Allowance(rounds))


def refused(act, *given):
    with pytest.raises(Refusal) as refusal:
        act(*given)
    assert [note.id for note in refusal.value.notes] == ["key.encrypted"]
    return refusal.value.code, str(refusal.value)


@pytest.mark.parametrize("file", FILES)
def test_the_password_opens(file):
    assert encryption.decrypted(*FILES[file], source(PASSWORD)).key_size in {256, 2048}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("password", "code", "message"),
    [
        (None, "encrypted", "This private key is encrypted. Give its password beside it."),
        ("", "encrypted", "This private key is encrypted. Give its password beside it."),
        ("Swordfish", "wrong-password", "The password does not open this key."),
        (" swordfish", "wrong-password", "The password does not open this key."),
        ("\ud800", "wrong-password", "The password does not open this key."),
        ("x" * 100_000, "wrong-password", "The password does not open this key."),
    ],
)
def test_another_password_does_not(file, password, code, message):
    assert refused(encryption.decrypted, *FILES[file], source(password)) == (code, message)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError("Unknown cipher"), "unsupported"),
        (UnsupportedAlgorithm("no such hash"), "unsupported"),
        (ValueError("Incorrect password, could not decrypt key"), "wrong-password"),
    ],
)
def test_a_cipher_that_is_not_read_is_no_wrong_password(error, code):
    def load(*_, **__):
        raise error

    assert refused(encryption.decrypted, load, b"", source(PASSWORD))[0] == code


def number(value):
    return der.element(der.INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


SALT = der.element(der.OCTET_STRING, bytes(8))


def sequence(*elements):
    return der.element(der.SEQUENCE, b"".join(elements))


def named(name, *parameters):
    return sequence(der.encoded_oid(name), *parameters)


def pbes1(rounds):
    return named("1.2.840.113549.1.12.1.3", sequence(SALT, number(rounds)))


def pbkdf2(rounds, *more):
    return named(
        der.PBES2, sequence(named("1.2.840.113549.1.5.12", sequence(SALT, number(rounds), *more)), sequence())
    )


def scrypt(*costs):
    return named(der.PBES2, sequence(named(der.SCRYPT, sequence(SALT, *map(number, costs))), sequence()))


@pytest.mark.parametrize(
    ("algorithm", "cost"),
    [
        (pbes1(2048), 5 * 2048),
        (pbkdf2(2048), 2048),
        (pbkdf2(2048, number(32)), 2048),
        (pbkdf2(2**62), 2**62),
        (scrypt(16_384, 8, 1), 2 * 16_384 * 8),
        (scrypt(16_384, 8, 1, 32), 2 * 16_384 * 8),
        (scrypt(2**40, 2**40, 2**40), 2 * math.prod([2**40] * 3)),
    ],
    ids=[
        "PBES1",
        "PBKDF2",
        "and its length",
        "without end",
        "scrypt",
        "scrypt and its length",
        "memory without end",
    ],
)
def test_cost_is_taken_out_before_the_work_is_done(algorithm, cost):
    identifier = der.first(algorithm)
    exact = source(rounds=cost)
    encryption.check_cost(identifier, exact)
    assert exact.allowance.rounds == 0
    assert refused(encryption.check_cost, identifier, source(rounds=cost - 1)) == ("unsupported", TOO_DEAR)


@pytest.mark.parametrize(
    "algorithm",
    [
        named(der.PBES2),
        named(der.PBES2, sequence()),
        named(der.PBES2, sequence(named(der.SCRYPT))),
        named("1.2.840.113549.1.12.1.3", sequence(SALT)),
    ],
    ids=["no parameters", "no derivation", "no scrypt", "no rounds"],
)
def test_what_names_no_cost_is_a_damaged_key(algorithm):
    file = sequence(algorithm, der.element(der.OCTET_STRING, bytes(16)))
    row = unusable(file, password=PASSWORD)
    assert (row.code, row.message) == (
        "damaged",
        "What this holds has not the structure of a key: something in it was changed or lost.",
    )


@pytest.mark.parametrize(
    "name", ["p256.encrypted.pem", "p256.encrypted-scrypt.pem", "p256.encrypted-sec1.pem"]
)
def test_key_that_was_opened_says_what_it_is_to_others(name):
    assert key(text(name), password=PASSWORD).notes[-1].message == (
        "The file is encrypted and its password was used. A program that is not told the password refuses "
        "it; openssl pkey -in FILE -out key.pem writes it without one."
    )
