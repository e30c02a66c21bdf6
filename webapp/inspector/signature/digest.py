"""The signed text was hashed otherwise than the algorithm says."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator

from ..algorithms import Algorithm, Family
from .cause import Axis, Content, Evidence, Guess, cause
from .primitives import UNHASHED

HASHES = ("sha256", "sha1", "sha384", "sha512", "sha224", "md5")
_USUAL = HASHES[:4]
_RARER = 3  # is what an unusual hash or notation costs more
_HASH_ONCE = (
    "Hash exactly once: give the message to functions that hash (SHA256withECDSA, openssl_sign, KMS RAW), "
    "and the digest only to those that do not (Go's ecdsa.Sign, NONEwithECDSA, Prehashed, KMS DIGEST)."
)


@cause(Axis.HASH, cost=6, fix="Pass the hash of the algorithm explicitly and sign again.")
def wrong_hash(algorithm: Algorithm, _: Evidence) -> Iterable[Guess]:
    """Another hash was used than `alg` says.

    PHP's `openssl_sign()` without its fourth argument and `openssl dgst` without `-sha256` hash with
    something else than SHA-256.
    """
    for name in HASHES:
        if algorithm.hash and name != algorithm.hash:
            says = f"It verifies with {shown(name)}; {algorithm.name} means {shown(algorithm.hash)}."
            yield Guess(name, says, 0 if name in _USUAL else _RARER)


@cause(Axis.PREPARATION, cost=6, fix=_HASH_ONCE)
def double_raw(_: Content, evidence: Evidence) -> Iterable[Guess]:
    """The text was hashed twice.

    It was hashed first, and the digest was then given to a function that hashes again: AWS KMS with
    MessageType RAW, `SHA256withECDSA` over a digest, `crypto.sign` over a digest.
    """
    for name, more in _own_first(evidence):
        says = f"It verifies over the {shown(name)} of the token, which was then hashed again."
        yield Guess(_hashed(name), says, more)


@cause(Axis.PREPARATION, cost=6, fix=_HASH_ONCE)
def double_hex(_: Content, evidence: Evidence) -> Iterable[Guess]:
    """The hex text of the hash was signed.

    `openssl_sign(hash('sha256', $token), …)` signs the 64 letters and digits that `hash` returns.
    """
    for name, more in _own_first(evidence):
        yield Guess(_hexed(name), f"It verifies over the hex text of the token's {shown(name)}.", more)
    for name, more in _own_first(evidence):
        for transform, how in ((_hexed_in_capitals(name), "capital hex"), (_based(name), "base64")):
            says = f"It verifies over the {how} text of the token's {shown(name)}."
            yield Guess(transform, says, _RARER + more)


@cause(
    Axis.HASH,
    cost=12,
    fix="Revoke the key and sign again, with the hash of the message: Go's ecdsa.Sign takes the digest.",
)
def none(algorithm: Algorithm, _: Evidence) -> Iterable[Guess]:
    """The text was not hashed at all.

    Go's `ecdsa.Sign(rand, key, message)` and `NONEwithECDSA` take what they are given for the digest,
    and of that only the first bytes: the header. Any token with this header verifies.
    """
    if algorithm.family is Family.ECDSA:
        yield Guess(UNHASHED, "It verifies over the first bytes of the text alone: every payload would do.")


def _own_first(evidence: Evidence) -> Iterator[tuple[str, int]]:
    """The hashes that may have been used first, and what each costs more than that of the algorithm."""
    own = evidence.algorithm.hash or HASHES[0]
    yield own, 0
    yield from ((name, _RARER) for name in HASHES if name != own)


def _hashed(name: str) -> Callable[[bytes], bytes]:
    return lambda message: digest_of(name, message)


def _hexed(name: str) -> Callable[[bytes], bytes]:
    return lambda message: digest_of(name, message).hex().encode()


def _hexed_in_capitals(name: str) -> Callable[[bytes], bytes]:
    return lambda message: digest_of(name, message).hex().upper().encode()


def _based(name: str) -> Callable[[bytes], bytes]:
    return lambda message: base64.b64encode(digest_of(name, message))


def digest_of(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data, usedforsecurity=False).digest()


def shown(name: str) -> str:
    return name.upper().replace("SHA", "SHA-")
