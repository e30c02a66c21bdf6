"""The hash functions that `_sd_alg` may name (RFC 9901 section 4.1.1)."""

import hashlib
import re
from collections.abc import Callable, Mapping

from ..base64url import encode
from ..json_tree import Value

DEFAULT = "sha-256"

_JOINTS = re.compile(r"[-_\s]+")

Hash = Callable[[bytes], bytes]


def _blake2s(data: bytes) -> bytes:
    return hashlib.blake2s(data, digest_size=32).digest()


def _blake2b(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest()


# By the names of the IANA registry "Named Information Hash Algorithm". It has shortened forms of
# SHA-256 too, which are not fit for this, and KangarooTwelve, which nobody is known to use here.
HASHES: Mapping[str, Hash] = {
    "sha-256": lambda data: hashlib.sha256(data).digest(),
    "sha-384": lambda data: hashlib.sha384(data).digest(),
    "sha-512": lambda data: hashlib.sha512(data).digest(),
    "sha3-224": lambda data: hashlib.sha3_224(data).digest(),
    "sha3-256": lambda data: hashlib.sha3_256(data).digest(),
    "sha3-384": lambda data: hashlib.sha3_384(data).digest(),
    "sha3-512": lambda data: hashlib.sha3_512(data).digest(),
    "blake2s-256": _blake2s,
    "blake2b-256": _blake2b,
    "blake2b-512": lambda data: hashlib.blake2b(data).digest(),
}


def digest(name: str, text: str) -> str:
    """The digest of `text` as it stands in an SD-JWT: over its characters, not over what they encode."""
    return encode(HASHES.get(name, HASHES[DEFAULT])(text.encode("utf-8", "surrogatepass")))


def meant(value: Value) -> str | None:
    """The registered name that a misspelt `_sd_alg` means: `SHA-256`, `sha256`."""
    bare = _JOINTS.sub("", value.lower()) if isinstance(value, str) else ""
    return next((name for name in HASHES if name.replace("-", "") == bare), None)
