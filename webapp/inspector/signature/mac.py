"""The right MAC, damaged on its way. Who has the secret knows the whole one, and can be given it back."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable

from ..base64url import encode
from ..token import Part
from .cause import Axis, Evidence, Guess, cause

_BYTES = "Carry the MAC as bytes until it is base64url: not as text, and not through functions for text."
_WHOLE = "Copy the token again, whole; look for a column, a log line or a cookie that is too short for it."
_USUAL_CUTS = frozenset({10, 12, 16, 20, 24, 32})  # bytes that protocols cut a MAC to
_REPLACED = "\ufffd".encode()
_LEAST = 8  # bytes that have to agree: chance would need 2 to the 64th tries


def _received(evidence: Evidence) -> bytes:
    return evidence.token.signature.bytes


def resembling(received: Part) -> Callable[[bytes], bool]:
    """Whether some piece of what was received is where it ought to be; if none is, no damage explains it."""
    text = received.text.encode("utf-8", "replace")
    first, second, last, folded = text[:6], text[6:12], text[-6:], text[:6].lower()
    replaced = _REPLACED in received.bytes

    def resembles(expected: bytes) -> bool:
        proper = urlsafe_b64encode(expected).rstrip(b"=")
        same = proper[:6] == first or proper[6:12] == second or proper[-6:] == last
        return same or replaced or proper[:6].lower() == folded

    return resembles


@cause(
    Axis.MAC,
    cost=8,
    repairable=True,
    family="sigenc",
    fix="Send the whole MAC: HS256 is 32 bytes (RFC 7518 section 3.2).",
)
def truncated_mac(expected: bytes, evidence: Evidence) -> Iterable[Guess]:
    """Only the beginning of the MAC is there.

    Some protocols cut a MAC to 80 or 128 bits; JWS sends all of it.
    """
    received = _received(evidence)
    if len(received) in _USUAL_CUTS and len(received) < len(expected) and expected.startswith(received):
        yield Guess(
            None,
            f"The first {len(received)} of the MAC's {len(expected)} bytes are there, and they are right.",
        )


@cause(Axis.MAC, cost=7, repairable=True, family="sigenc", fix=_BYTES)
def nul_truncated(expected: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The MAC stops where its first zero byte should be.

    It was handled as a C string: `strlen`, `%s`. One HS256 token in eight has a zero byte in it and
    is refused; the others pass.
    """
    received = _received(evidence)
    if _LEAST <= len(received) < len(expected) and expected.startswith(received + b"\0"):
        share = 1 - (255 / 256) ** len(expected)
        says = f"The MAC is right up to byte {len(received)}, and its next byte is zero."
        yield Guess(None, f"{says} {share:.0%} of such tokens have a zero byte.")


@cause(Axis.MAC, cost=7, repairable=True, family="sigenc", fix=_BYTES)
def utf8_replacement(expected: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The MAC's bytes were decoded as UTF-8 text, and what was none became U+FFFD.

    `digest().toString()` in Node and `new String(bytes, UTF_8)` in Java do that. The bytes that were
    replaced are lost for good; only who has the secret can make them again.
    """
    lost = expected.decode("utf-8", "replace").encode()
    if lost != expected and lost == _received(evidence):
        count = lost.decode().count("\ufffd")
        where = "one place" if count == 1 else f"{count} places"
        yield Guess(None, f"Bytes of the MAC were replaced by U+FFFD in {where}.")


@cause(
    Axis.MAC,
    cost=6,
    repairable=True,
    family="transport",
    fix="Carry tokens through nothing that changes case: e-mail, DNS, some databases.",
)
def case_folded(expected: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The letters of the signature lost their case."""
    text, proper = evidence.token.signature.text, encode(expected)
    if text != proper and text in {proper.lower(), proper.upper()}:
        yield Guess(None, "The signature is right but for the case of its letters, which base64 needs.")


@cause(Axis.MAC, cost=8, repairable=True, family="transport", fix=_WHOLE)
def truncated(expected: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The end of the signature is cut off."""
    text, proper = evidence.token.signature.text, encode(expected)
    if 11 <= len(text) < len(proper) and proper.startswith(text):
        lost = len(proper) - len(text)
        what = "character is" if lost == 1 else f"{lost} characters are"
        yield Guess(None, f"The last {what} missing.")


@cause(
    Axis.MAC,
    cost=9,
    repairable=True,
    family="transport",
    fix="Copy the token instead of typing it, and not out of a picture.",
)
def typo(expected: bytes, evidence: Evidence) -> Iterable[Guess]:
    """A character of the signature is wrong."""
    text, proper = evidence.token.signature.text, encode(expected)
    if len(text) == len(proper):
        wrong = [index for index, (one, other) in enumerate(zip(text, proper, strict=True)) if one != other]
        if 0 < len(wrong) <= 3:
            at = wrong[0]
            yield Guess(
                None, f"Character {at + 1} of the signature is “{text[at]}”; it should be “{proper[at]}”."
            )
    elif len(text) == len(proper) + 1 and _is_within(proper, text):
        at = next((at for at, one in enumerate(proper) if text[at] != one), len(proper))
        yield Guess(None, f"Character {at + 1} of the signature, “{text[at]}”, is one too many.")


@cause(
    Axis.MAC,
    cost=9,
    repairable=True,
    family="transport",
    fix="Copy the token as code: Markdown takes underscores for emphasis.",
)
def char_lost(expected: bytes, evidence: Evidence) -> Iterable[Guess]:
    """Characters of the signature are missing.

    Markdown and Slack take `_a_` for emphasis and swallow both underscores; a selection ends a
    character too soon.
    """
    text, proper = evidence.token.signature.text, encode(expected)
    missing = len(proper) - len(text)
    if 0 < missing <= 4 and _is_within(text, proper):
        what, are = ("A character", "is") if missing == 1 else (f"{missing} characters", "are")
        yield Guess(None, f"{what} of the signature {are} missing.")


def _is_within(short: str, long: str) -> bool:
    """Whether `short` is `long` with some characters left out."""
    rest = iter(long)
    return all(character in rest for character in short)
