"""The token lost something on its way that no clean-up gives back."""

from collections.abc import Iterable

from .cause import Axis, Evidence, Guess, cause


@cause(Axis.FACT, cost=1, fix="Copy the whole token, all three parts of it, from where it was made.")
def unsigned(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The token carries no signature at all."""
    if not evidence.token.signature.text:
        yield Guess(None, "The third part is missing: nothing is there that could verify.")


@cause(
    Axis.FACT,
    cost=2,
    fix="Copy the token again; look for a column, a log line or a cookie that is too short for it.",
)
def truncated(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The end of the token is cut off."""
    expected, length = evidence.algorithm.length, len(evidence.token.signature.bytes)
    if expected and 0 < length < expected - 6:
        says = f"The signature is {length} bytes; {evidence.algorithm.name} makes {expected}."
        yield Guess(None, says)
