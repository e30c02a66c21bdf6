"""Any key material to keys. A private key is reduced to its public half at once.

The other half is there only for who brings a vault to put it into: the decryption of a token.
"""

from dataclasses import replace
from functools import partial

from ..limits import DEFAULTS, Limits
from ..submission import KeyFile
from . import half, material
from .allowance import Allowance, for_all_files, for_one_file
from .defaults import DEFAULT_SECRETS, known_default
from .describe import described
from .encoded import bare_bytes
from .file_name import key_id_in, public_file_name
from .key import Key, Row, UnusableKey, same
from .pairs import Pair, pairs
from .private import decrypted
from .secret import read_secret
from .source import Source, attempt
from .vault import Vault

__all__ = [
    "DEFAULT_SECRETS",
    "Key",
    "Pair",
    "Row",
    "UnusableKey",
    "Vault",
    "bare_bytes",
    "decrypted",
    "for_all_files",
    "key_id_in",
    "known_default",
    "pairs",
    "public_file_name",
    "read",
    "read_certificate",
    "read_secret",
    "same",
]


def read(
    file: KeyFile,
    limits: Limits = DEFAULTS,
    vault: Vault | None = None,
    allowance: Allowance | None = None,
) -> list[Row]:
    """Read every key in `file`. Never raises; no row leads to the private half of a key.

    A file with several keys gives them as `file[0]`, `file[1]`, …, in order; at most `limits.keys` are read.
    `allowance` is what the passwords of several files may cost together; the vault has one of its own.
    """
    if len(file.data) > limits.key_bytes:
        message = (
            f"The file has {len(file.data):,} bytes; at most {limits.key_bytes:,} are read of a key file."
        )
        return [UnusableKey(file.name, "too-large", message, file.notes)]
    part = for_one_file(vault.allowance if vault else allowance)
    source = Source(file.name, limits, file.password, key_id_in(file.name), file.notes, part, vault)
    rows = attempt(source, partial(material.read, file.data))
    return [_known_as_private(row) for row in rows] if file.was_private else rows


def read_certificate(name: str, data: bytes, limits: Limits = DEFAULTS) -> Row:
    """The key in a certificate in DER, without remarks. Never raises."""

    def reader(source: Source) -> list[Row]:
        return [replace(described(half.from_der(half.outlined(data), source), source), notes=())]

    return attempt(Source(name, limits), reader)[0]


def _known_as_private(row: Row) -> Row:
    """A key whose private half was given earlier in the same form, and is gone."""
    return replace(row, private=row.public is not None) if isinstance(row, Key) else row
