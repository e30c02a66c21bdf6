"""The key is not the one that the token was encrypted to."""

from collections.abc import Iterable

from ..algorithms import Family
from ..cause import Evidence, Guess, Step, cause
from ..opener import Opener


@cause(
    Step.FACT,
    cost=30,
    fix="Ask the sender for the kid or the thumbprint of the key that was used, and compare the whole token, "
    "character by character, with what was sent.",
)
def wrong_key(_: Opener | None, evidence: Evidence) -> Iterable[Guess]:
    """The token was encrypted to another key, or damaged.

    An old key, that of another environment, or the sender’s own public key instead of the receiver’s.
    """
    names = [_called(opener) for opener in evidence.openers]
    given = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    if evidence.management.has_encrypted_key:
        says = f"No content key comes out with {given}: it was encrypted to another key, or it is damaged."
    else:
        says = f"It does not open with {given}: another key was used, or something in the token was changed."
    yield Guess(None, says)


@cause(Step.FACT, cost=2, fix="Give the key that decrypts the token where it is received: the private one.")
def public_key_supplied(_: Opener | None, evidence: Evidence) -> Iterable[Guess]:
    """The key that was given is the public one.

    Anyone can encrypt to it, and only the private key decrypts.
    """
    if evidence.management.family in {Family.RSA, Family.AGREEMENT}:
        yield Guess(None, "Decryption needs the private key; what was given is public.")


@cause(Step.FACT, cost=3, fix="Write the kid of the key that was used, and encrypt again.")
def other_key(opener: Opener | None, evidence: Evidence) -> Iterable[Guess]:
    """Another of the keys opens it than the one the header names.

    A receiver that looks its key up by `kid` takes the other one and fails.
    """
    kid = evidence.envelope.text("kid") or ""
    named = [it for it in evidence.openers if kid and it.key.key_id == kid]
    if opener and named and opener.key.key_id != kid:
        says = f"The header names the key “{kid[:60]}”; it opens with {_called(opener)}."
        yield Guess(None, says)


@cause(Step.FACT, cost=4, fix="Compare the whole token, character by character, with what was sent.")
def damaged(_: Opener | None, evidence: Evidence) -> Iterable[Guess]:
    """The key is right, and header, IV, ciphertext or tag were changed.

    The content key comes out of the second part whole, which no other key achieves. So something
    else was changed on the way, or was never made as it should be.
    """
    alg = evidence.management.name
    yield Guess(
        None,
        f"The content key comes out ({alg} vouches for it), so the key is right; the content does not fit.",
    )


def _called(opener: Opener) -> str:
    """The key in a sentence."""
    return "the secret" if opener.key.name == "secret" else opener.key.name[:60]
