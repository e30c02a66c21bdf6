"""A token against a key set: which key its header names, which one verifies, and what comes nearest."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from ..report import TokenReport
from ..signature import Status
from .members import Entry

_LONGEST = 100  # characters of a kid that are compared
_MOST = 8  # kids that are compared with their characters in order, which may take milliseconds for one
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """What a set has for one token: the index of the key that `kid` names, and of the one that verifies."""

    token: int
    kid: str | None
    named: int | None
    verifies: int | None
    nearest: str | None
    message: str


def match(number: int, report: TokenReport, entries: Sequence[Entry]) -> Match:
    """What `entries` have for the token that is `number` in the paste."""
    kid = report.token.header.text_of("kid")
    named = next((it.index for it in entries if kid and it.text("kid") == kid), None)
    key = report.verification.key
    verifies = next((it.index for it in entries if key and it.key and it.key.name == key.name), None)
    nearest = _nearest(kid, entries) if kid and named is None else None
    says = f"{_of_name(kid, named, nearest)} {_of_signature(report, named, verifies)}".strip()
    return Match(number, kid, named, verifies, nearest, says)


def _of_name(kid: str | None, named: int | None, nearest: str | None) -> str:
    if kid is None:
        return "The header names no key (kid), so a receiver has to try them all."
    if named is not None:
        return f"The header names “{kid[:60]}”, which is keys[{named}]."
    near = f" The nearest is “{nearest[:60]}”{_difference(kid, nearest)}." if nearest else ""
    return f"The header names “{kid[:60]}”, and no key here is called so.{near}"


def _difference(kid: str, nearest: str) -> str:
    if kid.casefold() == nearest.casefold():
        return ", which differs in capital letters only"
    if kid.strip("= \n") == nearest.strip("= \n"):
        return ", which differs in blanks or = signs only"
    return ""


def _of_signature(report: TokenReport, named: int | None, verifies: int | None) -> str:
    if verifies is not None and named is not None and named != verifies:
        return f"Yet keys[{verifies}] verifies the signature, and not that one."
    if verifies is not None:
        return f"keys[{verifies}] verifies the signature."
    if report.verification.status is Status.VERIFIED:
        return "The signature verifies with a key that is not of this set."
    if report.verification.status is Status.INVALID:
        return "No key here verifies the signature."
    return ""


def _nearest(kid: str, entries: Sequence[Entry]) -> str | None:
    """The kid that is most like `kid`, if one is much like it."""
    ids = [text for it in entries if (text := it.text("kid"))]
    alike = [text for text in ids if text.casefold() == kid.casefold()]
    if alike:
        return alike[0]
    likely = nlargest(_MOST, dict.fromkeys(ids), key=lambda text: _matcher(kid, text).quick_ratio())
    best = max(likely, key=lambda text: _matcher(kid, text).ratio(), default="")
    return best if _matcher(kid, best).ratio() >= _NEAR else None


def _matcher(one: str, other: str) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
