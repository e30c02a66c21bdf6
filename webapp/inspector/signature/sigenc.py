"""The signature's bytes were encoded in another way than base64url without padding."""

import base64
import binascii
import re
from collections.abc import Iterable

from ..base64url import decode
from .cause import Axis, Evidence, Guess, cause

_ENCODE_BYTES = "Encode the signature's bytes as base64url without = signs (RFC 7515 section 2)."


@cause(Axis.ENCODING, cost=1, repairable=True, fix=_ENCODE_BYTES)
def padded(text: str, _: Evidence) -> Iterable[Guess]:
    """The signature ends in = signs.

    Python's `urlsafe_b64encode`, Go's `URLEncoding` and Ruby's `urlsafe_encode64` keep the padding
    of base64; JOSE leaves it out. Many libraries overlook it, others refuse the token.
    """
    if text.endswith("=") and "+" not in text and "/" not in text:
        count = len(text) - len(text.rstrip("="))
        yield Guess(
            decode(text).bytes, f"The signature ends in {count} = of padding; without it, it verifies."
        )


@cause(Axis.ENCODING, cost=1, repairable=True, fix=_ENCODE_BYTES)
def std_base64(text: str, _: Evidence) -> Iterable[Guess]:
    """The signature is standard base64, not base64url.

    `base64_encode`, `btoa` and `Convert.ToBase64String` write + and / where base64url has - and _.
    A short signature without either passes by luck, so the fault comes and goes.
    """
    if "+" in text or "/" in text:
        yield Guess(
            decode(text).bytes,
            "The signature has + or / in it, as standard base64 does; as base64url it verifies.",
        )


@cause(Axis.ENCODING, cost=2, repairable=True, fix=_ENCODE_BYTES)
def hex(text: str, _: Evidence) -> Iterable[Guess]:  # noqa: A001  # the cause is called so
    """The signature is written in hex instead of base64url.

    `hash_hmac()` without its fourth argument, crypto-js' `toString()`, `digest('hex')` and `%x` give hex.
    """
    if re.fullmatch(r"(?:0x)?(?:[0-9a-fA-F]{2}){16,}", text):
        yield Guess(bytes.fromhex(text.removeprefix("0x")), f"The signature is {len(text)} hex digits.")


@cause(Axis.ENCODING, cost=2, repairable=True, fix=_ENCODE_BYTES)
def hex_text(text: str, _: Evidence) -> Iterable[Guess]:
    """The signature is the base64url of its hex text.

    The bytes were turned into hex first and the hex was then encoded, so that the signature
    comes out twice as long: PHP's `base64_encode(hash_hmac(…))`, Ruby's `hexdigest`.
    """
    written = decode(text).bytes
    if len(written) % 2 == 0 and len(written) >= 32 and re.fullmatch(rb"[0-9a-fA-F]+", written):
        yield Guess(
            bytes.fromhex(written.decode("ascii")), f"The signature decodes to {len(written)} hex digits."
        )


@cause(Axis.ENCODING, cost=3, repairable=True, fix=_ENCODE_BYTES)
def double_base64(text: str, _: Evidence) -> Iterable[Guess]:
    """The signature is base64-encoded twice.

    The library had returned base64 already, and that text was encoded once more.
    """
    written = decode(text).bytes
    if len(written) >= 32 and re.fullmatch(rb"[A-Za-z0-9+/_-]+={0,2}", written):
        try:
            inner = base64.b64decode(written.translate(bytes.maketrans(b"-_", b"+/")) + b"==")
        except binascii.Error:
            return
        yield Guess(inner, "The signature decodes to text that is base64 itself.")


@cause(Axis.ENCODING, cost=2, repairable=True, fix=_ENCODE_BYTES)
def noncanonical(text: str, _: Evidence) -> Iterable[Guess]:
    """The unused bits of the signature's last character are not zero.

    Two to sixteen last characters stand for the same bytes, and only one of them is right. Somebody
    changed the last letter to see whether the signature breaks, or an encoder is sloppy. Strict
    libraries refuse it; it is no hole in the signature.
    """
    decoded = decode(text)
    if any(fault.rule == "loose-bits" for fault in decoded.faults):
        yield Guess(decoded.bytes, f"The last character “{text[-1]}” carries bits that belong to no byte.")
