"""A remark with the id of a cause: what was undone on the way, or what is odd about a key."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """`id` names a cause (`transport.whitespace`, `key.damaged_pem`); `message` is plain text."""

    id: str
    message: str
