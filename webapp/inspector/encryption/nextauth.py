"""How NextAuth and Auth.js make the key of their session cookies out of AUTH_SECRET.

Source: `getDerivedEncryptionKey` in https://github.com/nextauthjs/next-auth: packages/core/src/jwt.ts for
Auth.js, and packages/next-auth/src/jwt/index.ts of the branch v4 for NextAuth 4.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_COOKIES = ("session-token", "csrf-token", "pkce.code_verifier", "state", "nonce", "challenge")
_NAMES = tuple(
    f"{prefix}{product}.{cookie}"
    for cookie in _COOKIES
    for product in ("authjs", "next-auth")
    for prefix in ("__Secure-", "", "__Host-")
)
_CHUNK = re.compile(r"\.\d{1,3}$")  # a cookie too large for one is sent as name.0, name.1, …


class Derivation(NamedTuple):
    """One way to a key: “the key that …” in the words of the user, and the key."""

    says: str
    key: bytes


def derivations(secret: bytes, length: int, label: str = "") -> Iterator[Derivation]:
    """Every key of `length` bytes that is made of `secret`: first for the cookie called `label`."""
    names = dict.fromkeys(filter(None, (_CHUNK.sub("", label[:200]), *_NAMES)))
    key = _key(secret, length, "", "NextAuth.js Generated Encryption Key")
    yield Derivation("NextAuth 4 makes of the secret", key)
    for called, product in (("Auth.js", "Auth.js"), ("NextAuth 4", "NextAuth.js")):
        for name in names:
            key = _key(secret, length, name, f"{product} Generated Encryption Key ({name})")
            yield Derivation(f"{called} makes of the secret for the cookie “{name}”", key)


def _key(secret: bytes, length: int, salt: str, info: str) -> bytes:
    salt_bytes, info_bytes = (it.encode("utf-8", "replace") for it in (salt, info))
    return HKDF(SHA256(), length, salt_bytes, info_bytes).derive(secret)
