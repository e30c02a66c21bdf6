"""The curves of ECDSA, y² = x³ + ax + b, and sums and multiples of their points.

`cryptography` has no function for a multiple of a point, but computes some on the way: that of the
generator to derive a private key, that of any point to exchange keys. Here the "private keys" are
numbers that anybody can compute from a token, and the functions serve as arithmetic alone: nothing
is signed or kept with them, and nobody's private key comes near.
"""

from contextlib import suppress
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec

from .ecdsa.raw import number
from .ecdsa.value import ORDERS

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve modulo `prime`, with a group of `order` points (SP 800-186, SEC 2)."""

    name: str  # as JOSE calls it
    named: ec.EllipticCurve
    prime: int
    a: int
    order: int

    @property
    def width(self) -> int:
        """How many bytes x, y, R and S have each."""
        return (self.named.key_size + 7) // 8

    @property
    def generator(self) -> Point:
        numbers = self.multiple(1).public_key().public_numbers()
        return numbers.x, numbers.y

    def at(self, x: int) -> ec.EllipticCurvePublicKey:
        """One of the two points with this x. ValueError where there is none."""
        encoded = b"\2" + x.to_bytes(self.width, "big")
        return ec.EllipticCurvePublicKey.from_encoded_point(self.named, encoded)

    def through(self, r: int) -> list[ec.EllipticCurvePublicKey]:
        """One of the two points for each x that is r modulo the order, where there are any."""
        found = []
        for x in range(r, self.prime, self.order):
            with suppress(ValueError):
                found.append(self.at(x))
        return found

    def multiple(self, factor: int) -> ec.EllipticCurvePrivateKey:
        """The generator, `factor` times. ValueError where that is no point."""
        return ec.derive_private_key(factor % self.order, self.named)

    def product(self, multiple: ec.EllipticCurvePrivateKey, point: ec.EllipticCurvePublicKey) -> Point:
        """The point, taken as often as the generator is in `multiple`, or its negative: only x is certain.

        ValueError where that is no point.
        """
        x = number(multiple.exchange(ec.ECDH(), point))
        return x, self.at(x).public_numbers().y

    def both(self, point: Point) -> tuple[Point, Point]:
        """The point and its negative."""
        x, y = point
        return point, (x, self.prime - y)

    def sum(self, one: Point, other: Point) -> Point | None:
        """Both points added; None where they cancel each other out."""
        (x, y), (u, v) = one, other
        if x == u and y != v:
            return None
        rise, run = (3 * x * x + self.a, 2 * y) if x == u else (v - y, u - x)
        slope = rise * pow(run, -1, self.prime)
        third = (slope * slope - x - u) % self.prime
        return third, (slope * (x - third) - y) % self.prime


CURVES = {
    curve.name: curve
    for curve in (
        Curve("P-256", ec.SECP256R1(), 2**256 - 2**224 + 2**192 + 2**96 - 1, -3, ORDERS["P-256"]),
        Curve("P-384", ec.SECP384R1(), 2**384 - 2**128 - 2**96 + 2**32 - 1, -3, ORDERS["P-384"]),
        Curve("P-521", ec.SECP521R1(), 2**521 - 1, -3, ORDERS["P-521"]),
        Curve("secp256k1", ec.SECP256K1(), 2**256 - 2**32 - 977, 0, ORDERS["secp256k1"]),
    )
}
