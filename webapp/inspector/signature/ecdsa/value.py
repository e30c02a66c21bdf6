"""R or S is a number that a verifier refuses, however it is written."""

from collections.abc import Iterable

from ...algorithms import Family
from ..cause import Axis, Evidence, Guess, cause
from ..primitives import fits, verifies
from .asn1 import cut_off
from .raw import halves, number, packed

# The orders of the curves' groups (FIPS 186-5 and SP 800-186, SEC 2).
ORDERS = {
    "P-256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "P-384": int(
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
        16,
    ),
    "P-521": int(
        "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
        "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
        16,
    ),
    "secp256k1": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
}


@cause(
    Axis.FACT,
    cost=1,
    fix="Find out who made this token: no signing function gives such numbers. "
    "Where Java 15 to 18 verifies tokens, bring it up to date (April 2022 or later).",
)
def out_of_range(_: object, evidence: Evidence) -> Iterable[Guess]:
    """R or S is zero or larger than the curve allows.

    Both are between 1 and the order of the curve. Two zeros are the forgery of CVE-2022-21449: Java
    15 to 18 before April 2022 accepts them for any content. Other such numbers are random bytes or a
    signature made on another curve. Every library refuses the token.
    """
    if numbers := _r_and_s(evidence):
        order = ORDERS[evidence.algorithm.curves[0]]
        if not any(numbers):
            yield Guess(None, "R and S are both zero: the forgery of CVE-2022-21449, for any content.")
        elif wrong := [name for name, one in zip("RS", numbers, strict=True) if not 0 < one < order]:
            curve = evidence.algorithm.curves[0]
            verb = "is" if len(wrong) == 1 else "are"
            yield Guess(None, f"{' and '.join(wrong)} {verb} not between 1 and the order of {curve}.")


@cause(
    Axis.FACT,
    cost=5,
    repairable=True,
    fix="Let the signer write the smaller of S and the curve's order minus S; both fit the token.",
)
def high_s(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signature is right, but its S is the higher of two that fit.

    For each signature there is a second one with S subtracted from the order of the curve. Verifiers
    built on libsecp256k1, as in the world of Bitcoin and Ethereum, accept the lower alone, so that half
    of all ES256K tokens of other signers are refused there. Everybody else accepts both.
    """
    if evidence.algorithm.name == "ES256K" and low_s(evidence.token.signature.bytes) and _fits(evidence):
        yield Guess(None, "The signature verifies, and its S is more than half the order of secp256k1.")


def low_s(signature: bytes) -> bytes:
    """The ES256K signature with the lower S, where `signature` has the higher; else none."""
    order = ORDERS["secp256k1"]
    r, s = map(number, halves(signature))
    return packed((r, order - s), 32) if len(signature) == 64 and order // 2 < s < order else b""


def _fits(evidence: Evidence) -> bool:
    token, algorithm = evidence.token, evidence.algorithm
    fitting = (key for key in evidence.keys if fits(algorithm, key))
    return any(verifies(algorithm, key, token.signature.bytes, token.signing_input) for key in fitting)


def _r_and_s(evidence: Evidence) -> tuple[int, int] | None:
    """The two numbers of a signature that is as long as the algorithm wants it."""
    data = evidence.token.signature.bytes
    if evidence.algorithm.family is not Family.ECDSA or len(data) != evidence.algorithm.length:
        return None
    if cut_off(data, evidence):
        return None
    r, s = map(number, halves(data))
    return r, s
