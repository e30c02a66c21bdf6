"""What was computed is made of the right parts, but is no HMAC of the token under the secret."""

import hashlib
from collections.abc import Iterable, Iterator

from ...algorithms import Algorithm, Family
from ..cause import Axis, Evidence, Guess, cause
from ..primitives import Homemade, Mac, mac

_ORDERS = {
    "sm": "the secret and the text",
    "ms": "the text and the secret",
    "sms": "the text with the secret before and after it",
}


@cause(
    Axis.ALGORITHM,
    cost=12,
    fix="Swap the two and sign again: hmac.new(key, data), hash_hmac(hash, data, key), "
    "OpenSSL::HMAC.digest(hash, key, data).",
)
def args_swapped(algorithm: Algorithm, _: Evidence) -> Iterable[Guess]:
    """The secret and the text changed places in the call of the HMAC function.

    PHP's `hash_hmac` takes the data before the key, Python's `hmac.new` and Ruby's `OpenSSL::HMAC` the key
    before the data. Called the wrong way round, none of them complains.
    """
    return _homemade(algorithm, [(_swapped, "with the token as the key and the secret as the text")])


@cause(
    Axis.ALGORITHM,
    cost=12,
    fix="Call the HMAC function of your library (hmac.new, hash_hmac, createHmac) and sign again. "
    "A hash of secret and text lets anyone lengthen a signed text without the secret.",
)
def plain_hash(algorithm: Algorithm, _: Evidence) -> Iterable[Guess]:
    """The secret and the text were hashed together, without HMAC.

    `hash('sha256', $data . $secret)` looks much like an HMAC and is none: HMAC hashes twice, with the
    secret mixed in differently each time (RFC 2104).
    """
    return _homemade(algorithm, _joined())


def _homemade(algorithm: Algorithm, made: Iterable[tuple[Mac, str]]) -> Iterator[Guess]:
    if algorithm.family is Family.HMAC:
        for one, how in made:
            yield Guess(_made(algorithm, one), f"It verifies {how}.")


def _made(it: Algorithm, one: Mac) -> Homemade:
    return Homemade(it.name, it.family, it.key_type, it.hash, it.curves, it.length, mac=one)


def _swapped(hash_name: str, secret: bytes, message: bytes) -> bytes:
    return mac(hash_name, message, secret)


def _joined() -> Iterator[tuple[Mac, str]]:
    for order, how in _ORDERS.items():
        for between, beside in ((b"", ""), (b".", ", a dot between them"), (b":", ", a colon between them")):
            yield _hash_of(order, between), f"as the plain hash of {how}{beside}"


def _hash_of(order: str, between: bytes) -> Mac:
    def hashed(hash_name: str, secret: bytes, message: bytes) -> bytes:
        parts = {"s": secret, "m": message}
        joined = between.join(parts[letter] for letter in order)
        return hashlib.new(hash_name, joined, usedforsecurity=False).digest()

    return hashed
