"""The authentication tag was computed, cut or placed in another way."""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Literal

from ..cause import Evidence, Guess, Step, cause
from ..content import Mac, Sealed, tag_of


@cause(
    Step.CONTENT,
    cost=8,
    fix="The tag is the first half of the HMAC of header, IV, ciphertext and the header’s length in bits, as "
    "64 bits (RFC 7518 section 5.2.2.1).",
)
def cbc_tag(sealed: Sealed, _: Evidence) -> Iterable[Guess]:
    """The tag of AES-CBC with HMAC was computed, or cut, in another way.

    HMAC gives twice as many bytes as the tag has, of which the first half is sent; and behind the
    ciphertext goes the length of the additional data in bits.
    """
    if sealed.encryption.hash:
        for says, mac in _macs(sealed.encryption.tag):
            yield Guess(replace(sealed, mac=mac, strict=False), f"The tag fits when {says}.")


def _macs(length: int) -> Iterator[tuple[str, Mac]]:
    yield "it is the whole HMAC, not its first half", tag_of
    yield "it is the second half of the HMAC", lambda sealed, key: tag_of(sealed, key)[-length:]
    yield "the length of the additional data is left out", partial(_over, _without_length)
    for says, make in _LENGTHS.items():
        yield f"the length of the additional data is written {says}", partial(_over, make)
    yield "the IV is left out", partial(_over, lambda it: it.aad + it.ciphertext + _length(it, 8, 8, "big"))
    yield "it is the HMAC of the ciphertext alone", partial(_over, lambda it: it.ciphertext)


def _over(message: Callable[[Sealed], bytes], sealed: Sealed, key: bytes) -> bytes:
    """The HMAC of another message, cut where the tag is cut."""
    whole = hmac.digest(key, message(sealed), sealed.encryption.hash)
    return whole if len(sealed.tag) == len(whole) else whole[: sealed.encryption.tag]


def _without_length(sealed: Sealed) -> bytes:
    return sealed.aad + sealed.iv + sealed.ciphertext


def _length(sealed: Sealed, unit: int, width: int, order: Literal["big", "little"]) -> bytes:
    return (unit * len(sealed.aad)).to_bytes(width, order)


_LENGTHS: dict[str, Callable[[Sealed], bytes]] = {
    "in bytes instead of bits": lambda it: _without_length(it) + _length(it, 1, 8, "big"),
    "in 32 bits instead of 64": lambda it: _without_length(it) + _length(it, 8, 4, "big"),
    "with its lowest byte first": lambda it: _without_length(it) + _length(it, 8, 8, "little"),
}


@cause(
    Step.CONTENT,
    cost=6,
    repairable=True,
    fix="Split the last 16 bytes off what the cipher gives: they are the tag, a part of its own.",
)
def gcm_tag_layout(sealed: Sealed, _: Evidence) -> Iterable[Guess]:
    """The tag is not in the part where it belongs, or not whole.

    Java, WebCrypto, Go and the AEAD functions of most libraries give ciphertext and tag in one piece.
    In a JWE the tag is the fifth part, and with GCM it has 128 bits though GCM knows shorter ones.
    """
    length, text = sealed.encryption.tag, sealed.ciphertext
    if not sealed.encryption.hash and len(sealed.tag) < length:
        says = f"It opens with a tag of {8 * len(sealed.tag)} bits; in a JWE it has {8 * length}."
        yield Guess(replace(sealed, strict=False), says)
    if len(text) < length:
        return
    if sealed.tag == text[-length:]:
        says = f"The tag is there twice: the last {length} bytes of the ciphertext are too many."
    else:
        says = f"The last {length} bytes of the ciphertext are the tag."
    yield Guess(replace(sealed, ciphertext=text[:-length], tag=text[-length:]), says)
    says = f"The first {length} bytes of the ciphertext are the tag."
    yield Guess(replace(sealed, ciphertext=text[length:], tag=text[:length]), says)
