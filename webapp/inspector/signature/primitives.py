"""Signature arithmetic: does this signature fit this message under this key?

All verdicts stand on these few functions. They take raw JOSE signatures (R‖S for ECDSA) and
never raise: what the library refuses does not verify.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature

from ..algorithms import Algorithm, Family
from ..keys import Key

Mac = Callable[[str, bytes, bytes], bytes]

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303  # only to find out that it was used
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
    "md5": hashes.MD5(),  # noqa: S303  # likewise
}


UNHASHED = "unhashed"  # in the place of a hash's name: ECDSA over the beginning of the message itself


def fits(algorithm: Algorithm, key: Key) -> bool:
    """Whether the key is of the type, curve or parameter set that the algorithm takes."""
    if algorithm.family is Family.ML_DSA:
        return key.alg == algorithm.name
    return key.type == algorithm.key_type and (not algorithm.curves or key.curve in algorithm.curves)


def verifies(algorithm: Algorithm, key: Key, signature: bytes, message: bytes) -> bool:
    """Whether the key serves the algorithm, and `signature` is in its form and fits `message`."""
    if not fits(algorithm, key):
        return False
    if algorithm.family is Family.HMAC:
        return hmac.compare_digest(computed(algorithm, key, message), signature)
    if algorithm.hash == UNHASHED:
        return _verifies_unhashed(algorithm, key, signature, message)
    return _verifies(algorithm, key, signature, message, HASHES.get(algorithm.hash))


def _verifies_unhashed(algorithm: Algorithm, key: Key, signature: bytes, message: bytes) -> bool:
    """As many bytes of the message as the curve has take the place of the digest."""
    digest = {256: hashes.SHA256(), 384: hashes.SHA384()}.get(key.bits)
    if digest is None or len(message) < digest.digest_size:
        return False
    return _verifies(algorithm, key, signature, message[: digest.digest_size], Prehashed(digest))


def length(algorithm: Algorithm, key: Key) -> int | None:
    """How many bytes a signature has under the key; None where only the hash says so."""
    if key.type in {"EC", "RSA"}:
        return (2 if key.type == "EC" else 1) * ((key.bits + 7) // 8)
    return {"Ed25519": 64, "Ed448": 114}.get(key.curve or "", algorithm.length)


def mac(hash_name: str, secret: bytes, message: bytes) -> bytes:
    """The HMAC of `message` (RFC 2104)."""
    return hmac.digest(secret, message, hash_name)


@dataclass(frozen=True, slots=True)
class Homemade(Algorithm):
    """What was computed where an HMAC was due: `mac` makes it of the hash's name, secret and message."""

    mac: Mac = mac


def computed(algorithm: Algorithm, key: Key, message: bytes, hash_name: str = "") -> bytes:
    """What the algorithm makes of `message` with the secret: an HMAC, or what was computed for one.

    `hash_name` is the hash that was used, where it was not the algorithm's own.
    """
    make = algorithm.mac if isinstance(algorithm, Homemade) else mac
    return make(hash_name or algorithm.hash, key.secret or b"", message)


def der(signature: bytes) -> bytes:
    """R‖S as the ASN.1 structure that the library takes."""
    half = len(signature) // 2
    r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    return encode_dss_signature(r, s)


def _verifies(
    algorithm: Algorithm,
    key: Key,
    signature: bytes,
    message: bytes,
    digest: hashes.HashAlgorithm | Prehashed | None,
) -> bool:
    public = key.public
    try:
        match public:
            case ec.EllipticCurvePublicKey() if digest:
                if len(signature) != 2 * ((public.key_size + 7) // 8):
                    return False
                public.verify(der(signature), message, ec.ECDSA(digest))
            case rsa.RSAPublicKey() if digest:
                public.verify(signature, message, _padding(algorithm), digest)
            case None:
                return False
            case _:
                public.verify(signature, message)  # type: ignore[union-attr, call-arg]
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, AttributeError):
        return False
    return True


def _padding(algorithm: Algorithm) -> padding.AsymmetricPadding:
    """PSS with MGF1 of the same hash and a salt as long as its digest (RFC 7518 section 3.5)."""
    if algorithm.family is not Family.PSS:
        return padding.PKCS1v15()
    own = HASHES[algorithm.hash]
    return padding.PSS(padding.MGF1(own), own.digest_size)
