"""Regular expressions of profiles as one would write down what they find."""

import re
from collections.abc import Iterator
from itertools import islice, product

_SET = r"\[(?:\\.|[^\]\\])*\]"
_PIECE = re.compile(
    rf"(?:\\(?P<escape>.)|(?P<set>{_SET})|\((?:\?:)?(?P<words>[^()\[\]\\?*+]*)\)"
    rf"|(?P<group>\((?:\\.|{_SET}|[^()\[\]\\])*\))|(?P<character>[^\\|]))"
    r"(?P<times>[?*]\??|\+\??|\{[0-9,]+\}\??)?|(?P<or>\|)",
    re.DOTALL,
)
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
_MEANT = {"b": "", "B": "", "A": "", "Z": "", "n": " ", "s": " "}
_MOST = 6
_LONGEST = 500


def texts(pattern: str) -> tuple[str, ...]:
    """The texts that `pattern` finds, with … for whatever may stand there; the first few of them."""
    alternatives = _alternatives(_FLAGS.sub("", pattern[:_LONGEST]))
    found = ("".join(chosen) for pieces in alternatives for chosen in product(*pieces))
    tidy = (re.sub("…+", "…", it).strip() for it in islice(found, _MOST))
    return tuple(dict.fromkeys(filter(None, tidy)))


def _alternatives(pattern: str) -> Iterator[list[tuple[str, ...]]]:
    """Each side of the bars: for every piece the texts it may be."""
    pieces: list[tuple[str, ...]] = []
    for found in _PIECE.finditer(pattern):
        if found["or"]:
            yield pieces
            pieces = []
        else:
            pieces.append(_options(found))
    yield pieces


def _options(found: re.Match[str]) -> tuple[str, ...]:
    if found["words"] is not None:
        words = tuple(found["words"].split("|"))
        return (*words, "") if found["times"] == "?" else words
    if found["escape"] and (found["times"] or "")[:1] in {"?", "*"}:
        return ("",)
    return (_text(found),)


def _text(found: re.Match[str]) -> str:
    """One piece: itself, nothing for an edge, … for whatever may vary."""
    if escaped := found["escape"]:
        return _MEANT.get(escaped, "…" if escaped in "dDwWS" else escaped)
    character = found["character"]
    return "…" if character in {None, "."} else character.strip("^$")
