"""A profile's samples as submissions: to test the profile, and to show what such a token looks like."""

from collections.abc import Mapping
from typing import Any

from ..algorithms import ALGORITHMS
from ..example import NOW, Example
from .vocabulary import Profile, Sample, Unit

_RSA_LENGTH = 256  # bytes of a signature by a key of 2048 bits


def sound(profile: Profile, now: int = NOW) -> Example | None:
    """The profile's sound sample, dated as of `now`, if it has one."""
    return _example(profile.sample, profile.sample, now) if profile.sample else None


def broken(profile: Profile, sample: Sample, now: int = NOW) -> Example:
    """One of the profile's broken samples: the sound one with its differences."""
    return _example(profile.sample or Sample(), sample, now)


def _example(base: Sample, sample: Sample, now: int) -> Example:
    header = _part("header", base.header, sample, now)
    payload = _part("payload", base.payload, sample, now)
    signature = _signature(str(base.header.get("alg")))
    return Example(payload, header, signature, client_id=sample.client_id or base.client_id, now=now)


def _part(name: str, base: Mapping[str, Any], sample: Sample, now: int) -> dict[str, Any]:
    changed = {**base, **getattr(sample, name)}
    return {
        key: _dated(value, now) for key, value in changed.items() if f"{name}.{key}" not in sample.without
    }


def _dated(value: Any, now: int) -> Any:
    """The value, with dates that are given as `{ now = 600 }` worked out."""
    if not isinstance(value, dict) or "now" not in value:
        return value
    number = (now + value["now"]) * (1000 if value.get("unit") == Unit.MILLISECONDS else 1)
    return str(number) if value.get("text") else number


def _signature(alg: str) -> bytes:
    """Bytes of the right form; samples are not signed."""
    known = ALGORITHMS.get(alg)
    length = known.length if known and known.length else _RSA_LENGTH
    return bytes(1 + index % 255 for index in range(length))
