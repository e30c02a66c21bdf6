"""Testing hypotheses: each takes one variant from every step of the way from content to signature.

What a test costs depends on the key. A secret makes the MAC itself, which is looked up among all
readings of the signature; an RSA signature is opened once and then compared with digests; for all
others each hypothesis costs one verification.
"""

import hashlib
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from ..algorithms import Algorithm, Family
from ..base64url import encode
from ..keys import Key
from ..token import Part, Token
from . import edwards
from .cause import CAUSES, Axis, Content, Evidence, on
from .digest import HASHES, digest_of, wrong_hash
from .explanation import Explanation, Steps, explanation
from .primitives import UNHASHED, computed, fits, length, verifies
from .purse import COMPARED, SKIPPED, of_opening, of_reading, of_trial
from .readings import readings
from .rsa_structure import Opened, Structure, structures
from .variant import Choices, Variant, cheapest_first, choices

_P521 = 132  # bytes of its R and S
_REPLACED = "\ufffd".encode()
_MAC_LENGTHS = {hashlib.new(name, usedforsecurity=False).digest_size for name in HASHES}


class _Hypothesis(NamedTuple):
    """A variant of each step but the reading of the signature."""

    content: Variant
    taken: Variant
    prepared: Variant
    hashed: Variant
    pair: Variant

    @property
    def key(self) -> Key:
        key: Key = self.pair.value[1]
        return key

    @property
    def algorithm(self) -> Algorithm:
        algorithm: Algorithm = self.content.value.algorithm or self.pair.value[0]
        return replace(algorithm, hash=self.hashed.value) if self.hashed.value else algorithm

    @property
    def message(self) -> bytes:
        message: bytes = self.prepared.value(self.taken.value(self.content.value))
        return message

    @property
    def is_dear(self) -> bool:
        """Whether a test takes as long as fifty others; such a key is tried with nothing else wrong."""
        return isinstance(self.key.public, edwards.Variant)

    @property
    def is_changed(self) -> bool:
        """Whether anything but the key is assumed to have been otherwise."""
        return any(variant.assumed for variant in self[:-1])

    def price(self, algorithm: Algorithm) -> int:
        return of_trial(algorithm, self.key) + of_reading(self.content.value)

    def explained(self, reading: Variant) -> Explanation:
        steps = (self.pair, self.hashed, self.prepared, self.taken, self.content, reading)
        return explanation(steps, self.content.value, reading.value)


def by_trial(evidence: Evidence, pairs: list[Variant]) -> Steps:
    """Each hypothesis costs one verification."""
    lengths = {length(*pair.value) for pair in pairs}
    of_length = [it for it in readings(evidence) if len(it.value) in lengths and not _is_too_large(it.value)]
    for reading, *others in cheapest_first(Choices(of_length), *_messages(evidence), Choices(pairs)):
        one = _Hypothesis(*others)
        algorithm = one.algorithm
        whole = len(reading.value) == length(algorithm, one.key)
        if not whole or not fits(algorithm, one.key) or (one.is_dear and (reading.assumed or one.is_changed)):
            yield SKIPPED
            continue
        yield one.price(algorithm)
        if verifies(algorithm, one.key, reading.value, one.message):
            yield one.explained(reading)
            return


