"""Why does it not verify? A search over everything that can be undone, the simplest explanation first.

A hypothesis takes one variant from each step of the way: a reading of the signature, the token's
content, what was signed of it and how it was prepared and hashed, an algorithm and a key. The
first that verifies, in the order of what they assume in all, is the explanation, and each fault
it assumes is proved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from ..algorithms import Algorithm, Family
from ..base64url import encode
from ..keys import Key
from ..token import Part, Token, TokenForm
from . import alg, digest, ecdsa, eddsa, hmac, key, msg, rsa, sigenc, transport
from . import mac as damaged_mac
from .cause import CAUSES, Assumed, Axis, Cause, Content, Diagnosis, Evidence, on
from .digest import digest_of, wrong_hash
from .primitives import UNHASHED, computed, fits, length, verifies
from .readings import readings, wrappings
from .rsa_structure import Structure, structures
from .variant import Choices, Variant, cheapest_first, choices

FAMILIES = (
    transport,
    alg,
    sigenc,
    ecdsa,
    eddsa,
    rsa,
    digest,
    key,
    hmac,
    damaged_mac,
    msg,
)  # imported, each has entered its causes


@dataclass(frozen=True, slots=True)
class Tried:
    """How many hypotheses were tested, and which kinds of them; `broke` names the exception if it crashed."""

    count: int
    what: tuple[str, ...]
    broke: str | None = None


@dataclass(slots=True)
class Purse:
    """What the search may still spend, in microseconds of arithmetic, and what it has tried.

    A trial costs its `price` and, since each reads the whole content, more for a longer one.
    """

    left: int
    tried: int = 0

    def pays(self, price: int, content: Content | None = None) -> bool:
        """Whether one more trial can be afforded."""
        characters = len(content.header) + len(content.payload) if content else 0
        self.left -= price + characters // _CHARACTERS_A_MICROSECOND
        self.tried += self.left >= 0
        return self.left >= 0

    def share(self, of: int) -> "Purse":
        """A purse with one `of` so many parts of what is left."""
        return Purse(self.left // of)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What has to be assumed for the signature to verify, and the bytes it then has."""

    assumed: Assumed
    content: Content
    signature: bytes


def explain(evidence: Evidence, budget: int) -> tuple[tuple[Diagnosis, ...], Tried]:
    """The causes of a signature that does not verify, at `budget` microseconds of arithmetic or less.

    Proved ones where a hypothesis verifies; else the suspicions that the token's form arouses.
    """
    purse = Purse(budget)
    try:
        found = _first_that_verifies(evidence, purse)
        causes = _proved(found, evidence) if found else _suspected(evidence)
    except Exception as error:  # a search that breaks costs its explanation, not the report
        return (), Tried(purse.tried, _what(evidence), type(error).__name__)
    return causes, Tried(purse.tried, _what(evidence))


def _first_that_verifies(evidence: Evidence, purse: Purse) -> Explanation | None:
    families = list(_families(evidence))
    for number, (key_type, pairs) in enumerate(families):
        search = {"oct": _by_mac, "RSA": _by_structure}.get(key_type, _by_trial)
        share = purse.share(of=len(families) - number)
        given = share.left
        found = search(evidence, pairs, share)
        purse.left -= given - max(share.left, 0)
        purse.tried += share.tried
        if found:
            return found
    return None


def _families(evidence: Evidence) -> Iterator[tuple[str, list[Variant]]]:
    """The algorithms with the keys that fit them, by the type of the key, cheapest first.

    Where no key fits the algorithm that the header names, one may fit that of an edited header;
    those are tried last.
    """
    named = Variant(evidence.algorithm, _misnamed(evidence))
    algorithms = [named, *(it for cause in on(Axis.ALGORITHM) for it in named.undone(cause, evidence))]
    given = [Variant(it) for it in evidence.keys]
    given += [it for cause in on(Axis.KEY) for it in Variant(evidence.keys).undone(cause, evidence)]
    pairs = [_pair(one, it) for one in algorithms for it in given if fits(one.value, it.value)]
    if not any(fits(evidence.algorithm, key) for key in evidence.keys):
        pairs += [_pair(named, Variant(key, cost=_LAST)) for key in evidence.keys]
    pairs.sort(key=lambda variant: variant.cost)
    key_types = dict.fromkeys(pair.value[1].type for pair in pairs)
    for key_type in sorted(key_types, key=lambda it: it != "RSA"):  # which costs next to nothing
        yield key_type, [pair for pair in pairs if pair.value[1].type == key_type]


