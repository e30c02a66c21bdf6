"""Something else than `header.payload` was signed."""

import base64
from collections.abc import Callable, Iterable

from ...base64url import decode, encode
from ..cause import Axis, Content, Evidence, Guess, cause

_SIGN_WHAT_YOU_SEND = (
    "Sign exactly the bytes that are sent: base64url(header) + “.” + base64url(payload), "
    "and append the signature to them."
)


@cause(
    Axis.INPUT, cost=8, fix="Use printf %s or echo -n: echo ends its output with a newline. Then sign again."
)
def newline(_: Content, __: Evidence) -> Iterable[Guess]:
    """A newline was signed along with the token.

    `echo "$header.$payload" | openssl dgst -sign` signs the text and the newline that echo adds.
    """
    names = {
        b"\n": "a newline",
        b"\r\n": "a carriage return and a newline",
        b"\r": "a carriage return",
        b"\n\n": "two newlines",
    }
    for ending, name in names.items():
        yield Guess(_with_ending(ending), f"It verifies over the token followed by {name}.")


@cause(
    Axis.INPUT,
    cost=11,
    fix="Take the blank out of the template that the text is put together with, and sign again.",
)
def whitespace(_: Content, __: Evidence) -> Iterable[Guess]:
    """A blank, a zero byte or a byte order mark was signed along with the token."""
    names = {b" ": "a blank", b"\t": "a tab", b"\0": "a zero byte", b"\xef\xbb\xbf": "a byte order mark"}
    for extra, name in names.items():
        yield Guess(_with_ending(extra), f"It verifies over the token followed by {name}.")
        yield Guess(_with_beginning(extra), f"It verifies over the token with {name} before it.")
    for dot in (b". ", b" .", b" . ", b".\n"):
        yield Guess(_joined(dot), "It verifies over the token with a blank beside its dot.")


@cause(Axis.INPUT, cost=9, fix=_SIGN_WHAT_YOU_SEND)
def payload_only(_: Content, __: Evidence) -> Iterable[Guess]:
    """Only the payload was signed, without the header."""
    yield Guess(lambda content: content.payload.encode(), "It verifies over the encoded payload alone.")
    yield Guess(lambda content: _decoded(content.payload), "It verifies over the decoded payload alone.")


@cause(Axis.INPUT, cost=9, fix=_SIGN_WHAT_YOU_SEND)
def no_dot(_: Content, __: Evidence) -> Iterable[Guess]:
    """Header and payload were signed without the dot between them."""
    yield Guess(_joined(b""), "It verifies over header and payload without a dot.")


@cause(Axis.INPUT, cost=9, fix=_SIGN_WHAT_YOU_SEND)
def trailing_dot(_: Content, __: Evidence) -> Iterable[Guess]:
    """The dot before the signature was signed too."""
    yield Guess(_with_ending(b"."), "It verifies over the token with its second dot.")


@cause(Axis.INPUT, cost=12, fix=_SIGN_WHAT_YOU_SEND)
def order_swapped(_: Content, __: Evidence) -> Iterable[Guess]:
    """Payload and header were signed in the wrong order."""
    yield Guess(lambda it: f"{it.payload}.{it.header}".encode(), "It verifies over payload.header.")


@cause(Axis.INPUT, cost=9, fix=_SIGN_WHAT_YOU_SEND)
def json_signed(_: Content, __: Evidence) -> Iterable[Guess]:
    """The JSON was signed before it was encoded."""
    for between, how in ((b".", "with a dot between them"), (b"", "without a dot")):
        yield Guess(_decoded_joined(between), f"It verifies over the decoded JSON, {how}.")


@cause(Axis.INPUT, cost=12, fix=_SIGN_WHAT_YOU_SEND)
def half_decoded(_: Content, __: Evidence) -> Iterable[Guess]:
    """One of the two parts was signed before it was encoded."""
    yield Guess(
        lambda it: it.header.encode() + b"." + _decoded(it.payload),
        "It verifies with the payload as plain JSON.",
    )
    yield Guess(
        lambda it: _decoded(it.header) + b"." + it.payload.encode(),
        "It verifies with the header as plain JSON.",
    )


@cause(
    Axis.INPUT, cost=4, fix="Nothing is wrong with it: give the payload to a verifier that knows RFC 7797."
)
def b64_false(_: Content, evidence: Evidence) -> Iterable[Guess]:
    """The payload was signed as it is, without base64url (RFC 7797).

    The header says so with `b64: false`, as in Open Banking and JAdES. A JWT may not do that.
    """
    b64 = evidence.token.header.claim("b64")
    if b64 is not None and b64.value is False:
        yield Guess(
            lambda it: it.header.encode() + b"." + _decoded(it.payload),
            "It verifies over the payload as it is.",
        )
        yield Guess(
            lambda it: f"{it.header}.{it.payload}".encode(),
            "It verifies over the encoded payload, although the header says b64: false.",
        )


