"""From leaf to root: does each certificate certify the one before it, and may it (RFC 5280 section 6.1)?

`cryptography.x509.verification` answers yes or no for the names of TLS servers and clients; here each
reason is wanted, at its certificate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .. import dates
from ..keys import Key
from ..words import joined
from .certificate import Certificate

BROKEN, OUTDATED, UNFIT, WEAK = (
    "broken-chain",
    "outdated-certificate",
    "unfit-certificate",
    "weak-certificate",
)

_SIGNING = {"digital_signature", "content_commitment"}
_WEAK_HASHES = {"md5": "MD5", "sha1": "SHA-1"}
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a chain proves nothing: `rule` names the rule that tells it, `index` the certificate."""

    rule: str
    message: str
    index: int | None = None
    instead: object = None


def reasons(chain: Sequence[Certificate | None], at: int) -> Iterator[Reason]:
    """What is wrong with the certificates as of `at`, in the order from leaf to root."""
    backwards = _reversed(chain)
    yield from [_BACKWARDS] if backwards else _links(chain)
    for index, certificate in enumerate(chain):
        if certificate is not None:
            yield from _dates(index, certificate, at)
            yield from () if backwards else _fitness(index, certificate, chain)
            yield from _strength(index, certificate)


_BACKWARDS = Reason(
    BROKEN,
    "The certificates stand in reverse order: the one whose key signs the token comes first, and after each "
    "the one that issued it.",
)


def _links(chain: Sequence[Certificate | None]) -> Iterator[Reason]:
    for index, (one, other) in enumerate(pairwise(chain)):
        if one is not None and other is not None and not one.signed_by(other):
            yield Reason(BROKEN, _why_not(index, one, other, chain), index)


def _reversed(chain: Sequence[Certificate | None]) -> bool:
    """Whether the chain holds together from its end to its beginning, and not the other way."""
    backwards = list(reversed(chain))
    return _consecutive(backwards) and not _consecutive(chain)


def _consecutive(chain: Sequence[Certificate | None]) -> bool:
    pairs = list(pairwise(chain))
    return bool(pairs) and all(one and other and one.follows(other) for one, other in pairs)


def _why_not(index: int, one: Certificate, other: Certificate, chain: Sequence[Certificate | None]) -> str:
    if one.data == other.data:
        return f"“{one.name}” stands here twice in a row."
    if not one.follows(other):
        elsewhere = [at for at, it in enumerate(chain) if it and at != index and one.follows(it)]
        where = f" Its issuer stands at [{elsewhere[0]}]." if elsewhere and not one.self_issued else ""
        return (
            f"“{one.name}” was issued by “{one.issuer_name}”, but the next certificate is that of "
            f"“{other.name}”.{where}"
        )
    if not isinstance(other.key, Key):
        return f"The key of “{other.name}” cannot be used: {other.key.message}"
    return (
        f"“{one.name}” names “{other.name}” as its issuer, but its signature was not made with that key: "
        "it is of another certificate of the same name, or was changed."
    )


def _dates(index: int, certificate: Certificate, at: int) -> Iterator[Reason]:
    if at > certificate.end:
        ended = dates.moment(certificate.end)
        yield Reason(
            OUTDATED,
            f"“{certificate.name}” ended on {ended}, {dates.duration(at - certificate.end)} before the "
            f"moment it is judged at, {dates.moment(at)}.",
            index,
        )
    elif at < certificate.start:
        begins = dates.moment(certificate.start)
        yield Reason(
            OUTDATED,
            f"“{certificate.name}” is valid from {begins} on only, {dates.duration(certificate.start - at)} "
            f"after the moment it is judged at, {dates.moment(at)}.",
            index,
        )


def _fitness(index: int, certificate: Certificate, chain: Sequence[Certificate | None]) -> Iterator[Reason]:
    says = [*(_as_authority(index, certificate, chain) if index else _as_leaf(certificate))]
    if certificate.critical:
        says.append(_not_judged(certificate))
    yield from (Reason(UNFIT, it, index) for it in says)


def _not_judged(certificate: Certificate) -> str:
    noun, them = ("extension", "it") if len(certificate.critical) == 1 else ("extensions", "them")
    named = joined(list(certificate.critical[:_MOST_NAMED]))
    return (
        f"“{certificate.name}” has the {noun} {named}, marked critical and not judged here: who does not "
        f"understand {them} must refuse the certificate."
    )


def _as_leaf(certificate: Certificate) -> Iterator[str]:
    usages = certificate.usages
    if usages is not None and _SIGNING.isdisjoint(usages):
        allowed = ", ".join(usages).replace("_", " ") or "nothing"
        yield f"The key usage of “{certificate.name}” is {allowed}; a key that signs needs digital signature."


def _as_authority(index: int, certificate: Certificate, chain: Sequence[Certificate | None]) -> Iterator[str]:
    name = certificate.name
    if not certificate.authority:
        yield f"“{name}” may not issue certificates: it is no authority (basic constraints, CA)."
        return
    if certificate.usages is not None and "key_cert_sign" not in certificate.usages:
        yield f"The key usage of “{name}” does not let it sign certificates (key cert sign)."
    below = [it for it in chain[1:index] if it and it.authority and not it.self_issued]
    if certificate.path_length is not None and len(below) > certificate.path_length:
        most = f"The path length of “{name}” is {certificate.path_length}"
        yield f"{most}: so many authorities may stand below it, not {len(below)}."


def _strength(index: int, certificate: Certificate) -> Iterator[Reason]:
    key = certificate.key
    if isinstance(key, Key) and key.type == "RSA" and key.bits < 2048:
        message = f"The RSA key of “{certificate.name}” has {key.bits} bits; 2048 are the least."
        yield Reason(WEAK, message, index)
    if (weak := _WEAK_HASHES.get(certificate.hash)) and not certificate.self_issued:
        message = f"“{certificate.name}” was signed over {weak}, with which certificates have been forged."
        yield Reason(WEAK, message, index)
