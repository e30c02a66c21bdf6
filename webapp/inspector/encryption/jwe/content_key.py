"""The content key was wrapped in another way than the header says."""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from ..algorithms import Family
from ..cause import Evidence, Guess, Step, cause
from ..content_key import decrypted, oaep, password_key, proper, unwrapped, unwrapped_by_gcm
from ..envelope import Envelope
from ..opener import Opener

_HASHES = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}
_NAMES = {
    "sha1": "RSA-OAEP",
    "sha256": "RSA-OAEP-256",
    "sha384": "RSA-OAEP-384",
    "sha512": "RSA-OAEP-512",
}


@cause(
    Step.CONTENT_KEY,
    cost=10,
    fix='In Java, give the cipher new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, '
    "PSource.PSpecified.DEFAULT); elsewhere set the hash of MGF1 to that of OAEP.",
)
def oaep_mgf1(_: Opener, evidence: Evidence) -> Iterable[Guess]:
    """OAEP was used with one hash, and its mask with another.

    RFC 7518 wants the same hash in both. Java’s `OAEPWithSHA-256AndMGF1Padding` takes SHA-256 for the
    one and SHA-1 for the other unless it is told otherwise, and other libraries follow it.
    """
    if evidence.management.family is not Family.RSA:
        return
    for main, called in _HASHES.items():
        for mask, masked in _HASHES.items():
            if mask != main:
                usual = main == evidence.management.hash and mask == "sha1"
                says = f"It opens with OAEP of {called} and a mask (MGF1) of {masked}; both must be the same."
                yield Guess(partial(decrypted, oaep(main, mask)), says, 0 if usual else 4)


@cause(
    Step.CONTENT_KEY, cost=9, fix="Encrypt with the padding that alg names, or name the one that was used."
)
def rsa_padding(_: Opener, evidence: Evidence) -> Iterable[Guess]:
    """Another RSA padding was used than the header says.

    RSA-OAEP is OAEP with SHA-1, RSA-OAEP-256 with SHA-256, and RSA1_5 is the padding of PKCS #1 v1.5.
    None opens what another one made.
    """
    if evidence.management.family is not Family.RSA:
        return
    named = evidence.management.name
    for hash_name, other in _NAMES.items():
        if other != named:
            yield Guess(partial(decrypted, oaep(hash_name)), f"The header says {named}; it opens as {other}.")
    if named != "RSA1_5":
        yield Guess(partial(decrypted, PKCS1v15()), f"The header says {named}; it opens as RSA1_5.", 1)


@cause(Step.CONTENT_KEY, cost=11, fix="Encrypt the bytes of the content key, not their text.")
def cek_encoded(_: Opener, evidence: Evidence) -> Iterable[Guess]:
    """The content key was encrypted as text.

    Its base64 or hexadecimal went into the second part, where its bytes belong.
    """
    if evidence.management.has_encrypted_key:
        for name, decode in _DECODINGS.items():
            says = f"What the second part holds is the {name} of the content key."
            yield Guess(partial(_decoded, decode), says)


def _decoded(decode: Callable[[bytes], bytes], opener: Opener, envelope: Envelope) -> bytes | None:
    text = proper(opener, envelope)
    return decode(text.strip()) if text else None


def _base64(text: bytes) -> bytes:
    standard = text.translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(standard + b"=" * (-len(text) % 4), validate=True)


_DECODINGS: dict[str, Callable[[bytes], bytes]] = {"base64": _base64, "hexadecimal": binascii.unhexlify}


@cause(
    Step.CONTENT_KEY,
    cost=8,
    fix="Name the algorithm that fits the length of the key: A128KW for 16 bytes, A256KW for 32.",
)
def kw_alg(opener: Opener, evidence: Evidence) -> Iterable[Guess]:
    """Another key wrap was used than the header says.

    The length of the key decides: 16 bytes make it A128KW, 24 A192KW, 32 A256KW. The GCM forms are
    algorithms of their own and carry `iv` and `tag` in the header.
    """
    secret, said = opener.secret or b"", evidence.management.name
    if evidence.management.family not in {Family.WRAP, Family.GCM_WRAP} or len(secret) not in {16, 24, 32}:
        return
    bits = 8 * len(secret)
    if said != f"A{bits}KW":
        says = f"The header says {said}; it opens as A{bits}KW, with a key of {bits} bits."
        yield Guess(lambda it, envelope: unwrapped(it.secret, envelope), says)
    if said != f"A{bits}GCMKW" and "tag" in evidence.envelope.header:
        says = f"The header says {said}; it opens as A{bits}GCMKW, with a key of {bits} bits."
        yield Guess(lambda it, envelope: unwrapped_by_gcm(it.secret, envelope), says)


@cause(
    Step.CONTENT_KEY,
    cost=8,
    fix="Make the salt of the name of alg, a zero byte and the decoded p2s (RFC 7518 section 4.8.1.1).",
)
def pbes2_salt(_: Opener, evidence: Evidence) -> Iterable[Guess]:
    """The password’s salt was made in another way.

    PBES2 puts the name of `alg` and a zero byte in front of what `p2s` is the base64url of. Programs
    forget the name, or take the text of `p2s` for the salt.
    """
    if evidence.management.family is Family.PASSWORD:
        for says, salt in _salts(evidence):
            yield Guess(partial(_salted, evidence, salt), f"It opens when the salt is {says}.")


def _salts(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    name, text = evidence.management.name.encode(), (evidence.envelope.text("p2s") or "").encode()
    salt = evidence.envelope.octets("p2s") or b""
    yield "p2s alone", salt
    yield "alg, a zero byte and the text of p2s, not decoded", name + b"\0" + text
    yield "the text of p2s, not decoded", text
    yield "alg and p2s without the zero byte between them", name + salt


def _salted(evidence: Evidence, salt: bytes, opener: Opener, envelope: Envelope) -> bytes | None:
    return unwrapped(password_key(opener, envelope, evidence.management, salt), envelope)


@cause(
    Step.CONTENT_KEY,
    cost=7,
    fix="Where the secret is to encrypt the content itself, alg is “dir” and the second part is empty.",
)
def direct_key(opener: Opener, evidence: Evidence) -> Iterable[Guess]:
    """The secret encrypted the content itself, and the token looks as if it had wrapped a key.

    Then no content key was made: alg is “dir”, and the second part, which would hold it, is empty.
    """
    said = evidence.management.name
    if opener.secret is None:
        return
    if evidence.management.family is not Family.DIRECT:
        says = f"The header says {said}; it opens with the secret as the content key, which is “dir”."
        yield Guess(lambda it, _: it.secret, says)
    elif evidence.envelope.encrypted_key:
        says = "It opens with the secret as the content key; with dir the second part must be empty."
        yield Guess(lambda it, _: it.secret, says)
