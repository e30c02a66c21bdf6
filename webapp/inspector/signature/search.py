"""Why does it not verify? A search over everything that can be undone, the simplest explanation first.

A hypothesis takes one variant from each step of the way: a reading of the signature, the token's
content, what was signed of it and how it was prepared and hashed, an algorithm and a key. The
first that verifies, in the order of what they assume in all, is the explanation, and each fault
it assumes is proved.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from ..algorithms import Algorithm, Family
from ..base64url import decode, encode
from ..keys import Key
from ..token import Part, Token, TokenForm
from . import digest, ecdsa, hmac, key, msg, sigenc, transport
from .cause import Axis, Content, Diagnosis, Evidence, on
from .primitives import fits, verifies
from .variant import Choices, Variant, cheapest_first, choices

FAMILIES = (transport, sigenc, ecdsa, digest, key, hmac, msg)  # imported, each has entered its causes


@dataclass(frozen=True, slots=True)
class Tried:
    """How many hypotheses were tested, and which kinds of them."""

    count: int
    what: tuple[str, ...]


class Hypothesis(NamedTuple):
    """One variant of each step."""

    signature: Variant
    content: Variant
    taken: Variant
    prepared: Variant
    hashed: Variant
    algorithm_and_key: Variant

    @property
    def message(self) -> bytes:
        """The bytes that were hashed and signed, if the hypothesis is true."""
        prepared: bytes = self.prepared.value(self.taken.value(self.content.value))
        return prepared


def explain(evidence: Evidence, budget: int) -> tuple[tuple[Diagnosis, ...], Tried]:
    """The causes of a signature that does not verify, at `budget` microseconds of arithmetic or less.

    Proved ones where a hypothesis verifies; else the suspicions that the token's form arouses.
    """
    count = 0
    for combination in cheapest_first(*_steps(evidence)):
        hypothesis = Hypothesis(*combination)
        budget -= price(*hypothesis.algorithm_and_key.value)
        if budget < 0:
            break
        count += 1
        if _verifies(hypothesis):
            return _proved(hypothesis, evidence), Tried(count, _what(evidence))
    return _suspected(evidence), Tried(count, _what(evidence))


def well_formed(token: Token) -> bool:
    """Whether a strict verifier would decode all three segments (RFC 7515 section 5.2)."""
    return not any(_misencoded(part) for part in (token.header, token.payload, token.signature))


def _misencoded(part: Part) -> bool:
    return any(fault.rule in {"not-base64url", "padded-base64url", "loose-bits"} for fault in part.faults)


def _steps(evidence: Evidence) -> tuple[Choices, ...]:
    token, content = evidence.token, evidence.content
    as_sent = None if _misencoded(token.header) or _misencoded(token.payload) else Variant(content)
    return (
        _signatures(evidence),
        choices(as_sent, Axis.CONTENT, content, evidence),
        choices(Variant(_signed), Axis.INPUT, content, evidence),
        choices(Variant(_as_it_is), Axis.PREPARATION, content, evidence),
        choices(Variant(None), Axis.HASH, evidence.algorithm, evidence),
        _algorithms_and_keys(evidence),
    )


def _signed(content: Content) -> bytes:
    return content.signed


def _as_it_is(message: bytes) -> bytes:
    return message


def _signatures(evidence: Evidence) -> Choices:
    """The readings of the signature: of its text, and of the numbers packed in its bytes."""
    text = evidence.token.signature.text
    decoded = decode(text)
    read = [] if decoded.faults or not text else [Variant(decoded.bytes)]
    for cause in on(Axis.ENCODING):
        read += Variant(text).undone(cause, evidence)
    packed = [it for one in read for cause in on(Axis.FORM) for it in one.undone(cause, evidence)]
    return Choices(sorted(read + packed, key=lambda variant: variant.cost))


def _algorithms_and_keys(evidence: Evidence) -> Choices:
    """Every algorithm with the keys that fit it; if none does, the keys may fit an edited header's."""
    named = Variant(evidence.algorithm)
    algorithms = [named, *(it for cause in on(Axis.ALGORITHM) for it in named.undone(cause, evidence))]
    given = [Variant(it) for it in evidence.keys]
    given += [it for cause in on(Axis.KEY) for it in Variant(evidence.keys).undone(cause, evidence)]
    pairs = (
        Variant((one.value, it.value), one.assumed + it.assumed, one.more + it.more)
        for one in algorithms
        for it in given
    )
    usable = [pair for pair in pairs if fits(*pair.value)]
    if not any(fits(named.value, key) for key in evidence.keys):
        usable += [Variant((named.value, key)) for key in evidence.keys]
    return Choices(sorted(usable, key=lambda variant: variant.cost))


def _verifies(hypothesis: Hypothesis) -> bool:
    named, used = hypothesis.algorithm_and_key.value
    algorithm = hypothesis.content.value.algorithm or named
    if hypothesis.hashed.value:
        algorithm = replace(algorithm, hash=hypothesis.hashed.value)
    return fits(algorithm, used) and verifies(algorithm, used, hypothesis.signature.value, hypothesis.message)


def _proved(hypothesis: Hypothesis, evidence: Evidence) -> tuple[Diagnosis, ...]:
    assumed = [one for step in reversed(hypothesis) for one in step.assumed]
    repaired = None
    if all(cause.repairable for cause, _ in assumed) and evidence.token.form is TokenForm.JWS:
        repaired = f"{hypothesis.content.value.signed.decode()}.{encode(hypothesis.signature.value)}"
    return tuple(Diagnosis(cause, says, proved=True, repaired=repaired) for cause, says in assumed)


def _suspected(evidence: Evidence) -> tuple[Diagnosis, ...]:
    facts = ((cause, guess) for cause in on(Axis.FACT) for guess in cause.undo(evidence.token, evidence))
    return tuple(Diagnosis(cause, guess.says) for cause, guess in facts)


def price(algorithm: Algorithm, used: Key) -> int:
    """What testing one hypothesis costs, in microseconds of one core, the search's own work included."""
    match algorithm.family:
        case Family.HMAC:
            return 15
        case Family.RSA | Family.PSS:
            return 15 + 25 * max(1, used.bits // 2048) ** 2
        case _:
            return 15 + {"P-256": 60, "Ed25519": 70, "P-384": 430, "P-521": 340}.get(used.curve or "", 250)


def _what(evidence: Evidence) -> tuple[str, ...]:
    """The kinds of fault that were looked for."""
    left_out = {Axis.FACT} if evidence.algorithm.hash else {Axis.FACT, Axis.HASH}
    return tuple(axis.value for axis in Axis if axis not in left_out)
