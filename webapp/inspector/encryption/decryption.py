"""What became of an encrypted token."""

from dataclasses import dataclass, field
from enum import StrEnum

from ..keys import Key
from ..signature.cause import Diagnosis
from ..signature.search import Tried


class Status(StrEnum):
    """Whether the token opens; rules say what else is wrong with it."""

    DECRYPTED = "decrypted"
    FAILED = "failed"
    UNCHECKED = "unchecked"  # no key was given that could be tried
    UNSUPPORTED = "unsupported"  # an algorithm that is not known here, or more work than is done here


class Refused(StrEnum):
    """What was not done because it would take too much."""

    ROUNDS = "rounds of PBES2"
    INFLATION = "inflation"


@dataclass(frozen=True, slots=True)
class Decryption:
    """The outcome of trying every key on one token. `reason` says why it was not tried, or is not good.

    `key` opens it. `plaintext` is what came out, also where only a fault that was undone let it out.
    Each recipient of a token in JSON has a header of its own: `recipient` counts from 0.
    """

    status: Status
    alg: str | None
    enc: str | None
    key: Key | None = None
    causes: tuple[Diagnosis, ...] = ()
    tried: Tried | None = None
    reason: str = ""
    refused: Refused | None = None
    plaintext: bytes | None = field(default=None, repr=False)
    recipient: int = 0
