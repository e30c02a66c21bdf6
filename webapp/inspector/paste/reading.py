"""What the readers of the several forms hand over: clippings, and what stood around them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from ..note import Note
from ..request import Request


class Form(StrEnum):
    """The kind of text that was pasted."""

    BARE = "bare"
    BEARER = "bearer"
    CURL = "curl"  # any command or script that sends a request
    HTTP = "http"
    URL = "url"
    JSON = "json"
    FORM = "form"
    COOKIE = "cookie"
    LOG = "log"  # tokens among other text
    PEM = "pem"
    OPAQUE = "opaque"
    ERROR = "error"
    EMPTY = "empty"


TOKEN_NAMES = frozenset(
    {
        "access_token", "actor_token", "assertion", "authorization", "client_assertion", "client_secret",
        "dpop", "id_token", "id_token_hint", "identitytoken", "idtoken", "jwt", "logout_token", "request",
        "signedpayload", "subject_token", "token",
    }
)  # fmt: skip
"""Parameters, members and headers, in lower case, whose value is meant to be a token."""


RUNNING_TEXT = "the text around it"
"""The source of what stands among other text; it is told more exactly by the line, if there are several."""


class Sure(IntEnum):
    """How surely a clipping is a token."""

    HOLDS = 0  # tokens may stand among its words
    MAYBE = 1  # the whole may be a token
    MEANT = 2  # it stands where a token is meant: the barest outline will do
    IS = 3  # it is a token as it stands


@dataclass(frozen=True, slots=True)
class Clipping:
    """A text cut out of the paste that may be a token or have tokens in it.

    `source` says where it stood, in words that can follow “Taken out of”; empty for the paste itself.
    `repairs` are those that have been made already; `line` is that of the paste on which it begins.
    """

    text: str = field(repr=False)
    label: str = ""
    source: str = ""
    sure: Sure = Sure.MAYBE
    repairs: tuple[Note, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """The paste taken apart by the reader that recognised its form."""

    form: Form
    clippings: Iterable[Clipping] = ()
    request: Request | None = None
    notes: tuple[str, ...] = ()
    error_text: str = field(default="", repr=False)
