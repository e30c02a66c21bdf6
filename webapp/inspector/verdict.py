"""The report in one sentence: who accepts or refuses the token, and how its signature stands."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from . import dates
from .algorithms import ALGORITHMS
from .discovery import Discovery
from .encryption import Decryption
from .encryption import Status as Opening
from .key_sets import KeySet
from .keys import Key, UnusableKey
from .paste import Form
from .phrases import key_name, standing
from .place import TOKEN
from .report import Report, TokenReport
from .rule import Gate, Severity
from .signature import Status
from .token import TokenForm
from .words import capital, counted


class Tone(StrEnum):
    """How a verdict looks: worst first, for choosing among several."""

    REFUSED = "refused"
    CAUTION = "caution"
    UNVERIFIED = "unverified"
    SOUND = "sound"
    EMPTY = "empty"


SIGNS = {Tone.REFUSED: "✗", Tone.CAUTION: "!", Tone.UNVERIFIED: "○", Tone.SOUND: "✓", Tone.EMPTY: ""}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`headline` is one sentence with its subject, `detail` what stands behind it, `title` a few words.

    `counted` is the tone it is counted under among several, if that is another.
    """

    tone: Tone
    headline: str
    detail: str = ""
    title: str = ""
    counted: Tone | None = None

    @property
    def sign(self) -> str:
        return SIGNS[self.tone]


ENCRYPTED = "Encrypted token (JWE): only its header can be read."
NOTHING = Verdict(Tone.EMPTY, "Paste a token to begin")


def verdict(report: Report) -> Verdict:
    """The verdict on everything that was submitted."""
    unreadable = unreadable_key(report)
    each = [token_verdict(token, unreadable) for token in report.tokens]
    match each:
        case []:
            return _no_token(report)
        case [only]:
            return only
        case _:
            return _several(each)


def unreadable_key(report: Report) -> UnusableKey | None:
    """The first key that gave nothing to verify with."""
    return next((key for key in report.keys if isinstance(key, UnusableKey)), None)


def token_verdict(report: TokenReport, unreadable: UnusableKey | None = None) -> Verdict:
    """The verdict on one token; `unreadable` is a key that was given in vain."""
    if not report.sound:
        return _refused(report)
    if report.decryption:
        return _encrypted(report, report.decryption)
    if all(verification.status is Status.VERIFIED for verification in report.verifications):
        return _verified(report)
    return _not_verified(report, unreadable)


def _no_token(report: Report) -> Verdict:
    note = " ".join(report.paste.notes)
    if report.documents and report.paste.form is Form.JSON:
        return _document(report.documents[0], note)
    match report.paste.form:
        case Form.EMPTY if report.keys:
            return Verdict(Tone.EMPTY, "Paste a token to check it with this key", title="no token yet")
        case Form.EMPTY:
            return NOTHING
        case Form.ERROR:
            detail = "What it means is said below. Paste the token it is about, too, to learn why."
            return Verdict(Tone.UNVERIFIED, "This is an error message, not a token.", detail, "an error")
        case _:
            return Verdict(Tone.CAUTION, "There is no JWT in this.", note, "not a JWT")


def _document(document: KeySet | Discovery, note: str) -> Verdict:
    """The verdict on a key set or a discovery document that was pasted in the place of a token."""
    counts = [counted(number, severity) for severity in Severity if (number := document.count(severity))]
    found = ", ".join(counts) or "nothing wrong in it"
    worst = (
        (Severity.ERROR, Tone.REFUSED),
        (Severity.WARNING, Tone.CAUTION),
    )
    tone = next((tone for severity, tone in worst if document.count(severity)), Tone.SOUND)
    return Verdict(tone, f"{capital(document.noun)}: {found}.", note, document.noun)


def _several(each: list[Verdict]) -> Verdict:
    words = {
        Tone.REFUSED: "refused",
        Tone.CAUTION: "with a warning",
        Tone.UNVERIFIED: "not verified",
        Tone.SOUND: "sound",
    }
    count = Counter(verdict.counted or verdict.tone for verdict in each)
    parts = ", ".join(f"{count[tone]} {word}" for tone, word in words.items() if count[tone])
    worst = next(tone for tone in Tone if any(verdict.tone is tone for verdict in each))
    return Verdict(worst, f"{len(each)} tokens: {parts}.", title=f"{len(each)} tokens")


def _refused(report: TokenReport) -> Verdict:
    if blamed := _blaming_the_key(report):
        return blamed
    refusal = f"{capital(report.audience)} will refuse this {report.noun}: {_objections(report)}."
    title = f"{max(report.errors, 1)} · {report.noun}"
    if report.token.form is TokenForm.UNSECURED:
        return Verdict(Tone.REFUSED, "Not signed: anyone can write this token.", refusal, title)
    return Verdict(Tone.REFUSED, refusal, f"{_signature(report)}{_refused_inside(report)}", title)


def _blaming_the_key(report: TokenReport) -> Verdict | None:
    """The verdict where nothing but the key is wrong: the token may be sound, and many would take it."""
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    if not errors or _fault(report) or _unsound_inside(report):
        return None
    rules, why, noun = {it.rule.id for it in errors}, errors[0].message, report.noun
    if rules == {"key-type-mismatch"}:
        sentence = f"No key given can {'decrypt' if report.decryption else 'check'} this {noun}."
        return Verdict(Tone.REFUSED, sentence, why, f"wrong key · {noun}", counted=Tone.UNVERIFIED)
    if rules <= {"weak-secret", "weak-key"}:
        return Verdict(
            Tone.REFUSED, f"This {noun} is not safe: its key is too weak.", why, f"weak key · {noun}"
        )
    return None


