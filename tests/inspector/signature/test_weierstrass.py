"""The curves are those of the standards, and their points are added and multiplied as OpenSSL does it."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from webapp.inspector.signature.weierstrass import CURVES

# The x and y of the generators (SP 800-186 section 3.2.1, SEC 2 version 2.0 section 2.4.1).
GENERATORS = {
    "P-256": (
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
    ),
    "P-384": (
        "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
        "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
    ),
    "P-521": (
        "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8"
        "de3348b3c1856a429bf97e7e31c2e5bd66",
        "11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0"
        "761353c7086a272c24088be94769fd16650",
    ),
    "secp256k1": (
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
        "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
    ),
}
WIDTHS = {"P-256": 32, "P-384": 48, "P-521": 66, "secp256k1": 32}
each_curve = pytest.mark.parametrize("curve", CURVES.values(), ids=CURVES)


def at(curve, factor):
    """The generator, so many times, as OpenSSL has it."""
    numbers = ec.derive_private_key(factor % curve.order, curve.named).public_key().public_numbers()
    return numbers.x, numbers.y


def numbers(public):
    return public.public_numbers().x, public.public_numbers().y


@each_curve
def test_generator_and_width_are_those_of_the_standard(curve):
    assert curve.generator == tuple(int(it, 16) for it in GENERATORS[curve.name])
    assert curve.width == WIDTHS[curve.name]


@each_curve
def test_the_generator_taken_as_often_as_the_order_says_is_nothing(curve):
    assert numbers(curve.multiple(curve.order + 1).public_key()) == curve.generator
    assert numbers(curve.multiple(-1).public_key()) == curve.both(curve.generator)[1]
    for nothing in (0, curve.order, -curve.order):
        with pytest.raises(ValueError, match=r"\w"):
            curve.multiple(nothing)


@each_curve
@pytest.mark.parametrize(
    ("one", "other"), [(1, 1), (1, 2), (2, 1), (7, 7), (3, -1), (-5, 4), (10**40, 10**50)]
)
def test_points_are_added(curve, one, other):
    assert curve.sum(at(curve, one), at(curve, other)) == at(curve, one + other)


@each_curve
def test_a_point_and_its_negative_cancel_each_other_out(curve):
    point, negative = curve.both(at(curve, 12345))
    assert point == at(curve, 12345)
    assert negative == at(curve, -12345)
    assert curve.sum(point, negative) is None


@each_curve
@pytest.mark.parametrize("factor", [1, 2, 99, -1, 10**45])
def test_of_a_product_x_is_certain_and_y_but_for_its_sign(curve, factor):
    point = ec.derive_private_key(7, curve.named).public_key()
    x, y = curve.product(curve.multiple(factor), point)
    assert at(curve, 7 * factor) in curve.both((x, y))


@each_curve
def test_a_point_is_found_by_its_x(curve):
    x, y = at(curve, 4711)
    found = numbers(curve.at(x))
    assert found in curve.both((x, y))
    assert found[1] % 2 == 0


@each_curve
def test_about_half_of_all_x_are_those_of_no_point(curve):
    found = [x for x in range(1, 41) if curve.through(x)]
    assert 5 < len(found) < 35
    missing = min(set(range(1, 41)) - set(found))
    with pytest.raises(ValueError, match=r"\w"):
        curve.at(missing)


@each_curve
def test_each_x_that_is_r_modulo_the_order_is_gone_through(curve):
    """There are two where r is less than what the prime has over the order, as it hardly ever is."""
    over = curve.prime - curve.order
    both = [r for r in range(1, 60) if r < over and len(curve.through(r)) == 2]
    assert bool(both) is (over > 60)
    for r in both:
        assert [numbers(it)[0] for it in curve.through(r)] == [r, r + curve.order]
    x, _ = at(curve, 99)
    assert [numbers(it)[0] for it in curve.through(x)] == [x]
    assert curve.through(curve.prime) == []
