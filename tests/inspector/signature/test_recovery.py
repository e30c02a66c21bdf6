"""The keys that a signature fits are computed from it alone, and numbers of no signer give none."""

import hashlib
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.signature.ecdsa.value import ORDERS
from webapp.inspector.signature.recovery import recovered
from webapp.inspector.signature.weierstrass import CURVES

from . import workshop as w

each_alg = pytest.mark.parametrize("alg", w.EC_SIGNERS)


def order(alg):
    return ORDERS[ALGORITHMS[alg].curves[0]]


def numbers(alg, *parts):
    return b"".join(part.to_bytes(ALGORITHMS[alg].length // 2, "big") for part in parts)


def accepts(public, alg, signature, message):
    """OpenSSL's own verdict, which raises where it refuses."""
    middle = len(signature) // 2
    r, s = (int.from_bytes(half, "big") for half in (signature[:middle], signature[middle:]))
    public.verify(encode_dss_signature(r, s), message, ec.ECDSA(w.EC_SIGNERS[alg][1]))
    return True


@each_alg
def test_signer_is_one_of_two_and_both_verify(alg):
    for _ in range(20):
        key = ec.generate_private_key(w.EC_SIGNERS[alg][0].curve)
        message = w.signing_input(alg, kid=os.urandom(8).hex()).encode()
        signature = w.raw(key.sign(message, ec.ECDSA(w.EC_SIGNERS[alg][1])), w.EC_SIGNERS[alg][2])
        found = recovered(ALGORITHMS[alg], signature, message)
        assert len(found) == 2
        assert key.public_key() in found
        assert all(accepts(public, alg, signature, message) for public in found)


@each_alg
def test_other_content_gives_other_keys(alg):
    message = w.signing_input(alg).encode()
    assert w.EC_SIGNERS[alg][0].public_key() not in recovered(
        ALGORITHMS[alg], w.signature(alg, message), message + b"x"
    )


@each_alg
def test_two_signatures_of_one_key_have_that_one_in_common(alg):
    first, second = (w.signing_input(alg, kid=kid).encode() for kid in "ab")
    one, other = (recovered(ALGORITHMS[alg], w.signature(alg, it), it) for it in (first, second))
    assert [public for public in one if public in other] == [w.EC_SIGNERS[alg][0].public_key()]


@each_alg
def test_numbers_that_no_signer_makes_give_no_key(alg):
    n = order(alg)
    for r, s in ((0, 0), (0, 1), (1, 0), (n, 1), (1, n), (n + 1, 1), (0, n)):
        assert recovered(ALGORITHMS[alg], numbers(alg, r, s), b"x") == []


@each_alg
def test_signature_of_another_length_gives_no_key(alg):
    sound = w.signature(alg, b"x")
    for bad in (b"", b"\1", sound[:-1], sound + b"\1", sound[:-2], sound * 2, bytes(100_000)):
        assert recovered(ALGORITHMS[alg], bad, b"x") == []


@each_alg
def test_half_of_all_numbers_are_the_r_of_no_point(alg):
    found = [len(recovered(ALGORITHMS[alg], numbers(alg, r, 1), b"x")) for r in range(1, 41)]
    assert set(found) >= {0, 2}


def test_small_r_may_be_an_x_less_the_order():
    """Such an r has two x, and up to four keys; each verifies."""
    message, alg = b"x", "ES256"
    prime, counts = CURVES["P-256"].prime, set()
    for r in range(1, 60):
        assert r + order(alg) < prime
        found = recovered(ALGORITHMS[alg], signature := numbers(alg, r, 7), message)
        assert len(set(map(key_bytes, found))) == len(found)
        assert all(accepts(public, alg, signature, message) for public in found)
        counts.add(len(found))
    assert counts == {0, 2, 4}


def key_bytes(public):
    return public.public_numbers().x, public.public_numbers().y


@each_alg
def test_signature_that_doubles_a_point_or_cancels_it_is_read(alg):
    """The nonce of a hostile signer: sR is eG or -eG, so that the key is -2e/r or none at all."""
    n, message = order(alg), b"x"
    digest = int.from_bytes(hashlib.new(ALGORITHMS[alg].hash, message).digest(), "big")
    point = ec.derive_private_key(7, w.EC_SIGNERS[alg][0].curve).public_key().public_numbers()
    r = point.x % n
    found = recovered(ALGORITHMS[alg], signature := numbers(alg, r, digest * pow(7, -1, n) % n), message)
    assert len(found) == 1
    assert accepts(found[0], alg, signature, message)
    expected = ec.derive_private_key(-2 * digest * pow(r, -1, n) % n, w.EC_SIGNERS[alg][0].curve)
    assert found == [expected.public_key()]
