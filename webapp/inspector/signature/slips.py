"""A slip of whoever carried the token: a character mistyped, lost, doubled or exchanged with the next.

Each cause is shown one part as it is written and yields what it may have been, the likeliest first:
letters that look alike, letters that are neighbours on the keyboard, then all others.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product
from typing import NamedTuple

from ..base64url import ALPHABET
from .cause import Axis, Evidence, Guess, cause

_ALIKE = ("lI1", "O0oQD", "S5s", "Z2z", "B8", "G6b", "gq9", "uvUV", "wW", "xX", "cC", "kK", "pP", "yY", "-_")
_KEYBOARD = ("1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm_", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_LONGEST = 65_536  # characters of a part that is looked at
_MOST_CUT = 3  # characters of a lost end that can still be guessed
_UNUSED_BITS = {0: 0, 2: 4, 3: 2}  # of a last character, by the length in characters modulo 4


class Written(NamedTuple):
    """One part of a token as it is written; `proper` is how long it should be, None where nothing says so."""

    part: str
    text: str
    proper: int | None = None

    def may_lack(self, count: int) -> bool:
        """Whether it may be so many characters too short."""
        found = len(self.text) + count
        whole = self.proper is None or self.proper == found
        return whole and found % 4 != 1 and found <= _LONGEST


def _likely() -> dict[str, tuple[str, str, str]]:
    """Beside each character those that look like it, then its neighbours on a keyboard, then the rest."""
    groups = {it: "".join(group for group in _ALIKE if it in group).replace(it, "") for it in ALPHABET}
    for upper, lower in zip(ALPHABET[:26], ALPHABET[26:52], strict=True):
        groups[upper] += lower
        groups[lower] += upper
    beside: dict[str, str] = dict.fromkeys(ALPHABET, "")
    for one, other in (pair for row in _KEYBOARD for pair in pairwise(row)):
        beside[one] += other
        beside[other] += one
    return {it: _each_once(it, groups[it], beside[it]) for it in ALPHABET}


def _each_once(character: str, alike: str, beside: str) -> tuple[str, str, str]:
    first = "".join(dict.fromkeys(alike))
    then = "".join(it for it in dict.fromkeys(beside) if it not in first)
    return first, then, "".join(it for it in ALPHABET if it not in first + then + character)


_INSTEAD = _likely()


@cause(
    Axis.TEXT,
    cost=13,
    repairable=True,
    family="transport",
    fix="Copy the token again, whole; look for a column, a log line or a cookie that is too short for it.",
)
def truncated(written: Written, _: Evidence) -> Iterable[Guess]:
    """The end of the token is cut off.

    A log line, a database column of 255 characters or a cookie of 4,096 bytes was too short for it,
    or the selection ended too soon. Up to three lost characters are found by trying them; more
    cannot be guessed, unless the secret of an HMAC is at hand.
    """
    for count in range(1, _MOST_CUT + 1):
        if written.proper and written.may_lack(count):
            inner = product(ALPHABET, repeat=count - 1)
            for characters in product(map("".join, inner), _last_characters(written.proper)):
                end = "".join(characters)
                what = "character is" if count == 1 else "characters are"
                says = f"The last {count} {what} missing from the {written.part}: “{end}”."
                yield Guess(written.text + end, says, 4 * (count - 1))


@cause(
    Axis.TEXT,
    cost=14,
    repairable=True,
    family="transport",
    fix="Copy the token instead of typing it, and not out of a picture.",
)
def typo(written: Written, _: Evidence) -> Iterable[Guess]:
    """A character is wrong, doubled, or has changed places with the next.

    Somebody typed the token, or a program read it out of a picture: `l`, `I` and `1` look alike, as do
    `O` and `0`. Every verifier refuses it; the one token that verifies is given back.
    """
    text, part = written.text, written.part
    yield from _mistyped(written, which=0, more=0)
    if written.may_lack(0):
        for index, (one, other) in enumerate(pairwise(text)):
            if one != other:
                both = f"Characters {index + 1} and {index + 2} of the {part}"
                says = f"{both} changed places: “{one}{other}” should be “{other}{one}”."
                yield Guess(text[:index] + other + one + text[index + 2 :], says, 1)
    yield from _mistyped(written, which=1, more=2)
    if written.may_lack(-1):
        for index in _places(text):
            says = f"Character {index + 1} of the {part}, “{text[index]}”, is one too many."
            yield Guess(text[:index] + text[index + 1 :], says, 3)
    yield from _mistyped(written, which=2, more=5)


def _mistyped(written: Written, which: int, more: int) -> Iterator[Guess]:
    """Each character replaced: `which` tells by those that look like it, those beside it, or the others."""
    text, part = written.text, written.part
    for index in _places(text) if written.may_lack(0) else ():
        received = text[index]
        before, after = text[:index], text[index + 1 :]
        for proper in _instead_of(received, which):
            says = f"Character {index + 1} of the {part} is “{received}”; it should be “{proper}”."
            yield Guess(before + proper + after, says, more)


def _instead_of(received: str, which: int) -> str:
    """What may have been typed; anything, where the character is none of base64url."""
    return _INSTEAD[received][which] if received in _INSTEAD else ALPHABET if which == 0 else ""


@cause(
    Axis.TEXT,
    cost=14,
    repairable=True,
    family="transport",
    fix="Copy the token again, whole, and as code: Markdown takes underscores for emphasis.",
)
def char_lost(written: Written, _: Evidence) -> Iterable[Guess]:
    """A character is missing, or two underscores.

    Markdown and Slack take `_a_` for emphasis and swallow both underscores, which strikes four in ten
    ES256 signatures; a hand that types loses the second of two equal letters. Every verifier refuses
    such a token; the one that verifies is given back.
    """
    text, part = written.text, written.part
    if written.may_lack(1):
        for index, character in enumerate(text):
            yield _inserted(written, index, character, 1)
    if written.may_lack(2) and written.proper:
        for first, last in combinations(range(len(text) + 1), 2):
            where = f"before its characters {first + 1} and {last + 1}"
            says = f"Two underscores are missing from the {part}, {where}."
            yield Guess(f"{text[:first]}_{text[first:last]}_{text[last:]}", says, 2)
    if written.may_lack(1):
        for index in range(len(text) + 1):
            tried = text[max(index - 1, 0) : index + 1]  # as doubles
            yield from (_inserted(written, index, it, 4) for it in ALPHABET if it not in tried)


def _inserted(written: Written, index: int, character: str, more: int) -> Guess:
    text = written.text
    place = f"before its character {index + 1}" if index < len(text) else "at its end"
    says = f"“{character}” is missing from the {written.part} {place}."
    return Guess(text[:index] + character + text[index:], says, more)


def _places(text: str) -> Iterable[int]:
    """Where something may be wrong: the characters that are not of base64url, if there are any."""
    foreign = [index for index, character in enumerate(text) if character not in _INSTEAD]
    if len(foreign) > 1:
        return ()  # which one slip cannot explain
    return foreign or range(len(text))


def is_canonical(text: str) -> bool:
    """Whether an encoder can have written it so far as its last character tells."""
    return text[-1:] in _last_characters(len(text))


def _last_characters(length: int) -> str:
    """What a base64url text of that length can end with: its unused bits are zero (RFC 4648 section 3.5)."""
    return ALPHABET[:: 1 << _UNUSED_BITS.get(length % 4, 0)]
