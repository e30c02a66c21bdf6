"""Documents in memory for as long as their servers let them be kept."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from .client import Document

LONGEST_LIFETIME = 24 * 60 * 60  # seconds
DOCUMENTS = 64  # at most, of 512 KiB each at most


class Cache:
    """By address; the least used is given up first. `now` counts seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._documents: OrderedDict[str, tuple[float, Document]] = OrderedDict()
        self._lock = Lock()

    def find(self, address: str) -> Document | None:
        with self._lock:
            until, document = self._documents.get(address, (0.0, None))
            if document is None or until <= self._now():
                self._documents.pop(address, None)
                return None
            self._documents.move_to_end(address)
            return document

    def keep(self, address: str, document: Document) -> None:
        lifetime = min(document.lifetime, LONGEST_LIFETIME)
        if lifetime <= 0:
            return
        with self._lock:
            self._documents[address] = (self._now() + lifetime, document)
            self._documents.move_to_end(address)
            while len(self._documents) > DOCUMENTS:
                self._documents.popitem(last=False)
