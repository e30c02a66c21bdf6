"""The secret is one that everybody knows, or too short to be one."""

from collections.abc import Iterable

from ...keys import DEFAULT_SECRETS
from ..cause import Axis, Evidence, Guess, cause
from .encoding import unbase64
from .reading import as_secret, counted, looks_like_hmac, secrets


@cause(
    Axis.KEY,
    cost=12,
    fix="Make a random secret (openssl rand -base64 32), see to it that the program reads it and refuses to "
    "start without one, and withdraw all tokens that were signed with the default.",
)
def secret_default(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The token is signed with a public default: anyone can forge such tokens.

    A variable that is not set leaves “undefined”, “null”, nothing, or the placeholder itself behind;
    samples and debuggers leave theirs, such as “your-256-bit-secret”. All of them are on lists that
    attackers try first.
    """
    if not looks_like_hmac(evidence):
        return
    for default in DEFAULT_SECRETS:
        secret = default.encode()
        says = f"It verifies with {_named(default)}, a secret that everybody knows: anyone can forge tokens."
        for form in dict.fromkeys((secret, unbase64(secret) or secret)):
            yield Guess(as_secret("a public default", form), says)


@cause(
    Axis.FACT, cost=6, fix="Make a secret as long as the hash, from random bytes: openssl rand -base64 32."
)
def secret_short(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is shorter than the hash.

    RFC 7518 section 3.2 demands as many bytes as the hash has: 32 for HS256, 48 for HS384, 64 for HS512.
    .NET (IDX10653, IDX10720), JJWT, Java's Nimbus and jwcrypto refuse a shorter one, whatever the signature;
    other libraries sign and verify with it, and some code fills it up.
    """
    wanted = evidence.algorithm.length or 0
    for key in secrets(evidence):
        length = len(key.secret or b"")
        if length < wanted:
            says = f"The secret has {counted(length)}; {evidence.algorithm.name} demands {wanted}."
            yield Guess(None, says)


def _named(default: str) -> str:
    return f"“{default}”" if default else "the empty secret"
