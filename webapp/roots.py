"""The folder of roots that the operator mounts, read once, at start."""

from pathlib import Path

from .inspector import chain, keys
from .inspector.chain import Certificate
from .inspector.keys import Key
from .inspector.limits import Limits
from .inspector.submission import KeyFile

_SUFFIXES = {".pem", ".crt", ".cer", ".der"}


class RootError(ValueError):
    """A file that cannot be used; the message is one sentence that names it."""


def load_folder(folder: Path, limits: Limits) -> tuple[Certificate, ...]:
    """The certificates in the files of `folder`; RootError on the first file that is not sound."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
    except OSError as error:
        raise RootError(f"the folder cannot be read: {error.strerror}.") from None
    return tuple(certificate for path in paths for certificate in _read(path, limits))


def _read(path: Path, limits: Limits) -> tuple[Certificate, ...]:
    try:
        rows = keys.read(KeyFile(path.name, path.read_bytes()), limits)
    except OSError as error:
        raise RootError(f"{path.name}: the file cannot be read: {error.strerror}.") from None
    for row in rows:
        if not isinstance(row, Key):
            raise RootError(f"{path.name}: {row.message}")
        if row.certificate is None:
            raise RootError(f"{path.name}: this is a key, not a certificate.")
    found = chain.certificates(rows, limits)
    if len(found) < len(rows) or not all(it.authority for it in found):
        raise RootError(f"{path.name}: there is a certificate in it that is no authority, so no root.")
    return found
