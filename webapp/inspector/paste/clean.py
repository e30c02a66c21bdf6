"""The damage that needs no key to undo, and the undoing of it: one function for each kind."""

import html
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from .. import base64url
from ..algorithms import ALGORITHMS
from ..note import Note
from ..words import counted
from . import folding, json_text, letters
from .outline import OPENING, is_token, json_object, opens_like_header, plus_became_blank


class Mended(NamedTuple):
    """A text after the repairs, which are listed in the order they were made."""

    text: str
    repairs: tuple[Note, ...] = ()


Undone = tuple[str, str] | None  # the text without the damage, and a sentence about it

_LAYERS = 16  # a token in quotes, printed as bytes, percent-encoded
_BLANKS = " \t\r\n\f\v"
_QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』＂＇*"
_SCHEME = re.compile(
    r"\s*(?:(?:proxy-)?authorization\s*[:=]\s*[\"']?)?+(?:(?:bearer|jwt|token|dpop)(?:\s*+:\s*+|\s++|(?=ey))(?![=|]))*+",
    re.IGNORECASE,
)
_PYTHON_BYTES = re.compile(r"[bB]\\?([\"'])")
_HTML_REFERENCE = re.compile(
    r"&(?:quot|apos|amp|lt|gt|equals|plus|sol|period|lowbar|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});"
)
_JSON_ESCAPE = re.compile(r"\\(?:u00[0-9a-fA-F]{2}|/)")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{1,16384}")  # a header
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}+={0,2}")
_WRAPPED = re.compile(rf"\W*+(?:bearer\s++)?+\W*+(?:b['\"])?(?:{OPENING}|ZX[ld])", re.IGNORECASE)
_HEADER_WITHIN = re.compile(rf"[^.\s]\s{OPENING}")  # one that nothing stands before but another word
_LEADING, _TRAILING = "([{<|,;:=.…", ")]}<>|,;:!?&"
_LINE_MARK = re.compile(rf"(?:[-+#$%•·–—]{{1,6}}|\d{{1,3}}[.)])[ \t]+(?={OPENING})")  # of a list, a shell
_STOP = re.compile(r"[&\"'<>(){}\[\],;|\\]")
_TIMES = ("", "", " twice", " three times")
_MORE = ("", " again", " twice more")
_SAMPLE = 64  # characters that tell whether the rest is worth decoding; a multiple of 4
_COPIES = 5  # of a token pasted again and again
_SHOWN = 40  # characters of what was left out


def mend(text: str) -> Mended:
    """Undo, layer by layer, all the damage to `text` that needs no key.

    The text may come out as no token at all; then the repairs mean nothing.
    """
    repairs: dict[str, str] = {}
    for _ in range(_LAYERS):
        layer = _outermost(text)
        if layer is None:
            break
        name, text, sentence = layer
        repairs[name] = _joined(repairs.get(name, ""), sentence)
    return Mended(text, tuple(Note(f"transport.{name}", message) for name, message in repairs.items()))


def _outermost(text: str) -> tuple[str, str, str] | None:
    """The first kind of damage that can be undone now: its name, the text without it, a sentence on it."""
    undone = ((name, undo(text)) for name, undo in _STEPS)
    return next(((name, *result) for name, result in undone if result), None)


def without_scheme(text: str) -> str:
    """`text` without the `Authorization:` and the `Bearer` in front of it."""
    return text[_scheme_end(text) :]


def _scheme_end(text: str) -> int:
    match = _SCHEME.match(text)
    return match.end() if match and match[0].strip() else 0


def _joined(earlier: str, sentence: str) -> str:
    return earlier if sentence in earlier else f"{earlier} {sentence}".strip()


def _scheme(text: str) -> Undone:
    end = _scheme_end(text)
    if not end or end == len(text):
        return None
    scheme = text[:end].strip()
    return text[end:], f"“{scheme}” was left out: you pasted the HTTP header, not only the token."


def _invisible(text: str) -> Undone:
    characters = set(text)
    kinds, blanks = characters & letters.ZERO_WIDTH, characters & letters.BLANKS
    if blanks and not any(map(folding.is_word, text.split())):
        kinds |= blanks
    if not kinds:
        return None
    first = _first(text, kinds)
    cleaned = text.translate(dict.fromkeys(map(ord, kinds)))
    where, verb = ("at", "was") if len(text) - len(cleaned) == 1 else ("the first at", "were")
    return cleaned, f"{_census(text, kinds)}, {where} character {first + 1:,}, {verb} removed."


def _first(text: str, characters: set[str]) -> int:
    return next(index for index, character in enumerate(text) if character in characters)


def _census(text: str, kinds: set[str]) -> str:
    counts = sorted(((text.count(kind), kind) for kind in sorted(kinds)[:4]), reverse=True)
    parts = [f"{counted(count, letters.name(kind))} (U+{ord(kind):04X})" for count, kind in counts]
    *most, last = [*parts, "others"] if len(kinds) > 4 else parts
    return f"{', '.join(most)} and {last}" if most else last


