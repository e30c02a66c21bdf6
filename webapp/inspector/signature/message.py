"""What may have been signed: which content, what was taken of it, how it was prepared and hashed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ..algorithms import Algorithm
from .cause import Axis, Content, Evidence
from .variant import Choices, Variant, choices, joined


class Message(NamedTuple):
    """A content and what became of it; `hash` is empty where it was the algorithm's own."""

    content: Content
    taken: Callable[[Content], bytes]
    prepared: Callable[[bytes], bytes]
    hash: str = ""

    @property
    def bytes(self) -> bytes:
        """What was hashed."""
        return self.prepared(self.taken(self.content))

    @property
    def is_plain(self) -> bool:
        """Whether the content is signed as a whole and as it is, with the algorithm's own hash."""
        return self.taken is _signed and self.prepared is _as_it_is and not self.hash

    def hashed_by(self, algorithm: Algorithm) -> Algorithm:
        """The algorithm that signs it, with the hash that was used: the header may name another than was."""
        named = self.content.algorithm or algorithm
        return replace(named, hash=self.hash) if self.hash else named


def messages(evidence: Evidence) -> Iterator[Variant]:
    """Every message, the cheapest first."""
    hashes = choices([Variant("")], Axis.HASH, Variant(evidence.algorithm), evidence)
    return joined(Choices(unhashed(evidence)), hashes, _hashed_with)


def unhashed(evidence: Evidence) -> Iterator[Variant]:
    """The same, before they are hashed."""
    token, content = evidence.token, Variant(evidence.content)
    sent = [] if token.header.misencoded or token.payload.misencoded else [content]
    contents = choices(sent, Axis.CONTENT, content, evidence)
    takings = choices([Variant(_signed)], Axis.INPUT, content, evidence)
    preparations = choices([Variant(_as_it_is)], Axis.PREPARATION, content, evidence)
    taken = Choices(joined(contents, takings, lambda content, taking: (content, taking)))
    return joined(taken, preparations, lambda parts, prepared: Message(parts[0], parts[1], prepared))


def _hashed_with(message: Message, name: str) -> Message:
    return Message(message.content, message.taken, message.prepared, name)


def _signed(content: Content) -> bytes:
    return content.signed


def _as_it_is(message: bytes) -> bytes:
    return message
