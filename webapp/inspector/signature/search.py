"""Why does it not verify? A search over everything that can be undone, the simplest explanation first.

A hypothesis takes one variant from each step of the way: a reading of the signature, a signing
input, a way of hashing, an algorithm and a key. Hypotheses are tried in the order of what they
assume in all; the first that verifies is the explanation, and each fault it assumes is proved.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from ..algorithms import Algorithm, Family
from ..base64url import decode, encode
from ..keys import Key
from ..token import Part, Token, TokenForm
from . import digest, ecdsa, hmac, key, msg, sigenc, transport
from .cause import CAUSES, Axis, Cause, Diagnosis, Digest, Evidence
from .primitives import fits, verifies, verifies_hashed

FAMILIES = (transport, sigenc, ecdsa, digest, key, hmac, msg)  # imported, each has entered its causes


@dataclass(frozen=True, slots=True)
class Tried:
    """How many hypotheses were tested, and which kinds of them."""

    count: int
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """What one step of the way might have given, and the causes that this assumes."""

    value: Any
    assumed: tuple[tuple[Cause, str], ...] = ()

    @property
    def cost(self) -> int:
        return sum(cause.cost for cause, _ in self.assumed)

    def undone(self, cause: Cause, evidence: Evidence) -> Iterator["Variant"]:
        """The variants that come of undoing one more cause; one that breaks yields no more."""
        with suppress(Exception):
            for guess in cause.undo(self.value, evidence):
                yield Variant(guess.value, (*self.assumed, (cause, guess.says)))


class Hypothesis(NamedTuple):
    """One variant of each step; `hashing` is a cause of its axis or None."""

    signature: Variant
    signed: Variant
    hashing: Cause | None
    algorithm: Variant
    key: Variant

    @property
    def cost(self) -> int:
        variants = self.signature.cost + self.signed.cost + self.algorithm.cost + self.key.cost
        return variants + (self.hashing.cost if self.hashing else 0)


def explain(evidence: Evidence, budget: int) -> tuple[tuple[Diagnosis, ...], Tried]:
    """The causes of a signature that does not verify, at `budget` microseconds of arithmetic or less.

    Proved ones where a hypothesis verifies; else the suspicions that the token's form arouses.
    """
    count = 0
    for hypothesis in sorted(_hypotheses(evidence), key=lambda it: it.cost):
        for message in _messages(hypothesis, evidence):
            budget -= price(hypothesis.algorithm.value, hypothesis.key.value)
            if budget < 0:
                break
            count += 1
            if _verifies(hypothesis, message):
                return _proved(hypothesis, message, evidence), Tried(count, _what(evidence))
    return _suspected(evidence), Tried(count, _what(evidence))


def well_formed(token: Token) -> bool:
    """Whether a strict verifier would decode all three segments (RFC 7515 section 5.2)."""
    return not any(_misencoded(part) for part in (token.header, token.payload, token.signature))


def _misencoded(part: Part) -> bool:
    return any(fault.rule in {"not-base64url", "padded-base64url", "loose-bits"} for fault in part.faults)


def _hypotheses(evidence: Evidence) -> Iterator[Hypothesis]:
    hashings = (None, *_on(Axis.DIGEST)) if _hashes_apart(evidence.algorithm) else (None,)
    for signature, signed, hashing, (algorithm, tried_key) in product(
        _signatures(evidence), _inputs(evidence), hashings, _algorithms_and_keys(evidence)
    ):
        yield Hypothesis(signature, signed, hashing, algorithm, tried_key)


def _signatures(evidence: Evidence) -> list[Variant]:
    """The readings of the signature: of its text, and of the numbers packed in its bytes."""
    text = evidence.token.signature.text
    decoded = decode(text)
    read = [Variant(decoded.bytes)] if not decoded.faults else []
    for cause in _on(Axis.ENCODING):
        read += Variant(text).undone(cause, evidence)
    if evidence.algorithm.family is not Family.ECDSA:
        return read
    return read + [packed for it in read for cause in _on(Axis.FORM) for packed in it.undone(cause, evidence)]


def _inputs(evidence: Evidence) -> list[Variant]:
    token = evidence.token
    signed = Variant(token.signing_input)
    as_sent = [] if _misencoded(token.header) or _misencoded(token.payload) else [signed]
    return [*as_sent, *(other for cause in _on(Axis.INPUT) for other in signed.undone(cause, evidence))]


def _algorithms_and_keys(evidence: Evidence) -> list[tuple[Variant, Variant]]:
    """Every algorithm with the keys that fit it."""
    named = Variant(evidence.algorithm)
    algorithms = [named, *(it for cause in _on(Axis.ALGORITHM) for it in named.undone(cause, evidence))]
    given = [Variant(it) for it in evidence.keys]
    read = [it for cause in _on(Axis.KEY) for it in Variant(evidence.keys).undone(cause, evidence)]
    return [(one, it) for one in algorithms for it in (*given, *read) if fits(one.value, it.value)]


def _messages(hypothesis: Hypothesis, evidence: Evidence) -> Iterable[Variant]:
    """What the signature may cover: the signed bytes, or digests made of them in another way."""
    if hypothesis.hashing is None:
        return [hypothesis.signed]
    return hypothesis.signed.undone(hypothesis.hashing, evidence)


def _verifies(hypothesis: Hypothesis, message: Variant) -> bool:
    algorithm, used, signature = hypothesis.algorithm.value, hypothesis.key.value, hypothesis.signature.value
    if isinstance(message.value, Digest):
        return verifies_hashed(algorithm, used, signature, *message.value)
    return verifies(algorithm, used, signature, message.value)


def _proved(hypothesis: Hypothesis, message: Variant, evidence: Evidence) -> tuple[Diagnosis, ...]:
    steps = (hypothesis.key, hypothesis.algorithm, message, hypothesis.signature)
    assumed = [one for step in steps for one in step.assumed]
    repaired = None
    if all(cause.repairable for cause, _ in assumed) and evidence.token.form is TokenForm.JWS:
        repaired = f"{evidence.token.signing_input.decode()}.{encode(hypothesis.signature.value)}"
    return tuple(Diagnosis(cause, says, proved=True, repaired=repaired) for cause, says in assumed)


def _suspected(evidence: Evidence) -> tuple[Diagnosis, ...]:
    facts = ((cause, guess) for cause in _on(Axis.FACT) for guess in cause.undo(evidence.token, evidence))
    return tuple(Diagnosis(cause, guess.says) for cause, guess in facts)


def price(algorithm: Algorithm, key: Key) -> int:
    """What one verification costs, in microseconds of one core of 2024, as measured in `benchmarks/`."""
    match algorithm.family:
        case Family.HMAC:
            return 2
        case Family.RSA | Family.PSS:
            return 25 * max(1, key.bits // 2048) ** 2
        case _:
            return {"P-256": 60, "Ed25519": 70, "P-384": 430, "P-521": 340}.get(key.curve or "", 250)


def _what(evidence: Evidence) -> tuple[str, ...]:
    """The kinds of fault that were looked for."""
    axes = [axis for axis in Axis if axis is not Axis.FACT]
    if not _hashes_apart(evidence.algorithm):
        axes.remove(Axis.DIGEST)
    return tuple(axis.value for axis in axes)


def _hashes_apart(algorithm: Algorithm) -> bool:
    """Whether hashing is a step of its own, at which something can go wrong."""
    return algorithm.family in {Family.ECDSA, Family.RSA, Family.PSS}


def _on(axis: Axis) -> list[Cause]:
    return sorted((cause for cause in CAUSES.values() if cause.axis is axis), key=lambda it: it.cost)