def _blanks_around(text: str) -> Undone:
    core = text.strip(_BLANKS)
    if core == text or not core:
        return None
    ends = text[: text.index(core[0])] + text[text.rindex(core[-1]) + 1 :]
    what = "Line breaks" if "\n" in ends else "Blanks"
    return core, f"{what} around the token were removed."


def _percent(text: str) -> Undone:
    times = 0
    while times < 3 and _PERCENT.search(text) and (decoded := unquote(text)) != text:
        text, times = decoded, times + 1
    if not times:
        return None
    return text, f"The token was percent-encoded{_TIMES[times]}, as in a URL; it was decoded."


def _escapes(text: str) -> Undone:
    if match := _HTML_REFERENCE.search(text):
        plain = _HTML_REFERENCE.sub(lambda reference: html.unescape(reference[0]), text)
        return plain, f"Characters escaped for HTML, such as {match[0]}, were decoded."
    if match := _JSON_ESCAPE.search(text):
        return _JSON_ESCAPE.sub(_json_character, text), (
            f"Characters escaped for JSON, such as {match[0]}, were decoded."
        )
    return None


def _json_character(escape: re.Match[str]) -> str:
    return "/" if escape[0] == r"\/" else chr(int(escape[0][2:], 16))


def _python_bytes(text: str) -> Undone:
    match = _PYTHON_BYTES.match(text)
    core = text[match.end() :].removesuffix(match[1]).removesuffix("\\") if match else ""
    if not core:
        return None
    return core, "The token was printed as Python bytes (b'…'): decode them first, or use PyJWT 2."


def _quotes(text: str) -> Undone:
    core = _without_fence(text).strip(_QUOTES + "\\")
    if core.startswith("_") and core.endswith("_") and opens_like_header(core.lstrip("_")):
        core = core.lstrip("_")[: -(len(core) - len(core.lstrip("_")))]
    outside = set(text[: text.find(core)] + text[text.find(core) + len(core) :])
    if not core or not outside & {*_QUOTES, "_"}:
        return None
    return core, f"{_marks(outside)} around the token were removed."


def _without_fence(text: str) -> str:
    """Without Markdown's ```, the language named behind it, and the line ends."""
    return text.partition("\n")[2].rstrip("`").strip(_BLANKS) if text.startswith("```") else text


def _marks(characters: set[str]) -> str:
    if characters <= set("*_"):
        return "Markdown's marks"
    return "Backticks" if "`" in characters else "Quotation marks"


def _base64_wrapped(text: str) -> Undone:
    times = 0
    while times < 2 and (inner := _unwrapped(text)) is not None:
        text, times = inner, times + 1
    if not times:
        return None
    return text, (
        f"The token as a whole was base64-encoded{_MORE[times]}, as a Kubernetes Secret keeps"
        " its values; it was decoded."
    )


def _unwrapped(text: str) -> str | None:
    if opens_like_header(text) or not _BASE64.fullmatch(text):
        return None
    if not _WRAPPED.match(base64url.decode(text[:_SAMPLE]).bytes.decode("latin-1")):
        return None
    data = base64url.decode(text).bytes
    return data.decode() if data.isascii() else None


def _is_whole(text: str) -> bool:
    """Whether `text` is a token, or the base64 of one."""
    return is_token(text) or _unwrapped(text) is not None


def _doubled(text: str) -> Undone:
    once, times = _repeated(text)
    if not _is_whole(once):
        return None
    often = "twice" if times == 2 else f"{times} times"
    return once, f"The token was pasted {often}, one directly after the other; it is read once."


