"""ECDSA signatures whose two numbers are right, and packed in some other way than side by side."""

import json
import os

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.keys import read
from webapp.inspector.paste import Found
from webapp.inspector.signature import Status
from webapp.inspector.signature.cause import CAUSES, Evidence
from webapp.inspector.signature.ecdsa.value import ORDERS, low_s

from . import workshop as w

ALGS = ("ES256", "ES384", "ES512", "ES256K")


def anything(_, __):
    return True


def width_of(alg):
    return w.EC_SIGNERS[alg][2]


def signed_where(alg, condition=anything):
    """A signing input and its sound signature, with R and S as is asked for."""
    signed = w.signing_input(alg, kid=os.urandom(6).hex())
    while True:
        signature = w.signature(alg, signed.encode())
        if condition(*halves(signature)):
            return signed, signature


def halves(signature):
    middle = len(signature) // 2
    return signature[:middle], signature[middle:]


def numbers(signature):
    return [int.from_bytes(half, "big") for half in halves(signature)]


def to_byte_array(number):
    """Java's BigInteger.toByteArray."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def tlv(tag, content):
    length = bytes((len(content),)) if len(content) < 128 else bytes((0x81, len(content)))
    return bytes((tag,)) + length + content


def sequence(*integers):
    return tlv(0x30, b"".join(tlv(2, one) for one in integers))


def both(change):
    """The change made to R and to S."""
    return lambda it: b"".join(change(half) for half in halves(it))


def as_der(signature):
    return encode_dss_signature(*numbers(signature))


def with_long_lengths(signature):
    r, s = (b"\2\x81" + bytes((len(half),)) + half for half in map(to_byte_array, numbers(signature)))
    return b"\x30\x82" + len(r + s).to_bytes(2, "big") + r + s


def of_indefinite_length(signature):
    return b"\x30\x80" + b"".join(tlv(2, to_byte_array(one)) for one in numbers(signature)) + b"\0\0"


def has_first_bit(r, s):
    return r[0] >= 0x80 or s[0] >= 0x80


def has_no_leading_zero(r, s):
    return r[0] and s[0]


def as_json(write):
    def spoil(signature):
        r, s = numbers(signature)
        return json.dumps({"r": write(r), "s": write(s), "recoveryParam": 1}).encode()

    return spoil


# What makes a sound signature faulty, and which R and S it takes for that.
FAULTS = {
    "ecdsa.der": [(as_der, anything)],
    "ecdsa.der_lax": [
        (lambda it: sequence(*halves(it)), has_first_bit),
        (lambda it: sequence(*(b"\0\0\0" + half for half in halves(it))), anything),
        (with_long_lengths, anything),
        (of_indefinite_length, anything),
        (lambda it: as_der(it) + b"\0\0\0", anything),
    ],
    "ecdsa.sign_bytes": [
        (lambda it: b"".join(map(to_byte_array, numbers(it))), lambda r, s: r[0] >= 0x80 and s[0] >= 0x80),
        (lambda it: b"".join(map(to_byte_array, numbers(it))), lambda r, s: 0 < r[0] < 0x80 <= s[0]),
        (lambda it: b"".join(map(to_byte_array, numbers(it))), lambda r, s: r[0] >= 0x80 > s[0] > 0),
    ],
    "ecdsa.wrong_width": [
        (both(lambda half: half.rjust(2 * len(half), b"\0")), anything),
        (both(lambda half: b"\0" + half), lambda r, s: not has_first_bit(r, s)),
    ],
    "ecdsa.swapped": [(lambda it: b"".join(reversed(halves(it))), anything)],
    "ecdsa.little_endian": [(both(lambda half: half[::-1]), anything)],
    "ecdsa.recovery_id": [
        (lambda it: it + b"\x1b", has_no_leading_zero),
        (lambda it: it + b"\0", has_no_leading_zero),
        (lambda it: b"\x1c" + it, has_no_leading_zero),
    ],
    "ecdsa.json_rs": [
        (as_json(lambda number: f"{number:x}"), anything),
        (as_json(lambda number: f"0x{number:X}"), anything),
        (as_json(str), anything),
        (as_json(int), anything),
        (as_json(lambda number: encode(number.to_bytes(66, "big").lstrip(b"\0"))), anything),
        (lambda it: "{}, {}".format(*numbers(it)).encode(), anything),
    ],
}


def rows():
    for cause, ways in FAULTS.items():
        for alg in ALGS:
            for number, way in enumerate(ways, 1):
                if alg == "ES512" and (cause == "ecdsa.sign_bytes" or way[1] is has_first_bit):
                    continue  # its numbers have 521 bits, so that the first of 528 is never set
                if alg == "ES512" and way[1] is has_no_leading_zero and number == 2:
                    continue
                yield pytest.param(cause, alg, *way, id=f"{cause}-{number} {alg}")


def assert_repaired(alg, text, cause, signed, signature):
    verification = w.judged(alg, text)
    assert verification.status is Status.INVALID
    assert [(one.id, one.proved) for one in verification.causes] == [(cause, True)]
    repaired = verification.causes[0].repaired
    assert repaired == w.token(signed, signature)
    assert w.accepted_by_pyjwt(alg, repaired)
    return verification.causes[0]


@pytest.mark.parametrize(("cause", "alg", "spoil", "condition"), list(rows()))
def test_r_and_s_are_found_and_the_token_repaired(cause, alg, spoil, condition):
    for _ in range(2):
        signed, signature = signed_where(alg, condition)
        assert_repaired(alg, w.token(signed, spoil(signature)), cause, signed, signature)


def of_r(r, s):
    return r[0] == 0 and s[0]


def of_s(r, s):
    return s[0] == 0 and r[0]


def of_both(r, s):
    return r[0] == s[0] == 0


@pytest.mark.parametrize(
    ("alg", "short"), [(alg, short) for alg in ALGS for short in (of_r, of_s)] + [("ES512", of_both)]
)
def test_dropped_zeros_are_put_back(alg, short):
    signed, signature = signed_where(alg, short)
    trimmed = b"".join(half.lstrip(b"\0") for half in halves(signature))
    cause = assert_repaired(alg, w.token(signed, trimmed), "ecdsa.trimmed_rs", signed, signature)
    assert f"{len(trimmed)} bytes of {len(signature)}" in cause.message


def test_more_zeros_than_chance_drops_are_not_put_back():
    signed, signature = signed_where("ES256")
    verification = w.judged("ES256", w.token(signed, signature[:-6]))
    assert ([it.id for it in verification.causes], verification.tried.count) == (["transport.truncated"], 0)


@pytest.mark.parametrize("alg", ALGS)
def test_der_cut_to_the_length_of_r_and_s_is_a_fact_that_nothing_repairs(alg):
    signed, signature = signed_where(alg)
    cut = as_der(signature)[: 2 * width_of(alg)]
    causes = w.judged(alg, w.token(signed, cut)).causes
    assert [(one.id, one.proved, one.repaired) for one in causes] == [("ecdsa.der_truncated", False, None)]
    assert f"first {len(cut)} bytes of a DER signature of {len(as_der(signature))}" in causes[0].message


def test_a_sound_signature_that_begins_like_der_is_no_der():
    signed, signature = signed_where("ES256", lambda r, _: r[0] == 0x30)
    assert w.judged("ES256", w.token(signed, signature)).status is Status.VERIFIED
    other = w.pem(ec.generate_private_key(ec.SECP256R1()))
    assert not w.verified(w.token(signed, signature), other).causes


@pytest.mark.parametrize("alg", ALGS)
@pytest.mark.parametrize(
    ("r", "s", "said"),
    [
        (0, 0, "CVE-2022-21449"),
        (0, 5, "R is not between"),
        (5, -1, "S is not between"),
        (-1, -1, "R and S are"),
    ],
)
def test_numbers_that_no_signature_has_are_a_fact(alg, r, s, said):
    order = ORDERS[ALGORITHMS[alg].curves[0]]
    forged = b"".join((one % (order + 1)).to_bytes(width_of(alg), "big") for one in (r, s))
    causes = w.judged(alg, w.token(w.signing_input(alg), forged)).causes
    assert [(one.id, one.proved) for one in causes] == [("ecdsa.out_of_range", False)]
    assert said in causes[0].message


def by(key, algorithm, signed, width):
    return w.raw(key.sign(signed.encode(), ec.ECDSA(algorithm)), width)


@pytest.mark.parametrize(
    ("alg", "key", "algorithm", "width"),
    [
        ("ES256", w.P384, hashes.SHA256(), 48),
        ("ES256", w.P384, hashes.SHA384(), 48),
        ("ES256", w.P521, hashes.SHA512(), 66),
        ("ES384", w.P256, hashes.SHA384(), 32),
        ("ES512", w.P384, hashes.SHA512(), 48),
        ("ES512", w.P256, hashes.SHA256(), 32),
        ("ES256K", w.P384, hashes.SHA256(), 48),
    ],
)
def test_a_key_of_another_curve_is_told_and_must_sign_again(alg, key, algorithm, width):
    signed = w.signing_input(alg)
    for signature in (by(key, algorithm, signed, width), by(key, algorithm, signed, width)):
        verification = w.verified(w.token(signed, signature), w.pem(key))
        assert verification.status is Status.INVALID
        assert [(one.id, one.proved) for one in verification.causes] == [("ecdsa.wrong_curve", True)]
        assert verification.causes[0].repaired is None


def test_der_by_a_key_of_another_curve_is_two_faults():
    signed = w.signing_input("ES256")
    data = w.P384.sign(signed.encode(), ec.ECDSA(hashes.SHA384()))
    causes = w.verified(w.token(signed, data), w.pem(w.P384)).causes
    assert {one.id for one in causes} == {"ecdsa.wrong_curve", "ecdsa.der"}
    assert all(one.proved and one.repaired is None for one in causes)


@pytest.mark.parametrize(("alg", "key"), [("ES256", w.K256), ("ES256K", w.P256)])
def test_the_two_curves_of_256_bits_are_told_apart(alg, key):
    signed = w.signing_input(alg)
    verification = w.verified(w.token(signed, w.es256(signed.encode(), key)), w.pem(key))
    assert verification.status is Status.INVALID
    assert [(one.id, one.proved) for one in verification.causes] == [("ecdsa.es256k_confusion", True)]
    assert verification.causes[0].repaired is None


def high_s(signed, signature):
    token = decode(Found(w.token(signed, signature)))
    cause = CAUSES["ecdsa.high_s"]
    return list(cause.undo(token, Evidence(token, ALGORITHMS["ES256K"], tuple(read(w.pem(w.K256))))))


def test_the_higher_s_is_told_where_it_verifies():
    half = ORDERS["secp256k1"] // 2
    signed, high = signed_where("ES256K", lambda _, s: int.from_bytes(s, "big") > half)
    low = low_s(high)
    assert w.judged("ES256K", w.token(signed, low)).status is Status.VERIFIED
    assert (len(high_s(signed, high)), high_s(signed, low), low_s(low)) == (1, [], b"")
    assert high_s(signed, high[:31] + bytes((high[31] ^ 1,)) + high[32:]) == []