def _pair(algorithm: Variant, key: Variant) -> Variant:
    return Variant((algorithm.value, key.value), key.assumed + algorithm.assumed, key.cost + algorithm.cost)


def _misnamed(evidence: Evidence) -> Assumed:
    """That the header's `alg` means the algorithm, where it does not say so."""
    return tuple((CAUSES["alg.name"], guess.says) for guess in alg.name(evidence.token, evidence))


def _by_trial(evidence: Evidence, pairs: list[Variant], purse: Purse) -> Explanation | None:
    """Each hypothesis costs one verification."""
    steps = (_signatures(evidence), *_messages(evidence), Choices(iter(pairs)))
    for signature, content, taken, prepared, hashed, pair in cheapest_first(*steps):
        algorithm, key = content.value.algorithm or pair.value[0], pair.value[1]
        usable = fits(algorithm, key) and len(signature.value) == length(algorithm, key)
        if not (purse.pays(price(algorithm, key), content.value) if usable else purse.pays(_SKIPPED)):
            return None
        if not usable:
            continue
        if hashed.value:
            algorithm = replace(algorithm, hash=hashed.value)
        message = prepared.value(taken.value(content.value))
        if verifies(algorithm, key, signature.value, message):
            return _explanation((pair, hashed, prepared, taken, content, signature), content, signature.value)
    return None


def _by_mac(evidence: Evidence, pairs: list[Variant], purse: Purse) -> Explanation | None:
    """Each hypothesis costs one HMAC, which is looked up among all readings of the signature."""
    readings = {reading.value: reading for reading in reversed(_signatures(evidence).all())}
    for content, taken, prepared, hashed, pair in cheapest_first(*_messages(evidence), Choices(iter(pairs))):
        algorithm, key = content.value.algorithm or pair.value[0], pair.value[1]
        usable = fits(algorithm, key) and hashed.value != UNHASHED
        if not (purse.pays(price(algorithm, key), content.value) if usable else purse.pays(_SKIPPED)):
            return None
        if not usable:
            continue
        if hashed.value:
            algorithm = replace(algorithm, hash=hashed.value)
        expected = computed(algorithm, key, prepared.value(taken.value(content.value)))
        steps = (pair, hashed, prepared, taken, content)
        if reading := readings.get(expected):
            return _explanation((*steps, reading), content, expected)
        if _resembles(expected, evidence) and (damaged := next(_damaged(expected, evidence), None)):
            return _explanation((*steps, damaged), content, expected)
    return None


def _resembles(expected: bytes, evidence: Evidence) -> bool:
    """Whether some piece of the signature is where it ought to be; if none is, no damage explains it."""
    text, proper = evidence.token.signature.text, encode(expected)
    pieces = (slice(None, 6), slice(6, 12), slice(-6, None))
    same = any(text[piece] == proper[piece] for piece in pieces) or text[:6].lower() == proper[:6].lower()
    return same or _REPLACED in evidence.token.signature.bytes


def _damaged(expected: bytes, evidence: Evidence) -> Iterator[Variant]:
    for cause in on(Axis.MAC):
        yield from Variant(expected).undone(cause, evidence)


