"""The key is on another curve than `alg` says."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...algorithms import ALGORITHMS, Algorithm, Family
from ..cause import Axis, Evidence, Guess, cause

_TWINS = {"ES256": "secp256k1", "ES256K": "P-256"}


@cause(
    Axis.ALGORITHM,
    cost=4,
    fix="Write the algorithm of the key's curve into the header and sign again, "
    "or use a key of the curve that the header names.",
)
def wrong_curve(algorithm: Algorithm, evidence: Evidence) -> Iterable[Guess]:
    """The key is on another curve than `alg` says.

    Each ECDSA algorithm has its own curve: ES256 has P-256, ES384 P-384, ES512 P-521 (not “P-512”) and
    ES256K secp256k1. python-jose and jsrsasign sign and verify with any curve, whatever the header
    says; PyJWT, Authlib, joserfc, jwcrypto, panva/jose, jsonwebtoken, jws and ruby-jwt refuse the
    token.
    """
    for other in _others(algorithm, evidence):
        curve = other.curves[0]
        if curve != _TWINS.get(algorithm.name):
            says = f"The key is on {curve}, which is for {other.name}; {algorithm.name} means "
            says += f"{algorithm.curves[0]}."
            yield from (Guess(replace(other, hash=name), says) for name in _hashes(algorithm, other))


@cause(
    Axis.ALGORITHM,
    cost=4,
    fix="Make a key with openssl ecparam -name prime256v1 for ES256, -name secp256k1 for ES256K, "
    "or write the algorithm of the key into the header; then sign again.",
)
def es256k_confusion(algorithm: Algorithm, evidence: Evidence) -> Iterable[Guess]:
    """The key is on the other of the two curves of 256 bits.

    ES256 has P-256, which OpenSSL calls prime256v1; secp256k1 is the curve of Bitcoin and of ES256K. The
    names look alike and the signatures are equally long. python-jose, jws and jsrsasign accept the
    token; PyJWT, Authlib, joserfc, jwcrypto, panva/jose, jsonwebtoken and ruby-jwt refuse it.
    """
    for other in _others(algorithm, evidence):
        curve = other.curves[0]
        if curve == _TWINS.get(algorithm.name):
            says = f"The key is on {curve}, which is for {other.name}; {algorithm.name} means "
            yield Guess(other, f"{says}{algorithm.curves[0]}.")


def _others(algorithm: Algorithm, evidence: Evidence) -> Iterator[Algorithm]:
    """The ECDSA algorithms of the keys that are on another curve than the algorithm."""
    if algorithm.family is Family.ECDSA:
        curves = {key.curve for key in evidence.keys if key.type == "EC"} - set(algorithm.curves)
        for other in ALGORITHMS.values():
            if other.family is Family.ECDSA and other.curves[0] in curves:
                yield other


def _hashes(algorithm: Algorithm, other: Algorithm) -> list[str]:
    """The hash that the header means, and the one that belongs to the key's curve."""
    return list(dict.fromkeys((algorithm.hash, other.hash)))
