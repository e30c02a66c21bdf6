"""Where private keys lie while their file is repaired: for that one call, and for nothing else."""

from collections import defaultdict, deque

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from .key import Key
from .vault import Vault, Writer, name_of


class Bench(Vault):
    """The private keys that were met while a file was read, each as clean PEM.

    A file may hold one key several times, encrypted and in clear: each comes back in its place.
    """

    def __init__(self) -> None:
        super().__init__()
        self._written: defaultdict[bytes, deque[str]] = defaultdict(deque)

    def put(self, private: PrivateKeyTypes, write: Writer | None = None) -> None:
        self._written[name_of(private.public_key())].append(write() if write else _as_pkcs8(private))

    def take(self, key: Key) -> str | None:
        """The private key whose public half is `key`, the one read first; None where there is none left."""
        written = self._written[name_of(key.public)] if key.public is not None else None
        return written.popleft() if written else None


def _as_pkcs8(private: PrivateKeyTypes) -> str:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")
