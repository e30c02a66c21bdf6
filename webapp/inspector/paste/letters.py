"""Characters that cannot be seen, and characters that look like those of base64url and are not."""

import unicodedata
from collections.abc import Iterable
from itertools import chain


def _characters(*ranges: int | tuple[int, int]) -> frozenset[str]:
    pairs = (pair if isinstance(pair, tuple) else (pair, pair) for pair in ranges)
    return frozenset(map(chr, chain.from_iterable(range(first, last + 1) for first, last in pairs)))


BLANKS = _characters(
    0x85, 0xA0, 0x1680, (0x2000, 0x200A), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000
)  # fmt: skip
"""Spaces and line ends beyond ASCII: they may stand between words."""

ZERO_WIDTH = _characters(
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), 0xAD, 0x34F, 0x61C, (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
    0x3164, (0xFE00, 0xFE0F), 0xFEFF, 0xFFA0, (0xFFF9, 0xFFFB), (0xE0001, 0xE007F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""What has no width at all: controls, joiners, direction marks, variation selectors."""

_SPOKEN_NAMES = {0xFEFF: "byte order mark", 0xA0: "no-break space", 0x200B: "zero-width space"}

# For each character of a token the look-alikes that compatibility normalisation (NFKC) does not know.
_DRAWN_ALIKE = {
    "a": "аαɑ", "A": "АΑᎪ", "B": "ВΒᏴ", "c": "с", "C": "СϹᏟ", "d": "ԁ", "D": "Ꭰ", "e": "еε",
    "E": "ЕΕᎬ", "F": "Ғ", "g": "ցɡ", "G": "ԌᏀ", "h": "һհ", "H": "НΗᎻ", "i": "іιıɩ", "I": "ІӀΙ",
    "j": "јϳȷ", "J": "ЈͿᎫ", "k": "κ", "K": "КΚᏦ", "l": "ӏ", "L": "ԼᏞ", "M": "МΜᎷ", "n": "ηո",
    "N": "Ν", "o": "оοօ", "O": "ОΟՕ", "p": "рρ", "P": "РΡᏢ", "q": "ԛզ", "Q": "Ԛ", "r": "г",
    "R": "ᎡᏒ", "s": "ѕ", "S": "ЅՏᏚ", "t": "τ", "T": "ТΤᎢ", "u": "υսʋ", "U": "Ս", "v": "ѵν",
    "V": "ѴᏙ", "w": "ԝω", "W": "ԜᎳ", "x": "хχ", "X": "ХΧ", "y": "уγ", "Y": "УҮΥ", "Z": "ΖᏃ",
    "-": "‐‑‒–—―−⁃ー", ".": "․·•‧。｡٠", "3": "З", "4": "ЧᏎ", "6": "б", "_": "‗ˍ", "~": "∼˜",
}  # fmt: skip

# Blocks made of compatibility letters: superscripts, letterlike, circled, mathematical, squared, full-width.
_COMPATIBLE = ((0xAA, 0xBA), (0x2070, 0x209C), (0x2100, 0x214F), (0x2460, 0x24EA), (0xFF01, 0xFF5E),
               (0x1D400, 0x1D7FF), (0x1F130, 0x1F149), (0x1FBF0, 0x1FBF9))  # fmt: skip

_TOKEN_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/=%")


def _compatible() -> Iterable[tuple[str, str]]:
    for character in sorted(_characters(*_COMPATIBLE)):
        plain = unicodedata.normalize("NFKC", character)
        if plain in _TOKEN_CHARACTERS:
            yield character, plain


_DRAWN = ((strange, plain) for plain, alike in _DRAWN_ALIKE.items() for strange in alike)
LOOKALIKES = dict(chain(_compatible(), _DRAWN))
"""One foreign character to the one character of a token that it passes for."""

_PLAIN = str.maketrans(LOOKALIKES)
_LIGATURES = {ligature: unicodedata.normalize("NFKC", ligature) for ligature in "ﬀﬁﬂﬃﬄﬅﬆ"}
_SPELT_OUT = str.maketrans(LOOKALIKES | _LIGATURES)
FOREIGN = frozenset(LOOKALIKES) | frozenset(_LIGATURES)


def plain(text: str) -> str:
    """`text` with each look-alike replaced, every character at its old position."""
    return text if text.isascii() else text.translate(_PLAIN)


def spelt_out(text: str) -> str:
    """`text` with each look-alike replaced and each ligature (ﬁ) written as its letters."""
    return text.translate(_SPELT_OUT)


def name(character: str) -> str:
    """A name to be read in a sentence: “soft hyphen”, “zero-width joiner”."""
    code = ord(character)
    known = _SPOKEN_NAMES.get(code) or unicodedata.name(character, "control character").lower()
    return known.replace("zero width", "zero-width")
