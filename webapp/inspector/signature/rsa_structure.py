"""What an RSA signature says of itself: raised to the public exponent it shows padding, hash and digest.

One modular power tells which of all the ways to pad and to hash was used; what was signed is then a
comparison of digests (RFC 8017 sections 8.1 and 8.2).
"""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..keys import Key

HASHES = ("sha256", "sha384", "sha512", "sha1", "sha224", "md5")
_SIZES = {name: hashlib.new(name, usedforsecurity=False).digest_size for name in HASHES}
_ENOUGH = 8  # bytes of structure that no other key's signature shows by chance

# The object identifiers of the hashes (RFC 8017 appendix B.1), as DER.
_OIDS = {
    "md5": bytes.fromhex("06082a864886f70d0205"),
    "sha1": bytes.fromhex("06052b0e03021a"),
    "sha224": bytes.fromhex("0609608648016503040204"),
    "sha256": bytes.fromhex("0609608648016503040201"),
    "sha384": bytes.fromhex("0609608648016503040202"),
    "sha512": bytes.fromhex("0609608648016503040203"),
}


class Padding(StrEnum):
    PKCS1 = "RSASSA-PKCS1-v1_5"
    PSS = "RSASSA-PSS"
    NONE = "no padding"


class Info(StrEnum):
    """How the hash is named inside PKCS#1 v1.5."""

    PROPER = "DigestInfo"
    NO_NULL = "DigestInfo without NULL"
    NONE = "no DigestInfo"


@dataclass(frozen=True, slots=True)
class Structure:
    """One reading of an opened signature.

    `digest` is what was signed, empty for PSS, which shows it only by `signs`. `written` says how
    the digest stood there (bytes, hex, base64). `certain`: no other key's signature looks so.
    """

    padding: Padding
    hash: str
    digest: bytes = b""
    info: Info = Info.PROPER
    written: str = "bytes"
    mgf: str = ""
    salt: bytes = b""
    h: bytes = b""
    certain: bool = True

    def signs(self, digest: bytes) -> bool:
        """Whether it was made over a message of this digest."""
        if self.padding is not Padding.PSS:
            return digest == self.digest
        return _hashed(self.hash, bytes(8) + digest + self.salt) == self.h


class Opened(NamedTuple):
    """A signature raised to the public exponent of a key, and the structures it may have."""

    key: Key
    signature: bytes
    structures: tuple[Structure, ...]


def structures(key: RSAPublicKey, signature: bytes) -> list[Structure]:
    """Every structure the signature may have under `key`; none for another key's or a damaged one."""
    numbers = key.public_numbers()
    value = int.from_bytes(signature, "big")
    size = (key.key_size + 7) // 8
    if len(signature) != size or value >= numbers.n:
        return []
    encoded = pow(value, numbers.e, numbers.n).to_bytes(size, "big")
    return [*_pkcs1(encoded), *_pss(encoded, key.key_size), *_bare(encoded)]


def _pkcs1(encoded: bytes) -> Iterator[Structure]:
    padding, separator, content = encoded[2:].partition(b"\0")
    if not encoded.startswith(b"\0\1") or not separator or len(padding) < 8 or padding.strip(b"\xff"):
        return
    for name in HASHES:
        for info, parameters in ((Info.PROPER, b"\5\0"), (Info.NO_NULL, b"")):
            digest = content[-_SIZES[name] :]
            if content == _tlv(0x30, _tlv(0x30, _OIDS[name] + parameters) + _tlv(0x04, digest)):
                yield Structure(Padding.PKCS1, name, digest, info)
                return
    for digest, written in _written(content):
        for name in HASHES:
            if len(digest) == _SIZES[name]:
                yield Structure(Padding.PKCS1, name, digest, Info.NONE, written)


def _written(content: bytes) -> Iterator[tuple[bytes, str]]:
    """The digests that hex or base64 text, or else bytes, stand for: no bytes of a digest look like text."""
    with suppress(ValueError):
        yield bytes.fromhex(content.decode("ascii")), "hex text"
    with suppress(ValueError):
        yield base64.b64decode(content, validate=True), "base64 text"
    yield content, "bytes"


def _tlv(tag: int, content: bytes) -> bytes:
    return bytes((tag, len(content))) + content  # all of them are shorter than 128 bytes


def _pss(encoded: bytes, bits: int) -> Iterator[Structure]:
    """Unmask with each pair of hashes: the right ones leave zeros, a one and the salt."""
    em_bits = bits - 1
    em = encoded[-((em_bits + 7) // 8) :]
    if em[-1:] != b"\xbc" or int.from_bytes(encoded, "big") >> em_bits:
        return
    for name in HASHES:
        if len(em) < _SIZES[name] + 2:
            continue
        masked, h = em[: -_SIZES[name] - 1], em[-_SIZES[name] - 1 : -1]
        for mgf in HASHES:
            zeros, one, salt = _unmasked(masked, h, mgf, 8 * len(em) - em_bits).partition(b"\1")
            if one and not zeros.strip(b"\0"):
                certain = len(zeros) >= _ENOUGH
                yield Structure(Padding.PSS, name, mgf=mgf, salt=salt, h=h, certain=certain)


def _unmasked(masked: bytes, seed: bytes, mgf: str, spare_bits: int) -> bytes:
    """MGF1 undone (RFC 8017 appendix B.2.1)."""
    blocks = -(-len(masked) // _SIZES[mgf])
    mask = b"".join(_hashed(mgf, seed + counter.to_bytes(4, "big")) for counter in range(blocks))
    block = bytearray(a ^ b for a, b in zip(masked, mask, strict=False))
    block[0] &= 0xFF >> spare_bits
    return bytes(block)


def _bare(encoded: bytes) -> Iterator[Structure]:
    """The digest alone, as textbook RSA signs it."""
    content = encoded.lstrip(b"\0")
    if len(encoded) - len(content) < _ENOUGH:
        return
    for digest, written in _written(content):
        for name in HASHES:
            if len(digest) <= _SIZES[name] and len(digest) > _SIZES[name] - 3:
                filled = digest.rjust(_SIZES[name], b"\0")
                yield Structure(Padding.NONE, name, filled, Info.NONE, written, certain=False)


def _hashed(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data, usedforsecurity=False).digest()
