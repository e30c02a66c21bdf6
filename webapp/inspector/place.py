"""Where something stands in a submission, by name rather than by offset: `payload.aud[0]`."""

import re
from typing import NamedTuple

_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+")


class Span(NamedTuple):
    """A range of characters of the token's text; `end` is the first character after it."""

    start: int
    end: int


class Place(NamedTuple):
    """A part of the submission and the steps that lead into it.

    `part` is one of request, header, payload, signature, key, paste, token. A step is the name
    of a member or the index of an element. A missing member has the place where it ought to stand.
    """

    part: str
    steps: tuple[str | int, ...] = ()

    def __truediv__(self, step: str | int) -> "Place":
        return Place(self.part, (*self.steps, step))

    def within(self, *others: "Place") -> bool:
        """Whether this place is one of `others`, or inside it."""
        return any(self.part == it.part and self.steps[: len(it.steps)] == it.steps for it in others)

    def __str__(self) -> str:
        return self.part + "".join(map(_written, self.steps))


def _written(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if _PLAIN_NAME.fullmatch(step):
        return f".{step}"
    return '["' + step.replace("\\", "\\\\").replace('"', '\\"') + '"]'


HEADER = Place("header")
PAYLOAD = Place("payload")
SIGNATURE = Place("signature")
REQUEST = Place("request")
KEY = Place("key")
TOKEN = Place("token")
