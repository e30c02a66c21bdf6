"""Looking for one slip in one part of the token, with nothing else wrong.

Each guess has to be tested on its own, so what costs less is asked first: an RSA signature tells,
once it is opened, whether the slip is in it, and if not, the digest of what was signed; and a
header or payload that is mended has to be JSON.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..algorithms import Algorithm, Family
from ..base64url import decode
from ..keys import Key
from ..token import Part
from .cause import Axis, Content, Evidence, on
from .digest import digest_of
from .ecdsa.asn1 import cut_off
from .explanation import Explanation, Steps
from .primitives import fits, length, verifies
from .purse import COMPARED, MENDED, SKIPPED, of_opening, of_reading, of_trial
from .rsa_structure import Structure, structures
from .slips import Written, is_canonical
from .variant import Variant

_READ = 60  # characters of JSON that are read in a microsecond
_SIGNATURE = "signature"
_UNREADABLE = {"not-base64url", "padded-base64url", "loose-bits", "not-json", "not-utf8", "not-an-object"}


@dataclass(frozen=True, slots=True)
class _Judge:
    """An algorithm with a key, and what that makes of an RSA signature as it was received."""

    algorithm: Algorithm
    key: Key
    signature: bytes
    opened: Structure | None = None

    def tells(self, part: str) -> bool:
        """Whether the slip may be in this part."""
        match self.algorithm.family:
            case Family.HMAC:  # whose signature is computed, and a slip in it seen
                return part != _SIGNATURE
            case Family.RSA | Family.PSS:
                return (part == _SIGNATURE) is (self.opened is None)
            case _:
                return part == _SIGNATURE or len(self.signature) == length(self.algorithm, self.key)

    def price(self, content: Content) -> int:
        return (
            MENDED + of_reading(content) + (COMPARED if self.opened else of_trial(self.algorithm, self.key))
        )

    def accepts(self, content: Content, signature: bytes) -> bool:
        message = content.signed
        if self.opened and not self.opened.signs(digest_of(self.opened.hash, message)):
            return False
        return verifies(self.algorithm, self.key, signature, message)


def by_letter(evidence: Evidence) -> Steps:
    """One character of one part mistyped, lost, doubled or exchanged."""
    if cut_off(evidence.token.signature.bytes, evidence):
        return  # of which more is lost than a character
    judges: list[_Judge] = []
    for key in _likely_keys(evidence):
        yield of_opening(key) if key.type == "RSA" else SKIPPED
        judges.append(_judge(key, evidence))
    for part, restored in _restored(evidence, judges):
        if not is_canonical(restored.value):
            yield SKIPPED
            continue
        if part != _SIGNATURE and evidence.algorithm.key_type not in {"RSA", "oct"}:  # where a trial is dear
            yield SKIPPED + len(restored.value) // _READ
            if not _is_json(restored.value):
                continue
        content, signature = _with(evidence, part, restored.value)
        for judge in judges:
            if judge.tells(part):
                yield judge.price(content)
                if judge.accepts(content, signature):
                    yield Explanation(restored.assumed, content, signature)
                    return


def _likely_keys(evidence: Evidence) -> list[Key]:
    """The keys that the header names, else all that fit the algorithm."""
    fitting = [key for key in evidence.keys if fits(evidence.algorithm, key)]
    kid = evidence.token.header.text_of("kid")
    return [key for key in fitting if kid and key.key_id == kid] or fitting


def _judge(key: Key, evidence: Evidence) -> _Judge:
    signature = evidence.token.signature.bytes
    opened = structures(key.public, signature) if isinstance(key.public, RSAPublicKey) else []
    return _Judge(evidence.algorithm, key, signature, next((it for it in opened if it.certain), None))


def _restored(evidence: Evidence, judges: list[_Judge]) -> Iterator[tuple[str, Variant]]:
    """Each part as it may have been, the likeliest slips of all parts first."""
    parts = [it for it in _written(evidence, judges) if any(judge.tells(it.part) for judge in judges)]
    guesses = (_of(written, evidence) for written in parts)
    return merge(*guesses, key=lambda it: it[1].cost)


def _of(written: Written, evidence: Evidence) -> Iterator[tuple[str, Variant]]:
    undone = (Variant(written).undone(cause, evidence) for cause in on(Axis.TEXT))
    return ((written.part, it) for it in merge(*undone, key=lambda it: it.cost))


def _written(evidence: Evidence, judges: list[_Judge]) -> list[Written]:
    """The parts that the slip may be in: one that cannot be read, or else any."""
    token = evidence.token
    content = [Written(part.name, part.text) for part in (token.header, token.payload)]
    broken = [Written(part.name, part.text) for part in (token.header, token.payload) if _is_broken(part)]
    if broken:
        return broken if len(broken) == 1 else []
    sizes = {length(judge.algorithm, judge.key) or 0 for judge in judges if judge.tells(_SIGNATURE)}
    text = token.signature.text
    return [*(Written(_SIGNATURE, text, -(-size * 4 // 3)) for size in sizes), *content]


def _is_broken(part: Part) -> bool:
    return any(fault.rule in _UNREADABLE for fault in part.faults)


def _with(evidence: Evidence, part: str, text: str) -> tuple[Content, bytes]:
    """The token's content and signature with another text in one part."""
    content, signature = evidence.content, evidence.token.signature.bytes
    match part:
        case "header":
            return content._replace(header=text), signature
        case "payload":
            return content._replace(payload=text), signature
        case _:
            return content, decode(text).bytes


def _is_json(text: str) -> bool:
    """Whether it is the base64url of a JSON object."""
    try:
        return isinstance(json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4))), dict)
    except (ValueError, RecursionError):
        return False
