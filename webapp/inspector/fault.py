"""Something wrong with the way a text is written, found while reading it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A flaw at some characters of a text; the rule called `rule` tells the user about it.

    `start` and `end` count characters: of the JSON text where JSON was read, of the token's
    text once the fault belongs to a part of a token. `steps` lead to the member concerned.
    `message` is a clause without a final full stop.
    """

    rule: str
    message: str
    start: int
    end: int
    steps: tuple[str | int, ...] = ()
    instead: str | None = None
