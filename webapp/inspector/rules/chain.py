"""The certificates that a token brings, and its thumbprints of one (RFC 7515 section 4.1.6 to 4.1.8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .. import base64url
from ..chain import Reason
from ..chain.demand import FOREIGN
from ..chain.path import BROKEN
from ..example import NOW, PAYLOAD, Example, changed
from ..example_certificates import (
    INTERMEDIATE,
    LEAF,
    LEAF_OF_A_LEAF,
    OLD_LEAF,
    ROOT,
    SIGNATURES,
    UNSIGNING_LEAF,
    WEAK_LEAF,
)
from ..place import HEADER, SIGNATURE, Place, Span
from ..rule import CLEAN, Case, Problem, Selector, Severity, header, policy, rfc, rule
from ..submission import KeyFile
from ..token import Claim
from .apple_examples import RECEIVER

_ROOT_FILE = KeyFile("root.pem", f"-----BEGIN CERTIFICATE-----\n{ROOT}\n-----END CERTIFICATE-----\n".encode())
_UNTRUSTED = ("embedded-key",)  # what is said besides of every chain that ends in no trusted root
_URL_SAFE = LEAF.rstrip("=").translate(str.maketrans("+/", "-_"))
_PURCHASE = {
    "transactionId": "2000000012345678",
    "originalTransactionId": "2000000012345678",
    "bundleId": "com.example.app",
    "productId": "com.example.app.month",
    "purchaseDate": (NOW - 100) * 1000,
    "originalPurchaseDate": (NOW - 100) * 1000,
    "quantity": 1,
    "type": "Auto-Renewable Subscription",
    "environment": "Production",
    "signedDate": (NOW - 99) * 1000,
}


def chained(
    certificates: Any,
    signature: str,
    also: tuple[str, ...] = (),
    *,
    rooted: bool = True,
    thumbprint: str | None = None,
) -> Example:
    """A token with certificates, signed with the first one's key, and with the root beside it."""
    named = {"alg": "ES256", "typ": "JWT", "x5c": certificates, "x5t#S256": thumbprint}
    keys = (_ROOT_FILE,) if rooted else ()
    return Example(PAYLOAD, changed(named, {}), SIGNATURES[signature], keys=keys, also=also)


SOUND = chained([LEAF, INTERMEDIATE], "sound")


@dataclass(frozen=True, slots=True)
class ReasonAt:
    """Why a chain proves nothing, and the certificate it lies with."""

    reason: Reason
    place: Place
    span: Span | None


def reasons(rule_id: str) -> Selector:
    """What is wrong with the chain that the rule called `rule_id` tells about."""

    def select(case: Case) -> Iterable[ReasonAt | None]:
        reasons = case.chain.reasons if case.chain else ()
        return [_placed(it, case) for it in reasons if it.rule == rule_id] or CLEAN

    return select


def _has_chain(case: Case) -> bool:
    return case.chain is not None


def _placed(reason: Reason, case: Case) -> ReasonAt:
    claim = case.token.header.claim("x5c")
    place = HEADER / "x5c"
    return ReasonAt(
        reason, place if reason.index is None else place / reason.index, claim.span if claim else None
    )


def _told(it: ReasonAt) -> Problem:
    return Problem(it.reason.message, it.reason.instead)


@rule(
    reasons("malformed-chain"),
    Severity.ERROR,
    rfc(7515, "4.1.6"),
    where=_has_chain,
    passes="The certificates are written as they should be",
    good=SOUND,
    bad=(
        chained([_URL_SAFE, INTERMEDIATE], "url"),
        chained(LEAF, "text", also=(*_UNTRUSTED, "unknown-root", "mistyped-field"), rooted=False),
    ),
)
def malformed_chain(it: ReasonAt, _: Case) -> Problem:
    """The certificates in x5c are not written as they should be.

    x5c is a list of texts, each the standard base64 of one certificate in DER: with + and /, with =
    at its end, without line breaks and without the BEGIN and END lines of PEM. Everything else in a
    token is base64url, so that is the usual slip; one certificate alone is still a list of one.
    """
    return _told(it)