def _objections(report: TokenReport) -> str:
    fault = _fault(report)
    if not report.errors:
        return fault or _unsound_inside(report)
    said = any(finding.severity is Severity.ERROR for finding in report.of(Gate.SIGNATURE))
    return counted(report.errors, "error") + (f", and {fault}" if fault and not said else "")


def _do_not_verify(report: TokenReport) -> str:
    """Which of its signatures do not verify."""
    total = len(report.verifications)
    refuted = sum(it.status is Status.INVALID for it in report.verifications)
    if total == 1:
        return "its signature does not verify"
    return f"{refuted} of its {total} signatures {'does' if refuted == 1 else 'do'} not verify"


def _refused_inside(report: TokenReport) -> str:
    """How many of the tokens inside are refused as well, where there are any."""
    refused = sum(not it.report.sound for it in report.inner)
    if not refused or not report.errors:
        return ""
    return f" Of {counted(len(report.inner), 'token')} inside, {refused} will be refused too."


def _unsound_inside(report: TokenReport) -> str:
    """Where the token that is refused stands, if it is one inside this one alone."""
    refused = next((it for it in report.inner if not it.report.sound), None)
    if refused is None:
        return ""
    where = "its key binding" if refused.place == TOKEN / "key_binding" else f"the token at {refused.place}"
    return f"in {where}, {_objections(refused.report)}"


def _fault(report: TokenReport) -> str:
    """What is wrong with its cryptography, empty if nothing is known to be."""
    if report.decryption:
        return "it does not decrypt" if report.decryption.status is Opening.FAILED else ""
    refuted = any(verification.status is Status.INVALID for verification in report.verifications)
    return _do_not_verify(report) if refuted else ""


def _encrypted(report: TokenReport, decryption: Decryption) -> Verdict:
    """Of an encrypted token in which nothing is wrong."""
    noun = report.noun
    if decryption.status is not Opening.DECRYPTED or not decryption.key:
        return Verdict(Tone.CAUTION, ENCRYPTED, decryption.reason, "encrypted token")
    opened = f"Decrypted with {key_name(decryption.key)}{_life(report)}."
    detail = decryption.causes[0].message if decryption.causes else _opened_with(decryption)
    if report.warnings:
        sentence = f"Sound, with {counted(report.warnings, 'warning')}. {opened}"
        return Verdict(Tone.CAUTION, sentence, detail, f"{report.warnings} · {noun}")
    return Verdict(Tone.SOUND, f"Sound. {opened}", detail, noun)


def _opened_with(decryption: Decryption) -> str:
    return f"{decryption.alg} with {decryption.enc}: only who has the key could read it."


def _signature(report: TokenReport) -> str:
    verification = report.verification
    if report.decryption:
        return _decryption(report.decryption)
    if report.cosigners:
        verified = sum(it.status is Status.VERIFIED for it in report.verifications)
        return f"{verified} of its {len(report.verifications)} signatures verified."
    match verification.status:
        case Status.VERIFIED if verification.key:
            return f"Its signature verifies with {key_name(verification.key)}."
        case Status.INVALID if verification.causes:
            return verification.causes[0].message
        case Status.INVALID:
            return "Most likely another key signed it, or it was changed since it was signed."
        case _:
            return f"Signature not checked: {_unchecked(report)}."


def _decryption(decryption: Decryption) -> str:
    if decryption.status is Opening.FAILED and decryption.causes:
        return decryption.causes[0].message
    return standing(decryption)


def _verified(report: TokenReport) -> Verdict:
    key = report.verification.key
    signed = f"Signed with {key_name(key)}{_life(report)}." if key else ""
    noun = report.noun
    detail = _checked_with(report, key) if key else ""
    if report.warnings:
        sentence = f"Sound, with {counted(report.warnings, 'warning')}. {signed}"
        return Verdict(Tone.CAUTION, sentence, detail, f"{report.warnings} · {noun}")
    return Verdict(Tone.SOUND, f"Sound. {signed}", detail, noun)


def _checked_with(report: TokenReport, key: Key) -> str:
    if report.chain and key is report.chain.trusted_key:
        return f"{report.verification.alg}, checked with the token’s own certificate. {report.chain.headline}"
    kind = f"{key.curve or key.type} key" if key.public else "secret"
    thumbprint = f", thumbprint {key.thumbprint[:10]}…" if key.thumbprint else "."
    return f"{report.verification.alg}, checked with the {kind} you gave{thumbprint}"


def _life(report: TokenReport) -> str:
    expiry = report.token.payload.claim("exp")
    seconds = dates.seconds(expiry.value) if expiry else None
    if seconds is None or seconds <= report.case.now:
        return ""
    return f", valid for another {dates.duration(seconds - report.case.now)}"


def _not_verified(report: TokenReport, unreadable: UnusableKey | None) -> Verdict:
    wrong = f"with {counted(report.warnings, 'warning')}" if report.warnings else "nothing wrong in it"
    noun = f"{report.noun}, not verified"
    if unreadable:
        sentence = f"Readable, {wrong}, but not verified: the key cannot be read."
        return Verdict(Tone.CAUTION, sentence, unreadable.message, noun)
    sentence = f"Readable, {wrong}, but not verified: {_unchecked(report)}."
    return Verdict(Tone.UNVERIFIED, sentence, report.verification.reason, noun)


def _unchecked(report: TokenReport) -> str:
    verified = sum(it.status is Status.VERIFIED for it in report.verifications)
    if verified:
        return f"only {verified} of its {len(report.verifications)} signatures could be checked"
    if report.verification.status is Status.UNSUPPORTED:
        known = report.verification.alg in ALGORITHMS
        return "the header forbids it" if known else "its algorithm is not known here"
    if report.token.detached and not report.token.payload.bytes:
        return "its payload was not given"
    return "no key of the right kind given" if report.case.keys else "no key given"
