"""Chains of certificates: read, verified up to a root, and believed no more than that (RFC 7515, 4.1.6).

A chain that comes with a token proves nothing by itself, since whoever forges a token can make a chain
as well: only a root that was trusted beforehand makes its leaf's key a key to verify with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .. import dates
from ..keys import Key, Row
from ..limits import DEFAULTS, Limits
from . import certificate, written
from .certificate import Certificate
from .demand import FOREIGN, unmet
from .path import Reason, reasons
from .root import Root, Trust, root_of
from .written import Written

if TYPE_CHECKING:
    from ..profiles.vocabulary import ChainDemand

__all__ = [
    "Certificate",
    "Chain",
    "Reason",
    "Root",
    "Standing",
    "Trust",
    "anchors",
    "bundles",
    "certificates",
    "chain",
]

MALFORMED, UNKNOWN_ROOT = "malformed-chain", "unknown-root"


class Standing(StrEnum):
    """What a chain is worth."""

    TRUSTED = "trusted"  # it holds together, and ends in a root that somebody said to trust
    UNKNOWN = "unknown"  # it holds together, which proves nothing
    FOREIGN = "foreign"  # it holds together, and is not the one that the receiver asks for
    BROKEN = "broken"  # it does not hold


@dataclass(frozen=True, slots=True)
class Chain:
    """The certificates of `name`, from the leaf on, as of `at`; None stands for one that cannot be read.

    `moment_of` is the place in the token that gave the moment, empty for now. `signs` says whether the
    leaf's key verifies the token's signature, None where there is none or it cannot be tried.
    """

    name: str
    certificates: tuple[Certificate | None, ...]
    reasons: tuple[Reason, ...]
    at: int
    root: Root | None
    left_out: int = 0
    moment_of: str = ""
    signs: bool | None = None
    anchors: tuple[Certificate, ...] = field(default=(), repr=False)

    @property
    def standing(self) -> Standing:
        told = {it.rule for it in self.reasons} - {UNKNOWN_ROOT, MALFORMED}
        if self.root is None or told - {FOREIGN}:
            return Standing.BROKEN
        if told:
            return Standing.FOREIGN
        return Standing.UNKNOWN if self.root.trust is Trust.NONE else Standing.TRUSTED

    @property
    def leaf(self) -> Certificate | None:
        return self.certificates[0] if self.certificates else None

    @property
    def key(self) -> Key | None:
        """The leaf's key."""
        return self.leaf.key if self.leaf and isinstance(self.leaf.key, Key) else None

    @property
    def trusted_key(self) -> Key | None:
        """The leaf's key, if the chain makes it one to verify with."""
        return self.key if self.standing is Standing.TRUSTED else None

    def of(self, index: int | None) -> list[Reason]:
        """The reasons at one certificate, or for None those about the chain as a whole."""
        return [it for it in self.reasons if it.index == index]

    def certified_by(self, key: Row) -> bool:
        """Whether `key` is that of a root or another authority: it certifies, and signs no token."""
        authorities = (*self.anchors, *(it for it in self.certificates[1:] if it))
        publics = [it.key.public_pem for it in authorities if isinstance(it.key, Key) and it.authority]
        return isinstance(key, Key) and key.certificate is not None and key.public_pem in publics

    @property
    def headline(self) -> str:
        """What the chain is worth, in a sentence."""
        match self.standing:
            case Standing.TRUSTED:
                return f"The chain holds, up to {self.root.name if self.root else ''}."
            case Standing.UNKNOWN:
                return "The chain holds together, which proves nothing: its root is not one that was trusted."
            case Standing.FOREIGN:
                return "The chain is not the one that the receiver asks for."
            case _:
                return "The chain does not hold."

    @property
    def says(self) -> str:
        """When it was judged, and what follows for the signature."""
        moment = f"Judged as of {dates.moment(self.at)}"
        source = f", the moment in {self.moment_of}." if self.moment_of else "."
        return " ".join(filter(None, (moment + source, self._about_the_signature)))

    @property
    def _about_the_signature(self) -> str:
        if self.signs is None:
            return ""
        if not self.signs:
            return "The key of the first certificate does not verify the token’s signature."
        if self.standing is Standing.TRUSTED:
            return "The key of the first certificate verifies the token’s signature."
        return (
            "The key of the first certificate verifies the token’s signature, but whoever forges a token "
            "can bring such a chain along."
        )


