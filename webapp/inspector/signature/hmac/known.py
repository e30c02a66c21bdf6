"""The secret is one that everybody knows, or too short to be one."""

from collections.abc import Iterable

from ...algorithms import Family
from ...keys import DEFAULT_SECRETS
from ...words import counted
from ..cause import Axis, Evidence, Guess, cause
from .encoding import leniently
from .reading import as_secret, looks_like_hmac

_NAME = "a public default"
_FORGERY = "everybody knows that secret, so anyone can forge tokens."


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
        name, secret = f"“{default}”" if default else "the empty secret", default.encode()
        yield Guess(as_secret(_NAME, secret), f"It verifies with {name}: {_FORGERY}")
        for decoded in filter(None, dict(leniently(secret))):
            yield Guess(
                as_secret(_NAME, decoded), f"It verifies with {name}, decoded from base64: {_FORGERY}"
            )


@cause(
    Axis.FACT,
    cost=6,
    fix="Make a secret of as many random bytes as the hash has: openssl rand -base64 64 is enough for all.",
)
def secret_short(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The secret is shorter than the hash.

    RFC 7518 section 3.2 demands as many bytes as the hash has: 32 for HS256, 48 for HS384, 64 for HS512.
    .NET (IDX10653, IDX10720), JJWT, Java's Nimbus and jwcrypto refuse a shorter one, whatever the signature;
    other libraries sign and verify with it, and some code fills it up.
    """
    wanted = (evidence.algorithm.length or 0) if evidence.algorithm.family is Family.HMAC else 0
    for key in evidence.keys:
        length = len(key.secret or b"")
        if key.secret is not None and length < wanted:
            says = f"The secret has {counted(length, 'byte')}; {evidence.algorithm.name} demands {wanted}."
            yield Guess(None, says)
            return  # one is enough to go by
