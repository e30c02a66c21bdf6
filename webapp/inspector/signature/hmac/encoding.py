"""The secret is written in base64 or hex, and one side decoded it where the other did not."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from ..cause import Axis, Evidence, Guess, cause
from .reading import AGREE, Reading, readings

_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_UUID = re.compile(
    r"(?:urn:uuid:)?\{?([0-9A-F]{8}-?[0-9A-F]{4}-?[0-9A-F]{4}-?[0-9A-F]{4}-?[0-9A-F]{12})\}?", re.I
)


@cause(Axis.KEY, cost=3, fix=f"{AGREE} To see it verify here, say that the secret is written as base64.")
def secret_base64(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is base64, and the signer decoded it first.

    `openssl rand -base64 32`, Laravel's APP_KEY (“base64:…”), Auth0 and Spring show secrets in base64.
    java-jwt, JJWT and jsonwebtoken with a `Buffer` sign with the bytes, and most other programs with
    the text. Both are right; they only have to agree.
    """
    return readings(evidence, lambda secret: [(unbase64(secret), "with the secret decoded from base64")])


@cause(Axis.KEY, cost=3, fix=f"{AGREE} To see it verify here, say that the secret is written as hex.")
def secret_hex(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is hex, and the signer decoded it first.

    `openssl rand -hex 32` writes 64 digits for 32 bytes. jsrsasign takes any text that looks like hex
    for hex; most other libraries take the digits as they are.
    """
    return readings(evidence, lambda secret: [(unhex(secret), "with the secret decoded from hex")])


@cause(Axis.KEY, cost=10, fix=AGREE)
def signer_used_text(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signer used the base64 or hex text itself as the secret.

    One side holds the bytes, or decodes them, as with the `k` of a JWK; the other gave its library the
    text as it is written, such as `base64_encode($secret)` in lcobucci/jwt, or Supabase's JWT secret.
    """
    return readings(evidence, _texts)


@cause(
    Axis.KEY,
    cost=11,
    fix="Make the key with a generator and hand it over as bytes: Keys.hmacShaKeyFor in JJWT 0.10 and later.",
)
def secret_lenient_base64(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is a passphrase, and the signer decoded it as if it were base64.

    JJWT before 0.10, `signWith(alg, String)`, drops what is not base64 and cuts off what is left after
    the last four characters; Node's `Buffer.from(secret, 'base64')` and PHP's `base64_decode` are as
    lenient. The key that comes of it is shorter than the passphrase and easier to guess.
    """
    return readings(evidence, leniently)


@cause(Axis.KEY, cost=10, fix="Encode the secret once: a Kubernetes Secret takes text under stringData.")
def secret_double_encoded(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is encoded twice.

    It was base64 already when it was encoded again, as a Kubernetes Secret demands under `data` and
    not under `stringData`. One side decodes twice, the other once or not at all.
    """
    return readings(evidence, _twice)


@cause(
    Axis.KEY, cost=10, fix="Use the secret itself on both sides, or derive the key on both sides in one way."
)
def secret_hashed(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signer used a hash of the secret as the key.

    To have 32 bytes whatever the secret, a program hashes it first, and often goes on with the hex text
    of the hash.
    """
    return readings(evidence, _hashed)


@cause(Axis.KEY, cost=4, fix=AGREE)
def secret_uuid(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is a UUID, which the two sides write in different forms.

    36 characters with hyphens, 32 hex digits, capitals or braces, or 16 bytes, which .NET's
    `Guid.ToByteArray` puts in an order of its own. A UUID has 122 random bits at most; HS256 asks for 256.
    """
    return readings(evidence, _uuid_forms)


def values(secret: bytes, how: str) -> Iterator[Reading]:
    """A part of what was given, as it stands and as what it is the base64 or hex of."""
    yield secret, how
    yield unbase64(secret), f"{how}, decoded from base64"
    yield unhex(secret), f"{how}, decoded from hex"


def unbase64(secret: bytes) -> bytes:
    """The bytes whose base64 or base64url, padded or not, the secret is; none if it is neither."""
    text = b"".join(secret.split()).removeprefix(b"base64:").translate(_TO_STANDARD).rstrip(b"=")
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        return b""


def unhex(secret: bytes) -> bytes:
    """The bytes whose hex digits the secret is, with or without 0x in front and colons; none if it is not."""
    try:
        return bytes.fromhex(secret.decode("ascii").strip().removeprefix("0x").replace(":", ""))
    except ValueError:
        return b""


def encodings(data: bytes) -> dict[bytes, str]:
    """The texts in which bytes are written, and what each is called."""
    standard, urlsafe = base64.b64encode(data), base64.urlsafe_b64encode(data)
    return {
        urlsafe.rstrip(b"="): "base64url text",
        urlsafe: "padded base64url text",
        standard.rstrip(b"="): "base64 text without padding",
        standard: "base64 text",
        data.hex().upper().encode(): "capital hex text",
        data.hex().encode(): "hex text",
    }


def leniently(secret: bytes) -> Iterator[Reading]:
    """What decoders of base64 that refuse nothing make of a text."""
    for text in (secret, secret.translate(_TO_STANDARD)):
        for stopped in (text, text.partition(b"=")[0]):
            digits = re.sub(rb"[^A-Za-z0-9+/]", b"", stopped)
            for rest in (0, len(digits) % 4):
                kept = digits[: len(digits) // 4 * 4 + rest]
                skipped = len(secret) - len(kept)
                yield unbase64(kept), f"with the secret read as base64, {skipped:,} of its bytes skipped"


def _texts(secret: bytes) -> Iterator[Reading]:
    """The texts of the secret, and of what it is the text of; one that differs in case or blanks is none."""
    own = secret.strip().lower()
    for data in filter(None, (secret, unbase64(secret), unhex(secret))):
        for text, name in encodings(data).items():
            if text.lower() != own:
                yield text, f"with the {name} of the secret, not decoded"
                yield text + b"\n", f"with the {name} of the secret and a newline, not decoded"


def _twice(secret: bytes) -> Iterator[Reading]:
    for first, name in ((unbase64(secret), "base64"), (unhex(secret), "hex")):
        yield unbase64(first), f"with the secret decoded from {name} and then from base64"
        yield unhex(first), f"with the secret decoded from {name} and then from hex"
    for once in encodings(secret):
        yield base64.b64encode(once), "with the base64 text of the secret's text, not decoded"
        yield once.hex().encode(), "with the hex text of the secret's text, not decoded"


def _hashed(secret: bytes) -> Iterator[Reading]:
    for name in ("sha256", "sha512", "md5", "sha1", "sha384"):
        digest = hashlib.new(name, secret, usedforsecurity=False).digest()
        shown = name.upper().replace("SHA", "SHA-")
        yield digest, f"with the {shown} of the secret as the key"
        for text, form in encodings(digest).items():
            yield text, f"with the {form} of the {shown} of the secret as the key"
        yield digest.hex()[:32].encode(), f"with the first 32 hex digits of the {shown} of the secret"


def _uuid_forms(secret: bytes) -> Iterator[Reading]:
    found = _UUID.fullmatch(secret.decode("latin-1").strip())
    if not found and len(secret) != 16:
        return
    for uuid in [UUID(found[1])] if found else [UUID(bytes=secret), UUID(bytes_le=secret)]:
        yield uuid.bytes, "with the UUID as its 16 bytes"
        yield uuid.bytes_le, "with the UUID as its 16 bytes in the order of .NET"
        for text, form in ((str(uuid), "with hyphens"), (uuid.hex, "without hyphens")):
            yield text.encode(), f"with the UUID {form}, in small letters"
            yield text.upper().encode(), f"with the UUID {form}, in capitals"
        yield f"{{{uuid}}}".encode(), "with the UUID in braces"
