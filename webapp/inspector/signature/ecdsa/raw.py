"""R and S as JOSE has them: two numbers of fixed width, one after the other (RFC 7518 section 3.4)."""

from collections.abc import Sequence

from ...algorithms import Family
from ..cause import Evidence

RAW = (
    "Write R and S as two numbers of fixed width, one after the other. "
    "Python: decode_dss_signature and to_bytes(32, 'big'); Node: dsaEncoding: 'ieee-p1363'; "
    "PHP and Ruby: read the two numbers and left-pad each with zero bytes; "
    "Java: SHA256withECDSAinP1363Format; Go: r.FillBytes(sig[:32]); C#: the default of SignData; "
    "Swift: rawRepresentation; Vault: marshaling_algorithm=jws."
)


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
