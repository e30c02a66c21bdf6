"""The secret is not the key itself: it has to be read, hashed or derived first."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..algorithms import Family
from ..cause import Evidence, Guess, Step, cause
from ..nextauth import derivations
from ..opener import Opener

_LONGEST = 4096  # bytes of a secret; no reading of a longer one is tried


@cause(
    Step.KEY,
    cost=6,
    fix="Agree with the sender on what the secret is the text of, and give both programs the same bytes.",
)
def dir_key_encoding(opener: Opener, evidence: Evidence) -> Iterable[Guess]:
    """The secret is read in another way than the sender read it.

    A secret that was generated as base64, base64url or hexadecimal is decoded by one side and taken
    for text by the other; or it is hashed, cut or filled up to the length that the algorithm asks for.
    """
    if opener.secret is None or len(opener.secret) > _LONGEST:
        return
    seen = {opener.secret}
    for says, secret in _readings(opener.secret, _length(evidence)):
        if secret not in seen:
            seen.add(secret)
            yield Guess(replace(opener, secret=secret), f"It opens with {says}.")


def _length(evidence: Evidence) -> int:
    """How many bytes the key must have; 0 where any number will do."""
    if evidence.management.family is Family.DIRECT:
        return evidence.encryption.key
    return 0 if evidence.management.family is Family.PASSWORD else evidence.management.wrap


def _readings(secret: bytes, length: int) -> Iterator[tuple[str, bytes]]:
    yield "the secret without the blanks around it", secret.strip()
    yield "the secret and a line break behind it", secret + b"\n"
    for says, decoded in _decodings(secret.strip()):
        yield from _fitted(says, decoded, length)
    yield "the secret’s base64", base64.b64encode(secret)
    yield "the secret’s base64url", base64.urlsafe_b64encode(secret).rstrip(b"=")
    yield "the secret in hexadecimal", secret.hex().encode()
    for name in ("sha256", "sha512", "sha384", "sha1", "md5"):
        digest = hashlib.new(name, secret, usedforsecurity=False)
        says = f"the {name.upper().replace('SHA', 'SHA-')} hash of the secret"
        yield from _fitted(says, digest.digest(), length)
        yield from _fitted(f"{says} in hexadecimal", digest.hexdigest().encode(), length)
    yield from _fitted("the secret", secret, length)


def _decodings(secret: bytes) -> Iterator[tuple[str, bytes]]:
    padding = b"=" * (-len(secret) % 4)
    attempts: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("base64", lambda: base64.b64decode(secret + padding, validate=True)),
        ("base64url", lambda: base64.b64decode(secret + padding, b"-_", validate=True)),
        ("hexadecimal", lambda: bytes.fromhex(secret.decode("ascii").replace("-", ""))),  # a UUID has hyphens
    )
    for name, decode in attempts:
        try:
            decoded = decode()
        except ValueError:
            continue
        if decoded:
            those = "byte" if len(decoded) == 1 else "bytes"
            yield f"the {len(decoded)} {those} that the secret is the {name} of", decoded


def _fitted(says: str, key: bytes, length: int) -> Iterator[tuple[str, bytes]]:
    """The key as it is, then cut or filled up to the length that is needed."""
    yield says, key
    if length and len(key) > length:
        yield f"the first {length} bytes of {says}", key[:length]
        yield f"the last {length} bytes of {says}", key[-length:]
    elif 0 < len(key) < length:
        yield f"{says}, filled up with zeros", key.ljust(length, b"\0")
        yield f"{says}, filled up with zeros in front", key.rjust(length, b"\0")
        yield f"{says}, repeated", (key * length)[:length]


@cause(
    Step.KEY,
    cost=7,
    fix="Decrypt it with decode() of next-auth/jwt or @auth/core/jwt, giving the secret and, for Auth.js, "
    "the cookie’s name as salt.",
)
def nextauth(opener: Opener, evidence: Evidence) -> Iterable[Guess]:
    """It is a cookie of NextAuth or Auth.js, whose key is derived from AUTH_SECRET.

    The secret itself is not the key: HKDF with SHA-256 makes it of the secret, in Auth.js with the
    cookie’s name as salt. The cookie of a site with HTTPS has another name than that of one without,
    and so another key. A cookie too large for one is sent in pieces, `.0` and `.1`, to be joined.
    """
    if evidence.management.family is not Family.DIRECT or opener.secret is None:
        return
    for derivation in derivations(opener.secret, evidence.encryption.key, evidence.label):
        says = f"It opens with the key that {derivation.says}."
        yield Guess(replace(opener, secret=derivation.key), says)
