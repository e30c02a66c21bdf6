"""From where a token says its keys are, to the keys."""

from dataclasses import dataclass, field
from threading import BoundedSemaphore

from ..inspector.key_sources import KeySource
from ..inspector.submission import KeyFile
from .cache import Cache
from .client import Client, Document, NotFetched

AT_ONCE = 4  # of one process


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking a source: a key set at `address`, or a sentence that says why not."""

    source: KeySource
    address: str = ""
    file: KeyFile | None = None
    problem: str = ""

    def as_json(self) -> dict[str, str | None]:
        """An element of `fetched` in the API's answer."""
        asked = self.address or self.source.address
        return {"says": self.source.says, "address": asked, "problem": self.problem or None}


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches key sets; `client` says from whom."""

    client: Client
    cache: Cache = field(default_factory=Cache, repr=False)
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE), repr=False)

    def offers(self, source: KeySource) -> bool:
        """Whether asking `source` is allowed here."""
        return self.client.permits(source.address)

    def fetch(self, source: KeySource) -> Fetched:
        """The key set of `source`, or why there is none. Never raises."""
        if not self._places.acquire(timeout=self.client.seconds):
            return Fetched(source, problem="Others are fetching keys just now: try again in a moment.")
        try:
            return self._key_set(source, source.key_set or self._named(source))
        except NotFetched as problem:
            return Fetched(source, problem=str(problem))
        finally:
            self._places.release()

    def _key_set(self, source: KeySource, address: str) -> Fetched:
        document = self._get(address)
        if not isinstance(document.members.get("keys"), list):
            raise NotFetched(f"{address} is no key set: it has no list of “keys”.")
        return Fetched(source, address, KeyFile(source.host, document.data))

    def _named(self, source: KeySource) -> str:
        """The address of the key set that the issuer's discovery document names."""
        document = self._discovery(source)
        named = document.members.get("issuer")
        if named != source.issuer:
            raise NotFetched(
                f"{document.address} is the document of “{str(named)[:100]}”; the token's iss is "
                f"“{(source.issuer or '')[:100]}”, and the two must be equal to the letter."
            )
        address = document.members.get("jwks_uri")
        if not isinstance(address, str):
            raise NotFetched(f"{document.address} names no jwks_uri.")
        return address

    def _discovery(self, source: KeySource) -> Document:
        """The first of the discovery documents that is there; the likeliest one's fault if none is."""
        faults = []
        for address in source.documents:
            try:
                return self._get(address)
            except NotFetched as fault:
                faults.append(fault)
        raise faults[0]

    def _get(self, address: str) -> Document:
        document = self.cache.find(address)
        if document is None:
            document = self.client.get(address)
            self.cache.keep(address, document)
        return document
