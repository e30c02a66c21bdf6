"""Why does it not verify? A search over everything that can be undone, the simplest explanation first.

A hypothesis takes one variant from each step of the way: a reading of the signature, the token's
content, what was signed of it and how it was prepared and hashed, an algorithm and a key. The
first that verifies, in the order of what they assume in all, is the explanation, and each fault
it assumes is proved. Beside these, every single character that may have been mistyped is tried.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..algorithms import Family
from ..base64url import encode
from ..token import Token, TokenForm
from . import alg, digest, ecdsa, eddsa, hmac, key, msg, rsa, sigenc, slips, transport
from . import mac as damaged_mac
from .by_letter import by_letter
from .cause import CAUSES, Assumed, Axis, Cause, Diagnosis, Evidence, on
from .explanation import Explanation
from .primitives import fits
from .purse import Going, Purse, in_turns
from .readings import wrappings
from .trials import by_mac, by_structure, by_trial
from .variant import Variant

FAMILIES = (
    slips,
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

_LAST = 40  # the cost of what is unlikely


@dataclass(frozen=True, slots=True)
class Tried:
    """How many hypotheses were tested, which kinds of them, and whether as deeply as can be.

    `broke` names the exception if the search crashed, TimeoutError if it took too long.
    """

    count: int
    what: tuple[str, ...]
    broke: str | None = None
    deep: bool = False


Explained = tuple[tuple[Diagnosis, ...], Tried]
Searcher = Callable[[Evidence, int], Explained]


def explain(evidence: Evidence, budget: int) -> Explained:
    """The causes of a signature that does not verify, at `budget` microseconds of arithmetic or less.

    Proved ones where a hypothesis verifies; else the suspicions that the token's form arouses.
    """
    purse = Purse(budget)
    try:
        found = in_turns(_searches(evidence), purse)
        causes = _proved(found, evidence) if found else _suspected(evidence)
    except Exception as error:  # a search that breaks costs its explanation, not the report
        return (), Tried(purse.tried, _what(evidence), type(error).__name__)
    return causes, Tried(purse.tried, _what(evidence))


def _searches(evidence: Evidence) -> Iterator[Going[Explanation]]:
    """One search for each type of key, and that for slips, which has to wait at first."""
    for key_type, pairs in _families(evidence):
        yield Going({"oct": by_mac, "RSA": by_structure}.get(key_type, by_trial)(evidence, pairs))
    yield Going(by_letter(evidence), turn=250, growth=5)


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


def _proved(found: Explanation, evidence: Evidence) -> tuple[Diagnosis, ...]:
    repaired = None
    compact = evidence.token.form in {TokenForm.JWS, TokenForm.BROKEN} and evidence.token.segments == 3
    if compact and all(cause.repairable for cause, _ in found.assumed):
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
