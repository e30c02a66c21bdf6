"""Multiples of a curve's generator: what a point is made of that stands for a message.

OpenSSL computes them when it derives a key, fast for the curves of NIST. For secp256k1, where it takes
its time to hide the factor, a table of multiples does it in less than half; there is nothing to hide
in the hash of a message.
"""

from functools import cache

from .weierstrass import Curve, Point

_BITS = 5  # of a factor that one row of the table serves


def multiple(curve: Curve, factor: int) -> int:
    """The x of the generator taken `factor` times, which is between 0 and the order."""
    if curve.name != "secp256k1":
        return curve.multiple(factor).public_key().public_numbers().x
    return _by_table(curve, factor)


def _by_table(curve: Curve, factor: int) -> int:
    """One point of each row added up, as (x/z², y/z³) so that nothing is divided on the way."""
    x, y, z, prime = 1, 1, 0, curve.prime
    for row in _table(curve):
        part, factor = factor & (1 << _BITS) - 1, factor >> _BITS
        if part and not z:
            (x, y), z = row[part - 1], 1
        elif part:
            square = z * z % prime
            run, rise = (row[part - 1][0] * square - x) % prime, (row[part - 1][1] * square * z - y) % prime
            run_2 = run * run % prime
            run_3, moved = run * run_2 % prime, x * run_2 % prime
            x = (rise * rise - run_3 - 2 * moved) % prime
            y, z = (rise * (moved - x) - y * run_3) % prime, z * run % prime
    return x * pow(z, -2, prime) % prime


@cache
def _table(curve: Curve) -> list[list[Point]]:
    """In each row the multiples of a point up to 31, and the point is 32 times that of the row before."""
    rows, point = [], curve.generator
    for _ in range(0, curve.order.bit_length(), _BITS):
        row = [point]
        while len(row) < 1 << _BITS:
            row.append(curve.sum(row[-1], point) or point)  # they never cancel each other out
        point = row.pop()
        rows.append(row)
    return rows