@rule(
    reasons(BROKEN),
    Severity.ERROR,
    rfc(7515, "4.1.6"),
    where=_has_chain,
    passes="Each certificate certifies the one before it",
    good=SOUND,
    bad=(
        chained([ROOT, INTERMEDIATE, LEAF], "reversed", _UNTRUSTED),
        chained([LEAF, ROOT], "other_issuer", _UNTRUSTED),
    ),
)
def broken_chain(it: ReasonAt, _: Case) -> Problem:
    """The certificates in x5c do not follow from one another.

    The first is that of the key which signs the token; each further one belongs to whoever issued the
    one before it. A receiver follows the names and checks every signature on the way.
    """
    return _told(it)


@rule(
    reasons("outdated-certificate"),
    Severity.ERROR,
    rfc(5280, "6.1.3"),
    where=_has_chain,
    passes="Every certificate was valid when it mattered",
    good=SOUND,
    bad=chained([OLD_LEAF, INTERMEDIATE], "old", _UNTRUSTED),
)
def outdated_certificate(it: ReasonAt, _: Case) -> Problem:
    """A certificate of the chain had ended, or not yet begun.

    What counts is the present, unless the receiver goes by a date in the token: signed data of
    Apple's App Store stay good after their certificate has ended, and are judged as of signedDate.
    """
    return _told(it)


@rule(
    reasons("unfit-certificate"),
    Severity.ERROR,
    rfc(5280, "6.1.4"),
    where=_has_chain,
    passes="Every certificate may do what it does here",
    good=SOUND,
    bad=(
        chained([LEAF_OF_A_LEAF, LEAF, INTERMEDIATE], "of_a_leaf", _UNTRUSTED),
        chained([UNSIGNING_LEAF, INTERMEDIATE], "unsigning", _UNTRUSTED),
    ),
)
def unfit_certificate(it: ReasonAt, _: Case) -> Problem:
    """A certificate of the chain is used for what it does not allow.

    Only an authority may issue certificates, and only as many levels below itself as it says; the key
    usage of the first certificate must allow signatures. Without these checks, whoever has any
    certificate at all could issue further ones.
    """
    return _told(it)


@rule(
    reasons("weak-certificate"),
    Severity.ERROR,
    policy("https://www.rfc-editor.org/rfc/rfc6194#section-4", "certificates"),
    where=_has_chain,
    passes="Keys and signatures of the certificates are strong enough",
    good=SOUND,
    bad=Example(
        PAYLOAD,
        {"alg": "RS256", "typ": "JWT", "x5c": [WEAK_LEAF, INTERMEDIATE]},
        SIGNATURES["weak"],
        keys=(_ROOT_FILE,),
        also=_UNTRUSTED,
    ),
)
def weak_certificate(it: ReasonAt, _: Case) -> Problem:
    """A certificate of the chain can be forged.

    Certificates have been forged that were signed over MD5 or SHA-1, and RSA keys of less than 2048
    bits can be factored.
    """
    return _told(it)


@rule(
    reasons("unknown-root"),
    Severity.NOTICE,
    rfc(7515, "4.1.6"),
    where=_has_chain,
    passes="The chain ends in a trusted root",
    good=SOUND,
    bad=chained([LEAF, INTERMEDIATE], "sound", _UNTRUSTED, rooted=False),
)
def unknown_root(it: ReasonAt, _: Case) -> Problem:
    """The chain ends in no root that is known to be trusted.

    Anyone can make a root, and certificates below it. A chain proves something only to a receiver that
    held its root before the token came. Give that root beside the token, and the chain is checked up
    to it.
    """
    return _told(it)


@rule(
    reasons(FOREIGN),
    Severity.ERROR,
    RECEIVER,
    where=_has_chain,
    passes="The chain is of the kind that the receiver asks for",
    good=SOUND,
    bad=Example(
        _PURCHASE,
        {"alg": "ES256", "x5c": [LEAF, INTERMEDIATE, ROOT]},
        SIGNATURES["store"],
        profile="apple-transaction",
    ),
)
def foreign_chain(it: ReasonAt, case: Case) -> Problem:
    """The chain is not of the kind that this receiver asks for.

    Some receivers ask for more than that a chain holds: a certain root, a certain number of
    certificates, an extension that marks the certificates which are meant for just these tokens. Where
    one root certifies many other things, that mark is all that tells the right signer from the rest.
    """
    demand = next((demand for demand in case.profile.chain if demand.roots), None)
    source = demand.source if demand else ""
    return Problem(
        it.reason.message,
        severity=demand.mark.severity if demand else None,
        citation=case.profile.citation(source),
    )


