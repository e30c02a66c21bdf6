"""Damaged key files written again: the very key, in the form that seven programs read."""

import json
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector.keys import UnusableKey
from webapp.inspector.keys.repair import Repaired, repairable, repaired
from webapp.inspector.submission import KeyFile

from . import damages
from .programs import ASKED, reading
from .samples import PASSWORD, data, der_of, rows, text

APPLE = "AuthKey_7XK4Q2M9RT.p8"
SOUND = damages.pem(text(APPLE))
MADE = dict(damages.all_of(SOUND))


def repair(content, name=APPLE, password=None):
    raw = content.encode() if isinstance(content, str) else content
    return repaired(KeyFile(name, raw, password))


@pytest.mark.parametrize("name", MADE)
def test_every_damage_is_undone_to_the_byte(name):
    mended = repair(MADE[name].content)
    if name == "as made":
        assert mended.code == "sound"
    else:
        assert mended == Repaired(APPLE, SOUND.whole)


@pytest.mark.parametrize("name", MADE)
def test_public_keys_are_mended_too(name):
    public = damages.pem(text("p256.public.pem"))
    content = damages.DAMAGES[name](public).content
    mended = repair(content, "key.pem")
    assert mended.code == "sound" if content == public.whole.encode() else mended.text == public.whole


# What is not quite as every program wants it, and the sound file of the same key.
OTHER_FORMS = {
    "p256.sec1.pem": "p256.p8",
    "p256.sec1-parameters.pem": "p256.p8",
    "rsa.pkcs1.pem": "rsa.pem",
    "ed25519-version-2.pem": "ed25519.pem",
    "rsa-public.pkcs1.pem": "rsa.public.pem",
}


def number_of(pem):
    key = load_pem_private_key(pem.encode(), None)
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_other_forms_become_the_usual_one(name):
    mended, sound = repair(data(name), name), text(OTHER_FORMS[name])
    if "PUBLIC" in sound:
        assert mended.text == sound
    else:
        assert mended.text.startswith("-----BEGIN PRIVATE KEY-----\n")
        assert number_of(mended.text) == number_of(sound)


@pytest.mark.parametrize(
    "name", ["rsa-pss.pem", "p256-compressed.p8", "p384.pem", "ed448.pem", "mldsa65.pem"]
)
def test_what_the_library_would_write_otherwise_stays_as_it_is(name):
    assert repair(text(name).replace("\n", " ")).text == text(name)


@pytest.mark.parametrize("name", ["ssh-ed25519", "ssh-rsa", "ssh-ecdsa"])
def test_openssh_keys_become_pkcs8(name):
    mended = repair(data(name), name)
    assert mended.name == f"{name}.pem"
    assert [row.public_pem for row in rows(mended.text)] == [row.public_pem for row in rows(data(name))]
    assert all(row.private for row in rows(mended.text))


def test_der_becomes_pem_and_a_certificate_stays_one():
    assert repair(der_of("p256.p8"), "key.der") == Repaired("key.pem", text("p256.p8"))
    assert repair(text("p256.crt").replace("\n", "\\n"), "own.crt") == Repaired("own.crt", text("p256.crt"))


def test_every_key_of_a_file_is_in_the_repaired_one():
    bundle = text("p256.crt") + text("p256.p8")
    assert repair(bundle.replace("\n", "\\n"), "bundle.pem").text == bundle


def test_pem_in_json_comes_out_of_it():
    account = json.dumps({"type": "service_account", "private_key": text("rsa.pem")})
    assert repair(account, "account.json") == Repaired("account.pem", text("rsa.pem"))


@pytest.mark.parametrize(
    "name", ["p256.encrypted.pem", "p256.encrypted-scrypt.pem", "rsa.encrypted-pkcs1.pem"]
)
def test_an_encrypted_key_stays_encrypted(name):
    quoted = f'"{text(name)}"'
    mended = repair(quoted, name, PASSWORD)
    assert mended.text == text(name)
    refused = repair(quoted, name)
    assert (refused.code, "encrypted and stays so" in refused.message) == ("encrypted", True)
    assert repair(quoted, name, "another").code == "wrong-password"


[ROW] = rows(text("p256.public.pem"))
JWK = json.dumps(dict(ROW.public_jwk))


@pytest.mark.parametrize("names", [("p256.encrypted.pem", "p256.p8"), ("p256.p8", "p256.encrypted.pem")])
def test_one_key_encrypted_and_in_clear_stays_so_in_its_place(names):
    bundle = "".join(map(text, names))
    assert repair(bundle.replace("\n", "\\n"), "both.pem", PASSWORD).text == bundle


REFUSED = {
    "sound": (text("p256.p8"), "sound", "nothing to repair"),
    "a JWK": ('{"kty":"EC","crv":"P-256","x":"","y":""}', "damaged", ""),
    "a JWK in a setting": (f"JWK='{JWK}'", "a-jwk", "This is a JWK, not PEM."),
    "a JWK, escaped": (json.dumps(JWK), "a-jwk", "This is a JWK, not PEM."),
    "a JWK, percent-encoded": (quote(JWK), "a-jwk", "This is a JWK, not PEM."),
    "a secret": ('{"kty":"oct","k":"c2VjcmV0c2VjcmV0"}', "a-secret", "secret"),
    "text": ("hello", "not-a-key", "line of text"),
    "nothing": ("", "empty", "empty"),
    "PuTTY": (text("putty.ppk"), "unread", "puttygen FILE"),
    "OpenSSH, encrypted": (text("ssh-encrypted"), "unread", "ssh-keygen -p -m PKCS8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_mended_is_refused_in_a_sentence(name):
    content, code, words = REFUSED[name]
    refused = repair(content)
    assert isinstance(refused, UnusableKey)
    assert refused.code == code
    assert words in refused.message


def test_a_key_that_is_cut_off_is_not_made_up():
    assert repair("\n".join([SOUND.begin, *SOUND.body[:2], SOUND.end])).code == "truncated"


def test_a_private_key_of_which_only_the_public_half_was_kept_has_to_be_given_again():
    kept = KeyFile(APPLE, data("p256.public.pem"), was_private=True)
    assert repaired(kept).code == "not-kept"


@pytest.mark.parametrize(
    ("content", "worth_it"),
    [
        (text(APPLE), False),
        (text(APPLE).replace("\n", " "), True),
        (text("p256.sec1.pem"), True),
        (text("putty.ppk"), False),
        (text("ssh-encrypted"), False),
        ("hello", False),
        ('{"kty":"oct","k":"c2VjcmV0c2VjcmV0"}', False),
    ],
    ids=range(7),
)
def test_repair_is_offered_where_there_is_something_to_repair(content, worth_it):
    assert [repairable(row) for row in rows(content)] == [worth_it]


@pytest.mark.parametrize("program", ASKED)
def test_every_program_reads_what_was_repaired(program):
    mended = tuple(repair(text(name).replace("\n", "\\n")).text.encode() for name in ("p256.sec1.pem", APPLE))
    assert all(reading(program, mended))


def test_the_private_half_shows_in_no_repr():
    assert SOUND.body[0] not in repr(repair(MADE["quoted"].content))


@given(st.binary() | st.text().map(str.encode))
def test_whatever_is_given_is_answered(content):
    assert isinstance(repair(content), Repaired | UnusableKey)
