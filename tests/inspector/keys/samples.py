"""The key files of tests/data/keys, and what each must be read as."""

import base64
import json
from pathlib import Path

from webapp.inspector.keys import Key, Row, UnusableKey, read
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.submission import KeyFile

FOLDER = Path(__file__).parents[2] / "data" / "keys"
EXPECTED = json.loads((FOLDER / "expected.json").read_text())
PASSWORD = "swordfish"


def data(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def text(name: str) -> str:
    return data(name).decode("ascii")


def der_of(name: str) -> bytes:
    return base64.b64decode("".join(text(name).split("-----")[2].split()))


def rows(
    content: bytes | str, name: str = "key.pem", password: str | None = None, limits: Limits = DEFAULTS
) -> list[Row]:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return read(KeyFile(name, raw, password), limits)


def key(content: bytes | str, name: str = "key.pem", password: str | None = None) -> Key:
    """The one key in `content`."""
    [row] = rows(content, name, password)
    assert isinstance(row, Key), row
    return row


def unusable(content: bytes | str, name: str = "key.pem", password: str | None = None) -> UnusableKey:
    """The one row of `content`, which gives no key."""
    [row] = rows(content, name, password)
    assert isinstance(row, UnusableKey), row
    return row


def ids(row: Row) -> list[str]:
    return [note.id for note in row.notes]


def messages(row: Row) -> str:
    return " ".join(note.message for note in row.notes)
