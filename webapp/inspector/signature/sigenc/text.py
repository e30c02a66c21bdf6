"""The third part of the token is another text than base64url without padding."""

import re
from collections.abc import Iterable

from ...base64url import decode
from ..cause import Axis, Evidence, Guess, cause
from .advice import ENCODE_BYTES

_VAULT = re.compile(r"vault:v[0-9]{1,9}:")
_LEAST_DISTINCT = 8  # characters: “AAAA…” is hex by the alphabet alone
_HEX = re.compile(r"(?:0[xX])?[0-9a-fA-F]{2}(?:[:\s-]*[0-9a-fA-F]{2}){15,}")


@cause(Axis.ENCODING, cost=1, repairable=True, fix=ENCODE_BYTES)
def padded(text: str, _: Evidence) -> Iterable[Guess]:
    """The signature ends in = signs.

    Python's `urlsafe_b64encode`, Go's `URLEncoding` and Ruby's `urlsafe_encode64` keep the padding
    of base64; JOSE leaves it out. The token is refused by joserfc, jsonwebtoken and jsrsasign, and
    accepted by PyJWT, python-jose, Authlib, jwcrypto, panva/jose, jws and ruby-jwt.
    """
    if text.endswith("=") and "+" not in text and "/" not in text:
        signs = "an = sign" if text[-2:-1] != "=" else f"{len(text) - len(text.rstrip('='))} = signs"
        yield Guess(decode(text).bytes, f"The signature ends in {signs} of padding; base64url has none.")


@cause(Axis.ENCODING, cost=1, repairable=True, fix=ENCODE_BYTES)
def std_base64(text: str, _: Evidence) -> Iterable[Guess]:
    """The signature is standard base64, not base64url.

    `base64_encode`, `btoa`, `Convert.ToBase64String` and `Base64.getEncoder` write + and / where
    base64url has - and _. The fault comes and goes: one HS256 token in four and one ES256 token in
    fifteen has neither character and passes, an RS256 token almost never. It is refused by PyJWT,
    joserfc, panva/jose, jsonwebtoken and jsrsasign, and accepted by python-jose, Authlib, jwcrypto,
    jws and ruby-jwt.
    """
    if "+" in text or "/" in text:
        count = text.count("+") + text.count("/")
        share = 1 - (62 / 64) ** len(text)
        says = f"The signature is standard base64: {count} of its characters are + or /."
        says += f" {min(share, 0.99):.0%} of such tokens have one; the others pass."
        yield Guess(decode(text).bytes, says)


@cause(Axis.ENCODING, cost=2, repairable=True, fix=ENCODE_BYTES)
def hex(text: str, _: Evidence) -> Iterable[Guess]:  # noqa: A001  # the cause is called so
    """The signature is written in hex instead of base64url.

    `hash_hmac()` without its fourth argument, crypto-js' `toString()`, `digest('hex')` and Go's `%x`
    give hex. Every library refuses the token: hex read as base64url gives other bytes.
    """
    if data := unhexed(text):
        yield Guess(data, f"The signature is {2 * len(data)} hex digits, which stand for {len(data)} bytes.")


@cause(Axis.ENCODING, cost=2, repairable=True, fix=ENCODE_BYTES)
def noncanonical(text: str, evidence: Evidence) -> Iterable[Guess]:
    """The unused bits of the signature's last character are not zero.

    Four or sixteen last characters stand for the same bytes, and only one of them is right. Somebody
    changed the last letter to see whether the signature breaks, or an encoder is sloppy. PyJWT and
    joserfc refuse the token; python-jose, Authlib, jwcrypto, panva/jose, jsonwebtoken, jws, jsrsasign
    and ruby-jwt accept it (jsonwebtoken not under HS256). It is no hole in the signature.
    """
    decoded = decode(text)
    loose = any(fault.rule == "loose-bits" for fault in decoded.faults)
    if loose and not evidence.algorithm.misses(len(decoded.bytes)):
        last = text.rstrip("=")[-1]
        yield Guess(decoded.bytes, f"The last character “{last}” carries bits that belong to no byte.")


@cause(
    Axis.ENCODING,
    cost=1,
    repairable=True,
    fix="Ask Vault for marshaling_algorithm=jws and leave out the “vault:v1:” in front of what it answers.",
)
def vault_prefix(text: str, _: Evidence) -> Iterable[Guess]:
    """The signature is what HashiCorp Vault answered, prefix and all.

    Vault's transit engine puts `vault:v1:` before a signature in standard base64, which for an EC key
    is DER besides unless `marshaling_algorithm=jws` was asked for. Every library refuses the token.
    """
    written = text
    if decode(text[:16]).bytes.startswith(b"vault:v"):
        written = decode(text).bytes.decode("latin-1")
    if prefix := _VAULT.match(written):
        data = decode(written[prefix.end() :].strip()).bytes
        yield Guess(data, f"The signature begins with “{prefix[0]}”, as HashiCorp Vault writes it.")


def unhexed(text: str) -> bytes:
    """The bytes that a text of nothing but hex digits stands for, 16 at least; none if it is another."""
    if not _HEX.fullmatch(text) or len(set(text)) < _LEAST_DISTINCT:
        return b""
    return bytes.fromhex(re.sub(r"^0[xX]|[:\s-]", "", text))
