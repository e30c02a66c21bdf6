"""A file that may hold JSON, such as a key set or a discovery document."""

from . import utf8
from .limits import Limits
from .submission import KeyFile


def json_text(file: KeyFile, limits: Limits) -> str:
    """The text of a file that begins as JSON does; empty for any other, and for one too large to be read."""
    data = file.data
    if len(data) > limits.key_bytes or not (b"{" in data or b"[" in data):
        return ""  # before it is decoded, which takes its time
    text = utf8.read(data).text.removeprefix("\ufeff").strip()
    return text if text[:1] in {"{", "["} else ""
