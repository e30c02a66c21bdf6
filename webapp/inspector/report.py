"""The result of an examination. The page, the API and the command line all render this one object."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .chain import Chain
from .encryption import Decryption
from .encryption import Status as Opening
from .inner import JsonText
from .key_remarks import judged
from .keys import Pair, Row, pairs
from .paste import Paste
from .place import Place
from .profiles import Answer, Recognition
from .request import Request
from .rule import Case, Finding, Gate, Outcome, Severity
from .signature import Status, Verification
from .signature.several import SharedKey, shared_keys
from .token import Token, TokenForm

if TYPE_CHECKING:
    from .discovery import Discovery
    from .key_sets import KeySet


class GateState(StrEnum):
    """What a gate says: error, warning, nothing to judge by, or none of these."""

    PASS = "pass"  # noqa: S105  # not a password
    WARN = "warn"
    FAIL = "fail"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class CosignerReport:
    """What is said of a further signature over the same payload; `place` is `signature[1]`, …"""

    case: Case
    place: Place
    outcomes: tuple[Outcome, ...]

    @property
    def token(self) -> Token:
        """The token as if this were its only signature."""
        return self.case.token

    @property
    def verification(self) -> Verification:
        return self.case.verification


@dataclass(frozen=True, slots=True)
class TokenReport:
    """All that is said of one token, of its further signatures and of the tokens inside it."""

    case: Case
    recognition: Recognition
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]  # in the order in which a receiver would stumble over them
    cosigners: tuple[CosignerReport, ...] = ()
    inner: tuple["InnerReport", ...] = ()
    texts: tuple[JsonText, ...] = ()

    @property
    def token(self) -> Token:
        return self.case.token

    @property
    def verification(self) -> Verification:
        return self.case.verification

    @property
    def decryption(self) -> Decryption | None:
        return self.case.decryption

    @property
    def verifications(self) -> list[Verification]:
        """One for each signature, in the order they stand in the token."""
        return [self.verification, *(signer.verification for signer in self.cosigners)]

    @property
    def chain(self) -> Chain | None:
        return self.case.chain

    @property
    def audience(self) -> str:
        """Who refuses it, as the subject of a sentence; nobody is named at a guess."""
        if self.recognition.asks:
            return "the receiver"
        cited = {finding.citation for finding in self.findings if finding.severity is Severity.ERROR}
        added = (it.profile.added for it in self.recognition.overlays if it.profile.added)
        return next((it for it in added if cited and cited <= it.citations), self.case.profile).audience

    @property
    def noun(self) -> str:
        """What its users call it, if it is known what it is."""
        return "token" if self.recognition.asks else self.case.profile.noun

    @property
    def gates(self) -> dict[Gate, GateState]:
        return {gate: self._state(gate) for gate in Gate}

    @property
    def errors(self) -> int:
        return self.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self.count(Severity.WARNING)

    @property
    def passed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.passed]

    @property
    def broke(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.broke]

    @property
    def sound(self) -> bool:
        """No error in it, and its signatures verify, it decrypts, or neither could be checked; nor in any
        token inside it."""
        return self.errors == 0 and not self._refuted_by_key and all(it.report.sound for it in self.inner)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    def at(self, place: Place) -> list[Finding]:
        return [finding for finding in self.findings if finding.place == place]

    def of(self, gate: Gate) -> list[Finding]:
        return [finding for finding in self.findings if finding.gate is gate]

    def _state(self, gate: Gate) -> GateState:
        severities = {finding.severity for finding in self.of(gate)}
        if Severity.ERROR in severities or (gate is Gate.SIGNATURE and self._refuted):
            return GateState.FAIL
        if Severity.WARNING in severities:
            return GateState.WARN
        return GateState.UNCHECKED if self._unchecked(gate) else GateState.PASS

    @property
    def _refuted(self) -> bool:
        return self._refuted_by_key or self.token.form is TokenForm.UNSECURED

    @property
    def _refuted_by_key(self) -> bool:
        shut = self.decryption is not None and self.decryption.status is Opening.FAILED
        return shut or any(verification.status is Status.INVALID for verification in self.verifications)

    def _unchecked(self, gate: Gate) -> bool:
        """There was nothing to judge this gate by."""
        match gate:
            case Gate.REQUEST:
                return self.case.request is None and self.case.client_id is None
            case Gate.SIGNATURE if self.decryption:
                return self.decryption.status is not Opening.DECRYPTED
            case Gate.SIGNATURE:
                return any(it.status is not Status.VERIFIED for it in self.verifications)
            case Gate.HEADER:
                return self.token.header.root is None
            case _:
                return self.token.payload.root is None and not self.case.payload_is_token


@dataclass(frozen=True, slots=True)
class InnerReport:
    """A token inside another, and where it stands there."""

    place: Place
    report: TokenReport


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one submission yields; `now` is the moment it was judged at, in seconds since 1970."""

    paste: Paste
    request: Request | None
    answers: tuple[Answer, ...]
    keys: tuple[Row, ...]
    tokens: tuple[TokenReport, ...]
    now: int
    bundles: tuple[Chain, ...] = ()  # the files given as keys that hold several certificates
    key_sets: tuple["KeySet", ...] = ()
    discoveries: tuple["Discovery", ...] = ()

    @property
    def judged_keys(self) -> list[Row]:
        """The keys, with what the tokens show of each besides."""
        return judged(self.keys, (token.case for token in self.tokens))

    @property
    def pairs(self) -> list[Pair]:
        """Whether the private and public keys given are halves of one key."""
        return pairs(self.keys)

    @property
    def shared_keys(self) -> list[SharedKey]:
        """Whether one key signed several of the tokens, of those that no key at hand verifies."""
        return shared_keys([token.verification.signer for token in self.tokens])

    @property
    def keys_beside(self) -> list[Row]:
        """The keys but for those of a set that was pasted in the place of a token, which is there still."""
        pasted = tuple(f"{it.name}[" for it in self.key_sets if it.pasted)
        return [key for key in self.keys if not f"{key.name}[".startswith(pasted)]

    @property
    def documents(self) -> list["KeySet | Discovery"]:
        """What was given beside tokens or in their place, and is looked at for itself."""
        return [*self.key_sets, *self.discoveries]

    @property
    def decrypting(self) -> bool:
        """There is an encrypted token, which takes a private key or a secret to read."""
        return any(token.decryption for token in self.tokens)

    @property
    def usable(self) -> bool:
        """A token was found and could be read at all."""
        return any(token.token.header.root is not None for token in self.tokens)

    @property
    def sound(self) -> bool:
        return self.usable and all(token.sound for token in self.tokens)


_GATE_ORDER = list(Gate)
_SEVERITY_ORDER = list(Severity)


def in_order(outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
    """Worst first, and among equals in the order in which a receiver comes upon them."""
    found = [finding for outcome in outcomes if outcome.findings for finding in outcome.findings]
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, int]:
    return _SEVERITY_ORDER.index(finding.severity), _GATE_ORDER.index(finding.gate)
