"""Encrypted keys, certificates, and keys that are laid out unusually."""

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from webapp.inspector import examine
from webapp.inspector.keys import Key, Vault, der, half, read
from webapp.inspector.keys.source import Source, attempt
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.submission import KeyFile, Submission

from .samples import EXPECTED, PASSWORD, data, der_of, ids, key, messages, rows, text, unusable

ENCRYPTED = [
    "p256.encrypted.pem",
    "p256.encrypted-pbes1.pem",
    "p256.encrypted-scrypt.pem",
    "p256.encrypted-sec1.pem",
    "rsa.encrypted-pkcs1.pem",
]


@pytest.mark.parametrize("name", ENCRYPTED)
@pytest.mark.parametrize("password", [None, ""])
def test_encrypted_key_asks_for_its_password(name, password):
    row = unusable(data(name), name, password)
    assert (row.code, ids(row)) == ("encrypted", ["key.encrypted"])
    assert row.message == "This private key is encrypted. Give its password beside it."


@pytest.mark.parametrize("name", ENCRYPTED)
@pytest.mark.parametrize("password", ["Swordfish", "swordfish ", "\ud800", "ß" * 5000])
def test_wrong_password_is_said(name, password):
    row = unusable(data(name), name, password)
    assert (row.code, row.message) == ("wrong-password", "The password does not open this key.")


@pytest.mark.parametrize("name", ENCRYPTED)
def test_right_password_opens_and_is_mentioned(name):
    row = key(data(name), name, PASSWORD)
    assert row.private
    assert ids(row) == ["key.private_supplied", "key.encrypted"]


def test_password_of_a_key_that_needs_none_is_overlooked():
    assert key(data("p256.p8"), password=PASSWORD).bits == 256


def test_unknown_cipher_is_not_called_a_wrong_password():
    row = unusable(data("p256.encrypted-aria.pem"), password=PASSWORD)
    assert row.code == "unsupported"
    assert "openssl pkey -in FILE" in row.message


def test_rounds_without_end_are_not_run():
    row = unusable(data("p256.encrypted-rounds.pem"), password=PASSWORD)
    assert row.code == "unsupported"
    assert "so many rounds" in row.message


@pytest.mark.parametrize("cost", [2**20, 2**62])
def test_memory_without_end_is_not_used(cost):
    blob = der_of("p256.encrypted-scrypt.pem")
    dear = der.element(der.INTEGER, cost.to_bytes(9, "big"))
    row = unusable(_rewritten(blob, b"\x02\x02\x40\x00", dear), password=PASSWORD)
    assert "so many rounds" in row.message


def _rewritten(blob, old, new):
    """`blob` with its element `old` written as `new`, and every length around it put right."""

    def rebuilt(element):
        if element.encoded == old:
            return new
        if element.tag != der.SEQUENCE:
            return element.encoded
        return der.element(element.tag, b"".join(map(rebuilt, der.children(element.content))))

    assert old in blob
    return rebuilt(der.first(blob))


def test_many_encrypted_keys_in_one_file_share_what_opening_may_cost():
    found = rows(text("p256.encrypted-scrypt.pem") * 100, password=PASSWORD)
    opened = [row for row in found if isinstance(row, Key)]
    assert 1 <= len(opened) <= 5
    assert "so many rounds" in found[-1].message


def test_many_encrypted_files_share_what_opening_may_cost():
    dear = _rewritten(
        der_of("p256.encrypted.pem"),
        b"\x02\x02\x08\x00",
        der.element(der.INTEGER, (900_000).to_bytes(3, "big")),
    )
    files = tuple(KeyFile(f"{number}.der", dear, "another") for number in range(50))
    codes = [row.code for row in examine(Submission("", files), 0).keys]
    assert codes == ["wrong-password"] * 2 + ["unsupported"] * 48
    vault = Vault()
    assert [read(file, vault=vault)[0].code for file in files] == codes


@pytest.mark.parametrize("digits", ["", "AB", "0" * 31])
def test_vector_that_is_cut_off_does_not_reach_the_library(digits):
    lines = text("p256.encrypted-sec1.pem").split("\n")
    lines[2] = f"DEK-Info: AES-128-CBC,{digits}"
    row = unusable("\n".join(lines), password=PASSWORD)
    assert row.code in {"truncated", "damaged"}


def test_panic_of_the_library_is_a_row_as_well(monkeypatch):
    class PanicException(BaseException):
        pass

    def panic(*_, **__):
        raise PanicException

    monkeypatch.setattr(half, "load_der_private_key", panic)
    assert unusable(text("p256.p8")).code == "unreadable"


def test_an_interruption_is_none():
    def interrupted(source):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(Source("key", DEFAULTS), interrupted)


def test_public_key_on_a_foreign_curve_names_the_curve():
    p256, secp192k1 = bytes.fromhex("06082a8648ce3d030107"), bytes.fromhex("06052b8104001f")
    row = unusable(_rewritten(der_of("p256.public.pem"), p256, secp192k1))
    assert (row.code, "1.3.132.0.31" in row.message) == ("unsupported", True)


def test_encrypted_key_of_a_kind_that_is_not_served_is_told_once_it_is_open():
    key = load_pem_private_key(data("dsa.pem"), None)
    encrypted = key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSWORD.encode())
    )
    row = unusable(encrypted, password=PASSWORD)
    assert (row.code, "no JOSE algorithm uses" in row.message) == ("unsupported", True)


def test_certificate_names_its_subject_and_dates():
    row = key(text("p256.crt"))
    assert not row.private
    assert messages(row) == (
        "The key was taken from a certificate of “CN=Throw-away P-256,O=JWT Clinic”, "
        "valid from 2026-11-23 to 2036-11-22."
    )


def test_certificate_with_an_odd_subject_still_gives_its_key():
    blob = der_of("p256.crt").replace(b"\x0c\x10Throw-away P-256", b"\x0c\x10\xff\xfe\xfdow-away P-256")
    row = key(blob)
    assert row.public_pem == EXPECTED["p256.crt"]["public_pem"]
    assert "whose subject and dates could not be read" in messages(row)


def test_pkcs8_of_version_2_is_read_and_explained():
    row = key(text("ed25519-version-2.pem"))
    assert ids(row) == ["key.private_supplied", "key.other_format"]
    assert "RFC 5958" in messages(row)


@pytest.mark.parametrize("name", ["p256-compressed.p8", "p256-explicit.public.pem", "rsa-pss.pem"])
def test_unusual_key_has_the_thumbprint_of_its_plain_form(name):
    plain = key(text("rsa-pss.public.pem" if "rsa" in name else "p256.p8"))
    assert key(text(name)).thumbprint == plain.thumbprint


def test_key_larger_than_any_key_is_not_handed_to_the_library():
    number = der.element(der.INTEGER, b"\0" + b"\xff" * 60_000)
    blob = der.element(der.SEQUENCE, number + der.element(der.INTEGER, b"\1\0\1"))
    [row] = rows(blob)
    assert (row.code, "60,0" in row.message) == ("unsupported", True)
