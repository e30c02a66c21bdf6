"""The text of a JSON object taken apart at its members, so that one changes and the rest stays as it is."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...base64url import encode
from ...json_tree import Member
from ...token import Part
from .reserialised import rewritable

_WRITTEN = 1_000_000  # characters written of one part in all
READING = 8  # a text read and written anew takes as long as so many with one member changed


@dataclass(frozen=True, slots=True)
class Pieces:
    """`texts` are the members as written; `gap` and `colon` what stands between and within them."""

    opening: str
    members: tuple[Member, ...]
    texts: tuple[str, ...]
    gap: str
    colon: str
    closing: str
    source: str

    def value(self, index: int) -> str:
        """The value of one member as written."""
        node = self.members[index].node
        return self.source[node.start : node.end]

    def index(self, name: str) -> int | None:
        """Where the only member of this name stands; None if there are none or several."""
        found = [index for index, member in enumerate(self.members) if member.name == name]
        return found[0] if len(found) == 1 else None

    def replaced(self, *changes: tuple[int, str]) -> str:
        """The JSON with other values at these indices."""
        texts = list(self.texts)
        for index, value in changes:
            member = self.members[index]
            texts[index] = self.source[member.start : member.node.start] + value
        return self._joined(texts)

    def without(self, *indices: int) -> str:
        return self._joined([text for index, text in enumerate(self.texts) if index not in indices])

    def inserted(self, index: int, name: str, value: str) -> str:
        texts = list(self.texts)
        texts.insert(index, f'"{name}"{self.colon}{value}')
        return self._joined(texts)

    def _joined(self, texts: Iterable[str]) -> str:
        return self.opening + self.gap.join(texts) + self.closing

    @property
    def affordable(self) -> int:
        """How many changed texts may be written of it, so that the work stays bounded."""
        return _WRITTEN // max(len(self.source), 1)


def pieces(part: Part) -> Pieces | None:
    """None where the part is not an object that was read without loss, or is very long."""
    if not rewritable(part) or part.json_text is None:
        return None
    text, members = part.json_text, part.members
    first = members[0]
    gap = text[first.node.end : members[1].start] if len(members) > 1 else ","
    between = text[first.start : first.node.start]
    return Pieces(
        text[: first.start],
        members,
        tuple(text[it.start : it.node.end] for it in members),
        gap,
        between[between.rfind('"') + 1 :],
        text[members[-1].node.end :],
        text,
    )


def segment(text: str) -> str:
    """JSON text as it stands in a token."""
    return encode(text.encode("utf-8", "surrogatepass"))


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def shown(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def subsets(count: int) -> Iterator[tuple[int, int]]:
    """Every pair of indices below `count`."""
    return ((first, second) for first in range(count) for second in range(first + 1, count))
