"""What may open a token: a secret, or the private half of a key for as long as one request takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from ..keys import Key, Vault
from .algorithms import Family, Management

AGREEING = ("P-256", "P-384", "P-521", "X25519", "X448")  # RFC 7518 section 6.2.1.1, RFC 8037 section 3.2


@dataclass(frozen=True, slots=True)
class Opener:
    """A key that was given, with what of it opens tokens."""

    key: Key
    private: PrivateKeyTypes | None = field(default=None, repr=False)
    secret: bytes | None = field(default=None, repr=False)


def fits(management: Management, key: Key) -> bool:
    """Whether the key, or its private half, is of the kind that the algorithm takes."""
    match management.family:
        case Family.RSA:
            return key.type == "RSA"
        case Family.AGREEMENT:
            return key.type in {"EC", "OKP"} and key.curve in AGREEING
    return key.type == "oct"


def openers(management: Management, keys: Iterable[Key], vault: Vault) -> Iterator[Opener]:
    """The keys that fit and are there whole."""
    for key in keys:
        private = vault.private_half(key)
        if fits(management, key) and (private or key.secret is not None):
            yield Opener(key, private, key.secret)
