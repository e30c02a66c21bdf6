"""No object that comes out of reading a private key leads to its private number."""

import base64
import gc
import json
from dataclasses import fields, is_dataclass
from types import FunctionType, ModuleType

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_ssh_private_key,
)

from webapp.inspector.keys import read
from webapp.inspector.submission import KeyFile

from . import damages
from .samples import PASSWORD, data, der_of, text
from .test_jwk import private


def private_number(name):
    """The bytes that must be found nowhere."""
    if name == "putty.ppk":
        name = "ssh-ed25519"
    if name.startswith("ssh-"):
        key = load_ssh_private_key(data(name), None)
    else:
        key = load_pem_private_key(data(name), PASSWORD.encode() if ".encrypted" in name else None)
    if hasattr(key, "private_bytes_raw"):
        return key.private_bytes_raw()
    numbers = key.private_numbers()
    if hasattr(numbers, "p"):
        return numbers.p.to_bytes((numbers.p.bit_length() + 7) // 8, "big")
    return numbers.private_value.to_bytes((key.key_size + 7) // 8, "big")


def reachable(start):
    """Every object that can be reached from `start`, except through types and functions."""
    seen, waiting = {}, [start]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, type | FunctionType | ModuleType):
            continue
        seen[id(thing)] = thing
        waiting += gc.get_referents(thing)
        waiting += [getattr(thing, field.name) for field in fields(thing)] if is_dataclass(thing) else []
    return list(seen.values())


def traces_of(secret, things):
    """The things in which `secret` shows, in any of the forms it is written in."""
    number = int.from_bytes(secret, "big")
    encoded = [base64.b64encode(secret), base64.urlsafe_b64encode(secret)]
    written = [secret.hex(), str(number), *(text[:-4].decode() for text in encoded)]
    shows = {
        bytes: lambda thing: secret in thing,
        bytearray: lambda thing: secret in thing,
        str: lambda thing: any(form in thing for form in written),
        int: lambda thing: thing == number,
    }
    return [
        thing
        for thing in things
        if "PrivateKey" in type(thing).__name__ or shows.get(type(thing), lambda _: False)(thing)
    ]


NAMES = [
    "AuthKey_7XK4Q2M9RT.p8",
    "p256.sec1.pem",
    "p384.pem",
    "p521.pem",
    "secp256k1.pem",
    "rsa.pem",
    "rsa.pkcs1.pem",
    "ed25519.pem",
    "ed448.pem",
    "x25519.pem",
    "mldsa44.pem",
    "p256.encrypted.pem",
    "p256.encrypted-sec1.pem",
    "ssh-ed25519",
    "ssh-rsa",
    "putty.ppk",
]


@pytest.mark.parametrize("name", NAMES)
def test_sample_leaves_no_trace(name):
    secret = private_number(name)
    found = read(KeyFile(name, data(name), PASSWORD))
    assert found[0].private
    assert not traces_of(secret, reachable(found))
    row = found[0]
    assert all((row.public_pem, row.public_jwk, row.thumbprint))  # made only now
    assert not traces_of(secret, reachable(found))


@pytest.mark.parametrize("damaged", damages.DAMAGES)
def test_damaged_file_leaves_no_trace(damaged):
    content, _ = damages.DAMAGES[damaged](damages.pem(text("AuthKey_7XK4Q2M9RT.p8")))
    found = read(KeyFile("AuthKey_7XK4Q2M9RT.p8", content))
    assert not traces_of(private_number("AuthKey_7XK4Q2M9RT.p8"), reachable(found))


@pytest.mark.parametrize("name", ["p256.p8", "rsa.pem", "ed25519.pem", "mldsa44.pem"])
def test_jwk_leaves_no_trace(name):
    found = read(KeyFile("key.json", json.dumps(private(name)).encode()))
    assert not traces_of(private_number(name), reachable(found))


@pytest.mark.parametrize("cut", [60, 100, 120, 130])
def test_file_that_gives_no_key_leaves_no_trace(cut):
    number = private_number("p256.p8")
    for content in (der_of("p256.p8")[:cut], der_of("p256.p8")[:cut].hex().encode()):
        found = read(KeyFile("key.p8", content))
        assert not traces_of(number, reachable(found))


def test_the_search_finds_what_is_there():
    number = private_number("p256.p8")
    key = load_pem_private_key(data("p256.p8"), None)
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    for thing in (key, der, number.hex(), {"d": [int.from_bytes(number, "big")]}):
        assert traces_of(number, reachable([thing]))
