"""Something else than `header.payload` was signed."""

from collections.abc import Iterable

from .cause import Axis, Evidence, Guess, cause

_SIGN_WHAT_YOU_SEND = (
    "Sign exactly the bytes that are sent: base64url(header) + “.” + base64url(payload), "
    "and append the signature to them."
)


@cause(
    Axis.INPUT, cost=10, fix="Use printf %s or echo -n: echo ends its output with a newline. Then sign again."
)
def newline(signed: bytes, _: Evidence) -> Iterable[Guess]:
    """A newline was signed along with the token.

    `echo "$header.$payload" | openssl dgst -sign` signs the text and the newline that echo adds.
    """
    for ending, name in ((b"\n", "a newline"), (b"\r\n", "a carriage return and a newline")):
        yield Guess(signed + ending, f"It verifies over the token followed by {name}.")


@cause(Axis.INPUT, cost=10, fix=_SIGN_WHAT_YOU_SEND)
def payload_only(_: bytes, evidence: Evidence) -> Iterable[Guess]:
    """Only the payload was signed, without the header."""
    payload = evidence.token.payload
    yield Guess(payload.text.encode(), "It verifies over the encoded payload alone.")
    yield Guess(payload.bytes, "It verifies over the decoded payload alone.")


@cause(Axis.INPUT, cost=11, fix=_SIGN_WHAT_YOU_SEND)
def no_dot(_: bytes, evidence: Evidence) -> Iterable[Guess]:
    """Header and payload were signed without the dot between them."""
    token = evidence.token
    yield Guess(
        (token.header.text + token.payload.text).encode(),
        "It verifies over header and payload without a dot.",
    )


@cause(Axis.INPUT, cost=11, fix=_SIGN_WHAT_YOU_SEND)
def json_signed(_: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The JSON was signed before it was encoded."""
    token = evidence.token
    for between, how in ((b".", "with a dot between them"), (b"", "without a dot")):
        yield Guess(
            token.header.bytes + between + token.payload.bytes, f"It verifies over the decoded JSON, {how}."
        )


@cause(
    Axis.INPUT,
    cost=2,
    fix="Leave the = signs out before signing; where the issuer cannot be changed, "
    "as with AWS load balancers, use a lenient verifier.",
)
def padded(signed: bytes, _: Evidence) -> Iterable[Guess]:
    """Padded base64 was signed.

    The = signs were left out only afterwards, or are still in the token, as AWS' load balancers
    send it: then it verifies with them, and strict libraries refuse it for having them.
    """
    if b"=" in signed:
        yield Guess(signed, "It verifies with its = signs, as it was sent; strict verifiers refuse those.")
    else:
        yield Guess(_with_padding(signed), "It verifies over header and payload with their = padding.")


@cause(
    Axis.INPUT,
    cost=2,
    fix="Encode header and payload with a library that leaves unused bits zero, and sign again.",
)
def loose_bits(signed: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The last character of the header or the payload carries bits that belong to no byte.

    The signature covers the text as it is and verifies; strict libraries refuse to decode it.
    """
    parts = (evidence.token.header, evidence.token.payload)
    if any(fault.rule == "loose-bits" for part in parts for fault in part.faults):
        yield Guess(
            signed, "It verifies as it was sent, but the last character of a part is not the proper one."
        )


@cause(Axis.INPUT, cost=12, fix=_SIGN_WHAT_YOU_SEND)
def std_base64(signed: bytes, _: Evidence) -> Iterable[Guess]:
    """Standard base64 was signed, and base64url sent."""
    standard = signed.translate(bytes.maketrans(b"-_", b"+/"))
    if standard != signed:
        yield Guess(standard, "It verifies with + and / in the place of - and _.")
    yield Guess(_with_padding(standard), "It verifies as standard base64 with padding.")


def _with_padding(signed: bytes) -> bytes:
    return b".".join(segment + b"=" * (-len(segment) % 4) for segment in signed.split(b"."))
