"""One JWK to its key (RFC 7517): the members of every kind, and what the private half says."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ..note import Note
from . import jwk_number
from .describe import described
from .half import PRIVATE, Half
from .jwk_kinds import EC_CURVES, OKP_CURVES, READERS
from .key import Row
from .source import Refusal, Source

Jwk = Mapping[str, Any]

_TYPES = ("EC", "RSA", "OKP", "oct", "AKP")
_TELLING_MEMBERS = {"RSA": {"n", "e"}, "EC": {"crv", "x", "y"}, "OKP": {"crv", "x"}}
_TYPE_OF = dict.fromkeys(EC_CURVES, "EC") | dict.fromkeys(OKP_CURVES, "OKP")
_PRIVATE_MEMBERS = {"d", "p", "q", "priv"}
_TWO_KEYS = Note(
    "key.jwk_xd_mismatch",
    "The public members of this JWK are not the public half of its private ones: it holds two different "
    "keys. Both are listed, the private one’s own public half second.",
)

_NO_D = (
    "Its d, the private number, is missing or is none of this kind of key. "
    "Give the JWK with all its members, or as PEM."
)


def is_one(value: object) -> bool:
    """Whether a JSON value is meant for a JWK."""
    return isinstance(value, dict) and ("kty" in value or _inferred_type(value) is not None)


def read(jwk: Jwk, source: Source) -> list[Row]:
    """The key of `jwk`; two of them when its public and its private members do not belong together."""
    jwk = {name: value for name, value in jwk.items() if value is not None}  # .NET writes null for nothing
    kind, faults = _type(jwk)
    said, more = _said(jwk)
    if kind == "oct":
        secret, even_more = _secret(jwk)
        return [described(replace(said, secret=secret, notes=_notes(*faults, *more, *even_more)), source)]
    numbers = READERS[kind](jwk, source)
    notes = (*numbers.alerts, *_notes(*faults, *more, *numbers.faults))
    private = numbers.own is not None or any(map(jwk.get, _PRIVATE_MEMBERS))
    half = replace(
        said, public=numbers.public, private=private, notes=(*([PRIVATE] if private else []), *notes)
    )
    if private and numbers.own is None and kind != "RSA":
        source.without_private(numbers.public, _NO_D)
    if numbers.own is None or _same(numbers.own, numbers.public):
        return [described(half, source)]
    own = replace(half, public=numbers.own, notes=(PRIVATE, _TWO_KEYS))
    return [
        described(replace(half, private=False, notes=(*notes, _TWO_KEYS)), source),
        described(own, replace(source, name=f"{source.name}[d]")),
    ]


def _type(jwk: Jwk) -> tuple[str, list[str]]:
    """The key type, inferred or with its letters' case put right where that is needed."""
    written, curve = jwk.get("kty"), jwk.get("crv")
    proper = _TYPE_OF.get(curve) if isinstance(curve, str) else None
    if proper and written in ("EC", "OKP") and written != proper:
        return proper, [f"kty is “{written}”, and the kty of {curve} is “{proper}”"]
    if written in _TYPES:
        return str(written), []
    if written is None and (inferred := _inferred_type(jwk)):
        return inferred, [f"kty is missing; by the other members it is {inferred}"]
    known = {kind.lower(): kind for kind in _TYPES}
    if isinstance(written, str) and (kind := known.get(written.lower())):
        return kind, [f"kty is “{written}” where it must read “{kind}”"]
    shown = f"“{written[:40]}”" if isinstance(written, str) else "no text"
    raise Refusal("unsupported", f"The kty of this JWK is {shown}; read here are EC, RSA, OKP, oct and AKP.")


def _inferred_type(jwk: Jwk) -> str | None:
    return next((kind for kind, members in _TELLING_MEMBERS.items() if members <= jwk.keys()), None)


def _said(jwk: Jwk) -> tuple[Half, list[str]]:
    """What the JWK says of itself, and what is odd in that."""
    key_id, faults = jwk.get("kid"), []
    if isinstance(key_id, int | float) and not isinstance(key_id, bool):
        faults.append("kid is a number where it must be text")
    operations = jwk.get("key_ops")
    if isinstance(operations, list):
        operations = tuple(item for item in operations if isinstance(item, str))
    said = Half(
        key_id=None if key_id is None or isinstance(key_id, dict | list | bool) else str(key_id),
        alg=_text(jwk.get("alg")),
        use=_text(jwk.get("use")),
        key_ops=operations if isinstance(operations, tuple) else None,
    )
    return said, faults


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _secret(jwk: Jwk) -> tuple[bytes, tuple[str, ...]]:
    if jwk.get("k") == "":
        return b"", ()
    octets = jwk_number.octets(jwk, "k")
    if octets is None or len(jwk["k"].split()) > 1:  # several words are a phrase, and no base64url
        message = "The k of this JWK is not base64url. A secret that is text goes into the field for secrets."
        raise Refusal("damaged", message, "key.jwk_damaged")
    return octets.bytes, tuple("k is not clean base64url" for _ in octets.faults[:1])  # and never quoted


def _notes(*faults: str) -> tuple[Note, ...]:
    if not faults:
        return ()
    return (Note("key.jwk_damaged", f"The JWK is mis-written: {'; '.join(faults)}."),)


def _same(one: PublicKeyTypes, other: PublicKeyTypes) -> bool:
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return one.public_bytes(*form) == other.public_bytes(*form)
