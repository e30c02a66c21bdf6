"""The two numbers of an ECDSA signature were packed in another way, or belong to another curve."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from ..algorithms import ALGORITHMS, Algorithm, Family
from .cause import Axis, Evidence, Guess, cause

_RAW = (
    "Write R and S as two numbers of fixed width, one after the other. "
    "Python: decode_dss_signature and to_bytes(32, “big”); Node: dsaEncoding: “ieee-p1363”; "
    "Java: SHA256withECDSAinP1363Format; C#: the default of SignData; Swift: rawRepresentation."
)


@cause(Axis.FORM, cost=1, repairable=True, fix=_RAW)
def der(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The signature is DER-encoded, not R and S side by side.

    ES256 wants R and S as 32 bytes each, one after the other (RFC 7518 section 3.4). OpenSSL and
    nearly every crypto API return them in an ASN.1 SEQUENCE: PHP's `openssl_sign`, Node's
    `crypto.sign`, Java's `SHA256withECDSA`, Go's `SignASN1`, AWS KMS, `openssl dgst -sign`.
    """
    if numbers := unwrapped(data):
        width = (evidence.algorithm.length or 64) // 2
        if max(numbers) < 256**width:
            raw = b"".join(number.to_bytes(width, "big") for number in numbers)
            yield Guess(
                raw, f"The signature is {len(data)} bytes of DER; unwrapped to {2 * width} bytes it verifies."
            )


@cause(Axis.FORM, cost=2, repairable=True, fix=_RAW)
def trimmed_rs(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """A leading zero byte of R or S was dropped.

    Big-integer types write a number without leading zeros, so that one ES256 token in 128 comes out
    short and is refused, while all others pass.
    """
    width = (evidence.algorithm.length or 64) // 2
    missing = 2 * width - len(data)
    if 0 < missing <= 6:
        for of_r in range(missing + 1):
            r, s = data[: width - of_r], data[width - of_r :]
            raw = r.rjust(width, b"\0") + s.rjust(width, b"\0")
            yield Guess(
                raw, f"The signature is {len(data)} bytes: {missing} leading zeros of R or S are missing."
            )


@cause(
    Axis.ALGORITHM,
    cost=4,
    fix="Write the algorithm of the key's curve into the header and sign again, "
    "or use a key of the curve that the header names.",
)
def wrong_curve(algorithm: Algorithm, evidence: Evidence) -> Iterable[Guess]:
    """The key is on another curve than `alg` says.

    Each ECDSA algorithm has its own curve: ES256 has P-256, ES384 P-384, ES512 P-521 and ES256K
    secp256k1. Some libraries sign with any curve and let the header say what it will.
    """
    if algorithm.family is not Family.ECDSA:
        return
    for curve in {key.curve for key in evidence.keys if key.type == "EC"} - set(algorithm.curves):
        for other in ALGORITHMS.values():
            if other.family is Family.ECDSA and curve in other.curves:
                used = Algorithm(other.name, other.family, "EC", algorithm.hash, other.curves, other.length)
                yield Guess(
                    used,
                    f"It verifies on the curve {curve}, but {algorithm.name} means {algorithm.curves[0]}.",
                )


def unwrapped(data: bytes) -> tuple[int, int] | None:
    """R and S of a DER-encoded signature, None where it is none."""
    try:
        return decode_dss_signature(data)
    except ValueError:
        return None
