"""What a cause is: one thing that goes wrong between a signer and a verifier, and how to test for it.

A cause is one function in the module of its family. Module and name make the id (`ecdsa.der`);
the docstring is the page: its first line says what happened, the rest where that comes from.
The function undoes the fault: shown what was received, it yields what there would have been
without the fault, and the search tries whether that verifies.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from ..algorithms import Algorithm
from ..keys import Key
from ..submission import KeyFile
from ..token import Token
from .acceptance import Acceptance, acceptance
from .rsa_structure import Opened


class Axis(StrEnum):
    """The step at which a cause strikes. Beside each: what its function is shown → what it yields."""

    ENCODING = "how the signature was encoded"  # its text → bytes
    FORM = "how its numbers were packed"  # bytes → bytes as JOSE wants them
    CONTENT = "what was in the token when it was signed"  # Content → Content
    INPUT = "what was signed of it"  # Content → a function from Content to bytes
    PREPARATION = "what was done to it before hashing"  # Content → a function from bytes to bytes
    HASH = "with which hash"  # the algorithm → the name of a hash, empty for none
    STRUCTURE = "how an RSA signature was padded"  # its Structure → None
    MAC = "what became of an HMAC afterwards"  # the MAC as it ought to be → None
    TEXT = "which character was lost or mistyped"  # one part as it is written → that part's text
    ALGORITHM = "which algorithm was used"  # the algorithm → another
    KEY = "which key it was, or how its text was read"  # the keys → another key
    FACT = "what can be seen without trying"  # the token → None


class Content(NamedTuple):
    """Header and payload as they are encoded in the token.

    `algorithm` is the one that this header names, where it is not the token's own header;
    `unencoded` is the payload where it is signed as it is (RFC 7797); `written` counts the characters
    of JSON that had to be written anew to come to this content.
    """

    header: str
    payload: str
    algorithm: Algorithm | None = None
    unencoded: bytes | None = None
    written: int = 0

    @property
    def signed(self) -> bytes:
        """What a signature covers (RFC 7515 section 5.1, RFC 7797 section 3)."""
        if self.unencoded is not None:
            return self.header.encode("utf-8", "surrogatepass") + b"." + self.unencoded
        return f"{self.header}.{self.payload}".encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a cause may look at.

    `files` are the key files as they came, for one request; `others` the other tokens of the paste;
    `opened` the RSA signatures that the search has opened so far.
    """

    token: Token
    algorithm: Algorithm
    keys: tuple[Key, ...]
    files: tuple[KeyFile, ...] = ()
    others: tuple[Token, ...] = ()
    opened: list[Opened] = field(default_factory=list, repr=False)

    @property
    def content(self) -> Content:
        token = self.token
        return Content(token.header.text, token.encoded_payload, unencoded=token.unencoded)


class Guess(NamedTuple):
    """What there would have been without the fault, and the fault in the words of this case.

    `more` is what this guess costs beyond its cause; a cause yields its cheapest guesses first.
    """

    value: Any
    says: str
    more: int = 0


Undo = Callable[[Any, Any], Iterable[Guess]]


@dataclass(frozen=True, slots=True)
class Cause:
    """An entry of the catalogue.

    `cost` orders the search: 1 to 5 for what the text itself shows, from 6 for what only a trial
    can show, more for one of many guesses than for one of few. `repairable`: undoing it gives a
    token that verifies, without the private key.
    """

    id: str
    title: str
    why: str
    fix: str
    axis: StrEnum  # an Axis of signatures, or a Step of encryption
    cost: int
    repairable: bool
    undo: Undo = field(repr=False)

    @property
    def acceptance(self) -> Acceptance:
        """Which libraries accept the fault as it is, and which refuse it."""
        return acceptance(self.id)


# Causes, each in the words of one token.
Assumed = tuple[tuple[Cause, str], ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A cause met in one token. `proved`: a changed verification succeeded.

    `repaired` is the token that verifies, where it can be had without the private key.
    """

    cause: Cause
    message: str
    proved: bool = False
    repaired: str | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        return self.cause.id

    @property
    def fix(self) -> str:
        return self.cause.fix

    @property
    def acceptance(self) -> Acceptance:
        return self.cause.acceptance


CAUSES: dict[str, Cause] = {}  # by id
_ways: list[Cause] = []  # of every axis; a few causes are found in two ways


def cause(
    axis: Axis, *, cost: int, fix: str, repairable: bool = False, family: str = ""
) -> Callable[[Undo], Undo]:
    """Enter a function into the catalogue as the cause that its module (or `family`) and name say."""

    def enter(undo: Undo) -> Undo:
        title, _, why = (inspect.getdoc(undo) or "").partition("\n\n")
        module = undo.__module__.partition(".signature.")[2].partition(".")[0]
        name = f"{family or module}.{undo.__name__}"
        title = " ".join(title.split()).rstrip(".")
        found = Cause(name, title, why, fix, axis, cost, repairable, undo)
        CAUSES.setdefault(name, found)
        _ways.append(found)
        return undo

    return enter


def known_cause(id_: str, fix: str) -> Cause:
    """The cause of that id, and of its ways the one that advises this; KeyError where there is none."""
    return next((it for it in _ways if (it.id, it.fix) == (id_, fix)), CAUSES[id_])


def on(axis: Axis) -> list[Cause]:
    """The causes of one axis, the cheapest first."""
    return sorted((it for it in _ways if it.axis is axis), key=lambda it: it.cost)
