"""A whole RSA private key from its numbers, of which the primes may be left out (RFC 7518 section 6.3.2)."""

from math import gcd

from cryptography.hazmat.primitives.asymmetric import rsa

from .allowance import Allowance

_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)  # each leads to the primes of half of all keys, or more
_BITS_CUBED_A_ROUND = 110_000


class NotWhole(Exception):
    """There is no private key in this: why, and what to do about it, in words for the user."""


def whole(public: rsa.RSAPublicNumbers, d: int, p: int, q: int, allowance: Allowance) -> rsa.RSAPrivateKey:
    """The private key; where `p` and `q` are not its primes, as 0 is none, they are computed.

    Raises `NotWhole`.
    """
    written = p * q == public.n and 1 not in {p, q}
    if not written:
        p, q = recovered(public, d, allowance)
    if not _belongs(d * public.e - 1, p, q):
        raise NotWhole(_FOREIGN_D if written else _MORE_PRIMES)
    try:
        crt = rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q)
        return rsa.RSAPrivateNumbers(p, q, d, *crt, public).private_key(unsafe_skip_rsa_key_validation=True)
    except ValueError:
        raise NotWhole(_FOREIGN_D) from None


def recovered(public: rsa.RSAPublicNumbers, d: int, allowance: Allowance) -> tuple[int, int]:
    """The two primes, told from d (NIST SP 800-56B revision 2, appendix C.1). Raises `NotWhole`.

    The library has this too, but draws at random and knows no end where the numbers were chosen to have none.
    """
    multiple = d * public.e - 1
    for base in _BASES if multiple > 0 else ():
        if not allowance.spend(public.n.bit_length() ** 3 // _BITS_CUBED_A_ROUND):
            raise NotWhole(_TOO_LONG)
        if factor := _factor(public.n, base, multiple):
            return factor, public.n // factor
    raise NotWhole(_FOREIGN_D)


def _factor(modulus: int, base: int, multiple: int) -> int | None:
    """A factor, told by a square root of 1 that is neither 1 nor -1; None where `base` leads to no such root.

    `multiple` is one of the order of every number modulo `modulus`, or d is not its private exponent.
    """
    halvings = (multiple & -multiple).bit_length() - 1
    root = pow(base, multiple >> halvings, modulus)
    for _ in range(halvings):
        square = root * root % modulus
        if square == 1:
            return gcd(root - 1, modulus) if root not in {1, modulus - 1} else None
        root = square
    if root != 1:
        raise NotWhole(_FOREIGN_D)
    return None


def _belongs(multiple: int, p: int, q: int) -> bool:
    """Whether d is the private exponent to these two primes, neither of which is a product of others."""
    return p != q and multiple % (p - 1) == 0 == multiple % (q - 1)


_REPAIR = "Give it with all its members, or as PEM."
_TOO_LONG = f"It has d without the primes p and q, and to compute them takes too long here. {_REPAIR}"
_FOREIGN_D = f"Its d is missing, or not the one that belongs to its n and e. {_REPAIR}"
_MORE_PRIMES = "Its n is the product of more than two primes; only keys of two are read here."
