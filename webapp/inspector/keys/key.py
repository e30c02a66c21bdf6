"""What reading gives: a key, or material that gave none and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

from ..note import Note
from .forms import Forms


@dataclass(frozen=True, slots=True)
class Key:
    """A public key or a secret, ready to verify with.

    `public` is None for a secret (`type` "oct"), whose bytes are then in `secret`;
    neither `secret` nor anything derived from it is ever shown.
    """

    name: str
    type: str  # EC, RSA, OKP, oct or AKP
    curve: str | None  # P-256, Ed25519, …; None for RSA, oct and AKP
    bits: int  # of the field, the modulus, the secret, or else of the public key itself
    private: bool  # it came as a private key; only the public half was kept
    key_id: str | None = None  # the JWK's kid, or else from the file name
    public: PublicKeyTypes | None = field(default=None, repr=False)
    secret: bytes | None = field(default=None, repr=False)
    forms: Forms | None = field(default=None, repr=False)  # None for a secret, and for a key only supposed
    alg: str | None = None  # what a JWK says it may be used for
    use: str | None = None
    key_ops: tuple[str, ...] | None = None
    certificate: bytes | None = field(default=None, repr=False)  # in DER, where it came in one
    notes: tuple[Note, ...] = ()

    @property
    def public_pem(self) -> str | None:
        """Byte for byte what `openssl pkey -pubout` prints."""
        return self.forms.pem if self.forms else None

    @property
    def public_jwk(self) -> Mapping[str, Any] | None:
        """None too for a curve that no JWK can name."""
        return self.forms.jwk if self.forms else None

    @property
    def thumbprint(self) -> str | None:
        """RFC 7638, SHA-256, base64url; None where there is no JWK."""
        return self.forms.thumbprint if self.forms else None


@dataclass(frozen=True, slots=True)
class UnusableKey:
    """Material that gave no key: `code` is fit for a program, `message` for the user.

    The codes: `empty`, `not-a-key`, `a-token`, `discovery-document`, `certificate-request`, `encrypted`,
    `wrong-password`, `unsupported`, `truncated`, `damaged`, `too-large`, `too-many`, `unreadable`; of a
    secret `not-base64`, `not-base64url`, `not-hex`, `not-utf8`; of a file that cannot be repaired `sound`,
    `a-secret`, `a-jwk`, `not-kept`, `unread`.
    """

    name: str
    code: str
    message: str
    notes: tuple[Note, ...] = ()


Row = Key | UnusableKey


def same(one: Key, other: Key) -> bool:
    """Whether two rows hold one public key, or are one row."""
    return one is other or (one.thumbprint is not None and one.thumbprint == other.thumbprint)