def _by_structure(evidence: Evidence, pairs: list[Variant], purse: Purse) -> Explanation | None:
    """One modular power for each key and reading tells padding and hash; what was signed is then a
    comparison of digests."""
    readings = sorted(product(pairs, _signatures(evidence).all()), key=lambda it: it[0].cost + it[1].cost)
    opened = [
        (pair, reading, it)
        for pair, reading in readings
        if purse.pays(price(*pair.value))
        for it in structures(pair.value[1].public, reading.value)
    ]
    contents, takings, preparations, _ = _messages(evidence)
    for content, taken, prepared in cheapest_first(contents, takings, preparations) if opened else ():
        if not purse.pays(_COMPARISON, content.value):
            return None
        message = prepared.value(taken.value(content.value))
        digests = {name: digest_of(name, message) for name in {it.hash for _, _, it in opened}}
        for pair, reading, found in opened:
            algorithm, key = content.value.algorithm or pair.value[0], pair.value[1]
            if found.signs(digests[found.hash]) and fits(algorithm, key):
                deviations = _deviations(found, replace(evidence, algorithm=algorithm))
                steps = (pair, deviations, prepared, taken, content, reading)
                return _explanation(steps, content, reading.value)
    return None


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


def _explanation(steps: tuple[Variant, ...], content: Variant, signature: bytes) -> Explanation:
    """The causes of the steps; an edited header explains the algorithm too."""
    assumed = [one for step in steps for one in step.assumed]
    if content.value.algorithm:
        assumed = [(cause, says) for cause, says in assumed if cause.axis is not Axis.ALGORITHM]
    return Explanation(tuple(assumed), content.value, signature)


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


def _signatures(evidence: Evidence) -> Choices:
    return Choices(readings(evidence))


def _proved(found: Explanation, evidence: Evidence) -> tuple[Diagnosis, ...]:
    repaired = None
    if all(cause.repairable for cause, _ in found.assumed) and evidence.token.form is TokenForm.JWS:
        repaired = _written(found, evidence.token)
    return tuple(Diagnosis(cause, says, proved=True, repaired=repaired) for cause, says in found.assumed)


def _written(found: Explanation, token: Token) -> str:
    """The token with the content and signature that verify; a detached payload stays out of it."""
    payload = "" if token.detached else token.payload.text if token.unencoded else found.content.payload
    return f"{found.content.header}.{payload}.{encode(found.signature)}"


def _suspected(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """What can be seen without trying: facts, and what the signature is plainly wrapped in."""
    facts = [(cause, guess.says) for cause in on(Axis.FACT) for guess in cause.undo(evidence.token, evidence)]
    wrapped = wrappings(evidence)  # from the outside in
    outermost = min((cause.cost for cause, _ in wrapped), default=0)
    plainer = [one for one in facts if one[0].cost <= outermost]
    others = [one for one in facts if one[0].cost > outermost]
    return tuple(
        Diagnosis(*one) for one in (*sorted(plainer, key=_cost), *wrapped, *sorted(others, key=_cost))
    )


def _cost(one: tuple[Cause, str]) -> int:
    return one[0].cost


_COMPARISON, _SKIPPED = 12, 10  # microseconds, as below
_CHARACTERS_A_MICROSECOND = 300  # that are joined, encoded and hashed
_REPLACED = "\ufffd".encode()
_LAST = 40  # the cost of what is unlikely


def price(algorithm: Algorithm, used: Key) -> int:
    """What testing one hypothesis costs, in microseconds of one core, the search's own work included."""
    match algorithm.family:
        case Family.HMAC:
            return 20
        case Family.RSA | Family.PSS:
            return 15 + 25 * max(1, used.bits // 2048) ** 2
        case _:
            return 15 + {"P-256": 60, "Ed25519": 70, "P-384": 430, "P-521": 340}.get(used.curve or "", 250)


def _what(evidence: Evidence) -> tuple[str, ...]:
    """The kinds of fault that were looked for."""
    algorithm = evidence.algorithm
    looked_for = {
        Axis.FACT: False,
        Axis.HASH: bool(algorithm.hash),
        Axis.STRUCTURE: algorithm.key_type == "RSA",
        Axis.MAC: algorithm.family is Family.HMAC,
    }
    return tuple(axis.value for axis in Axis if looked_for.get(axis, True))
