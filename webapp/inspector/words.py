"""Words in sentences: numbers with their nouns, lists, articles, and what cannot be seen."""

import re
from typing import NamedTuple

# Controls, and what is invisible or makes a text read otherwise than it is written.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_NAME = re.compile(r"[a-z]+[A-Z0-9._]")  # client_id, teamId, x5c
_VOWELS = "AEIOaeio"  # u is mostly said as in user
_SAID_WITH_VOWELS = "AEFHILMNORSX"  # letters by themselves
_SAID_AS_WORDS = {"SHA", "SPIFFE"}


class Stretch(NamedTuple):
    """Some characters of a text; `unseen` if it is one that cannot be seen, given by its number."""

    text: str
    unseen: bool


def revealed(text: str) -> list[Stretch]:
    """`text` with every character named that a reader would not see."""
    if text.isprintable():
        return [Stretch(text, unseen=False)]
    stretches, at = [], 0
    for found in UNSEEN.finditer(text):
        stretches.append(Stretch(text[at : found.start()], unseen=False))
        stretches.append(Stretch(f"U+{ord(found[0]):04X}", unseen=True))
        at = found.end()
    stretches.append(Stretch(text[at:], unseen=False))
    return [stretch for stretch in stretches if stretch.text]


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def article(noun: str) -> str:
    """`a token`, `an ID token`, `an SSO token`: by how it is said."""
    first = re.split("[ -]", noun, maxsplit=1)[0]
    spelt = first.isupper() and first not in _SAID_AS_WORDS
    return f"{'an' if noun[:1] in (_SAID_WITH_VOWELS if spelt else _VOWELS) else 'a'} {noun}"


def joined(words: list[str], conjunction: str = "and") -> str:
    """Words as a list in a sentence: `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def capital(text: str) -> str:
    """`text` as the beginning of a sentence. A name that it begins with is written as it is: client_id."""
    return text if _NAME.match(text) else text[:1].upper() + text[1:]
