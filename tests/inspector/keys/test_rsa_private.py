"""An RSA key is whole with its primes or with d alone, at a cost that no choice of numbers raises."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector.keys.allowance import Allowance
from webapp.inspector.keys.rsa_private import NotWhole, recovered, whole

from .samples import data

PLENTY = 10**9
NUMBERS = load_pem_private_key(data("rsa.pem"), None).private_numbers()
N, E, P, Q, D = NUMBERS.public_numbers.n, NUMBERS.public_numbers.e, NUMBERS.p, NUMBERS.q, NUMBERS.d
PRIME = (1 << 2203) - 1  # of Mersenne: every base has the roots 1 and -1 alone
ROUGH = 3 * (1 << 2816) + 1  # a prime, too, with a root for each of 2816 halvings on the way


def made(modulus=N, exponent=E, d=D, p=0, q=0, rounds=PLENTY):
    return whole(rsa.RSAPublicNumbers(exponent, modulus), d, p, q, Allowance(rounds))


@pytest.mark.parametrize(
    "primes", [(0, 0), (P, 0), (Q, P), (P, Q), (N, 1), (1, N), (P + 2, Q)], ids=lambda it: f"{it[0] % 997}"
)
def test_key_is_whole_with_its_primes_or_without(primes):
    key = made(p=primes[0], q=primes[1])
    assert {key.private_numbers().p, key.private_numbers().q} == {P, Q}
    assert key.public_key().public_numbers() == NUMBERS.public_numbers


@pytest.mark.parametrize("exponent", [3, 17, 65537])
def test_primes_are_found_whatever_they_are(exponent):
    for _ in range(5):
        numbers = rsa.generate_private_key(65537, 1024).private_numbers()
        order = (numbers.p - 1) * (numbers.q - 1)
        try:
            d = pow(exponent, -1, order)
        except ValueError:  # 3 or 17 divides the order
            continue
        public = rsa.RSAPublicNumbers(exponent, numbers.public_numbers.n)
        assert set(recovered(public, d, Allowance(PLENTY))) == {numbers.p, numbers.q}


def test_written_primes_cost_nothing():
    assert made(p=P, q=Q, rounds=0)


@pytest.mark.parametrize("d", [0, 1, 2, D + 1, D - 2, N - 1])
@pytest.mark.parametrize("primes", [(0, 0), (P, Q)], ids=["without primes", "with primes"])
def test_foreign_d_is_told(d, primes):
    with pytest.raises(NotWhole, match="is missing, or not the one that belongs"):
        made(d=d, p=primes[0], q=primes[1])


def test_square_of_a_prime_is_no_key():
    with pytest.raises(NotWhole, match="is missing, or not the one that belongs"):
        made(P * P, d=pow(E, -1, P * (P - 1)), p=P, q=P)


def test_three_primes_are_told():
    third = (1 << 521) - 1
    d = pow(E, -1, (P - 1) * (Q - 1) * (third - 1))
    with pytest.raises(NotWhole, match="more than two primes"):
        made(N * third, d=d)


@pytest.mark.parametrize("modulus", [PRIME, ROUGH], ids=["Mersenne", "3 times 2^2816 and 1"])
def test_modulus_that_has_no_factor_costs_no_more_than_is_allowed(modulus):
    allowance = Allowance(PLENTY)
    with pytest.raises(NotWhole):
        recovered(rsa.RSAPublicNumbers(E, modulus), pow(E, -1, modulus - 1), allowance)
    assert PLENTY - allowance.rounds <= 12 * modulus.bit_length() ** 3 // 110_000


def test_what_costs_too_much_is_not_begun(monkeypatch):
    monkeypatch.setattr("webapp.inspector.keys.rsa_private.pow", pytest.fail, raising=False)
    with pytest.raises(NotWhole, match="takes too long here"):
        made(rounds=10)
