"""The signed text was hashed otherwise than the algorithm says."""

import hashlib
from collections.abc import Iterable

from .cause import Axis, Digest, Evidence, Guess, cause

_OTHERS = ("sha256", "sha1", "sha384", "sha512", "sha224")
_HASH_ONCE = (
    "Hash exactly once: give the message to functions that hash (SHA256withECDSA, openssl_sign, KMS RAW), "
    "and the digest only to those that do not (Go's ecdsa.Sign, NONEwithECDSA, Prehashed, KMS DIGEST)."
)


@cause(Axis.DIGEST, cost=10, fix="Pass the hash of the algorithm explicitly and sign again.")
def wrong_hash(message: bytes, evidence: Evidence) -> Iterable[Guess]:
    """Another hash was used than `alg` says.

    PHP's `openssl_sign()` without its fourth argument and `openssl dgst` without `-sha256` hash with
    something else than SHA-256.
    """
    own = evidence.algorithm.hash
    for name in _OTHERS:
        if name != own:
            says = f"It verifies with {_shown(name)}; {evidence.algorithm.name} means {_shown(own)}."
            yield Guess(Digest(_hash(name, message), name), says)


@cause(Axis.DIGEST, cost=10, fix=_HASH_ONCE)
def double_raw(message: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The text was hashed twice.

    It was hashed first, and the digest was then given to a function that hashes again: AWS KMS with
    MessageType RAW, `SHA256withECDSA` over a digest, `crypto.sign` over a digest.
    """
    own = evidence.algorithm.hash
    for name in _OTHERS:
        says = f"It verifies over {_shown(own)} of the {_shown(name)} of the token."
        yield Guess(Digest(_hash(own, _hash(name, message)), own), says)


@cause(Axis.DIGEST, cost=10, fix=_HASH_ONCE)
def double_hex(message: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The hex text of the hash was signed.

    `openssl_sign(hash('sha256', $token), …)` signs the 64 letters and digits that `hash` returns.
    """
    own = evidence.algorithm.hash
    for name in _OTHERS:
        written = hashlib.new(name, message).hexdigest()
        for text in (written, written.upper()):
            yield Guess(
                Digest(_hash(own, text.encode()), own),
                f"It verifies over the hex text of the {_shown(name)}.",
            )


def _hash(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data).digest()


def _shown(name: str) -> str:
    return name.upper().replace("SHA", "SHA-")
