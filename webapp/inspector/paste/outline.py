"""The outline of a token: what makes a text one before anything in it is decoded."""

import json
import re
from typing import Any

from .. import base64url
from ..algorithms import ALGORITHMS, Family

OPENING = r"(?:ey[A-DI-L]|ew[k-r0-3]|e30)"  # the base64 of `{"`, of `{` and a blank, and of `{}`
BASE64 = r"A-Za-z0-9_+/=\-"

_OPENING = re.compile(OPENING)
_SOUND = re.compile(rf"{OPENING}[A-Za-z0-9_-]*+(?:\.[A-Za-z0-9_-]*+){{2,4}}(?<!\.)")
_CASE_LOST = re.compile(r"eyj[a-z0-9_-]+\.eyj", re.IGNORECASE | re.ASCII)
_BARELY = re.compile(r"(?=\.*[^.]+\.+[^.])[A-Za-z0-9_+/-]*+=*+(?:\.[A-Za-z0-9_+/-]*+=*+){2,}")
_HEADER_LIKE = re.compile(r"[^\s\"'`<>{}()\[\]:;,&=\\|：；，、（）【】「」《》→]++=*+")
_BLANK = re.compile(r"\s")
_HEADER_CHARACTERS = 16_384  # x5c makes headers of 6,000 characters
_RSA_BYTES = (128, 256, 384, 512, 1024)
_EDDSA_BYTES = (64, 114)
_TAG_CHARACTERS = frozenset({22, 32, 43})  # an authentication tag of 16, 24 or 32 bytes


def is_sound(text: str) -> bool:
    """Whether `text` is the compact serialisation of one token, to the letter: most pastes are."""
    middle = len(text) // 2
    return _SOUND.fullmatch(text) is not None and text[:middle] != text[middle:]  # not one pasted twice


def is_token(text: str) -> bool:
    """Whether the whole of `text` is a token, or what damage has left of one."""
    if _BLANK.search(text) and not plus_became_blank(text):
        return False
    header, _, rest = text.partition(".")
    if _OPENING.match(header):
        return bool(rest.strip("."))
    return _is_headless(header, rest) or _CASE_LOST.match(text) is not None


def is_token_among_words(text: str) -> bool:
    """Stricter than `is_token`, for running text: one dot may be that of a file name."""
    header, _, rest = text.partition(".")
    payload, dot, after = rest.partition(".")
    if _OPENING.match(header):
        return _OPENING.match(payload) is not None or bool(dot and (payload + after).strip("."))
    return _is_headless(header, rest) or _CASE_LOST.match(text) is not None


def _is_headless(header: str, rest: str) -> bool:
    """Whether a payload and a signature follow a header that is broken, but evidently meant as one."""
    is_payload_next = "." in rest and _OPENING.match(rest) is not None
    return is_payload_next and _HEADER_LIKE.fullmatch(header) is not None


def is_barely_token(text: str) -> bool:
    """Whether `text` has at least the dots and the alphabet: `a.b.c`."""
    return _BARELY.fullmatch(text) is not None


def opens_like_header(text: str) -> bool:
    return _OPENING.match(text) is not None


def json_object(segment: str) -> dict[str, Any] | None:
    """The JSON object that a segment encodes, or None."""
    if len(segment) > _HEADER_CHARACTERS:
        return None
    try:
        value = json.loads(base64url.decode(segment).bytes)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def is_complete(text: str) -> bool:
    """Whether the last segment is as long as the algorithm of the header makes it."""
    header, *others = text.split(".", 5)
    return bool(others) and len(others[-1].rstrip("=")) in last_lengths(header, len(others))


def last_lengths(header: str, dots: int) -> frozenset[int]:
    """How many characters may follow the last of so many dots; empty if that is not known."""
    if dots != 2:
        return _TAG_CHARACTERS if dots == 4 else frozenset()
    alg = (json_object(header) or {}).get("alg")
    algorithm = ALGORITHMS.get(alg) if isinstance(alg, str) else None
    if algorithm is None:
        return frozenset()
    unsure = _EDDSA_BYTES if algorithm.family is Family.EDDSA else _RSA_BYTES
    sizes = (algorithm.length,) if algorithm.length else unsure
    return frozenset(-(-size * 4 // 3) for size in sizes)


def plus_became_blank(text: str) -> bool:
    """Whether the blanks of `text` are the `+` of standard base64, lost in a form body.

    They stand one by one in the last segment, and standard base64 shows by a `/` or `=` in it.
    """
    before, _, last = text.rpartition(".")
    if _BLANK.search(before) or not before or "  " in last or last != last.strip():
        return False
    if set(last) & set("\t\n\r\v\f-_+"):
        return False
    return "/" in last or "=" in last