def chain(
    value: Any,
    name: str,
    at: int,
    roots: Sequence[Certificate] = (),
    demand: "ChainDemand | None" = None,
    limits: Limits = DEFAULTS,
) -> Chain:
    """The chain written as `value`, judged as of `at` in seconds since 1970. Never raises."""
    return _judged(written.read(value, name, limits), name, at, roots, demand)


def _judged(
    read: Written, name: str, at: int, roots: Sequence[Certificate], demand: "ChainDemand | None"
) -> Chain:
    found = read.certificates
    whole = [it for it in found if it]
    complete = bool(whole) and len(whole) == len(found) and not read.left_out
    root = root_of(whole, roots, demand.roots if demand else {}) if complete else None
    told = (
        *_slips(read, name),
        *_objections(found, root, at),
        *(unmet(found, root, demand) if demand else ()),
    )
    if root and root.trust is Trust.NONE and demand is None:  # a profile has said all that it asks
        told = (*told, Reason(UNKNOWN_ROOT, root.message, len(found) - 1))
    return Chain(name, found, told, at, root, read.left_out, anchors=tuple(roots))


def _slips(read: Written, name: str) -> Iterator[Reason]:
    for it in read.slips:
        entry = name if it.index is None else f"{name}[{it.index}]"
        yield Reason(MALFORMED, f"{entry}: {it.message}", it.index, it.instead)


def _objections(found: Sequence[Certificate | None], root: Root | None, at: int) -> Iterator[Reason]:
    """What is wrong with the certificates, the root included where it stands outside the token."""
    outside = [root.outside] if root and root.outside else []
    for it in reasons([*found, *outside], at):
        yield it if it.index is None or it.index < len(found) else Reason(it.rule, it.message)


def anchors(keys: Sequence[Row], limits: Limits = DEFAULTS) -> tuple[Certificate, ...]:
    """The roots among the certificates that were given as keys: those that issued themselves."""
    return tuple(it for it in certificates(keys, limits) if it.authority and it.signed_by(it))


def bundles(
    keys: Sequence[Row], at: int, roots: Sequence[Certificate], limits: Limits = DEFAULTS
) -> tuple[Chain, ...]:
    """The chains in the files that hold several certificates, each by the name of its file.

    A root that stands in the file itself is none that was trusted beforehand.
    """
    files: dict[str, list[Row]] = {}
    for key in keys:
        if isinstance(key, Key) and key.certificate and key.name.endswith("]"):
            files.setdefault(key.name.rpartition("[")[0], []).append(key)
    return tuple(
        _bundle(name, rows, at, (*roots, *anchors([key for key in keys if key not in rows], limits)), limits)
        for name, rows in files.items()
        if len(rows) > 1
    )


def _bundle(name: str, rows: Sequence[Row], at: int, roots: Sequence[Certificate], limits: Limits) -> Chain:
    most = limits.certificates
    read = Written(certificates(rows[:most], limits), (), max(len(rows) - most, 0))
    return _judged(read, name, at, roots, None)


def certificates(keys: Sequence[Row], limits: Limits = DEFAULTS) -> tuple[Certificate, ...]:
    """Those of the keys that came in a certificate which can be read as a whole."""
    found = (_certificate(key, limits) for key in keys if isinstance(key, Key) and key.certificate)
    return tuple(it for it in found if it)


def _certificate(key: Key, limits: Limits) -> Certificate | None:
    try:
        return certificate.read(key.certificate or b"", key.name, limits)
    except certificate.Unreadable:
        return None
