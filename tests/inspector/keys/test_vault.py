"""Private halves are found by their public half, and what is not there can say why."""

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector.keys.vault import Vault, name_of

from .samples import data, key, text

OPENING = [
    "p256.p8",
    "p384.pem",
    "p521.pem",
    "secp256k1.pem",
    "rsa.pem",
    "rsa-pss.pem",
    "x25519.pem",
    "x448.pem",
]
SIGNING_ONLY = ["ed25519.pem", "ed448.pem", "mldsa44.pem"]


def private(name):
    return load_pem_private_key(data(name), None)


@pytest.mark.parametrize("name", OPENING)
def test_a_key_that_can_open_tokens_is_kept(name):
    vault, half = Vault(), private(name)
    vault.put(half)
    assert vault.private_half(key(text(name))) is half
    assert vault.size == 1


@pytest.mark.parametrize("name", SIGNING_ONLY)
def test_a_key_that_only_signs_is_not(name):
    vault = Vault()
    vault.put(private(name))
    assert (vault.private_half(key(text(name))), vault.size) == (None, 0)


def test_writing_is_asked_of_nobody():
    Vault().put(private("p256.p8"), write=pytest.fail)


def test_one_key_in_two_files_is_one_half():
    vault = Vault()
    for name in ("p256.p8", "p256.sec1.pem", "p256-compressed.p8"):
        vault.put(private(name))
    assert vault.size == 1
    assert vault.private_half(key(text("p256-compressed.public.pem")))


def test_each_key_has_its_own_half():
    vault = Vault()
    halves = {name: private(name) for name in OPENING[:5]}
    for half in halves.values():
        vault.put(half)
    assert all(vault.private_half(key(text(name))) is half for name, half in halves.items())


SECRET = key('{"kty":"oct","k":"c2VjcmV0"}')


def test_nothing_is_there_for_a_secret_or_for_another_key():
    vault = Vault()
    vault.put(private("p256.p8"))
    vault.leave_out(private("p384.pem").public_key(), "It is sealed.")
    for other in (SECRET, key(text("rsa.pem"))):
        assert (vault.private_half(other), vault.why_not(other)) == (None, None)


def test_an_empty_vault_answers_as_well():
    vault = Vault()
    for other in (SECRET, key(text("p256.p8"))):
        assert (vault.private_half(other), vault.why_not(other), vault.size) == (None, None, 0)


def test_what_was_left_out_says_why():
    vault, public = Vault(), private("p256.p8").public_key()
    vault.leave_out(public, "It is encrypted.")
    vault.leave_out(public, "It is damaged.")
    row = key(text("p256.p8"))
    assert (vault.private_half(row), vault.why_not(row)) == (None, "It is damaged.")
    assert vault.size == 0


def test_two_private_keys_have_one_name_only_if_they_are_one():
    names = {name: name_of(private(name).public_key()) for name in (*OPENING, *SIGNING_ONLY)}
    assert len(set(names.values())) == len(names)
    assert name_of(private("p256.sec1.pem").public_key()) == names["p256.p8"]


def test_no_repr_shows_what_is_kept():
    vault = Vault()
    vault.put(private("rsa.pem"))
    assert "RSAPrivateKey" not in repr(vault)
