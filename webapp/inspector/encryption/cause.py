"""What a cause of a failed decryption is, and what is undone to prove it.

As with signatures a cause is one function: shown what was received, it yields what there would
have been without the fault, and the search tries whether the token then opens. Since the tag
authenticates what it opens, a token that opens proves the cause.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ..signature.cause import CAUSES, Assumed, Cause, Diagnosis, Guess, Undo
from .algorithms import Encryption, Management
from .envelope import Envelope
from .opener import Opener

__all__ = ["Assumed", "Cause", "Diagnosis", "Evidence", "Guess", "Step", "Undo", "cause", "on"]


class Step(StrEnum):
    """The step at which a cause strikes. Beside each: what its function is shown → what it yields."""

    KEY = "which key it was, or how its text was read"  # an Opener → another
    CONTENT_KEY = "how the content key was wrapped or derived"  # an Opener → a Way to the content key
    CONTENT = "how the content was encrypted"  # what is Sealed → as it was sealed
    PLAINTEXT = "how the content was compressed"  # bytes → the plaintext
    FACT = "what can be seen without trying"  # the Opener → None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a cause may look at. `label` is the name the token was found under, such as a cookie's."""

    envelope: Envelope
    management: Management
    encryption: Encryption
    openers: tuple[Opener, ...]
    label: str
    inflated: int  # bytes that may come out of DEFLATE


_ways: list[Cause] = []


def cause(step: Step, *, cost: int, fix: str, repairable: bool = False) -> Callable[[Undo], Undo]:
    """Enter a function into the catalogue, as `jwe.` and its name. `cost` orders the search."""

    def enter(undo: Undo) -> Undo:
        title, _, why = (inspect.getdoc(undo) or "").partition("\n\n")
        name = f"jwe.{undo.__name__}"
        found = Cause(name, " ".join(title.split()).rstrip("."), why, fix, step, cost, repairable, undo)
        CAUSES[name] = found
        _ways.append(found)
        return undo

    return enter


def on(step: Step) -> list[Cause]:
    """The causes of one step, the cheapest first."""
    return sorted((it for it in _ways if it.axis is step), key=lambda it: it.cost)
