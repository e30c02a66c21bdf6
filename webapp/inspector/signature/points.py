"""Whether an ECDSA signature fits, in two sides that can be computed apart.

r is the x of a point R. The signature fits the digest e under the key Q if e·G = s·R - r·Q for a point
R with that x (SEC 1 version 2.0, section 4.1.4, solved for e). Only the left side depends on the
message, and only the right one on the key and on how the signature is read.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec

from .digest import digest_of
from .ecdsa.raw import halves, number
from .primitives import UNHASHED
from .weierstrass import Curve, Point

_UNHASHED_BYTES = {256: 32, 384: 48}  # by the bits of the curve: as many as it takes of a message not hashed


@dataclass(frozen=True, slots=True)
class Numbers:
    """R and S on a curve: what the right sides for all keys have in common."""

    curve: Curve
    times_r: ec.EllipticCurvePrivateKey
    products: tuple[Point, ...]  # s·R for each of the points, but for its sign

    @classmethod
    def of(cls, curve: Curve, signature: bytes) -> "Numbers":
        r, s = map(number, halves(signature))
        times_s = curve.multiple(s)
        products = tuple(curve.product(times_s, point) for point in curve.through(r))
        return cls(curve, curve.multiple(r), products)

    def right_sides(self, public: ec.EllipticCurvePublicKey) -> list[int]:
        """The x of s·R - r·Q for either R; that of its negative is the same."""
        taken_off = self.curve.product(self.times_r, public)
        either = (either for product in self.products for either in self.curve.both(product))
        return [point[0] for it in either if (point := self.curve.sum(it, taken_off))]


def is_possible(curve: Curve, signature: bytes) -> bool:
    """Whether a signer can have made it: R and S are in range, and a point has this R for its x."""
    r, s = map(number, halves(signature))
    in_range = 0 < r < curve.order and 0 < s < curve.order
    return len(signature) == 2 * curve.width and in_range and bool(curve.through(r))


def digest_on(curve: Curve, name: str, message: bytes) -> int:
    """The number e that stands for the message; 0 where it is too short to do so without a hash."""
    bits = curve.order.bit_length()
    if name != UNHASHED:
        digest = digest_of(name, message)
        return (number(digest) >> max(0, 8 * len(digest) - bits)) % curve.order
    size = _UNHASHED_BYTES.get(bits, len(message) + 1)
    return number(message[:size]) % curve.order if len(message) >= size else 0
