"""The content was encrypted in another way than RFC 7518 section 5 has it."""

from collections.abc import Iterable
from dataclasses import replace

from ..algorithms import ENCRYPTIONS
from ..cause import Evidence, Guess, Step, cause
from ..content import Sealed, split


@cause(
    Step.CONTENT,
    cost=7,
    fix="Write the enc that was used, and encrypt again: the header is authenticated too.",
)
def enc_mismatch(sealed: Sealed, _: Evidence) -> Iterable[Guess]:
    """The content was not encrypted as enc says.

    Each enc takes a key of one length: A256GCM 32 bytes, A128GCM 16. The CBC forms take twice what
    their name says, half of it for the MAC: A128CBC-HS256 32 bytes, A256CBC-HS512 64.
    """
    said = sealed.encryption.name
    for other in ENCRYPTIONS.values():
        if other.name != said:
            says = f"The header says {said}; it opens as {other.name}, with a key of {other.key} bytes."
            yield Guess(replace(sealed, encryption=other), says)


@cause(
    Step.CONTENT,
    cost=8,
    fix="Take the first half of the key for the MAC, the second for the cipher (RFC 7518 section 5.2.2.1).",
)
def cbc_halves_swapped(sealed: Sealed, _: Evidence) -> Iterable[Guess]:
    """The two halves of the key were exchanged.

    AES-CBC with HMAC takes the first half of the key for the MAC and the second for the cipher, and
    not the other way round.
    """
    if sealed.encryption.hash:
        says = "It opens with the first half of the key for the cipher and the second for the MAC."
        yield Guess(replace(sealed, halves=_exchanged), says)


def _exchanged(key: bytes) -> tuple[bytes, bytes]:
    mac_key, cipher_key = split(key)
    return cipher_key, mac_key


@cause(
    Step.CONTENT, cost=5, fix="Make the IV of 12 random bytes with GCM, of 16 with CBC (RFC 7518 section 5)."
)
def gcm_iv(sealed: Sealed, _: Evidence) -> Iterable[Guess]:
    """The initialization vector has another length than GCM has in a JWE.

    It has 96 bits. GCM takes others too, and some programs make 16 bytes as CBC wants them.
    """
    enc, length = sealed.encryption, len(sealed.iv)
    if not enc.hash and length != enc.iv:
        says = f"It opens with this IV of {length} bytes; {enc.name} wants one of {enc.iv}."
        yield Guess(replace(sealed, strict=False), says)


@cause(Step.CONTENT, cost=24, fix="Compare what was received with what was sent: every byte counts.")
def right_key_bad_tag(sealed: Sealed, _: Evidence) -> Iterable[Guess]:
    """The key is right, and the tag does not fit.

    The ciphertext decrypts to something that can be read, so the key is the right one. The tag, the
    header or the IV was changed, or computed otherwise. A receiver must refuse the token all the same.
    """
    says = "Without regard to the tag it decrypts to readable text: the key is right, the tag does not fit."
    yield Guess(replace(sealed, authenticated=False, strict=False), says)
