"""R and S are wrapped in ASN.1."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from ...keys.der import INTEGER, SEQUENCE, NotDer, head
from ..cause import Axis, Evidence, Guess, cause
from .raw import RAW, number, packed, widths

_LONGEST = 160  # bytes; P-521 in the most wasteful of encodings has fewer
_INDEFINITE = 0x80


@cause(Axis.FORM, cost=1, repairable=True, fix=RAW)
def der(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The signature is DER-encoded, not R and S side by side.

    ES256 wants R and S as 32 bytes each, one after the other (RFC 7518 section 3.4). OpenSSL and
    nearly every crypto API return them in an ASN.1 SEQUENCE: PHP's `openssl_sign`, Node's
    `createSign`, Java's `SHA256withECDSA`, Go's `SignASN1`, Ruby's `dsa_sign_asn1`, the key services
    of AWS and Google, Apple's `SecKeyCreateSignature` and CryptoKit's `derRepresentation`. No JOSE
    library accepts the token; APNs does, Sign in with Apple answers `invalid_client`.

    Asked for it, they give R and S at once: Node by `dsaEncoding: 'ieee-p1363'`, Java by
    `SHA256withECDSAinP1363Format`, Swift by `rawRepresentation`, Vault by `marshaling_algorithm=jws`; C# does
    so unasked. In Python `decode_dss_signature` takes them out of it, for `to_bytes(32, 'big')`.
    """
    if numbers := unwrapped(data):
        for width in widths(evidence):
            if raw := packed(numbers, width):
                yield Guess(
                    raw,
                    f"The signature is {len(data)} bytes of DER; unwrapped, R and S are {2 * width} bytes.",
                )


@cause(Axis.FORM, cost=5, repairable=True, fix=RAW)
def der_lax(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The signature is ASN.1, and badly encoded besides.

    A number with the first bit set and no zero byte in front, which makes it negative, needless zero
    bytes, lengths in the long form, or something after the end: DER written by hand, or by Java code
    that converts in the wrong direction. No JOSE library accepts the token, and strict DER parsers
    refuse what is in it.
    """
    if unwrapped(data):
        return
    if numbers := _lax(data):
        for width in widths(evidence):
            if raw := packed(numbers, width):
                says = f"The signature is {len(data)} bytes of DER against its rules, around R and S."
                yield Guess(raw, says)


@cause(
    Axis.FACT,
    cost=1,
    fix=f"Convert the whole DER signature instead of cutting it, and sign again. {RAW}",
)
def der_truncated(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signature is a DER signature that was cut to the length of R and S.

    Code such as `substr($signature, 0, 64)` makes the length right and the content wrong: the end
    of S is lost for good. No library accepts the token.
    """
    data = evidence.token.signature.bytes
    if missing := cut_off(data, evidence):
        says = f"The signature is the first {len(data)} bytes of a DER signature of {len(data) + missing}."
        yield Guess(None, f"{says} The rest of S is missing.")


def unwrapped(data: bytes) -> tuple[int, int] | None:
    """R and S of a DER-encoded signature, None where it is none."""
    try:
        return decode_dss_signature(data)
    except ValueError:
        return None


def _lax(data: bytes) -> tuple[int, int] | None:
    """R and S of anything that has the outline of a signature, read without a sign."""
    if len(data) > _LONGEST or data[:1] != bytes((SEQUENCE,)):
        return None
    try:
        start = 2 if data[1:2] == bytes((_INDEFINITE,)) else head(data)[1]
        r, rest = _integer(data[start:])
        return r, _integer(rest)[0]
    except NotDer:
        return None


def _integer(data: bytes) -> tuple[int, bytes]:
    """The first number in `data`, and what follows it."""
    tag, start, length = head(data)
    end = start + length
    if tag != INTEGER or not 0 < length <= len(data) - start:
        raise NotDer
    return number(data[start:end]), data[end:]


def cut_off(data: bytes, evidence: Evidence) -> int:
    """How many bytes a DER signature lacks at its end; 0 for one that is whole, and for anything else."""
    try:
        tag, start, length = head(data)
    except NotDer:
        return 0
    missing = start + length - len(data)
    opens = tag == SEQUENCE and any(_opens_with_r(data, width) for width in widths(evidence))
    return missing if opens and 0 < missing < len(data) else 0


def _opens_with_r(data: bytes, width: int) -> bool:
    """Whether a number as long as R is the first thing in the SEQUENCE, and the header of S follows it."""
    try:
        _, start, length = head(data)
        tag, inner, of_r = head(data[start:])
        s = data[start + inner + of_r :]
    except NotDer:
        return False
    in_all = length - inner - of_r  # what is left for S with its own header
    return tag == INTEGER and 0 <= width + 1 - of_r <= 4 and s[:1] == b"\x02" and 0 <= width + 3 - in_all <= 4
