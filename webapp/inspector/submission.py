"""What the user hands over, however it came: by the page, the API or the command line."""

from dataclasses import dataclass, field
from enum import StrEnum

from .note import Note


class SecretEncoding(StrEnum):
    """How the bytes of a secret are meant by the text that was typed."""

    TEXT = "text"
    BASE64 = "base64"
    BASE64URL = "base64url"
    HEX = "hex"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Key material as it was uploaded or pasted, and the password that opens it.

    The data is left out of `repr`, so that no traceback or log can show it.
    """

    name: str
    data: bytes = field(repr=False)
    password: str | None = field(default=None, repr=False)
    was_private: bool = False  # the public half of a private key given earlier in this form
    notes: tuple[Note, ...] = ()  # what was said of the file when it was first read


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything one report is made from, except the time of judgement."""

    text: str = field(repr=False)
    keys: tuple[KeyFile, ...] = ()
    secret: str | None = field(default=None, repr=False)
    secret_encoding: SecretEncoding = SecretEncoding.TEXT
    client_id: str | None = None
    profile: str | None = None
    error_text: str | None = field(default=None, repr=False)
    leeway: int = 0
    deep: bool = False
    payload: bytes | None = field(default=None, repr=False)  # of a token that is sent without it
