"""R and S stand side by side, but in another width, order or notation."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from ...base64url import decode
from ..cause import Axis, Evidence, Guess, cause
from .raw import RAW, halves, number, packed, widths

_LONGEST_JSON = 2048  # bytes; R and S of P-521 in decimal have 314 digits
_P521 = 66  # bytes
_MOST_LOST = 3  # zero bytes of R and S together; of ES512 tokens 1 in 100,000 lacks more, of others none
_THREE_IN_FOUR = "Three tokens in four come out so."
_RECOVERY = frozenset((*range(4), *range(27, 35)))


@cause(Axis.FORM, cost=3, repairable=True, fix=RAW)
def trimmed_rs(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """A leading zero byte of R or S was dropped.

    Big-integer types write a number without leading zeros: Go's `r.Bytes()`, OpenSSL's `BN_bn2bin`,
    `toString(16)`. One ES256 or ES384 token in 128 comes out short and is refused, while all others
    pass; of ES512 tokens it is three in four. Only jwcrypto accepts such a token, where it was R that
    lost its zero.
    """
    for width in widths(evidence):
        missing = 2 * width - len(data)
        if 0 < missing <= _MOST_LOST:
            zeros = "a leading zero byte" if missing == 1 else f"{missing} leading zero bytes"
            often = "three tokens in four" if width == _P521 else "one token in 128"
            says = f"The signature is {len(data)} bytes of {2 * width}: {zeros} of R or S must be missing."
            says += f" That befalls {often}."
            for of_r in range(missing + 1):
                r, s = data[: width - of_r], data[width - of_r :]
                yield Guess(r.rjust(width, b"\0") + s.rjust(width, b"\0"), says)


@cause(Axis.FORM, cost=3, repairable=True, fix=RAW)
def sign_bytes(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """R or S has a zero byte in front, the sign of a big integer.

    Java's `BigInteger.toByteArray()` writes it where the first bit would otherwise mean a negative
    number: in three ES256 tokens of four at least one of the two is a byte longer, and those are
    refused, by every library but jwcrypto.
    """
    for width in widths(evidence):
        for split in range(max(1, width - 3), width + 2):
            r, s = data[:split], data[split:]
            if len(s) <= width + 1 and _is_signed(r) and _is_signed(s) and max(len(r), len(s)) > width:
                says = (
                    f"The signature is {len(data)} bytes: R has {len(r)}, S {len(s)}, with a sign byte each."
                )
                if len(r) <= width or len(s) <= width:
                    longer = "R" if len(r) > width else "S"
                    says = f"The signature is {len(data)} bytes: {longer} has a sign byte in front."
                yield Guess(packed((number(r), number(s)), width), f"{says} {_THREE_IN_FOUR}")


def _is_signed(data: bytes) -> bool:
    """Whether it is a positive number in two's complement, as short as can be."""
    return data[:1] < b"\x80" and (data[:1] != b"\0" or data[1:2] >= b"\x80") and data != b""


@cause(Axis.FORM, cost=3, repairable=True, fix=RAW)
def wrong_width(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """R and S are padded to a wrong width.

    Each has to be as wide as the curve's field: 32 bytes for ES256, 48 for ES384 and 66 for ES512,
    whose curve is P-521, not “P-512”. Only jwcrypto accepts the token.
    """
    for width in widths(evidence):
        if len(data) % 2 == 0 and 2 * width < len(data) <= 8 * width:
            r, s = map(number, halves(data))
            if raw := packed((r, s), width):
                says = f"R and S have {len(data) // 2} bytes each; {width} each are wanted."
                yield Guess(raw, says)


@cause(Axis.FORM, cost=12, repairable=True, fix=f"Put R first. {RAW}")
def swapped(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """R and S are in the wrong order.

    It happens where DER is taken apart by hand. No JOSE library accepts the token.
    """
    if _is_raw(data, evidence):
        r, s = halves(data)
        yield Guess(s + r, "With R and S exchanged, it verifies.")


@cause(Axis.FORM, cost=4, repairable=True, fix=f"Write the most significant byte of R and of S first. {RAW}")
def little_endian(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """R and S have their bytes in reverse order.

    libsecp256k1 keeps its numbers so, and some hardware modules and ports of ES256K hand them on as
    they are. No JOSE library accepts the token.
    """
    if _is_raw(data, evidence):
        r, s = halves(data)
        shown = len(r) == _P521 and max(r[-1], s[-1]) <= 1 < max(r[0], s[0])  # 521 bits in 528
        says = "With the bytes of R and of S read backwards, it verifies."
        yield Guess(r[::-1] + s[::-1], says, 0 if shown else 8)


def _is_raw(data: bytes, evidence: Evidence) -> bool:
    return any(len(data) == 2 * width for width in widths(evidence))


@cause(Axis.FORM, cost=4, repairable=True, fix="Leave out the recovery id: JOSE has R and S only.")
def recovery_id(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The signature carries a recovery id.

    Ethereum's and elliptic's signatures are R, S and a byte more, from which the key can be recovered;
    Bitcoin's compact form has that byte in front. No JOSE library accepts the token.
    """
    for width in widths(evidence):
        if len(data) == 2 * width + 1:
            if data[-1] in _RECOVERY:
                yield Guess(data[:-1], f"Its last byte, {data[-1]}, is a recovery id after R and S.")
            if data[0] in _RECOVERY:
                yield Guess(data[1:], f"Its first byte, {data[0]}, is a recovery id before R and S.")


@cause(Axis.FORM, cost=2, repairable=True, fix=RAW)
def json_rs(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The signature is a text with R and S in it.

    elliptic's `JSON.stringify(signature)` writes `{"r":"…","s":"…"}`; others write two long decimal
    numbers. That text was then encoded. No JOSE library accepts the token.
    """
    if len(data) <= _LONGEST_JSON and (pair := _pair(data.decode("utf-8", "replace").strip())):
        for width in widths(evidence):
            for read in _NOTATIONS:
                if raw := _packed_as(read, pair, width):
                    yield Guess(raw, "The signature decodes to a text with R and S in it.")


Notation = Callable[[Any], int]


def _base64_number(text: str) -> int:
    data = decode(text).bytes
    return number(data) if re.fullmatch(r"[A-Za-z0-9+/_-]+={0,2}", text) else -1


_NOTATIONS: tuple[Notation, ...] = (
    lambda text: int(str(text), 16),
    lambda text: int(str(text)),
    _base64_number,
)


def _packed_as(read: Notation, pair: tuple[Any, Any], width: int) -> bytes:
    try:
        return packed((read(pair[0]), read(pair[1])), width)
    except (ValueError, TypeError):
        return b""


def _pair(text: str) -> tuple[Any, Any] | None:
    """What stands for R and S: members of an object, or two decimal numbers."""
    if plain := re.fullmatch(r"[\[(]?\s*([0-9]{60,160})[\s,;]+([0-9]{60,160})\s*[\])]?", text):
        return plain[1], plain[2]
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict):
        return None
    members = {name.lower(): value for name, value in read.items()}
    return (members["r"], members["s"]) if {"r", "s"} <= members.keys() else None
