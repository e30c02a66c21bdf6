"""Ed25519ph and Ed25519ctx, which no library here verifies: the arithmetic of RFC 8032 section 5.1.

Slow (about 3 ms a signature) and not hardened against timing, which is no matter: everything in
it is public.
"""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature

P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_ORDER_448 = 2**446 - 13818066809895115352007386748515426880336692474882178609894547503885
_D = -121665 * pow(121666, -1, P) % P
_ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]  # X, Y, Z and T = XY/Z, of the affine x = X/Z and y = Y/Z


@dataclass(frozen=True, slots=True)
class Variant:
    """A public key that verifies as Ed25519ph (`prehashed`) or Ed25519ctx does, with a context."""

    public: bytes
    context: bytes
    prehashed: bool

    @property
    def name(self) -> str:
        context = f" with the context “{self.context.decode('ascii')}”" if self.context else ""
        return f"{'Ed25519ph' if self.prehashed else 'Ed25519ctx'}{context}"

    def verify(self, signature: bytes, message: bytes) -> None:
        """Raises `InvalidSignature` as the library's keys do."""
        if not self.fits(signature, message):
            raise InvalidSignature

    def fits(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is right: S·B = R + k·A (RFC 8032 section 5.1.7)."""
        r, s = signature[:32], int.from_bytes(signature[32:], "little")
        key = _point(self.public)
        if len(signature) != 64 or s >= _ORDER or key is None or _is_of_small_order(key):
            return False
        return _encoded(_sum_of_products(s, _BASE, self._challenge(r, message), _negative(key))) == r

    def _challenge(self, r: bytes, message: bytes) -> int:
        content = hashlib.sha512(message).digest() if self.prehashed else message
        mark = b"SigEd25519 no Ed25519 collisions" + bytes((self.prehashed, len(self.context))) + self.context
        return int.from_bytes(hashlib.sha512(mark + r + self.public + content).digest(), "little") % _ORDER


def is_possible(signature: bytes) -> bool:
    """Whether a signer can have made it, so far as S tells, which is below the order of the curve
    (RFC 8032 sections 5.1.7 and 5.2.7)."""
    match len(signature):
        case 64:
            return int.from_bytes(signature[32:], "little") < _ORDER
        case 114:
            return int.from_bytes(signature[57:], "little") < _ORDER_448
        case _:
            return True


def _add(one: Point, other: Point) -> Point:
    """RFC 8032 section 5.1.4, also where both are the same point."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * _D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _is_of_small_order(point: Point) -> bool:
    """Whether eight times the point is nothing: such a key takes many a signature for its own."""
    for _ in range(3):
        point = _add(point, point)
    return point[0] == 0 and point[1] == point[2]


def _negative(point: Point) -> Point:
    return -point[0] % P, point[1], point[2], -point[3] % P


def _sum_of_products(one: int, point: Point, other: int, second: Point) -> Point:
    """one·point + other·second, both read bit by bit at once."""
    summands = (None, point, second, _add(point, second))
    total: Point = (0, 1, 1, 0)
    for bit in range(max(one.bit_length(), other.bit_length()) - 1, -1, -1):
        total = _add(total, total)
        summand = summands[(one >> bit & 1) + 2 * (other >> bit & 1)]
        if summand:
            total = _add(total, summand)
    return total


def _encoded(point: Point) -> bytes:
    """RFC 8032 section 5.1.2."""
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _point(data: bytes) -> Point | None:
    """The point that `data` encodes (RFC 8032 section 5.1.3), None where it is none."""
    value = int.from_bytes(data, "little")
    y, sign = value & ((1 << 255) - 1), value >> 255
    square = (y * y - 1) * pow(_D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * _ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (not x and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


_base = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
assert _base
_BASE: Point = _base
