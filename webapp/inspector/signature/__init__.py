"""Does the signature verify, with which key, and if not, why?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cryptography.exceptions import UnsupportedAlgorithm

from ..algorithms import ALGORITHMS, Algorithm, Family, meant
from ..keys import Key
from ..limits import DEFAULTS, Limits
from ..submission import KeyFile
from ..token import Token, TokenForm
from .cause import Diagnosis, Evidence, known_cause
from .primitives import fits, verifies
from .purse import SHARE, of_trial
from .recovery import recovered
from .search import Explained, Searcher, Tried, explain
from .several import marked, repeated
from .signer import Signer, signer
from .strict import refusal

__all__ = [
    "Diagnosis",
    "Evidence",
    "Explained",
    "Searcher",
    "Signer",
    "Status",
    "Tried",
    "Verification",
    "compared",
    "explain",
    "known_cause",
    "traced",
    "verify",
]

_FEW = 6  # keys; to compute which can have made an ECDSA signature costs as much as to try so many
_MOST_KEYS = 20  # that are tried with every algorithm they fit, where the header names none


class Status(StrEnum):
    """The verdict of the mathematics alone; rules say what else is wrong."""

    VERIFIED = "verified"
    INVALID = "invalid"
    UNCHECKED = "unchecked"  # no key was given that could be tried
    UNSUPPORTED = "unsupported"  # an algorithm or key that cannot be verified here


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of trying every key on one signature. `reason` says why it was not tried.

    `signer` is what the signature tells of its key where none at hand verifies it; `repeats` are the
    indices of the tokens of the paste, its own included, that one key signed with the same R.
    """

    status: Status
    alg: str | None
    key: Key | None = None
    causes: tuple[Diagnosis, ...] = ()
    tried: Tried | None = None
    reason: str = ""
    signer: Signer | None = None
    repeats: tuple[int, ...] = ()


def verify(
    token: Token,
    keys: tuple[Key, ...],
    files: tuple[KeyFile, ...] = (),
    others: tuple[Token, ...] = (),
    *,
    deep: bool = False,
    limits: Limits = DEFAULTS,
    searcher: Searcher = explain,
) -> Verification:
    """Try every key on the token's signature; where none verifies, let `searcher` find out why. Never raises.

    `files` are the key files as they came, since an HMAC may have been made with the text of one;
    `others` the other tokens of the paste, since the signature may be that of one of them.
    """
    alg = token.alg
    algorithm = ALGORITHMS.get(alg or "") or meant(alg or "") or _shown(token, keys)
    if unverifiable := _unverifiable(token, algorithm):
        return unverifiable
    assert algorithm  # else it was unverifiable
    well_named = algorithm.name == alg
    if not keys and not files:
        return _unchecked(alg, f"Give {algorithm.needs} to check it.") if well_named else _unsupported(alg)
    fitting = [key for key in keys if fits(algorithm, key)]
    possible = _possible(algorithm, fitting, token)
    if well_named and _is_well_formed(token):
        for key in possible:
            if verifies(algorithm, key, token.signature.bytes, token.signing_input):
                return Verification(Status.VERIFIED, alg, key)
    seconds = limits.deep_search_seconds if deep else limits.search_seconds
    # Verifying with many keys is dear; computing which are possible costs as much as with a few.
    spent = sum(of_trial(algorithm, key) for key in possible or fitting[:_FEW])
    budget = max(0, int(SHARE * seconds * 1_000_000) - spent)
    causes, tried = searcher(Evidence(token, algorithm, keys, files, others), budget)
    tried = replace(tried, deep=deep)
    if (fitting and well_named) or any(cause.proved for cause in causes):
        return Verification(Status.INVALID, alg, causes=causes, tried=tried)
    if well_named and not keys:
        return _unchecked(alg, f"Give {algorithm.needs} to check it.")
    none_fits = f"{algorithm.name} takes {algorithm.needs}; none was given."
    return _unchecked(alg, none_fits) if well_named else _unsupported(alg)


def _possible(algorithm: Algorithm, fitting: list[Key], token: Token) -> list[Key]:
    """The keys that are worth trying: of many for ECDSA those that the signature itself says it fits."""
    if algorithm.family is not Family.ECDSA or len(fitting) <= _FEW:
        return fitting
    try:
        fit = recovered(algorithm, token.signature.bytes, token.signing_input)
    except UnsupportedAlgorithm:  # by this OpenSSL, built without the curve
        return fitting
    return [key for key in fitting if key.public in fit]


def traced(verification: Verification, token: Token, keys: tuple[Key, ...]) -> Verification:
    """The verification with what the signature tells of its key, if neither a key nor a cause says more."""
    algorithm = ALGORITHMS.get(token.alg or "")
    explained = any(cause.proved for cause in verification.causes)
    if algorithm is None or explained or verification.status not in {Status.INVALID, Status.UNCHECKED}:
        return verification
    if algorithm.key_type == "RSA" and verification.causes:
        return verification
    return replace(verification, signer=signer(Evidence(token, algorithm, keys)))


def compared(tokens: Sequence[Token], verifications: Sequence[Verification]) -> list[Verification]:
    """The verifications of the tokens of one paste, with what their signatures tell together."""
    if len(tokens) < 2:
        return list(verifications)
    signers = marked([it.signer for it in verifications])
    repeats = repeated(tokens, [it.key for it in verifications])
    return [
        replace(verification, signer=told, repeats=others)
        for verification, told, others in zip(verifications, signers, repeats, strict=True)
    ]


def _unverifiable(token: Token, algorithm: Algorithm | None) -> Verification | None:
    """Why there is nothing to verify, whatever the keys."""
    if token.encrypted:
        return _unchecked(token.alg, "An encrypted token (JWE) has no signature.")
    if token.form is TokenForm.UNSECURED:
        return _unchecked(token.alg, "The header says that it is not signed.")
    if algorithm is None and token.alg is None:
        return _unchecked(token.alg, "The header names no algorithm to check it by.")
    if reason := refusal(token):
        return Verification(Status.UNSUPPORTED, token.alg, reason=reason)
    if token.detached and not token.payload.bytes:
        return _unchecked(token.alg, "Its payload is detached: give it beside the token to check this.")
    return None if algorithm else _unsupported(token.alg)


def _is_well_formed(token: Token) -> bool:
    """Whether a strict verifier would decode all three segments (RFC 7515 section 5.2)."""
    return not any(part.misencoded for part in (token.header, token.payload, token.signature))


def _shown(token: Token, keys: tuple[Key, ...]) -> Algorithm | None:
    """The algorithm that the header does not name: the one by which a key verifies the token."""
    for key in keys[:_MOST_KEYS]:
        for algorithm in ALGORITHMS.values():
            if fits(algorithm, key) and verifies(algorithm, key, token.signature.bytes, token.signing_input):
                return algorithm
    return None


def _unchecked(alg: str | None, reason: str) -> Verification:
    return Verification(Status.UNCHECKED, alg, reason=reason)


def _unsupported(alg: str | None) -> Verification:
    return Verification(
        Status.UNSUPPORTED, alg, reason=f"“{(alg or '')[:40]}” is no signature algorithm known here."
    )
