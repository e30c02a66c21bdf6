"""R and S as JOSE has them: two numbers of fixed width, one after the other (RFC 7518 section 3.4)."""

from collections.abc import Sequence

from ...algorithms import Family
from ..cause import Evidence

RAW = "Write R and S as two numbers of fixed width, one after the other; a JWT library does it for you."


def widths(evidence: Evidence) -> list[int]:
    """How many bytes R and S may have each: what the algorithm says, then what the EC keys say."""
    named = evidence.algorithm
    first = [named.length // 2] if named.family is Family.ECDSA and named.length else []
    return list(dict.fromkeys([*first, *((key.bits + 7) // 8 for key in evidence.keys if key.type == "EC")]))


def packed(numbers: Sequence[int], width: int) -> bytes:
    """R and S in `width` bytes each; none if one does not fit."""
    if any(number < 0 or number.bit_length() > 8 * width for number in numbers):
        return b""
    return b"".join(number.to_bytes(width, "big") for number in numbers)


def halves(data: bytes) -> tuple[bytes, bytes]:
    middle = len(data) // 2
    return data[:middle], data[middle:]


def number(data: bytes) -> int:
    return int.from_bytes(data, "big")
