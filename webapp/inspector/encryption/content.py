"""The content of an encrypted token, opened with its content key (RFC 7518 section 5)."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from .algorithms import Encryption
from .envelope import Envelope

_LEAST_TAG = 8  # bytes below which a tag that fits may do so by chance


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a content key opens. The later members are other than they stand here only in a faulty token."""

    encryption: Encryption
    iv: bytes
    ciphertext: bytes
    tag: bytes
    aad: bytes
    strict: bool = True  # iv and tag must be as long as RFC 7518 has them
    authenticated: bool = True  # the tag is looked at
    halves: "Halves | None" = None
    mac: "Mac | None" = None

    @classmethod
    def of(cls, envelope: Envelope, encryption: Encryption) -> "Sealed":
        return cls(encryption, envelope.iv, envelope.ciphertext, envelope.tag, envelope.authenticated)


Halves = Callable[[bytes], tuple[bytes, bytes]]  # the content key → the MAC's key, the cipher's
Mac = Callable[[Sealed, bytes], bytes]  # of what is sealed, with the MAC's key → the tag


def opened(sealed: Sealed, key: bytes) -> bytes | None:
    """The plaintext, still compressed if it is; None where the key or anything else does not fit."""
    encryption = sealed.encryption
    if len(key) != encryption.key:
        return None
    if sealed.strict and (len(sealed.iv), len(sealed.tag)) != (encryption.iv, encryption.tag):
        return None
    try:
        return _cbc(sealed, key) if encryption.hash else _gcm(sealed, key)
    except (InvalidTag, ValueError):
        return None


def tag_of(sealed: Sealed, key: bytes) -> bytes:
    """The MAC of AES-CBC with HMAC, whole (RFC 7518 section 5.2.2.1); the tag is its first half."""
    length = (8 * len(sealed.aad)).to_bytes(8, "big")
    return hmac.digest(key, sealed.aad + sealed.iv + sealed.ciphertext + length, sealed.encryption.hash)


def _cbc(sealed: Sealed, key: bytes) -> bytes | None:
    mac_key, cipher_key = sealed.halves(key) if sealed.halves else split(key)
    if sealed.authenticated:
        tag = sealed.mac(sealed, mac_key) if sealed.mac else tag_of(sealed, mac_key)[: sealed.encryption.tag]
        if not hmac.compare_digest(tag, sealed.tag):
            return None
    decryptor = Cipher(algorithms.AES(cipher_key), modes.CBC(sealed.iv)).decryptor()
    unpadder = PKCS7(128).unpadder()
    padded = decryptor.update(sealed.ciphertext) + decryptor.finalize()
    return unpadder.update(padded) + unpadder.finalize()


def split(key: bytes) -> tuple[bytes, bytes]:
    """The key of the MAC comes first, that of the cipher second."""
    return key[: len(key) // 2], key[len(key) // 2 :]


def _gcm(sealed: Sealed, key: bytes) -> bytes | None:
    if not sealed.authenticated:
        return _unauthenticated_gcm(sealed, key)
    if len(sealed.tag) < _LEAST_TAG:
        return None
    mode = modes.GCM(sealed.iv, sealed.tag, min_tag_length=len(sealed.tag))
    decryptor = Cipher(algorithms.AES(key), mode).decryptor()
    decryptor.authenticate_additional_data(sealed.aad)
    return decryptor.update(sealed.ciphertext) + decryptor.finalize()


def _unauthenticated_gcm(sealed: Sealed, key: bytes) -> bytes | None:
    """GCM is counter mode that begins at 2 (NIST SP 800-38D section 7.1)."""
    if len(sealed.iv) != sealed.encryption.iv:
        return None
    decryptor = Cipher(algorithms.AES(key), modes.CTR(sealed.iv + b"\0\0\0\2")).decryptor()
    return decryptor.update(sealed.ciphertext) + decryptor.finalize()
