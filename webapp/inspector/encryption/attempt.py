"""One recipient's envelope, and every key on it: does it open, and if not, why?"""

from dataclasses import dataclass
from functools import partial

from ..keys import Key, Vault
from ..limits import Limits
from ..token import Token, TokenForm
from .algorithms import Family, Management
from .cause import Diagnosis, Evidence
from .content import Sealed, opened
from .content_key import content_key, proper, rounds
from .decryption import Decryption, Refused, Status
from .envelope import Envelope
from .inflate import TooLong
from .opener import Opener, fits, openers
from .purse import Purse
from .search import explain, finished, proved, suspected, whole_content_key


@dataclass(frozen=True, slots=True)
class Given:
    """What there is to open a token with, and what may be spent on it."""

    keys: tuple[Key, ...]
    vault: Vault
    spending: Purse
    search: int  # microseconds
    limits: Limits


def attempt(token: Token, envelope: Envelope, given: Given) -> Decryption:
    """Whether `envelope` opens."""
    named = envelope.text("alg"), envelope.text("enc")
    told = partial(Decryption, alg=named[0], enc=named[1])
    management, encryption = envelope.management, envelope.encryption
    if management is None or encryption is None:
        return told(Status.UNSUPPORTED, reason=_unknown(*named))
    if envelope.header.get("zip", "DEF") != "DEF":
        return told(Status.UNSUPPORTED, reason="Its zip is not known here; “DEF” is the only one there is.")
    if _too_many_rounds(management, envelope, given.limits):
        return told(Status.UNSUPPORTED, reason=_rounds(envelope, given.limits), refused=Refused.ROUNDS)
    fitting = sorted(
        openers(management, given.keys, given.vault),
        key=lambda it: it.key.key_id != envelope.text("kid"),
    )
    evidence = Evidence(
        envelope, management, encryption, tuple(fitting), token.label, given.limits.inflated_bytes
    )
    if not fitting:
        reason, causes = _nothing_to_try(evidence, given)
        return told(Status.UNCHECKED, reason=reason, causes=causes)
    try:
        return _tried(token, evidence, given, told)
    except TooLong:
        return told(Status.UNSUPPORTED, reason=_inflation(given.limits), refused=Refused.INFLATION)


def _tried(token: Token, evidence: Evidence, given: Given, told: "partial[Decryption]") -> Decryption:
    envelope = evidence.envelope
    for opener in evidence.openers:
        if not given.spending.pays_key(evidence.management, envelope, opener):
            return told(Status.UNCHECKED, reason=_SPENT)
        found = _strictly(opener, evidence)
        if found is not None:
            return _opened(found, opener, evidence, told)
    return _explained(token, evidence, given, told)


def _strictly(opener: Opener, evidence: Evidence) -> bytes | None:
    """What comes out when everything is as the documents have it."""
    key = content_key(proper, opener, evidence.envelope)
    return opened(Sealed.of(evidence.envelope, evidence.encryption), key) if key is not None else None


def _opened(found: bytes, opener: Opener, evidence: Evidence, told: "partial[Decryption]") -> Decryption:
    """It opens: well, unless it is not compressed as the header says, or a part is misencoded."""
    plaintext = finished(found, evidence)
    wrongly = tuple(Diagnosis(cause, says, proved=True) for cause, says in plaintext.assumed)
    if wrongly and evidence.envelope.header.get("zip"):
        return told(Status.FAILED, causes=wrongly, plaintext=plaintext.value)
    if not evidence.envelope.well_formed:
        return told(Status.FAILED, reason=_MISENCODED, plaintext=plaintext.value)
    causes = (*suspected("other_key", opener, evidence), *wrongly)
    return told(Status.DECRYPTED, key=opener.key, causes=causes, plaintext=plaintext.value)


def _explained(token: Token, evidence: Evidence, given: Given, told: "partial[Decryption]") -> Decryption:
    purse = given.spending.share(given.search)
    found, tried = explain(evidence, purse)
    given.spending.rounds = purse.rounds
    if found is None:
        causes = _suspicion(evidence, given.spending)
        return told(Status.FAILED, causes=causes, tried=tried)
    causes = proved(found, evidence, compact=token.form is TokenForm.JWE)
    if [it.id for it in causes] == ["jwe.nextauth"]:
        if not evidence.envelope.well_formed:
            return told(Status.FAILED, reason=_MISENCODED, plaintext=found.plaintext)
        return told(Status.DECRYPTED, key=found.opener.key, causes=causes, plaintext=found.plaintext)
    return told(Status.FAILED, causes=causes, tried=tried, plaintext=found.plaintext)


def _suspicion(evidence: Evidence, spending: Purse) -> tuple[Diagnosis, ...]:
    right = whole_content_key(evidence, spending)
    return suspected("damaged" if right else "wrong_key", None, evidence)


def _nothing_to_try(evidence: Evidence, given: Given) -> tuple[str, tuple[Diagnosis, ...]]:
    """Why no key could be tried: none was given, none that fits, or only the public half of one."""
    needs = evidence.management.needs
    if not given.keys:
        return f"To decrypt it, give {needs}.", ()
    halves = [key for key in given.keys if fits(evidence.management, key)]
    if not halves:
        return f"{evidence.management.name} takes {needs}; none was given.", ()
    half = next((key for key in halves if key.private), halves[0])
    name = half.name[:60]
    if half.private:
        why = given.vault.why_not(half) or "To decrypt, give the private key’s file again."
        return f"Only the public half of {name} is at hand. {why}", ()
    reason = f"{name} is a public key; decrypting takes {needs}."
    return reason, suspected("public_key_supplied", None, evidence)


def _too_many_rounds(management: Management, envelope: Envelope, limits: Limits) -> bool:
    return management.family is Family.PASSWORD and (rounds(envelope) or 0) > limits.pbes2_rounds


def _rounds(envelope: Envelope, limits: Limits) -> str:
    return f"It asks for {rounds(envelope):,} rounds of PBES2; at most {limits.pbes2_rounds:,} are made here."


def _inflation(limits: Limits) -> str:
    return f"It opens, and inflates to more than {limits.inflated_bytes:,} bytes; no more are read here."


def _unknown(alg: str | None, enc: str | None) -> str:
    if alg is None or enc is None:
        return f"The header names no {'alg' if alg is None else 'enc'} to decrypt it by."
    return f"“{alg[:40]}” with “{enc[:40]}” is no encryption known here."


_SPENT = "Not every key was tried: decrypting the tokens of this paste took all the time there is for it."
_MISENCODED = "It opens once its base64url is read leniently; a strict receiver refuses it before decrypting."
