"""The header names another algorithm than the one that was used."""

from collections.abc import Iterable

from ..algorithms import ALGORITHMS, Algorithm, Family
from ..token import Token
from .cause import Axis, Evidence, Guess, cause
from .hmac.reading import looks_like_hmac


@cause(
    Axis.FACT,
    cost=1,
    fix="Write the algorithm exactly as RFC 7518 does, and sign again: the header is signed too.",
)
def name(_: Token, evidence: Evidence) -> Iterable[Guess]:
    """The algorithm is missing, or spelt otherwise than it is registered.

    Names are compared with their case: RS256 is an algorithm, rs256 and SHA256withRSA are none. Without
    the name no receiver knows what to check, and a careful one does not guess.
    """
    said = evidence.token.alg
    if said != evidence.algorithm.name:
        header = f"says “{said[:40]}”" if said is not None else "names no algorithm"
        yield Guess(None, f"It verifies as {evidence.algorithm.name}; the header {header}.")


@cause(Axis.ALGORITHM, cost=6, fix="Ask your library for the algorithm by name, and sign again.")
def family_mismatch(algorithm: Algorithm, evidence: Evidence) -> Iterable[Guess]:
    """The signature is of another kind than the header says.

    The label was written by hand, or the library signed with its default whatever the header said.
    """
    for other in ALGORITHMS.values():
        if other.family is not algorithm.family and _of_a_given_key(other, evidence):
            yield Guess(other, f"The header says {algorithm.name}; it verifies as {other.name}.")


def _of_a_given_key(algorithm: Algorithm, evidence: Evidence) -> bool:
    if {algorithm.family, evidence.algorithm.family} == {Family.RSA, Family.PSS}:
        return False  # told by rsa.pkcs1_vs_pss
    if algorithm.family is Family.HMAC and looks_like_hmac(evidence):
        return True  # of the text of a key, or of a default
    return any(key.type == algorithm.key_type for key in evidence.keys)
