"""Where key material came from, and the one seam at which whatever goes wrong with it becomes a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

from ..limits import Limits
from ..note import Note
from .allowance import Allowance, for_one_file
from .key import Row, UnusableKey
from .vault import Vault, Writer

Material = TypeVar("Material")


@dataclass(frozen=True, slots=True)
class Source:
    """The name and circumstances of some key material, and what was said of it so far."""

    name: str
    limits: Limits
    password: str | None = field(default=None, repr=False)
    key_id: str | None = None
    notes: tuple[Note, ...] = ()
    allowance: Allowance = field(default_factory=for_one_file, repr=False)
    vault: Vault | None = field(default=None, repr=False)

    def public_half(self, private: PrivateKeyTypes, write: Writer | None = None) -> PublicKeyTypes:
        """The public half of `private`, which goes into the vault if there is one, and else nowhere.

        `write` gives its PEM where the library would write it otherwise.
        """
        if self.vault is not None:
            self.vault.put(private, write)
        return private.public_key()

    def without_private(self, public: PublicKeyTypes, why: str) -> None:
        """Have it said, should the private half of `public` be asked for, why it could not be read."""
        if self.vault is not None:
            self.vault.leave_out(public, why)

    def noted(self, *notes: Note) -> tuple[Note, ...]:
        """What was said so far, and `notes`, each once."""
        return tuple(dict.fromkeys(self.notes + notes))

    def noting(self, *notes: Note) -> "Source":
        """This source with `notes` added."""
        return replace(self, notes=self.noted(*notes)) if notes else self


class Refusal(Exception):
    """The material gives no key: a code for a program, a message for the user, a cause of the catalogue."""

    def __init__(self, code: str, message: str, cause: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.notes = (Note(cause, message),) if cause else ()


Reader = Callable[[Source], list[Row]]


def attempt(source: Source, reader: Reader) -> list[Row]:
    """The rows that `reader` gives: whatever it raises, and whatever a library raises in it, is one too."""
    try:
        return reader(source)
    except Refusal as refusal:
        return [UnusableKey(source.name, refusal.code, str(refusal), source.noted(*refusal.notes))]
    except BaseException as error:  # the libraries promise nothing about what they raise for malformed keys
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise  # while a panic of cryptography's Rust is no Exception, and no reason to stop either
        message = (
            "This looks like a key, but neither OpenSSL nor a reading by hand makes sense of its numbers."
        )
        return [UnusableKey(source.name, "unreadable", message, source.notes)]


def each(
    source: Source, pieces: Sequence[Material], read: Callable[[Material, Source], list[Row]]
) -> list[Row]:
    """The rows of several pieces of one file, named `file[0]`, `file[1]`, …; one alone keeps the name."""
    most = source.limits.keys
    rows = []
    for index, piece in enumerate(pieces[:most]):
        part = source if len(pieces) == 1 else replace(source, name=f"{source.name}[{index}]")
        rows += attempt(part, partial(read, piece))
    if len(pieces) > most:
        message = (
            f"{len(pieces):,} keys are in this file; the first {most:,} were read and the rest only counted."
        )
        rows.append(UnusableKey(source.name, "too-many", message))
    return rows
