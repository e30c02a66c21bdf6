"""Which key signed it? What a signature tells of that where no key at hand verifies it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from ..algorithms import Family
from ..keys import Key
from ..keys.describe import described
from ..keys.half import Half
from ..keys.source import Source
from ..limits import DEFAULTS
from .cause import Evidence
from .key import carried
from .readings import plain
from .recovery import recovered

_COUNTED = {1: "One key fits", 2: "Two keys fit", 3: "Three keys fit", 4: "Four keys fit"}
_SHORTEST_MODULUS = 128  # bytes


@dataclass(frozen=True, slots=True)
class Candidate:
    """A public key that the signature fits, computed from the signature.

    `known` is a sentence that says where the same key is met; empty if nowhere.
    """

    key: Key
    known: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """What a signature tells of the key that made it: a sentence, and of ECDSA the keys that it fits."""

    says: str
    candidates: tuple[Candidate, ...] = ()


def signer(evidence: Evidence) -> Signer | None:
    """What the signature tells of its key; None where it tells nothing. Never raises."""
    match evidence.algorithm.family:
        case Family.ECDSA:
            with suppress(UnsupportedAlgorithm):  # by this OpenSSL, built without the curve
                return _of_ecdsa(evidence)
        case Family.RSA | Family.PSS:
            return _of_rsa(evidence)
    return None


def candidates(evidence: Evidence) -> tuple[Candidate, ...]:
    """The keys that the ECDSA signature fits, those first that are known from elsewhere."""
    found = recovered(evidence.algorithm, raw(evidence), evidence.token.signing_input)
    return in_order(Candidate(key, next(_met(key, evidence), "")) for key in map(_described, found))


def in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Those first that are known from elsewhere, and numbered."""
    ordered = sorted(candidates, key=lambda one: not one.known)
    return tuple(_named(one, f"candidate {number}") for number, one in enumerate(ordered, 1))


def raw(evidence: Evidence) -> bytes:
    """R‖S of an ECDSA signature, taken out of what it is plainly wrapped in; empty where it is none."""
    own, length = evidence.token.signature, evidence.algorithm.length
    if len(own.bytes) == length and not own.faults:
        return own.bytes
    return next((one.value for one in plain(evidence) if len(one.value) == length), b"")


def _of_ecdsa(evidence: Evidence) -> Signer | None:
    if not raw(evidence):
        return None
    if found := candidates(evidence):
        fits = _COUNTED[len(found)]
        return Signer(
            f"{fits} this signature. One of them made it, if the token is as it was when it was signed.",
            found,
        )
    curve = evidence.algorithm.curves[0]
    return Signer(
        f"No {curve} key made this signature: no such key gives these R and S for any content. "
        "The signature is damaged, or was made in another way."
    )


def _of_rsa(evidence: Evidence) -> Signer | None:
    length = len(evidence.token.signature.bytes)
    if length < _SHORTEST_MODULUS or evidence.token.signature.faults:
        return None
    return Signer(
        f"The signature is {length} bytes: an RSA key of {8 * length} bits made it. "
        "One RSA signature tells no more of its key."
    )


def _described(public: EllipticCurvePublicKey) -> Key:
    return described(Half(public), Source("", DEFAULTS))


def _named(candidate: Candidate, name: str) -> Candidate:
    return replace(candidate, key=replace(candidate.key, name=name))


def _met(key: Key, evidence: Evidence) -> Iterator[str]:
    """Where the same key is met, the surest first."""
    with suppress(Exception):  # a certificate in the header may be anything
        for name, other in carried(evidence):
            if other.thumbprint == key.thumbprint:
                yield f"It is the key in the header parameter {name}."
    kid = evidence.token.header.text_of("kid") or ""
    if key.thumbprint and kid.rpartition(":")[2] == key.thumbprint:
        yield "Its thumbprint is the kid of the header."
    for other in evidence.keys:
        if other.thumbprint == key.thumbprint:
            yield f"It is the key given as {other.name[:60]}."
