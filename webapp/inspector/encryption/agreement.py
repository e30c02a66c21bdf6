"""What two keys agree on, and what is derived from it (RFC 7518 section 4.6, RFC 8037 section 3.2)."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, x448, x25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

from .. import keys
from ..submission import KeyFile
from .envelope import Envelope
from .opener import Opener


def ephemeral(envelope: Envelope) -> keys.Row | None:
    """The sender's key in `epk`, None where there is none. It is one JWK, and nothing that holds some."""
    value = envelope.header.get("epk")
    if not isinstance(value, dict):
        return None
    if "kty" not in value:
        return keys.UnusableKey("epk", "not-a-key", "This is no JWK: it has no member “kty”.")
    return keys.read(KeyFile("epk", json.dumps(value).encode()))[0]


def agreed(envelope: Envelope, opener: Opener) -> bytes | None:
    """The shared secret Z of the sender's key and the receiver's; None where they are not on one curve.

    ValueError where the sender's is a point of X25519 or X448 that agrees on nothing with any key.
    """
    theirs = ephemeral(envelope)
    if not isinstance(theirs, keys.Key) or theirs.curve != opener.key.curve:
        return None
    own: Any = opener.private
    match own, theirs.public:
        case ec.EllipticCurvePrivateKey(), ec.EllipticCurvePublicKey():
            return bytes(own.exchange(ec.ECDH(), theirs.public))
        case (x25519.X25519PrivateKey(), x25519.X25519PublicKey()) | (
            x448.X448PrivateKey(),
            x448.X448PublicKey(),
        ):
            return bytes(own.exchange(theirs.public))
    return None


def derived(shared: bytes, length: int, other_info: bytes) -> bytes:
    """`length` bytes by the Concat KDF of NIST SP 800-56A."""
    return ConcatKDFHash(SHA256(), length, other_info).derive(shared)


def other_info(algorithm: str, apu: bytes, apv: bytes, length: int) -> bytes:
    """What is hashed with Z (RFC 7518 section 4.6.2); `length` is that of the derived key in bytes."""
    return counted(algorithm.encode()) + counted(apu) + counted(apv) + (8 * length).to_bytes(4, "big")


def counted(data: bytes) -> bytes:
    """`data` behind its length."""
    return len(data).to_bytes(4, "big") + data
