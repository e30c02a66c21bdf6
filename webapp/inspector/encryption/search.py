"""Why does it not open? A search over what can be undone, the simplest explanation first.

A hypothesis is one way to the content key and one reading of what is sealed with it. The first
that opens, in the order of what they assume together, is the explanation.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..base64url import encode
from ..signature.search import Tried
from ..signature.variant import Choices, Stream, Variant, cheapest_first, merged
from . import jwe
from .cause import Assumed, Diagnosis, Evidence, Step, on
from .content import Sealed, opened
from .content_key import content_key, proper
from .inflate import RAW, TooLong, inflated
from .opener import Opener
from .purse import Purse

FAMILIES = (jwe,)  # imported, it has entered its causes

_LEAST_READABLE = 8  # bytes of JSON, of which no wrong key gives so many by chance
_LEAST_TEXT = 32  # bytes of text
_MOST_FAULTS = 2  # of the content, at once


@dataclass(frozen=True, slots=True)
class Opened:
    """What came out, with which key, and what has to be assumed for it."""

    plaintext: bytes = field(repr=False)
    opener: Opener
    sealed: Sealed
    assumed: Assumed = ()


def explain(evidence: Evidence, purse: Purse) -> tuple[Opened | None, Tried]:
    """The simplest explanation that opens the token, if there is one. Raises nothing but TooLong."""
    try:
        return _first_that_opens(evidence, purse), Tried(purse.tried, _WHAT)
    except TooLong:
        raise
    except Exception as error:  # a search that breaks costs its explanation, not the report
        return None, Tried(purse.tried, _WHAT, type(error).__name__)


_WHAT = tuple(step.value for step in Step if step is not Step.FACT)


def _first_that_opens(evidence: Evidence, purse: Purse) -> Opened | None:
    keys = Choices(_content_keys(evidence, purse))
    for key, sealed in cheapest_first(keys, Choices(_sealed(evidence))):
        if not purse.pays_content(evidence.envelope):
            return None
        opener, content_key_ = key.value
        found = opened(sealed.value, content_key_)
        if found is not None and (sealed.value.authenticated or _readable(found, evidence)):
            plaintext = finished(found, evidence)
            assumed = (*key.assumed, *sealed.assumed, *plaintext.assumed)
            return Opened(plaintext.value, opener, sealed.value, assumed)
    return None


def _content_keys(evidence: Evidence, purse: Purse) -> Iterator[Variant]:
    """Each content key that can be had, once, with the key it came from; the cheapest first."""
    seen: set[bytes] = set()
    for way in _ways(evidence):
        opener, path = way.value
        if not purse.pays_key(evidence.management, evidence.envelope, opener):
            return
        key = content_key(path, opener, evidence.envelope)
        if key is not None and key not in seen:
            seen.add(key)
            yield Variant((opener, key), way.assumed, way.cost)


def _ways(evidence: Evidence) -> Iterator[Variant]:
    """Every key, in every reading, with every way to the content key; each made when it is due."""

    def others(way: Variant) -> Iterator[Stream]:
        opener, path = way.value
        if path is proper:
            given = Variant(opener, way.assumed, way.cost)
            for cost, found in _undone(given, Step.CONTENT_KEY, evidence):
                yield cost, (replace(it, value=(opener, it.value)) for it in found)

    readings = (replace(it, value=(it.value, proper)) for it in _readings(evidence))
    return merged([(0, readings)], others)


def _readings(evidence: Evidence) -> Iterator[Variant]:
    """Every key as it was given, then in every other reading."""
    given = [Variant(opener) for opener in evidence.openers]
    others = [it for one in given for it in _undone(one, Step.KEY, evidence)]
    return merged([(0, iter(given)), *others])


def _sealed(evidence: Evidence) -> Iterator[Variant]:
    """The content as it is, then with one fault undone or with two; each made when it is due."""

    def faultier(sealed: Variant) -> Iterator[Stream]:
        if len(sealed.assumed) < _MOST_FAULTS and sealed.value.authenticated:
            yield from _undone(sealed, Step.CONTENT, evidence)

    given = Variant(Sealed.of(evidence.envelope, evidence.encryption))
    return merged([(0, iter([given]))], faultier)


def _undone(variant: Variant, step: Step, evidence: Evidence) -> Iterator[Stream]:
    """What comes of undoing one cause more of that step, for each that is not undone yet."""
    met = [cause for cause, _ in variant.assumed]
    for cause in on(step):
        if cause not in met:
            yield variant.cost + cause.cost, variant.undone(cause, evidence)


def finished(opened_: bytes, evidence: Evidence) -> Variant:
    """The plaintext, inflated where the header says so or it plainly is compressed."""
    said = evidence.envelope.header.get("zip") == "DEF"
    given = Variant(opened_)
    if said:
        plain = inflated(opened_, evidence.inflated, RAW)
        if plain is not None:
            return Variant(plain)
    elif _is_text(opened_):
        return given
    undone = [it for cause in on(Step.PLAINTEXT) for it in given.undone(cause, evidence)]
    return next((it for it in undone if _is_text(it.value)), undone[0] if said else given)


def _readable(opened_: bytes, evidence: Evidence) -> bool:
    """Whether this cannot be what a wrong key gives."""
    plain = finished(opened_, evidence).value
    if len(plain) < _LEAST_READABLE or not plain.isascii():
        return _is_object(plain)
    return _is_object(plain) or (len(plain) >= _LEAST_TEXT and plain.decode("ascii").isprintable())


def _is_object(plain: bytes) -> bool:
    try:
        return len(plain) >= _LEAST_READABLE and isinstance(json.loads(plain.decode("utf-8")), dict)
    except (ValueError, RecursionError):
        return False


def _is_text(plain: bytes) -> bool:
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def proved(found: Opened, evidence: Evidence, *, compact: bool) -> tuple[Diagnosis, ...]:
    """The causes that were assumed, with the token that opens where no key is needed to make it."""
    repaired = None
    if compact and found.sealed.strict and all(cause.repairable for cause, _ in found.assumed):
        repaired = _compact(found.sealed, evidence)
    return tuple(Diagnosis(cause, says, proved=True, repaired=repaired) for cause, says in found.assumed)


def _compact(sealed: Sealed, evidence: Evidence) -> str:
    """The token in the compact serialisation with these parts (RFC 7516 section 7.1)."""
    parts = (evidence.envelope.encrypted_key, sealed.iv, sealed.ciphertext, sealed.tag)
    return ".".join((evidence.envelope.protected, *map(encode, parts)))


def suspected(name: str, opener: Opener | None, evidence: Evidence) -> tuple[Diagnosis, ...]:
    """What the cause called `name` says of what can be seen."""
    facts = [it for it in on(Step.FACT) if it.id == f"jwe.{name}"]
    return tuple(Diagnosis(it, guess.says) for it in facts for guess in it.undo(opener, evidence))


def whole_content_key(evidence: Evidence, purse: Purse) -> bool:
    """Whether a content key comes out that its wrapping vouches for: then the key is the right one."""
    if evidence.management.name == "RSA1_5" or not evidence.management.has_encrypted_key:
        return False
    return any(
        content_key(proper, opener, evidence.envelope) is not None
        for opener in evidence.openers
        if purse.pays_key(evidence.management, evidence.envelope, opener)
    )
