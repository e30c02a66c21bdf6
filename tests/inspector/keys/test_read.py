"""Every file of the samples is read as OpenSSL reads it, named by its file and bounded by the limits."""

import json
from dataclasses import replace

import pytest

from webapp.inspector.keys import Key, UnusableKey, read
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.note import Note
from webapp.inspector.submission import KeyFile

from .samples import EXPECTED, PASSWORD, data, der_of, ids, key, messages, rows, text, unusable


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_is_read_as_it_is_meant(name):
    row = key(data(name), name, PASSWORD)
    assert {member: getattr(row, member) for member in EXPECTED[name]} == EXPECTED[name]
    assert row.name == name
    assert ("key.private_supplied" in ids(row)) == row.private


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("p256.csr", "certificate-request", "certificate request"),
        ("p256.p12", "unsupported", "openssl pkcs12"),
        ("p256.p7b", "unsupported", "openssl pkcs7"),
        ("dsa.pem", "unsupported", "DSA"),
        ("dsa.traditional.pem", "unsupported", "DSA"),
        ("secp192k1.pem", "unsupported", "1.3.132.0.31"),
        ("secp256k1-explicit.sec1.pem", "unsupported", "-param_enc named_curve"),
    ],
)
def test_what_is_no_key_for_jose_is_called_by_its_name(name, code, said):
    row = unusable(data(name), name)
    assert row.code == code
    assert said in row.message


def test_key_id_comes_from_the_file_name():
    assert key(text("p256.p8"), "AuthKey_7XK4Q2M9RT (1).p8").key_id == "7XK4Q2M9RT"
    assert key(text("p256.p8"), "private-key.pem").key_id is None


def test_kid_of_a_jwk_wins_over_the_file_name():
    jwk = key(text("p256.p8")).public_jwk
    assert key(json.dumps(jwk | {"kid": "mine"}), "AuthKey_7XK4Q2M9RT.txt").key_id == "mine"


def test_public_half_of_a_private_key_given_earlier_is_told_from_a_public_key():
    earlier = key(text("p256.p8"), "AuthKey_7XK4Q2M9RT.p8")
    again = KeyFile(
        earlier.name,
        earlier.public_pem.encode(),
        was_private=True,
        notes=(*earlier.notes, Note("key.x", "…")),
    )
    [row] = read(again)
    assert row == replace(earlier, public=row.public, notes=again.notes)


def test_notes_of_the_file_are_said_once():
    crlf = text("p256.p8").replace("\n", "\r\n").encode()
    [first] = read(KeyFile("key.p8", crlf))
    [again] = read(KeyFile("key.p8", crlf, notes=first.notes))
    assert again.notes == first.notes
    assert len(set(again.notes)) == len(again.notes) == 2


def test_notes_of_the_file_stay_with_what_is_no_key():
    note = Note("key.other_format", "It came by pigeon.")
    [row] = read(KeyFile("key", b"hello", notes=(note,)))
    assert row.notes == (note,)


@pytest.mark.parametrize(
    "name",
    [
        "p256.p8",
        "p256.sec1.pem",
        "p256.public.pem",
        "rsa.pkcs1.pem",
        "rsa-public.pkcs1.pem",
        "p256.crt",
        "p256.encrypted.pem",
        "ed25519.pem",
        "mldsa65.pem",
    ],
)
def test_der_is_read_as_its_pem_is_and_said_to_be_der(name):
    row = key(der_of(name), name, PASSWORD)
    assert row.public_pem == EXPECTED[name]["public_pem"]
    assert ids(row)[0] == "key.other_format"
    assert "This file is DER" in messages(row)


def test_der_that_is_cut_off_counts_its_bytes():
    row = unusable(der_of("p256.p8")[:100])
    assert (row.code, ids(row)) == ("truncated", ["key.truncated"])
    assert "38 of its 138 bytes are missing" in row.message


def test_file_beyond_the_limit_is_not_read():
    row = unusable(b"-" * (DEFAULTS.key_bytes + 1), "large.pem")
    assert (row.name, row.code) == ("large.pem", "too-large")
    assert "262,145 bytes" in row.message
    assert key(text("p256.p8").ljust(DEFAULTS.key_bytes)).bits == 256


def test_modulus_beyond_the_limit_is_not_used():
    limits = replace(DEFAULTS, rsa_bits=2047)
    [row] = rows(text("rsa.public.pem"), limits=limits)
    assert isinstance(row, UnusableKey)
    assert (row.code, row.message) == (
        "unsupported",
        "Its modulus has 2,048 bits; at most 2,047 are read here.",
    )
    [jwk] = rows(json.dumps(key(text("rsa.public.pem")).public_jwk), limits=limits)
    assert jwk == row


def test_keys_beyond_the_limit_are_counted():
    found = rows(text("p256.p8") * 5, "bundle.pem", limits=replace(DEFAULTS, keys=3))
    assert [row.name for row in found] == ["bundle.pem[0]", "bundle.pem[1]", "bundle.pem[2]", "bundle.pem"]
    assert found[3].code == "too-many"
    assert "5 keys are in this file; the first 3" in found[3].message


def test_private_and_certificate_together_are_two_rows():
    found = rows(text("p256.p8") + text("p256.crt"), "server.pem")
    assert [(row.private, row.public_pem) for row in found if isinstance(row, Key)] == [
        (True, EXPECTED["p256.p8"]["public_pem"]),
        (False, EXPECTED["p256.p8"]["public_pem"]),
    ]
