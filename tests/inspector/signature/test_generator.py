"""Multiples of the generator are those that OpenSSL computes, with a table and without."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from webapp.inspector.signature.generator import multiple
from webapp.inspector.signature.weierstrass import CURVES


@pytest.mark.parametrize("curve", CURVES.values(), ids=CURVES)
def test_multiples_are_those_of_openssl(curve):
    drawn = (int.from_bytes(hashlib.sha512(bytes((it,))).digest(), "big") for it in range(30))
    for factor in (1, 2, 31, 32, 33, 1024, curve.order - 1, curve.order // 2, *drawn):
        expected = ec.derive_private_key(factor % curve.order, curve.named).public_key().public_numbers()
        assert multiple(curve, factor % curve.order) == expected.x
