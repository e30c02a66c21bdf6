"""The bytes that a signature may have been, read from its text and out of whatever wraps them."""

from collections.abc import Iterable, Sequence

from ..base64url import decode
from .cause import Assumed, Axis, Evidence, on
from .ecdsa.asn1 import cut_off
from .variant import Variant

_LONGEST = 65_536  # characters; no signature, however it is written out, comes near
_MOST = 400
_PLAIN = 2  # the cost up to which a cause is plain from the text, with whatever key


def readings(evidence: Evidence) -> list[Variant]:
    """Every reading, the cheapest first: of the text, and of its bytes unpacked once or twice."""
    text = evidence.token.signature.text
    if len(text) > _LONGEST:
        return []
    decoded = decode(text)
    read = [] if decoded.faults or not text else [Variant(decoded.bytes)]
    for cause in on(Axis.ENCODING):
        read += Variant(text).undone(cause, evidence)
    read = [it for it in read if not cut_off(it.value, evidence)]  # whose end is lost for good
    once = _unpacked(read, evidence)
    return _distinct([*read, *once, *_unpacked(once, evidence)])[:_MOST]


def wrappings(evidence: Evidence) -> Assumed:
    """The causes that the signature shows plainly, whether or not it verifies without them."""
    return max((one.assumed for one in plain(evidence)), key=len, default=())


def plain(evidence: Evidence) -> list[Variant]:
    """The readings that assume nothing but what the text itself shows."""
    return [one for one in readings(evidence) if all(cause.cost <= _PLAIN for cause, _ in one.assumed)]


def _unpacked(packed: Sequence[Variant], evidence: Evidence) -> list[Variant]:
    """What comes of undoing one more cause."""
    few = packed[:_MOST]
    return _distinct(it for one in few for cause in on(Axis.FORM) for it in one.undone(cause, evidence))


def _distinct(variants: Iterable[Variant]) -> list[Variant]:
    """Of those with the same bytes the one that assumes least, the cheapest first."""
    found: dict[bytes, Variant] = {}
    for variant in sorted(variants, key=lambda one: one.cost):
        found.setdefault(variant.value, variant)
    return list(found.values())
