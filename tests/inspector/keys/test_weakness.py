"""Keys that everybody has, and the mark of ROCA."""

import json
from math import prod

import pytest

from webapp.inspector.example_keys import RSA_1024, RSA_2048
from webapp.inspector.keys import read
from webapp.inspector.keys.weakness import PUBLISHED, made_by_roca
from webapp.inspector.submission import KeyFile

PRIMES = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)


@pytest.mark.parametrize("power", [1, 2, 12345, 10**30])
def test_power_of_65537_modulo_the_small_primes_has_the_mark(power):
    product = prod(PRIMES)
    modulus = pow(65537, power, product) + product * (1 << 1900)
    assert made_by_roca(modulus)
    assert not made_by_roca(modulus + 2)


@pytest.mark.parametrize("jwk", [RSA_1024, RSA_2048])
def test_ordinary_keys_do_not_have_it(jwk):
    [key] = read(KeyFile("x", json.dumps(jwk).encode()))
    assert not made_by_roca(key.public.public_numbers().n)


@pytest.mark.parametrize(
    ("x", "y", "where"),
    [
        (
            "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
            "RFC 7515, appendix A.3",
        ),
        (
            "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
            "RFC 7517, appendix A",
        ),
    ],
)
def test_keys_of_the_documents_are_known(x, y, where):
    [key] = read(KeyFile("x", json.dumps({"kty": "EC", "crv": "P-256", "x": x, "y": y}).encode()))
    assert PUBLISHED[key.thumbprint] == where
