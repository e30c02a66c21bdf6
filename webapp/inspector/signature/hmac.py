"""The secret of an HMAC was read otherwise than the signer read it."""

import base64
from collections.abc import Iterable
from dataclasses import replace

from ..algorithms import Family
from ..keys import Key
from .cause import Axis, Evidence, Guess, cause

_AGREE = "Write down on both sides how the bytes of the secret are meant, and decode it alike."


def _secrets(evidence: Evidence) -> list[Key]:
    return [
        key for key in evidence.keys if key.secret is not None and evidence.algorithm.family is Family.HMAC
    ]


@cause(Axis.KEY, cost=3, fix=_AGREE)
def secret_base64(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is base64, and the signer decoded it first."""
    for key in _secrets(evidence):
        if decoded := _base64(key.secret or b""):
            says = f"It verifies when the secret is decoded from base64 to {len(decoded)} bytes."
            yield Guess(replace(key, secret=decoded), says)


@cause(Axis.KEY, cost=3, fix=_AGREE)
def secret_hex(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is hex, and the signer decoded it first."""
    for key in _secrets(evidence):
        try:
            decoded = bytes.fromhex((key.secret or b"").decode("ascii"))
        except ValueError:
            continue
        yield Guess(
            replace(key, secret=decoded),
            f"It verifies when the secret is decoded from hex to {len(decoded)} bytes.",
        )


@cause(Axis.KEY, cost=4, fix=_AGREE)
def signer_used_text(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signer used the base64 or hex text itself as the secret."""
    for key in _secrets(evidence):
        secret = key.secret or b""
        urlsafe = base64.urlsafe_b64encode(secret)
        texts = {base64.b64encode(secret): "base64", urlsafe: "base64url", urlsafe.rstrip(b"="): "base64url"}
        for text, name in {**texts, secret.hex().encode(): "hex"}.items():
            yield Guess(
                replace(key, secret=text), f"It verifies with the {name} text of the secret, not decoded."
            )


@cause(
    Axis.KEY,
    cost=4,
    fix="Strip the secret where it is read from a file: printf %s writes no newline, echo does.",
)
def secret_newline(_: object, evidence: Evidence) -> Iterable[Guess]:
    """One side has a newline after the secret."""
    for key in _secrets(evidence):
        secret = key.secret or b""
        stripped = secret.rstrip(b"\r\n")
        if stripped != secret:
            yield Guess(
                replace(key, secret=stripped), "It verifies without the newline at the end of the secret."
            )
        for ending in (b"\n", b"\r\n"):
            yield Guess(
                replace(key, secret=stripped + ending), "It verifies with a newline after the secret."
            )


@cause(
    Axis.KEY,
    cost=4,
    fix="Ask your library for the algorithm by name (ES256, RS256): "
    "without it, it signs with HMAC and takes the key's text as the secret.",
)
def secret_is_pem(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The text of a PEM file was used as an HMAC secret.

    A library whose default is HS256 took the key file for a shared secret. Where it is the text of
    a *public* key, it is also the classic forgery: whoever has that key can write such tokens.
    """
    if evidence.algorithm.family is not Family.HMAC:
        return
    texts = {file.name: file.data for file in evidence.files}
    texts |= {
        f"the public key of {key.name}": key.public_pem.encode() for key in evidence.keys if key.public_pem
    }
    for name, text in texts.items():
        for form in dict.fromkeys((text, text.strip(), text.strip() + b"\n", text.replace(b"\r\n", b"\n"))):
            key = Key(name, "oct", None, 8 * len(form), private=False, secret=form)
            yield Guess(key, f"It verifies with the text of {name} as the HMAC secret.")


def _base64(secret: bytes) -> bytes:
    """The bytes whose base64 or base64url, padded or not, the secret is; none if it is neither."""
    text = secret.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        return b""