def _is_too_large(signature: bytes) -> bool:
    """Whether R or S of P-521, which begin with seven zero bits, plainly exceed its order."""
    return len(signature) == _P521 and (signature[0] > 1 or signature[_P521 // 2] > 1)


def by_mac(evidence: Evidence, pairs: list[Variant]) -> Steps:
    """Each hypothesis costs one HMAC, which is looked up among all readings of the signature."""
    found = {it.value: it for it in reversed(readings(evidence)) if len(it.value) in _MAC_LENGTHS}
    if not found and evidence.algorithm.family is not Family.HMAC:
        return  # only where an HMAC was due may it be a damaged one
    for combination in cheapest_first(*_messages(evidence), Choices(pairs)):
        one = _Hypothesis(*combination)
        algorithm = one.algorithm
        if not fits(algorithm, one.key) or algorithm.hash == UNHASHED:
            yield SKIPPED
            continue
        yield one.price(algorithm)
        expected = computed(algorithm, one.key, one.message)
        if reading := found.get(expected) or _damaged(expected, evidence):
            yield one.explained(reading)
            return


def _damaged(expected: bytes, evidence: Evidence) -> Variant | None:
    """The right MAC, if what was received may have become of it."""
    if not _resembles(expected, evidence):
        return None
    undone = (it for cause in on(Axis.MAC) for it in Variant(expected).undone(cause, evidence))
    return next((replace(it, value=expected) for it in undone), None)


def _resembles(expected: bytes, evidence: Evidence) -> bool:
    """Whether some piece of the signature is where it ought to be; if none is, no damage explains it."""
    text, proper = evidence.token.signature.text, encode(expected)
    pieces = (slice(None, 6), slice(6, 12), slice(-6, None))
    same = any(text[piece] == proper[piece] for piece in pieces) or text[:6].lower() == proper[:6].lower()
    return same or _REPLACED in evidence.token.signature.bytes


def by_structure(evidence: Evidence, pairs: list[Variant]) -> Steps:
    """One modular power for each key and reading tells padding and hash; what was signed is then a
    comparison of digests."""
    opened: list[tuple[Variant, Variant, Structure]] = []
    in_order = sorted(product(pairs, readings(evidence)), key=lambda it: it[0].cost + it[1].cost)
    for pair, reading in in_order:
        key = pair.value[1]
        if len(reading.value) != length(pair.value[0], key):
            continue
        yield of_opening(key)
        found = structures(key.public, reading.value)
        evidence.opened.append(Opened(key, reading.value, tuple(found)))
        opened += [(pair, reading, it) for it in found]
        if any(it.certain for it in found):
            break  # no other key and no other reading shows one
    yield from _compared(evidence, opened)


def _compared(evidence: Evidence, opened: list[tuple[Variant, Variant, Structure]]) -> Steps:
    contents, takings, preparations, _ = _messages(evidence)
    hashes = {it.hash for _, _, it in opened}
    for content, taken, prepared in cheapest_first(contents, takings, preparations) if opened else ():
        yield COMPARED + of_reading(content.value)
        message = prepared.value(taken.value(content.value))
        digests = {name: digest_of(name, message) for name in hashes}
        for pair, reading, found in opened:
            algorithm, key = content.value.algorithm or pair.value[0], pair.value[1]
            if found.signs(digests[found.hash]) and fits(algorithm, key):
                deviations = _deviations(found, replace(evidence, algorithm=algorithm))
                steps = (pair, deviations, prepared, taken, content, reading)
                yield explanation(steps, content.value, reading.value)
                return


def _deviations(found: Structure, evidence: Evidence) -> Variant:
    """How the structure differs from the one that the algorithm prescribes."""
    variant = Variant(found)
    for cause in on(Axis.STRUCTURE):
        variant = next(variant.undone(cause, evidence), variant)
        variant = replace(variant, value=found)
    for guess in wrong_hash(evidence.algorithm, evidence):
        if guess.value == found.hash:
            variant = replace(variant, assumed=(*variant.assumed, (CAUSES["digest.wrong_hash"], guess.says)))
    return variant


def well_formed(token: Token) -> bool:
    """Whether a strict verifier would decode all three segments (RFC 7515 section 5.2)."""
    return not any(_misencoded(part) for part in (token.header, token.payload, token.signature))


def _misencoded(part: Part) -> bool:
    return any(fault.rule in {"not-base64url", "padded-base64url", "loose-bits"} for fault in part.faults)


def _messages(evidence: Evidence) -> tuple[Choices, Choices, Choices, Choices]:
    """The steps from the token's content to its hash."""
    token, content = evidence.token, evidence.content
    as_sent = None if _misencoded(token.header) or _misencoded(token.payload) else Variant(content)
    return (
        choices(as_sent, Axis.CONTENT, content, evidence),
        choices(Variant(_signed), Axis.INPUT, content, evidence),
        choices(Variant(_as_it_is), Axis.PREPARATION, content, evidence),
        choices(Variant(None), Axis.HASH, evidence.algorithm, evidence),
    )


def _signed(content: Content) -> bytes:
    return content.signed


def _as_it_is(message: bytes) -> bytes:
    return message
