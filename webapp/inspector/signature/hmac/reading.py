"""The secrets that were given, and how another reading of one becomes a guess.

No message of this family holds a character of a secret: it names the reading and counts its bytes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ...algorithms import Family
from ...keys import Key
from ...submission import KeyFile
from ...words import counted
from ..cause import Evidence, Guess

Reading = tuple[bytes, str]  # the bytes, and how they come about: “It verifies …”
Wording = tuple[str, str]  # the same of a secret that is text

AGREE = "Write down on both sides how the bytes of the secret are meant, and decode it alike."
AS_IT_IS = "Give both sides the same secret, character for character; compare the SHA-256 of what each reads."

_LONGEST = 8 * 1024  # bytes of a secret, which is longer than any that was ever meant as one
_MOST = 8  # secrets whose readings are tried
_LENGTHS = (32, 48, 64)  # of HMACs, in bytes
_ED25519 = 64  # bytes of a signature


def looks_like_hmac(evidence: Evidence) -> bool:
    """Whether the header says HMAC, or the signature has the length of one and not that of its algorithm."""
    length, algorithm = len(evidence.token.signature.bytes), evidence.algorithm
    own = algorithm.length or (_ED25519 if algorithm.family is Family.EDDSA else 0)
    return algorithm.family is Family.HMAC or (length in _LENGTHS and length != own)


def secrets(evidence: Evidence) -> list[Key]:
    """The secrets given, among them the files that hold no key and may be one."""
    if not looks_like_hmac(evidence):
        return []
    given = [key for key in evidence.keys if key.secret is not None]
    given += [as_secret(file.name, file.data) for file in evidence.files if not holds_key(file, evidence)]
    return [key for key in given if len(key.secret or b"") <= _LONGEST][:_MOST]


def holds_key(file: KeyFile, evidence: Evidence) -> bool:
    """Whether a key was read from the file."""
    return any(key.name.partition("[")[0] == file.name for key in evidence.keys)


def as_secret(name: str, secret: bytes) -> Key:
    """The key that `secret` is."""
    return Key(name, "oct", None, 8 * len(secret), private=False, secret=secret)


def readings(
    evidence: Evidence, read: Callable[[bytes], Iterable[Reading]], unseen: int = 0
) -> Iterator[Guess]:
    """A guess for each other reading of each secret; `unseen` is what one costs more that adds to it."""
    for key in secrets(evidence):
        seen = {key.secret, b""}
        for secret, how in read(key.secret or b""):
            if secret not in seen:
                seen.add(secret)
                says = f"It verifies {how} ({counted(len(secret), 'byte')})."
                more = unseen if len(secret) > len(key.secret or b"") else 0
                yield Guess(replace(key, secret=secret, bits=8 * len(secret)), says, more)


def wordings(
    evidence: Evidence, read: Callable[[str], Iterable[Wording]], unseen: int = 0
) -> Iterator[Guess]:
    """The same for each other wording of each secret that is text."""

    def in_bytes(secret: bytes) -> Iterator[Reading]:
        try:
            text = secret.decode()
        except UnicodeDecodeError:
            return
        for other, how in read(text):
            yield other.encode("utf-8", "replace"), how

    return readings(evidence, in_bytes, unseen)
