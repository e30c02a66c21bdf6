"""Keys between two requests: the page holds their public halves, so that no file need be sent again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from ssl import DER_cert_to_PEM_cert
from typing import Self

from .inspector.keys import Key, Row, UnusableKey
from .inspector.keys.repair import repairable
from .inspector.note import Note
from .inspector.phrases import key_words
from .inspector.submission import KeyFile


@dataclass(frozen=True, slots=True)
class Kept:
    """A public key in a hidden field, in place of the file it was read from."""

    name: str
    public: str = field(repr=False)  # PEM, of the certificate too, or the JWK where that says more
    private: bool = False  # the file held the private key
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The value of the hidden field."""
        notes = [[note.id, note.message] for note in self.notes]
        return json.dumps([self.name, self.public, self.private, notes], ensure_ascii=False)

    @property
    def file(self) -> KeyFile:
        return KeyFile(self.name, self.public.encode(), was_private=self.private, notes=self.notes)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What `text`, the value of a field, stands for; None where that is nothing."""
        try:
            name, public, private, notes = json.loads(text)
            read_notes = tuple(Note(str(id_), str(message)) for id_, message in notes)
            return cls(str(name), str(public), bool(private), read_notes)
        except (ValueError, TypeError, RecursionError):
            return None

    @classmethod
    def of(cls, key: Key) -> Self | None:
        """What is kept of `key`; None for a secret, which the user keeps."""
        if key.public_pem is None:
            return None
        if key.certificate:
            return cls(key.name, DER_cert_to_PEM_cert(key.certificate), key.private)
        says_more = key.public_jwk and key.public_jwk.keys() & {"kid", "use", "key_ops", "alg"}
        public = json.dumps(dict(key.public_jwk or {})) if says_more else key.public_pem
        return cls(key.name, public, key.private, key.notes)


@dataclass(frozen=True, slots=True)
class Chip:
    """A key as the page lists it. `again` names the file that has to be given again with the next request."""

    key: Row
    kept: Kept | None = None
    again: str = ""

    @property
    def words(self) -> str:
        """What kind of key it is, or why it is none."""
        return key_words(self.key)

    @property
    def mendable(self) -> bool:
        """The file can be written again as it should be; that takes the file itself if it is private."""
        return repairable(self.key)

    @property
    def unreadable(self) -> bool:
        return isinstance(self.key, UnusableKey)

    @property
    def locked(self) -> bool:
        """A password would open it, or is needed to mend it."""
        if isinstance(self.key, UnusableKey):
            return self.key.code in {"encrypted", "wrong-password"}
        return self.mendable and any(note.id == "key.encrypted" for note in self.key.notes)


def chips(keys: Iterable[Row], new: Iterable[str], *, decrypting: bool = False) -> list[Chip]:
    """A chip for each key, those given twice once. `new` names the files that came with this request.

    A file is kept whole or not at all: what holds a secret, or something unreadable, is asked for again,
    and a private key too where it is `decrypting`, since its public half could not do that next time.
    """
    rows = list(keys)
    again = [name for name in new if any(_of(name, row) and not _keepable(row, decrypting) for row in rows)]
    made = (_chip(row, again) for row in rows)
    return list({chip.kept or id(chip): chip for chip in made}.values())


def _chip(row: Row, again: list[str]) -> Chip:
    name = next((name for name in again if _of(name, row)), "")
    return Chip(row, again=name) if name or isinstance(row, UnusableKey) else Chip(row, Kept.of(row))


def _keepable(row: Row, decrypting: bool) -> bool:
    return isinstance(row, Key) and row.public_pem is not None and not (decrypting and row.private)


def file_of(name: str, files: Iterable[KeyFile]) -> KeyFile | None:
    """The file that gave the row of that name: a new one, which come last, before one that was kept."""
    given = [file for file in files if file.name == name or name.startswith(f"{file.name}[")]
    return min(reversed(given), key=lambda file: file.was_private, default=None)


def _of(file_name: str, row: Row) -> bool:
    """Whether `row` was read from the file of that name; several of one file are numbered."""
    return row.name == file_name or row.name.startswith(f"{file_name}[")
