"""The public keys that an ECDSA signature fits, computed from it alone (SEC 1 version 2.0, section 4.1.6).

r is the x of a point R, and two points have that x. With the digest e, the signature fits the key
Q = (s/r)R - (e/r)G: one key for each R. Only the message that was signed gives the key that signed
it; any other message gives two keys that nobody holds.
"""

import hashlib
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric import ec

from ..algorithms import Algorithm
from .ecdsa.raw import halves, number
from .weierstrass import CURVES, Curve


def recovered(algorithm: Algorithm, signature: bytes, message: bytes) -> list[ec.EllipticCurvePublicKey]:
    """The keys that R‖S over `message` fits: two as a rule, four in rare cases, none of what is no signature.

    `algorithm` is one of ECDSA. UnsupportedAlgorithm where OpenSSL was built without its curve.
    """
    curve = CURVES[algorithm.curves[0]]
    r, s = map(number, halves(signature))
    if len(signature) != algorithm.length or not (0 < r < curve.order and 0 < s < curve.order):
        return []
    digest = number(hashlib.new(algorithm.hash, message).digest())
    return [key for point in curve.through(r) for key in _of(curve, point, r, s, digest)]


def _of(
    curve: Curve, point: ec.EllipticCurvePublicKey, r: int, s: int, digest: int
) -> Iterator[ec.EllipticCurvePublicKey]:
    """The keys for the point R and its negative."""
    inverse = pow(r, -1, curve.order)
    taken_off = curve.multiple(-digest * inverse).public_key().public_numbers()
    for either in curve.both(curve.product(curve.multiple(s * inverse), point)):
        if found := curve.sum(either, (taken_off.x, taken_off.y)):
            yield ec.EllipticCurvePublicNumbers(*found, curve.named).public_key()
