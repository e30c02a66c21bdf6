"""Phrases about keys, signatures and receivers that every face uses alike."""

from .encryption import Decryption
from .encryption import Status as Opening
from .keys import Key, Row, UnusableKey
from .signature import Status, Verification
from .signature.acceptance import Acceptance, Certainty, Receiver
from .signature.signer import Candidate, Signer


def key_name(key: Key) -> str:
    """A key as a sentence names it."""
    return key.name if key.public else "the secret"


def key_words(key: Row) -> str:
    """What kind of key it is, or why it is none: `P-256 private key · Key ID 7XK4Q2M9RT`."""
    if isinstance(key, UnusableKey):
        return key.message
    half = "private key" if key.private else "public key" if key.public else "secret"
    size = key.curve or " ".join((key.type if key.public else "", f"{key.bits:,}-bit")).strip()
    return f"{size} {half}" + (f" · Key ID {key.key_id}" if key.key_id else "")


def standing(checked: Verification | Decryption) -> str:
    """How a signature stands, or an encrypted token, in one sentence."""
    return _opening(checked) if isinstance(checked, Decryption) else _verified(checked)


def _opening(decryption: Decryption) -> str:
    match decryption.status:
        case Opening.DECRYPTED if decryption.key:
            return f"Decrypted with {key_name(decryption.key)}, as {decryption.alg} with {decryption.enc}."
        case Opening.FAILED if decryption.causes:
            return "It does not decrypt as it stands."
        case Opening.FAILED if not decryption.reason:
            return "It does not decrypt with any key given, and nothing that was tried explains it."
        case _:
            return decryption.reason


def _verified(verification: Verification) -> str:
    match verification.status:
        case Status.VERIFIED if verification.key:
            return f"Verified with {key_name(verification.key)}, as {verification.alg}."
        case Status.INVALID if verification.causes:
            return "It does not verify as it stands."
        case Status.INVALID:
            return _unexplained(verification)
        case _:
            return verification.reason


def _unexplained(verification: Verification) -> str:
    """Nothing more is claimed than that everything else was tried."""
    tried = verification.tried
    if tried is None or tried.broke:
        return "It does not verify with any key given. The search for the reason broke off."
    nothing = (
        f"None of the {tried.count:,} things tried explains it" if tried.count > 1 else "Nothing explains it"
    )
    return (
        f"It does not verify with any key given. {nothing}: most likely another key signed it, "
        "or the token was changed since."
    )


def accepting(known: Acceptance) -> str:
    """Who accepts a fault as it is and who refuses it, in one line; empty where nobody was asked."""
    if not known.accepted_by:
        return "Every library that was asked refuses it." if known.refused_by else ""
    refused = f" Refused by {_receivers(known.refused_by)}." if known.refused_by else ""
    return f"Accepted as it is by {_receivers(known.accepted_by)}.{refused}"


def _receivers(receivers: tuple[Receiver, ...]) -> str:
    return ", ".join(map(_receiver_words, receivers))


def _receiver_words(receiver: Receiver) -> str:
    reported = "reported" if receiver.certainty is Certainty.REPORTED else ""
    remarks = ", ".join(filter(None, (receiver.when, reported)))
    return f"{receiver.name} ({remarks})" if remarks else receiver.name


def told(signer: Signer | None) -> list[str]:
    """What a signature tells of its key: a sentence, and a line for each key that it fits."""
    if signer is None:
        return []
    return [signer.says, *map(_candidate_words, signer.candidates)]


def _candidate_words(candidate: Candidate) -> str:
    return " · ".join(filter(None, (candidate.key.name, candidate.key.thumbprint, candidate.known)))
