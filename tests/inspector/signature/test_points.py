"""Both sides of an ECDSA signature meet exactly where it verifies, on every curve."""

import pytest

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.signature.generator import multiple
from webapp.inspector.signature.points import Numbers, digest_on, is_possible
from webapp.inspector.signature.primitives import UNHASHED
from webapp.inspector.signature.weierstrass import CURVES

from . import workshop as w

each_alg = pytest.mark.parametrize("alg", w.EC_SIGNERS)
MESSAGE = w.signing_input("ES256").encode()


def curve_of(alg):
    return CURVES[ALGORITHMS[alg].curves[0]]


def right_sides(alg, signature):
    key, _, _ = w.EC_SIGNERS[alg]
    return Numbers.of(curve_of(alg), signature).right_sides(key.public_key())


@each_alg
def test_the_sides_meet_over_the_message_that_was_signed(alg):
    curve = curve_of(alg)
    for number in range(10):
        message = MESSAGE + bytes((number,))
        digest = digest_on(curve, ALGORITHMS[alg].hash, message)
        assert multiple(curve, digest) in right_sides(alg, w.signature(alg, message))
        assert multiple(curve, digest) not in right_sides(alg, w.signature(alg, MESSAGE))


@each_alg
def test_with_another_hash_too(alg):
    key, _, width = w.EC_SIGNERS[alg]
    for name in ("sha1", "sha512"):
        signature = w.raw(key.sign(MESSAGE, w.ec.ECDSA(getattr(w.hashes, name.upper())())), width)
        assert multiple(curve_of(alg), digest_on(curve_of(alg), name, MESSAGE)) in right_sides(alg, signature)


@each_alg
def test_numbers_that_no_signer_makes_are_told(alg):
    curve = curve_of(alg)
    signature = w.signature(alg, MESSAGE)
    r, s = signature[: curve.width], signature[curve.width :]
    zero, order = bytes(curve.width), curve.order.to_bytes(curve.width, "big")
    assert is_possible(curve, signature)
    assert not any(is_possible(curve, it) for it in (r + zero, zero + s, r + order, order + s, r, b""))
    no_x = next(it for it in range(1, 100) if not curve.through(it)).to_bytes(curve.width, "big")
    assert not is_possible(curve, no_x + s)


def test_what_is_not_hashed_is_as_long_as_the_order():
    assert digest_on(CURVES["P-256"], UNHASHED, MESSAGE) == int.from_bytes(MESSAGE[:32], "big")
    assert digest_on(CURVES["P-384"], UNHASHED, MESSAGE) == int.from_bytes(MESSAGE[:48], "big")
    assert digest_on(CURVES["P-256"], UNHASHED, MESSAGE[:31]) == 0
    assert digest_on(CURVES["P-521"], UNHASHED, MESSAGE) == 0
