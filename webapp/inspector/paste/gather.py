"""From clippings to tokens: mended, in order, each once, and no more than the limits allow."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..limits import Limits
from ..note import Note
from . import clean, letters, search
from .outline import is_barely_token, is_complete, is_token, is_token_among_words
from .reading import RUNNING_TEXT, Clipping, Sure

_ATTEMPTS = 1000  # clippings that are mended and named; what comes after them must be sound to be counted
_REMEMBERED = 50  # clippings without a token
_LABELS = 5  # names told for a token that stands in several places
_WORD_AFTER = re.compile(r"\S{0,200}+\s\W*+\w")

Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """One token of the paste: its text after the repairs, and the name it stood under.

    `text` may still be broken; only what the repairs name has been undone.
    `label` is the parameter, member or header it was taken from (`client_secret`), or empty.
    """

    text: str = field(repr=False)
    label: str = ""
    repairs: tuple[Note, ...] = ()


@dataclass(slots=True)
class Harvest:
    """The tokens found so far, and those beyond the limits."""

    limits: Limits
    without_token: list[Clipping] = field(default_factory=list)  # the first few
    _tokens: dict[str, Found] = field(default_factory=dict)  # by their text
    _clipped: dict[tuple[str, Sure], str] = field(default_factory=dict)  # → text of the token, or ""
    _beyond: set[str] = field(default_factory=set)
    _longest_cut: int = 0
    _attempts: int = 0
    _named: int = 0

    def add(self, clippings: Iterable[Clipping]) -> None:
        """Take every token of every clipping: the whole of it, or those among its words."""
        for clipping in clippings:
            if not self._add(clipping) and len(self.without_token) < _REMEMBERED:
                self.without_token.append(clipping)

    @property
    def tokens(self) -> tuple[Found, ...]:
        return tuple(self._tokens.values())

    @property
    def notes(self) -> tuple[str, ...]:
        """What the limits left out."""
        notes = []
        if self._beyond:
            total = len(self._tokens) + len(self._beyond)
            judged = f"first {len(self._tokens):,} are" if len(self._tokens) > 1 else "first is"
            notes.append(f"{total:,} tokens; the {judged} judged.")
        if self._longest_cut:
            read = self.limits.token_characters
            notes.append(f"A token is {self._longest_cut:,} characters long; the first {read:,} are read.")
        return tuple(notes)

    def _add(self, clipping: Clipping) -> bool:
        if clipping.sure in {Sure.MEANT, Sure.IS}:
            return self._take(clipping)
        shape = letters.plain(clipping.text)
        if not search.mentions_token(shape):
            return False
        places = list(search.spans(shape))
        if clipping.sure is Sure.MAYBE and stands_alone(clipping.text, places) and self._take(clipping):
            return True
        taken = [self._take(part) for part in self._parts(clipping, places)]
        return any(taken)

    def _take(self, clipping: Clipping) -> bool:
        """Whether the clipping as a whole is a token; it is then among the tokens, or counted."""
        key = (clipping.text, clipping.sure)
        known = self._clipped.get(key)
        if known is None:
            known = self._clipped[key] = self._read(clipping)
        if known in self._tokens:
            self._tokens[known] = _also_called(self._tokens[known], clipping.label)
        return bool(known)

    def _read(self, clipping: Clipping) -> str:
        if self._is_full:
            return self._counted(clipping.text)
        mended = self._mended(clipping)
        if mended is None:
            return ""
        text = self._cut(mended.text)
        repairs = (*_taken_out(clipping), *mended.repairs)
        self._tokens.setdefault(text, Found(text, clipping.label, repairs))
        return text

    @property
    def _is_full(self) -> bool:
        return len(self._tokens) >= self.limits.tokens

    def _mended(self, clipping: Clipping) -> clean.Mended | None:
        self._attempts += 1
        as_it_stands = clipping.sure is Sure.IS or self._attempts > _ATTEMPTS
        mended = clean.Mended(clipping.text, clipping.repairs) if as_it_stands else clean.mend(clipping.text)
        return mended if _passes(mended.text, clipping.sure) else None

    def _cut(self, text: str) -> str:
        if len(text) > self.limits.token_characters:
            self._longest_cut = max(self._longest_cut, len(text))
        return text[: self.limits.token_characters]

    def _counted(self, text: str) -> str:
        sound = _passes(text, Sure.HOLDS)
        if sound and text not in self._tokens:
            self._beyond.add(text)
        return text if sound else ""

    def _parts(self, clipping: Clipping, places: Places) -> Iterator[Clipping]:
        text, line, at = clipping.text, clipping.line, 0
        for start, end in places:
            self._named += 1
            if self._is_full or self._named > _ATTEMPTS:  # where it stood no longer matters
                yield Clipping(text[start:end], clipping.label, clipping.source, Sure.HOLDS)
                continue
            line, at = line + text.count("\n", at, start), start
            label = search.label_before(text, start) or clipping.label
            source = _line_of(clipping, line) if clipping.source == RUNNING_TEXT else clipping.source
            yield Clipping(text[start:end], label, source, Sure.HOLDS)


def stands_alone(text: str, places: Places) -> bool:
    """Whether `text`, where tokens were found at `places`, may as a whole be one damaged token."""
    if len(places) == 1:
        ((start, end),) = places
        return not (is_complete(text[start:end]) and _WORD_AFTER.match(text, end))
    pieces = {text[start:end] for start, end in places}
    return not pieces or (len(pieces) == 1 and not text.replace(pieces.pop(), "").strip())


def _passes(text: str, sure: Sure) -> bool:
    match sure:
        case Sure.HOLDS:
            return is_token(text) and is_token_among_words(text)
        case Sure.MAYBE:
            return is_token(text)
        case Sure.MEANT:
            return is_token(text) or is_barely_token(text)
        case Sure.IS:
            return True


def _taken_out(clipping: Clipping) -> tuple[Note, ...]:
    return (Note("transport.embedded", f"Taken out of {clipping.source}."),) if clipping.source else ()


def _line_of(clipping: Clipping, line: int) -> str:
    several = clipping.line > 1 or "\n" in clipping.text
    return f"line {line:,} of the text" if several else RUNNING_TEXT


def _also_called(found: Found, label: str) -> Found:
    labels = found.label.split(", ") if found.label else []
    if not label or label in labels or len(labels) >= _LABELS:
        return found
    return replace(found, label=", ".join([*labels, label]))
