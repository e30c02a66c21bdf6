"""A key file that was damaged on its way, written again as every program reads it.

The one place of the inspector whose answer holds a private key: whoever sent the file gets it back, in the
answer to that very request. Nothing else of the inspector calls it.
"""

import re
from dataclasses import dataclass, field

from ..limits import DEFAULTS, Limits
from ..submission import KeyFile
from . import read, ssh
from .armour import armoured
from .bench import Bench
from .file_name import repaired_file_name
from .key import Key, Row, UnusableKey

_REPAIRABLE = {"key.damaged_pem", "key.other_format"}
_JSON = re.compile(rb"""\s*[{\[]|.*?kty(?:["'\\]|%22)""", re.DOTALL)  # with or without text around it


@dataclass(frozen=True, slots=True)
class Repaired:
    """Sound PEM: PKCS#8 of a private key, SubjectPublicKeyInfo of a public one, or the certificate."""

    name: str
    text: str = field(repr=False)


def repairable(row: Row) -> bool:
    """Whether the file of `row` could be read but is not as it should be."""
    return (
        isinstance(row, Key)
        and row.public is not None
        and not _REPAIRABLE.isdisjoint(note.id for note in row.notes)
        and ssh.SEALED.isdisjoint(row.notes)
    )


def repaired(file: KeyFile, limits: Limits = DEFAULTS) -> Repaired | UnusableKey:
    """`file` as it should be, or why it cannot be had. Never raises.

    An encrypted key stays encrypted as it was; its password is needed all the same, to see that it is whole.
    """
    bench = Bench()
    blocks = [_block(row, file, bench) for row in read(file, limits, bench)]
    refused = next((it for it in blocks if isinstance(it, UnusableKey)), None)
    if refused:
        return refused
    text = "".join(map(str, blocks))
    if text.encode() == file.data:
        return UnusableKey(file.name, "sound", "This file is sound as it is: there is nothing to repair.")
    return Repaired(repaired_file_name(file.name), text)


def _block(row: Row, file: KeyFile, bench: Bench) -> str | UnusableKey:
    """The PEM of one key, or why there is none."""
    if isinstance(row, UnusableKey):
        return _locked(row) if row.code == "encrypted" else row
    if row.public_pem is None:
        return UnusableKey(row.name, "a-secret", "This is a secret, which no PEM file holds.")
    if _JSON.match(file.data) and b"BEGIN " not in file.data:
        message = "This is a JWK, not PEM. What is wrong with it is said beside it, to be corrected there."
        return UnusableKey(row.name, "a-jwk", message)
    if row.certificate:
        return armoured("CERTIFICATE", row.certificate)
    return _private(row, file, bench) if row.private else row.public_pem


def _private(row: Key, file: KeyFile, bench: Bench) -> str | UnusableKey:
    if file.was_private:
        message = "Its private half was not kept here. Give the file once more and ask again."
        return UnusableKey(row.name, "not-kept", message)
    message = "Its private half could not be read here, so that the file cannot be written again."
    return bench.take(row) or UnusableKey(
        row.name, "unread", f"{message} {bench.why_not(row) or ''}".rstrip()
    )


def _locked(row: UnusableKey) -> UnusableKey:
    message = (
        "This private key is encrypted and stays so. Give its password beside it, so that it can be seen "
        "to be whole; the repaired file has the same password."
    )
    return UnusableKey(row.name, row.code, message, row.notes)
