"""An EdDSA signature in another form than JOSE's, or a key that is not what it is taken for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from ..base64url import encode
from ..keys import Key, bare_bytes
from .cause import Axis, Evidence, Guess, cause
from .edwards import P, Variant

_LENGTHS = {"Ed25519": 64, "Ed448": 114}
_CONTEXTS = (b"", b"JWT", b"JWS")
_MOST_KEYS = 4  # tried for the variants, at about 15 ms each


@cause(
    Axis.FORM,
    cost=3,
    repairable=True,
    fix="Use the detached function: nacl.sign.detached, crypto_sign_detached, sodium_crypto_sign_detached.",
)
def attached(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The signature has the message behind it.

    tweetnacl's `nacl.sign` and libsodium's `crypto_sign` return signature and message in one. No JOSE
    library accepts the token.
    """
    for curve in dict.fromkeys(key.curve for key in evidence.keys if key.curve in _LENGTHS):
        length = _LENGTHS[curve or ""]
        if len(data) > length + 8:
            says = (
                f"The signature is {length} bytes, and {len(data) - length} bytes of message come after it."
            )
            yield Guess(data[:length], says)


@cause(
    Axis.KEY,
    cost=3,
    fix="This private key is public now: make a new pair, and publish as x what the library calls the "
    "public key. Go: key.Public(); Python: key.public_key().",
)
def seed_as_public(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The private key was published as the public one.

    An Ed25519 private key is a seed of 32 bytes, as long as the public key, and some code wrote it into
    the `x` of a JWK, or 32 bare bytes were handed on as the public key. Whoever has read them can sign in
    the owner's name. A private key of Go or NaCl has 64 bytes, the seed and the public key behind it.
    """
    for key in (*_on(evidence, "Ed25519"), *_bare(evidence)):
        public = Ed25519PrivateKey.from_private_bytes(_bytes(key)).public_key()
        x = encode(public.public_bytes_raw())
        says = f"{key.name} is the private seed; the public key that belongs to it is x = “{x}”."
        yield Guess(_taken_for(key, public), says)


@cause(
    Axis.KEY,
    cost=3,
    fix="Give the Ed25519 key, with crv Ed25519: sodium_crypto_sign_keypair, not sodium_crypto_box_keypair.",
)
def x25519_key(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The key is the X25519 form of an Ed25519 key, or is labelled so.

    X25519 is for key agreement and signs nothing. The same key pair has a form on each curve
    (RFC 7748 section 4.1), and libraries convert one into the other; or the JWK merely says X25519
    where it means Ed25519.
    """
    for key in _on(evidence, "X25519"):
        data = _bytes(key)
        says = f"{key.name} says X25519, but its bytes are the Ed25519 key itself."
        yield Guess(_taken_for(key, Ed25519PublicKey.from_public_bytes(data)), says)
        for public in _both_signs(data):
            x = encode(public.public_bytes_raw())
            says = f"{key.name} is the X25519 form of the key; as an Ed25519 key it is x = “{x}”."
            yield Guess(_taken_for(key, public), says)


@cause(
    Axis.FACT,
    cost=1,
    fix="Give the key of the curve that signed; where the header names one curve, sign with that.",
)
def wrong_curve(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signature was made on the other Edwards curve.

    EdDSA has two curves: an Ed25519 signature is 64 bytes, an Ed448 signature 114, so that the length
    tells which key it was. No library accepts the token with a key of the other curve.
    """
    length = len(evidence.token.signature.bytes)
    wanted = {key.curve for key in evidence.keys} & set(evidence.algorithm.curves) & _LENGTHS.keys()
    for curve, of_curve in _LENGTHS.items():
        if length == of_curve and wanted and curve not in wanted:
            yield Guess(None, f"{length} bytes are an {curve} signature; the key is on {wanted.pop()}.")


@cause(
    Axis.KEY,
    cost=12,
    fix="Use pure Ed25519, without prehashing and without a context, and sign again.",
)
def ph(_: object, evidence: Evidence) -> Iterable[Guess]:
    """Ed25519ph or Ed25519ctx was used instead of Ed25519.

    Both are variants that JOSE does not have (RFC 8037 section 3.1, RFC 8032 section 5.1): the one
    signs a hash of the message, the other a context besides. BouncyCastle, .NET libraries and hardware
    modules offer them beside the plain algorithm. No JOSE library accepts the token.
    """
    if "Ed25519" not in evidence.algorithm.curves:
        return
    for key in _on(evidence, "Ed25519")[:_MOST_KEYS]:
        for context in _CONTEXTS:
            for prehashed in (True, False):
                used = Variant(_bytes(key), context, prehashed)
                yield Guess(replace(key, public=cast(PublicKeyTypes, used)), f"It verifies as {used.name}.")


def _on(evidence: Evidence, curve: str) -> list[Key]:
    return [key for key in evidence.keys if key.curve == curve and key.public is not None]


def _bare(evidence: Evidence) -> list[Key]:
    """The files that hold 32 bytes and nothing that says what they are."""
    if "Ed25519" not in evidence.algorithm.curves:
        return []
    bare = ((file.name, bare_bytes(file.data)) for file in evidence.files[:_MOST_KEYS])
    return [
        Key(name, "OKP", "Ed25519", 256, private=True, public=Ed25519PublicKey.from_public_bytes(data))
        for name, data in bare
        if data
    ]


def _bytes(key: Key) -> bytes:
    return cast("Ed25519PublicKey | X25519PublicKey", key.public).public_bytes_raw()


def _taken_for(key: Key, public: Ed25519PublicKey) -> Key:
    """The same row with another key in it, good for verifying alone."""
    return replace(key, curve="Ed25519", public=public, forms=None)


def _both_signs(montgomery: bytes) -> Iterable[Ed25519PublicKey]:
    """The two Ed25519 keys with this X25519 form, by y = (u - 1) / (u + 1) (RFC 7748 section 4.1)."""
    u = int.from_bytes(montgomery, "little") & ((1 << 255) - 1)
    if (u + 1) % P:
        y = (u - 1) * pow(u + 1, -1, P) % P
        for sign in (0, 1):
            yield Ed25519PublicKey.from_public_bytes((y | sign << 255).to_bytes(32, "little"))
