"""How many examinations run at once in one process; the rest wait a moment, then are asked to come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from flask import current_app

from .errors import Refusal

PATIENCE_SECONDS = 2.0


class Turns:
    """A number of places; `take` holds one of them, or refuses with 429 when none comes free in time."""

    def __init__(self, places: int, patience: float = PATIENCE_SECONDS) -> None:
        self._places = BoundedSemaphore(places)
        self._patience = patience

    @contextmanager
    def take(self) -> Iterator[None]:
        if not self._places.acquire(timeout=self._patience):
            raise Refusal(
                429,
                "too-many",
                "Others are being examined. Your input is fine: send it again.",
                retry_after=1,
            )
        try:
            yield
        finally:
            self._places.release()


@contextmanager
def turn() -> Iterator[None]:
    """Hold a place while examining: `with turn(): report = examine(…)`."""
    turns: Turns = current_app.extensions["turns"]
    with turns.take():
        yield