def _repeated(text: str) -> tuple[str, int]:
    """What `text` says again and again, and how often; nothing if it does not."""
    words = text.split(maxsplit=_COPIES)
    if 1 < len(words) <= _COPIES:
        return (words[0], len(words)) if len(set(words)) == 1 else ("", 0)
    half = text[: len(text) // 2]
    return (half, 2) if half + half == text else ("", 0)


def _folded(text: str) -> Undone:
    core = text.lstrip("> \t").rstrip()
    if not folding.FOLD.search(core.rstrip("\\ ")) or plus_became_blank(core):
        return None
    whole = folding.unfolded(core)
    if (
        whole is None
        or not _is_whole(whole)
        or (not opens_like_header(whole) and _HEADER_WITHIN.search(core))
    ):
        return None
    return whole, folding.described(core)


def _punctuation(text: str) -> Undone:
    mark = _LINE_MARK.match(text)
    start = mark.end() if mark else len(text) - len(text.lstrip(_LEADING))
    core = text[start:].rstrip(_TRAILING)
    if core == text or not core:
        return None
    after = _left_out(text[start + len(core) :], "after")
    return core, " ".join(_left_out(text[:start].strip(), "before") + after)


def _junk(text: str) -> Undone:
    stop = _STOP.search(text) if opens_like_header(text) else None
    core = _without_surplus_dots(text[: stop.start()].rstrip() if stop else text)
    if core == text or not is_token(core):
        return None
    return core, " ".join(_left_out(text[len(core) :], "after"))


def _left_out(junk: str, side: str) -> list[str]:
    shown = junk if len(junk) <= _SHOWN else junk[:_SHOWN] + "…"
    return [f"“{shown}” {side} the token was left out."] if junk else []


def _without_surplus_dots(text: str) -> str:
    """Without the full stop of a sentence. `h.p.` has an empty signature, and three dots say “cut off”."""
    core = text.rstrip(".")
    dots = len(text) - len(core)
    if not 0 < dots < 3 or "~" in core:
        return text
    header = json_object(core.partition(".")[0]) or {}
    surplus = core.count(".") + 1 + dots - (5 if "enc" in header or core.count(".") > 3 else 3)
    return text[: len(text) - min(dots, surplus)] if surplus > 0 else text


def _homoglyph(text: str) -> Undone:
    kinds = set() if text.isascii() else set(text) & letters.FOREIGN
    if not kinds:
        return None
    first = _first(text, kinds)
    strange, count = text[first], len(text) - len(text.translate(dict.fromkeys(map(ord, kinds))))
    which = f"“{strange}” (U+{ord(strange):04X}, {letters.name(strange)}) at character {first + 1:,}"
    look = "only looks like base64url:" if count == 1 else "only look like base64url; the first,"
    comma = "" if count == 1 else ","
    return letters.spelt_out(text), (
        f"{counted(count, 'character')} {look} {which}{comma} was read as “{letters.spelt_out(strange)}”."
    )


_BEGINNINGS = (
    '{"alg":"', '{"typ":"', '{"kid":"', '{"enc":"', '{"x5c":["', '{"x5t":"', '{"x5t#S256":"',
    '{"jwk":{"', '{"jku":"', '{"cty":"', '{"crit":["', '{"zip":"', '{"alg": "', '{ "typ": "',
    '{"kid": "', '{ "alg": "',
)  # fmt: skip
_NAMES = {beginning.split('"')[1] for beginning in _BEGINNINGS}
_JWE_ALGORITHM = re.compile(r"RSA|A\d|dir|ECDH|PBES2|HPKE")
_NAME_KNOWN = 5  # characters that may be lost before `kid` can no longer be told from `jku`
_PREFIXES = sorted(
    dict.fromkeys(
        base64url.encode((beginning + "A").encode())[:length]
        for beginning in _BEGINNINGS
        for length in range(1, len(beginning) * 4 // 3 + 1)
        if length <= _NAME_KNOWN or beginning.startswith(('{"alg', '{ "alg', '{"typ'))
    ),
    key=len,
)


def _prefix_lost(text: str) -> Undone:
    header, _, rest = text.partition(".")
    if "." not in rest or opens_like_header(header) or not _BASE64URL.fullmatch(header):
        return None
    prefix = next((prefix for prefix in _PREFIXES if _is_header(prefix + header)), None)
    if prefix is None:
        return None
    what, verb = (
        (f"first {len(prefix)} characters", "were") if len(prefix) > 1 else ("first character", "was")
    )
    return prefix + text, f"The {what} “{prefix}” had been lost and {verb} put back."


def _is_header(segment: str) -> bool:
    """Whether it is whole: a first name that headers begin with, and no value cut or given to another."""
    value = json_text.load(base64url.decode(segment).bytes.decode("utf-8", "replace"))
    names, found = [name for name, _ in value or ()], json_text.members(value)
    if not names or names[0] not in _NAMES or len(found) < len(names):
        return False
    alg, typ = (json_text.text_member(value, name) for name in ("alg", "typ"))
    known = _JWE_ALGORITHM.match(alg) if "enc" in found else alg in ALGORITHMS or alg.lower() == "none"
    return bool(known) and (names[0] != "typ" or typ.lower().endswith(("jwt", "jose")))


_STEPS: tuple[tuple[str, Callable[[str], Undone]], ...] = (
    ("bearer_prefix", _scheme),
    ("invisible", _invisible),
    ("whitespace", _blanks_around),
    ("percent_encoded", _percent),
    ("quotes", _escapes),
    ("trailing_junk", _punctuation),
    ("python_bytes", _python_bytes),
    ("quotes", _quotes),
    ("base64_wrapped", _base64_wrapped),
    ("doubled", _doubled),
    ("whitespace", _folded),
    ("trailing_junk", _junk),
    ("homoglyph", _homoglyph),
    ("prefix_lost", _prefix_lost),
)
