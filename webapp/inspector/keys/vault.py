"""Private halves, for the one purpose that needs them: opening an encrypted token.

Whoever reads keys without a vault gets none. With one they live as long as it does, which is one
examination; no row, report or page leads to them.
"""

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import ec, rsa, x448, x25519
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .allowance import for_all_files
from .key import Key

Writer = Callable[[], str]

_OPENING = (
    rsa.RSAPrivateKey,
    ec.EllipticCurvePrivateKey,
    x25519.X25519PrivateKey,
    x448.X448PrivateKey,
)  # the kinds that serve the algorithms of JWE


class Vault:
    """The private halves that were met while keys were read, each by its public half."""

    def __init__(self) -> None:
        self._halves: dict[bytes, PrivateKeyTypes] = {}
        self._left_out: dict[bytes, str] = {}
        self.allowance = for_all_files()

    def put(self, private: PrivateKeyTypes, write: Writer | None = None) -> None:  # noqa: ARG002
        """Take in `private`; `write` gives its PEM as the file has it, once that was repaired."""
        if isinstance(private, _OPENING):
            self._halves[name_of(private.public_key())] = private

    def leave_out(self, public: PublicKeyTypes, why: str) -> None:
        """Remember why the private half of `public` is not here, in words for the user."""
        self._left_out[name_of(public)] = why

    @property
    def size(self) -> int:
        return len(self._halves)

    def private_half(self, key: Key) -> PrivateKeyTypes | None:
        """The private half of `key`, if it came with one."""
        return self._halves.get(name_of(key.public)) if key.public is not None and self._halves else None

    def why_not(self, key: Key) -> str | None:
        """Why the private half of `key`, which came with one, is not here; None where that is not known."""
        return self._left_out.get(name_of(key.public)) if key.public is not None and self._left_out else None


def name_of(public: PublicKeyTypes) -> bytes:
    """What two private keys have in common only if they are one."""
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
