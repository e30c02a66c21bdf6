"""Why does it not verify? A search over everything that can be undone, the simplest explanation first.

A hypothesis takes one variant from each step of the way: a reading of the signature, the token's
content, what was signed of it and how it was prepared and hashed, an algorithm and a key. The
first that verifies, in the order of what they assume in all, is the explanation, and each fault
it assumes is proved. Beside these, every single character that may have been mistyped is tried.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ..algorithms import Family
from ..base64url import encode
from ..token import Token, TokenForm
from . import alg, digest, ecdsa, eddsa, hmac, key, msg, rsa, sigenc, slips, transport
from . import mac as damaged_mac
from .by_letter import by_letter
from .by_point import by_point
from .cause import CAUSES, Assumed, Axis, Cause, Diagnosis, Evidence, on
from .explanation import Explanation, Steps
from .purse import Going, Purse, in_turns
from .readings import wrappings
from .trials import by_hand, by_mac, by_structure, by_trial
from .variant import Choices, Variant, choices
from .weierstrass import CURVES

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

Search = Callable[[Evidence, Choices, Choices], Steps]

# The types of keys, and how hypotheses about signatures made with such a key are tested.
_KINDS: tuple[tuple[str, Search], ...] = (
    ("RSA", by_structure),
    *(("EC", partial(by_point, curve)) for curve in CURVES.values()),
    ("OKP", by_trial),
    ("OKP", by_hand),
    ("AKP", by_trial),
    ("oct", by_mac),
)


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
    """One for each kind of key, that of the header's algorithm first, and one for slips."""
    algorithms, keys = _algorithms(evidence), _keys(evidence)
    for key_type, search in sorted(_KINDS, key=lambda it: it[0] != evidence.algorithm.key_type):
        yield Going(_of_type(key_type, search, evidence, algorithms, keys))
    yield Going(by_letter(evidence), turn=250, growth=5)


def _of_type(key_type: str, search: Search, evidence: Evidence, algorithms: Choices, keys: Choices) -> Steps:
    fitting = Choices(it for it in algorithms if it.value.key_type == key_type)
    if fitting.get(0):
        yield from search(evidence, fitting, Choices(it for it in keys if it.value.type == key_type))


def _algorithms(evidence: Evidence) -> Choices:
    """The one that the header names or means, and those that may have been used instead."""
    named = Variant(evidence.algorithm, _misnamed(evidence))
    return choices([named], Axis.ALGORITHM, named, evidence)


def _keys(evidence: Evidence) -> Choices:
    """The keys given, and those that they, or the token, may stand for."""
    return choices([Variant(it) for it in evidence.keys], Axis.KEY, Variant(evidence.keys), evidence)


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