_SIZES = {"x5t": (20, "SHA-1"), "x5t#S256": (32, "SHA-256")}
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[: ]?)+")


@rule(
    header("x5t", "x5t#S256"),
    Severity.ERROR,
    rfc(7515, "4.1.7"),
    passes="The thumbprint is that of the first certificate",
    good=chained([LEAF, INTERMEDIATE], "thumbed", thumbprint="NqqxUoO0IFkSgCXy2hDJAAMkw_lEHz_ZPSjgKz2X8-I"),
    bad=chained(
        [LEAF, INTERMEDIATE], "other_thumb", thumbprint="ZCn0_zUbA5MkjKdwHFypP_1S6Ju590FftsBsIqiqKMY"
    ),
)
def certificate_thumbprint(thumbprint: Claim, case: Case) -> Problem | None:
    """The thumbprint is not that of the first certificate, or not written as one.

    x5t and x5t#S256 are the SHA-1 and the SHA-256 of the certificate in DER, as base64url: 27 and 43
    characters. The hexadecimal that openssl and browsers show is not it, nor is the base64 of that.
    """
    length, hash_name = _SIZES[thumbprint.name]
    leaf = case.chain.leaf if case.chain else None
    right = (leaf.sha1 if length == 20 else leaf.sha256) if leaf else None
    raw = _raw(thumbprint.value, length) if isinstance(thumbprint.value, str) else None
    if raw is None:
        says = (
            f"{thumbprint.name} is no {hash_name} in base64url, which has {-(-length * 4 // 3)} characters."
        )
        return Problem(says, right)
    proper = base64url.encode(raw)
    if right and proper != right:
        whose = _whose(proper, case)
        return Problem(f"{thumbprint.name} is not the {hash_name} of the first certificate{whose}.", right)
    if proper != thumbprint.value:
        return Problem(
            f"{thumbprint.name} is the right bytes in the wrong form; it is base64url, unpadded.", proper
        )
    return None


def _raw(written: str, length: int) -> bytes | None:
    """The bytes of a thumbprint, as base64url or as the hexadecimal that is written in its place."""
    text = written.strip()
    if len(text) <= 3 * 32 and _HEX.fullmatch(text):
        digits = bytes.fromhex(re.sub("[: ]", "", text))
        if len(digits) == length:
            return digits
    decoded = base64url.decode(text[:200])
    return decoded.bytes if decoded.kept is None and len(decoded.bytes) == length else None


def _whose(thumbprint: str, case: Case) -> str:
    """Whose it is instead, where it is that of another certificate of the chain."""
    certificates = case.chain.certificates if case.chain else ()
    found = [index for index, it in enumerate(certificates) if it and thumbprint in {it.sha1, it.sha256}]
    return f", but that of x5c[{found[0]}]" if found else ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The first certificate, whose key ought to verify."""

    name: str
    place: Place = SIGNATURE
    span: Span | None = None


def leaves(case: Case) -> list[Leaf | None]:
    """The first certificate, where its key could be tried and the order of the chain leaves no doubt."""
    chain = case.chain
    if chain is None or chain.leaf is None or chain.signs is None:
        return []
    misplaced = any(it.rule == BROKEN and it.index is None for it in chain.reasons)
    return [None if misplaced else Leaf(chain.leaf.name)]


@rule(
    leaves,
    Severity.ERROR,
    rfc(7515, "4.1.6"),
    where=_has_chain,
    passes="The key of the first certificate verifies the signature",
    good=SOUND,
    bad=chained([LEAF, INTERMEDIATE], "old", ("embedded-key", "unknown-root"), rooted=False),
)
def other_leaf(leaf: Leaf, case: Case) -> Problem | None:
    """The key of the first certificate in x5c does not verify the signature.

    The first certificate must be that of the key which signed the token. Where it is not, the token was
    changed, signed with another key, or given another's certificates.
    """
    if case.chain is None or case.chain.signs:
        return None
    return Problem(f"The signature was not made with the key of “{leaf.name}”, the first certificate in x5c.")
