"""The public keys that an ECDSA signature fits, computed from it alone (SEC 1 version 2.0, section 4.1.6).

r is the x of a point R, and two points have that x. With the digest e, the signature fits the key
Q = (s/r)R - (e/r)G: one key for each R. Only the message that was signed gives the key that signed
it; any other message gives two keys that nobody holds.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec

from ..algorithms import Algorithm
from .ecdsa.raw import halves, number
from .ecdsa.value import ORDERS

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Curve:
    """y² = x³ + ax + b modulo `prime`, with a group of `order` points (SP 800-186, SEC 2)."""

    named: ec.EllipticCurve
    prime: int
    a: int
    order: int

    def at(self, x: int) -> ec.EllipticCurvePublicKey:
        """One of the two points with this x. ValueError where there is none."""
        width = (self.named.key_size + 7) // 8
        return ec.EllipticCurvePublicKey.from_encoded_point(self.named, b"\2" + x.to_bytes(width, "big"))

    def multiple(self, factor: int) -> ec.EllipticCurvePrivateKey:
        """The generator, `factor` times. ValueError where that is no point."""
        return ec.derive_private_key(factor % self.order, self.named)

    def sum(self, one: Point, other: Point) -> Point | None:
        """Both points added; None where they cancel each other out."""
        (x, y), (u, v) = one, other
        if x == u and y != v:
            return None
        rise, run = (3 * x * x + self.a, 2 * y) if x == u else (v - y, u - x)
        slope = rise * pow(run, -1, self.prime)
        third = (slope * slope - x - u) % self.prime
        return third, (slope * (x - third) - y) % self.prime


_CURVES = {
    "P-256": Curve(
        ec.SECP256R1(),
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        -3,
        ORDERS["P-256"],
    ),
    "P-384": Curve(
        ec.SECP384R1(),
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        -3,
        ORDERS["P-384"],
    ),
    "P-521": Curve(ec.SECP521R1(), 2**521 - 1, -3, ORDERS["P-521"]),
    "secp256k1": Curve(ec.SECP256K1(), 2**256 - 2**32 - 977, 0, ORDERS["secp256k1"]),
}


def recovered(algorithm: Algorithm, signature: bytes, message: bytes) -> list[ec.EllipticCurvePublicKey]:
    """The keys that R‖S over `message` fits: two as a rule, four in rare cases, none of what is no signature.

    `algorithm` is one of ECDSA. UnsupportedAlgorithm where OpenSSL was built without its curve.
    """
    curve = _CURVES[algorithm.curves[0]]
    r, s = map(number, halves(signature))
    if len(signature) != algorithm.length or not (0 < r < curve.order and 0 < s < curve.order):
        return []
    digest = number(hashlib.new(algorithm.hash, message).digest())
    return [key for x in range(r, curve.prime, curve.order) for key in _through(curve, x, r, s, digest)]


def _through(curve: Curve, x: int, r: int, s: int, digest: int) -> Iterator[ec.EllipticCurvePublicKey]:
    """The keys for the two points with this x.

    The x of (s/r)R is what a Diffie-Hellman exchange with R gives; its two y belong to the two R.
    """
    inverse = pow(r, -1, curve.order)
    try:
        shared = curve.multiple(s * inverse).exchange(ec.ECDH(), curve.at(x))
        numbers = curve.at(number(shared)).public_numbers()
        taken_off = curve.multiple(-digest * inverse).public_key().public_numbers()
    except ValueError:  # no point has this x: no signer made these numbers
        return
    for y in (numbers.y, curve.prime - numbers.y):
        if point := curve.sum((numbers.x, y), (taken_off.x, taken_off.y)):
            yield ec.EllipticCurvePublicNumbers(*point, curve.named).public_key()
