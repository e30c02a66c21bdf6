"""A key and an envelope to the content key (RFC 7518 section 4)."""

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from .agreement import agreed, derived, other_info
from .algorithms import Family, Management
from .envelope import Envelope
from .opener import Opener

# How a content key is had: from the key that was given and what the token carries.
Way = Callable[[Opener, Envelope], bytes | None]

HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),  # noqa: S303  # RSA-OAEP uses it, where it does no harm
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_LONGEST_WRAPPED = 1024  # bytes; unwrapping takes time, and no content key has more than 64


def content_key(way: Way, opener: Opener, envelope: Envelope) -> bytes | None:
    """The content key that `way` gives, None where it gives none. Never raises.

    This is the one seam at which whatever the libraries raise for malformed input comes to nothing.
    """
    try:
        return way(opener, envelope)
    except Exception:
        return None


def proper(opener: Opener, envelope: Envelope) -> bytes | None:
    """The content key as the header has it."""
    management, encryption = envelope.management, envelope.encryption
    assert management
    assert encryption
    if bool(envelope.encrypted_key) is not management.has_encrypted_key:
        return None
    match management.family:
        case Family.RSA:
            scheme = oaep(management.hash) if management.hash else padding.PKCS1v15()
            return decrypted(scheme, opener, envelope)
        case Family.DIRECT:
            return opener.secret
        case Family.AGREEMENT:
            length = management.wrap or encryption.key
            return _agreed(opener, envelope, management, length)
        case Family.PASSWORD:
            salt = management.name.encode() + b"\0" + (envelope.octets("p2s") or b"")
            return unwrapped(password_key(opener, envelope, management, salt), envelope)
        case Family.GCM_WRAP:
            return unwrapped_by_gcm(opener.secret, envelope) if _has(opener, management) else None
    return unwrapped(opener.secret, envelope) if _has(opener, management) else None


def _has(opener: Opener, management: Management) -> bool:
    return len(opener.secret or b"") == management.wrap


def _agreed(opener: Opener, envelope: Envelope, management: Management, length: int) -> bytes | None:
    shared = agreed(envelope, opener)
    parties = [envelope.octets(name) if name in envelope.header else b"" for name in ("apu", "apv")]
    if shared is None or None in parties:
        return None
    algorithm = management.name if management.wrap else str(envelope.header.get("enc"))
    key = derived(shared, length, other_info(algorithm, parties[0] or b"", parties[1] or b"", length))
    return unwrapped(key, envelope) if management.wrap else key


def oaep(hash_name: str, mask: str = "") -> padding.OAEP:
    """OAEP with MGF1 of the same hash, as RFC 7518 section 4.3 has it, or of another."""
    return padding.OAEP(padding.MGF1(HASHES[mask or hash_name]), HASHES[hash_name], None)


def decrypted(scheme: padding.AsymmetricPadding, opener: Opener, envelope: Envelope) -> bytes | None:
    """The encrypted key, decrypted with RSA; with PKCS #1 v1.5 a wrong key gives random bytes."""
    assert isinstance(opener.private, RSAPrivateKey)
    return opener.private.decrypt(envelope.encrypted_key, scheme)


def unwrapped(key: bytes | None, envelope: Envelope) -> bytes | None:
    """The encrypted key, unwrapped with AES Key Wrap (RFC 3394)."""
    wrapped = envelope.encrypted_key
    return aes_key_unwrap(key, wrapped) if key and len(wrapped) <= _LONGEST_WRAPPED else None


def unwrapped_by_gcm(key: bytes | None, envelope: Envelope) -> bytes | None:
    """The encrypted key, opened with AES-GCM (RFC 7518 section 4.7)."""
    iv, tag = envelope.octets("iv"), envelope.octets("tag")
    if iv is None or tag is None or (len(iv), len(tag)) != (12, 16):
        return None
    return AESGCM(key or b"").decrypt(iv, envelope.encrypted_key + tag, None)


def rounds(envelope: Envelope) -> int | None:
    """How many rounds `p2c` asks for; None where it is no number of rounds."""
    count = envelope.header.get("p2c")
    return count if isinstance(count, int) and not isinstance(count, bool) and count > 0 else None


def password_key(opener: Opener, envelope: Envelope, management: Management, salt: bytes) -> bytes | None:
    """The key that the password gives (PBKDF2, RFC 8018 section 5.2)."""
    count = rounds(envelope)
    if count is None or envelope.octets("p2s") is None:
        return None
    return hashlib.pbkdf2_hmac(management.hash, opener.secret or b"", salt, count, management.wrap)
