"""Values made of other values: “{payload.iss}.{payload.sub}”, with * for what may be anything."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ..json_tree import Array, Number, Value
from ..place import Place


class Filled(NamedTuple):
    """A template with the values of one token in it: the texts between what may be anything."""

    texts: tuple[str, ...]

    @property
    def whole(self) -> str | None:
        """The one value that fits, if there is only one."""
        return self.texts[0] if len(self.texts) == 1 else None

    def __str__(self) -> str:
        return "…".join(self.texts)

    def fits(self, value: Value) -> bool:
        """Whether `value`, or an item of it, is such a text."""
        if isinstance(value, Array):
            return any(self.fits(item.value) for item in value.items if not isinstance(item.value, Array))
        text = written(value)
        return text is not None and self._fits(text)

    def _fits(self, text: str) -> bool:
        first, last = self.texts[0], self.texts[-1]
        if len(self.texts) == 1:
            return text == first
        if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
            return False
        return _in_order(self.texts[1:-1], text[len(first) : len(text) - len(last)])


def _in_order(pieces: tuple[str, ...], text: str) -> bool:
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


@dataclass(frozen=True, slots=True)
class Template:
    """A text with places in it, each standing for the value there."""

    text: str
    pieces: tuple[str | Place, ...]

    @property
    def plain(self) -> bool:
        """Whether it is one value and nothing else."""
        return len(self.pieces) == 1

    def fits(self, value: Value, at: Callable[[Place], object]) -> bool:
        """Whether `value`, or an item of it, is made of what `at` gives."""
        first = self.pieces[0]
        start = written(at(first)) if isinstance(first, Place) else first.partition("*")[0]
        if start is None or (isinstance(value, str) and not value.startswith(start)):
            return False  # as it mostly is, and soon seen
        filled = self.filled(at)
        return filled is not None and filled.fits(value)

    def filled(self, at: Callable[[Place], object]) -> Filled | None:
        """The template with the values that `at` gives; None where one of them is not there."""
        texts = [""]
        for piece in self.pieces:
            if isinstance(piece, Place):
                value = written(at(piece))
                if value is None:
                    return None
                texts[-1] += value
            else:
                first, *others = piece.split("*")
                texts[-1] += first
                texts += others
        return Filled(tuple(texts))


def written(value: object) -> str | None:
    """A text or number, or the only one in a list, as text; None for anything else."""
    match value:
        case str():
            return value
        case Number(literal):
            return literal
        case Array((only,)) if not isinstance(only.value, Array):
            return written(only.value)
        case _:
            return None
