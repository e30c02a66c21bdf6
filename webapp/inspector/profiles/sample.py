"""A profile's samples as submissions: to test the profile, and to show what such a token looks like."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from .. import base64url
from ..algorithms import ALGORITHMS, Family
from ..example import NOW, Example
from ..place import Place
from .vocabulary import Profile, Sample, Unit

FORMS = ("jws", "jwe", "sd-jwt")

_RSA_LENGTH = 256  # bytes of a signature by a key of 2048 bits
_ED25519_LENGTH = 64  # which EdDSA mostly is
_JWE_LENGTHS = (12, 64, 16)  # bytes of an initialization vector, of a ciphertext and of its tag


def sound(profile: Profile, now: int = NOW) -> Example | None:
    """The profile's sound sample, dated as of `now`, if it has one."""
    return _example(profile.sample, profile.sample, now) if profile.sample else None


def broken(profile: Profile, sample: Sample, now: int = NOW) -> Example:
    """One of the profile's broken samples: the sound one with its differences."""
    return _example(profile.sample or Sample(), sample, now)


def _example(base: Sample, sample: Sample, now: int) -> Example:
    header, payload = _part("header", base, sample, now), _part("payload", base, sample, now)
    signature = base.signature or _signature(str(base.header.get("alg")))
    example = Example(payload, header, signature, client_id=sample.client_id or base.client_id, now=now)
    match base.form:
        case "jwe":
            return _as_text(example, _jwe(example, str(base.header.get("alg"))))
        case "sd-jwt":
            return _as_text(example, "~".join((example.paste, *map(_encoded, base.disclosures), "")))
        case _:
            return example


def _as_text(example: Example, text: str) -> Example:
    return Example(text=text, client_id=example.client_id, now=example.now)


def _jwe(example: Example, alg: str) -> str:
    """A token of five parts whose bytes mean nothing; only the header can be read of any."""
    key = b"" if alg in {"dir", "ECDH-ES"} else _bytes(_RSA_LENGTH)
    parts = map(base64url.encode, (key, *map(_bytes, _JWE_LENGTHS)))
    return ".".join((example.paste.partition(".")[0], *parts))


def _part(name: str, base: Sample, sample: Sample, now: int) -> dict[str, Any]:
    changed = {**getattr(base, name), **getattr(sample, name)}
    return {
        key: _worked_out(value, base, now)
        for key, value in changed.items()
        if Place(name, (key,)) not in sample.without
    }


def _worked_out(value: Any, base: Sample, now: int) -> Any:
    """The value, with dates that are given as `{ now = 600 }`, and `{ digest = 0 }` of a disclosure."""
    match value:
        case {"now": int(ahead), **rest}:
            number = (now + ahead) * (1000 if rest.get("unit") == Unit.MILLISECONDS else 1)
            return str(number) if rest.get("text") else number
        case {"digest": int(index)}:
            disclosure = _encoded(base.disclosures[index])
            return base64url.encode(sha256(disclosure.encode()).digest())
        case Mapping():
            return {key: _worked_out(item, base, now) for key, item in value.items()}
        case list():
            return [_worked_out(item, base, now) for item in value]
        case _:
            return value


def _encoded(disclosure: str) -> str:
    return base64url.encode(disclosure.encode())


def _signature(alg: str) -> bytes:
    """Bytes of the right form; samples are not signed."""
    if alg == "none":
        return b""
    known = ALGORITHMS.get(alg)
    if known and known.family is Family.EDDSA:
        return _bytes(known.length or _ED25519_LENGTH)
    return _bytes(known.length if known and known.length else _RSA_LENGTH)


def _bytes(length: int) -> bytes:
    return bytes(1 + index % 255 for index in range(length))
