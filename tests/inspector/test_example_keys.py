"""The keys of the examples are keys, public where they should be, and no two are the same."""

import json

import pytest

from webapp.inspector.example_keys import (
    OCT,
    OTHER_P256,
    P256,
    RSA_1024,
    RSA_2048,
    SECP256K1,
    SECRET,
    key_file,
)
from webapp.inspector.keys import read
from webapp.inspector.submission import KeyFile

KEYS = {
    "P-256": (P256, "EC", 256),
    "another of P-256": (OTHER_P256, "EC", 256),
    "secp256k1": (SECP256K1, "EC", 256),
    "RSA": (RSA_2048, "RSA", 2048),
    "RSA that is weak": (RSA_1024, "RSA", 1024),
    "secret": (OCT, "oct", 256),
}


@pytest.mark.parametrize(("jwk", "kind", "bits"), KEYS.values(), ids=KEYS)
def test_key_is_what_it_is_called_and_public(jwk, kind, bits):
    [key] = read(KeyFile("key.json", key_file(jwk).encode()))
    assert (key.type, key.bits, key.private) == (kind, bits, False)
    assert not {"d", "p", "q"} & jwk.keys()


def test_keys_are_read_from_one_set_and_are_all_different():
    rows = read(KeyFile("keys.json", key_file(*(jwk for jwk, _, _ in KEYS.values())).encode()))
    assert len({key.public_pem or key.secret for key in rows}) == len(rows) == len(KEYS)


def test_secret_and_its_key_are_the_same_bytes_and_enough_for_hs256():
    [key] = read(KeyFile("key.json", key_file(OCT).encode()))
    assert key.secret == SECRET.encode()
    assert len(SECRET) == 32


@pytest.mark.parametrize(
    ("keys", "written"),
    [((), {"keys": []}), ((P256,), P256), ((P256, OCT), {"keys": [P256, OCT]})],
    ids=["none", "one", "two"],
)
def test_one_key_is_a_jwk_and_several_are_a_set(keys, written):
    assert json.loads(key_file(*keys)) == written