@cause(
    Axis.PREPARATION,
    cost=12,
    fix="Encode the text as UTF-8 (or ASCII) before signing: Encoding.UTF8, not Encoding.Unicode.",
)
def utf16(_: Content, __: Evidence) -> Iterable[Guess]:
    """The text was signed as UTF-16, two bytes a character.

    .NET's `Encoding.Unicode` and Java's `getBytes("UTF-16")` write it so.
    """
    for encoding, mark in (
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ):
        name = "little" if encoding.endswith("le") else "big"
        yield Guess(_recoded(encoding, mark), f"It verifies over the token as UTF-16, {name}-endian.")


@cause(Axis.PREPARATION, cost=12, fix=_SIGN_WHAT_YOU_SEND)
def reencoded(_: Content, __: Evidence) -> Iterable[Guess]:
    """The text was encoded once more before it was signed."""
    for transform, how in _ENCODED_AGAIN:
        yield Guess(transform, f"It verifies over the token {how}.")


_ENCODED_AGAIN: tuple[tuple[Callable[[bytes], bytes], str], ...] = (
    (lambda signed: signed.hex().encode(), "written in hex"),
    (lambda signed: signed.hex().upper().encode(), "written in capital hex"),
    (base64.b64encode, "encoded as base64 as a whole"),
    (lambda signed: encode(signed).encode(), "encoded as base64url as a whole"),
    (lambda signed: b'"' + signed + b'"', "in quotation marks"),
    (lambda signed: b"'" + signed + b"'", "in single quotation marks"),
    (
        lambda signed: b".".join(encode(part).encode() for part in signed.split(b".")),
        "with each part encoded twice",
    ),
)


@cause(
    Axis.CONTENT,
    cost=2,
    fix="Leave the = signs out before signing; where the issuer cannot be changed, "
    "as with AWS load balancers, use a lenient verifier.",
)
def padded(content: Content, _: Evidence) -> Iterable[Guess]:
    """Padded base64 was signed.

    The = signs were left out only afterwards, or are still in the token, as AWS' load balancers
    send it: then it verifies with them, and strict libraries refuse it for having them.
    PyJWT, python-jose, Authlib, panva/jose, jws and ruby-jwt accept that; joserfc, jwcrypto,
    jsonwebtoken and jsrsasign do not.
    """
    if "=" in content.header + content.payload:
        yield Guess(content, "It verifies with its = signs, as it was sent; strict verifiers refuse those.")
        return
    header, payload = _with_padding(content.header), _with_padding(content.payload)
    for other in dict.fromkeys(
        (Content(header, payload), Content(header, content.payload), Content(content.header, payload))
    ):
        if other != content:
            yield Guess(other, "It verifies over header and payload with their = padding.")


@cause(
    Axis.CONTENT,
    cost=2,
    fix="Encode header and payload with a library that leaves unused bits zero, and sign again.",
)
def loose_bits(content: Content, evidence: Evidence) -> Iterable[Guess]:
    """The last character of the header or the payload carries bits that belong to no byte.

    The signature covers the text as it is and verifies; strict libraries refuse to decode it.
    """
    parts = (evidence.token.header, evidence.token.payload)
    if any(fault.rule == "loose-bits" for part in parts for fault in part.faults):
        yield Guess(
            content, "It verifies as it was sent, but the last character of a part is not the proper one."
        )


@cause(Axis.CONTENT, cost=10, fix=_SIGN_WHAT_YOU_SEND)
def std_base64(content: Content, _: Evidence) -> Iterable[Guess]:
    """Standard base64 was signed, and base64url sent.

    The characters were exchanged only after signing, or are still in the token: then it verifies
    with its + and /, as it was sent, and strict libraries refuse it for having them.
    """
    header, payload = content.header.translate(_TO_STANDARD), content.payload.translate(_TO_STANDARD)
    if {"+", "/"} & set(content.header + content.payload):
        yield Guess(content, "It verifies with its + and /, as it was sent; strict verifiers refuse those.")
    elif (header, payload) != (content.header, content.payload):
        yield Guess(Content(header, payload), "It verifies with + and / in the place of - and _.")
    if len(header) % 4 or len(payload) % 4:
        padded = Content(_with_padding(header), _with_padding(payload))
        yield Guess(padded, "It verifies as standard base64 with padding.")


_TO_STANDARD = str.maketrans("-_", "+/")


def _with_padding(text: str) -> str:
    return text + "=" * (-len(text) % 4)


def _recoded(encoding: str, mark: bytes) -> Callable[[bytes], bytes]:
    return lambda signed: mark + signed.decode("utf-8", "replace").encode(encoding)


def _with_ending(ending: bytes) -> Callable[[Content], bytes]:
    return lambda content: content.signed + ending


def _with_beginning(beginning: bytes) -> Callable[[Content], bytes]:
    return lambda content: beginning + content.signed


def _joined(dot: bytes) -> Callable[[Content], bytes]:
    return lambda content: content.header.encode() + dot + content.payload.encode()


def _decoded_joined(dot: bytes) -> Callable[[Content], bytes]:
    return lambda content: _decoded(content.header) + dot + _decoded(content.payload)


def _decoded(text: str) -> bytes:
    return decode(text).bytes
