"""Testing hypotheses: each takes a message, an algorithm with a key, and a reading of the signature.

What a test costs depends on the key. A secret makes the MAC itself, which is looked up among all
readings of the signature; an RSA signature is opened once and then compared with digests; of ECDSA
see `by_point`; for all others each hypothesis costs one verification.
"""

import hashlib
from dataclasses import replace

from ..algorithms import Family
from . import edwards
from .cause import CAUSES, Axis, Evidence, on
from .digest import HASHES, digest_of, wrong_hash
from .explanation import Steps, explanation
from .mac import resembling
from .message import messages, unhashed
from .primitives import UNHASHED, computed, fits, length, verifies
from .purse import COMPARED, GUESSED, SKIPPED, of_message, of_opening, of_reading, of_trial
from .readings import readings
from .rsa_structure import Opened, Structure, structures
from .variant import Choices, Variant, cheapest_first, joined, matched

_MAC_LENGTHS = {hashlib.new(name, usedforsecurity=False).digest_size for name in HASHES}


def _pairs(algorithms: Choices, keys: Choices) -> Choices:
    return Choices(joined(algorithms, keys, lambda algorithm, key: (algorithm, key)))


def by_trial(evidence: Evidence, algorithms: Choices, keys: Choices) -> Steps:
    """Each hypothesis costs one verification."""
    usual = Choices(it for it in keys if not isinstance(it.value.public, edwards.Variant))
    possible = Choices(it for it in readings(evidence) if edwards.is_possible(it.value))
    pairs = joined(possible, _pairs(algorithms, usual), lambda reading, pair: (reading, *pair))
    signatures = Choices(it for it in pairs if len(it.value[0]) == length(*it.value[1:]))
    for message, one in cheapest_first(Choices(unhashed(evidence)), signatures):
        signature, algorithm, key = one.value
        algorithm = message.value.hashed_by(algorithm)
        if not fits(algorithm, key):
            yield SKIPPED
            continue
        yield of_trial(algorithm, key) + of_message(message.value)
        if verifies(algorithm, key, signature, message.value.bytes):
            yield explanation((*one.assumed, *message.assumed), message.value.content, signature)
            return


def by_hand(evidence: Evidence, algorithms: Choices, keys: Choices) -> Steps:
    """By arithmetic of our own each costs as much as fifty others, and is tried with nothing else wrong."""
    content, signature = evidence.content, evidence.token.signature.bytes
    dear = Choices(it for it in keys if isinstance(it.value.public, edwards.Variant))
    for pair in _pairs(algorithms, dear):
        algorithm, key = pair.value
        yield of_trial(algorithm, key) + of_reading(content)
        if verifies(algorithm, key, signature, content.signed):
            yield explanation(pair.assumed, content, signature)
            return


def by_mac(evidence: Evidence, algorithms: Choices, keys: Choices) -> Steps:
    """Each hypothesis costs one HMAC, which is looked up among all readings of the signature."""
    found = {it.value: it for it in reversed(readings(evidence)) if len(it.value) in _MAC_LENGTHS}
    if not found and evidence.algorithm.family is not Family.HMAC:
        return  # only where an HMAC was due may it be a damaged one
    resembles = resembling(evidence.token.signature)
    known: set[int] = set()  # the messages that were met before
    for message, matching in matched(Choices(messages(evidence)), _pairs(algorithms, keys)):
        content, name = message.value.content, message.value.hash
        if name == UNHASHED or (content.algorithm and content.algorithm.family is not Family.HMAC):
            yield SKIPPED
            continue
        yield SKIPPED if id(message) in known else of_message(message.value)
        known.add(id(message))
        signed = message.value.bytes
        for pair in matching:
            algorithm, key = pair.value
            yield of_trial(algorithm, key) + of_reading(content) + (0 if message.assumed else GUESSED)
            expected = computed(content.algorithm or algorithm, key, signed, name)
            if reading := found.get(expected) or (resembles(expected) and _damaged(expected, evidence)):
                assumed = (*pair.assumed, *message.assumed, *reading.assumed)
                yield explanation(assumed, content, reading.value)
                return


def _damaged(expected: bytes, evidence: Evidence) -> Variant | None:
    """The right MAC, if what was received may have become of it."""
    undone = (it for cause in on(Axis.MAC) for it in Variant(expected).undone(cause, evidence))
    return next((replace(it, value=expected) for it in undone), None)


def by_structure(evidence: Evidence, algorithms: Choices, keys: Choices) -> Steps:
    """One modular power for each key and reading tells padding and hash; what was signed is then a
    comparison of digests."""
    opened: list[tuple[Variant, Variant, Structure]] = []
    for pair, reading in cheapest_first(_pairs(algorithms, keys), Choices(readings(evidence))):
        key = pair.value[1]
        if len(reading.value) != length(pair.value[0], key):
            continue
        yield of_opening(key)
        found = structures(key.public, reading.value)
        evidence.opened.append(Opened(key, reading.value, tuple(found)))
        opened += [(pair, reading, it) for it in found]
        if any(it.certain for it in found):
            break  # no other key and no other reading shows one
    if opened:
        yield from _compared(evidence, opened)


def _compared(evidence: Evidence, opened: list[tuple[Variant, Variant, Structure]]) -> Steps:
    hashes = {it.hash for _, _, it in opened}
    for message in unhashed(evidence):
        content = message.value.content
        yield COMPARED * len(opened) + of_message(message.value)
        signed = message.value.bytes
        digests = {name: digest_of(name, signed) for name in hashes}
        for pair, reading, found in opened:
            algorithm, key = content.algorithm or pair.value[0], pair.value[1]
            if found.signs(digests[found.hash]) and fits(algorithm, key):
                deviations = _deviations(found, replace(evidence, algorithm=algorithm))
                assumed = (*pair.assumed, *deviations.assumed, *message.assumed, *reading.assumed)
                yield explanation(assumed, content, reading.value)
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
