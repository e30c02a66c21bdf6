"""The signature has bytes too many or too few, or has them in the wrong order."""

from collections.abc import Iterable, Iterator

from ...keys import Key
from ..cause import Axis, Evidence, Guess, cause
from .advice import ENCODE_BYTES, FIXED_LENGTH

_EDDSA = {"Ed25519": 64, "Ed448": 114}
_MOST_EXTRA, _MOST_LOST = 8, 4


@cause(
    Axis.FORM,
    cost=3,
    repairable=True,
    fix="Use printf %s or echo -n before base64: echo ends what it writes with a newline.",
)
def newline_appended(data: bytes, _: Evidence) -> Iterable[Guess]:
    """A newline was encoded with the signature.

    `echo "$signature" | base64` encodes the newline that echo adds. Every library refuses the token,
    because the signature is a byte too long.
    """
    for ending, name in ((b"\n", "a newline"), (b"\r\n", "a carriage return and a newline")):
        if data.endswith(ending):  # the signature's own last byte may be a carriage return
            says = f"The last of the signature's {len(data)} bytes is {name}."
            yield Guess(data.removesuffix(ending), says)


@cause(
    Axis.FORM,
    cost=6,
    repairable=True,
    fix="Encode as many bytes as the signing call says that it wrote, not the whole buffer.",
)
def extra_bytes(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """There are a few bytes too many around the signature.

    A buffer longer than the signature, the padding of a struct or a wrong length argument. Every
    library refuses the token.
    """
    for length in _lengths(evidence):
        extra = len(data) - length
        if 0 < extra <= _MOST_EXTRA:
            there = "there is a byte" if extra == 1 else f"there are {extra} bytes"
            yield Guess(data[:length], f"After the signature's {length} bytes {there} too many.")
            yield Guess(data[extra:], f"Before the signature's {length} bytes {there} too many.", 1)


@cause(Axis.FORM, cost=5, repairable=True, fix=FIXED_LENGTH)
def trailing_zero_lost(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """Zero bytes were trimmed off the signature's end.

    Go's `bytes.TrimRight(signature, "\\0")`, PHP's `rtrim` and Python's `rstrip` take the signature for a
    text. One token in 256 ends in a zero byte and is refused, all others pass.
    """
    for length in _lengths(evidence):
        lost = length - len(data)
        if 0 < lost <= _MOST_LOST and not data.endswith(b"\0"):
            zeros = "a zero byte is" if lost == 1 else f"{lost} zero bytes are"
            says = f"The signature is {len(data)} bytes of {length}: {zeros} missing at its end. "
            says += "That befalls one token in 256."
            yield Guess(data.ljust(length, b"\0"), says)


@cause(Axis.FORM, cost=3, repairable=True, fix=FIXED_LENGTH)
def leading_zero_lost(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The RSA signature is shorter than the key.

    A big integer was turned into bytes without padding it to the length of the modulus, which drops
    leading zero bytes. One token in 256 is refused (RFC 8017 section 8.2.2 asks for the full length),
    all others pass.
    """
    for length in _moduli(evidence):
        lost = length - len(data)
        if 0 < lost <= _MOST_LOST and data[:1] != b"\0":
            says = (
                f"The signature is {len(data)} bytes, the key's modulus {length}: a leading zero is missing. "
                "That befalls one token in 256."
            )
            yield Guess(data.rjust(length, b"\0"), says)


@cause(Axis.FORM, cost=3, repairable=True, fix=FIXED_LENGTH)
def sign_byte(data: bytes, evidence: Evidence) -> Iterable[Guess]:
    """The RSA signature has a zero byte in front, the sign of a big integer.

    Java's and .NET's `BigInteger.toByteArray()` writes it where the first bit would otherwise mean a
    negative number: in up to half of all tokens. Those are refused for being a byte too long, the
    others pass.
    """
    for length in _moduli(evidence):
        if len(data) == length + 1 and data[0] == 0:
            says = (
                f"The signature is {len(data)} bytes, the key's modulus {length}: its first byte is a sign. "
                "Up to half of all tokens come out so."
            )
            yield Guess(data[1:], says)


@cause(Axis.FORM, cost=13, repairable=True, fix=f"Reverse the bytes of the signature. {ENCODE_BYTES}")
def reversed(data: bytes, evidence: Evidence) -> Iterable[Guess]:  # noqa: A001  # the cause is called so
    """The signature's bytes are in reverse order.

    The Windows CryptoAPI (`CryptSignHash`) writes the least significant byte first. Every library
    refuses the token.
    """
    if len(data) in _lengths(evidence):
        yield Guess(data[::-1], f"The {len(data)} bytes of the signature, read backwards, verify.")


def _lengths(evidence: Evidence) -> list[int]:
    """How long a signature of this algorithm, or by one of these keys, is in bytes."""
    named = evidence.algorithm.length
    return list(dict.fromkeys([*([named] if named else []), *_lengths_by(evidence.keys)]))


def _lengths_by(keys: tuple[Key, ...]) -> Iterator[int]:
    for key in keys:
        match key.type:
            case "RSA":
                yield _bytes(key)
            case "EC":
                yield 2 * _bytes(key)
            case "OKP" if key.curve in _EDDSA:
                yield _EDDSA[key.curve]


def _moduli(evidence: Evidence) -> list[int]:
    """The lengths of the RSA keys in bytes."""
    return list(dict.fromkeys(_bytes(key) for key in evidence.keys if key.type == "RSA"))


def _bytes(key: Key) -> int:
    return (key.bits + 7) // 8
