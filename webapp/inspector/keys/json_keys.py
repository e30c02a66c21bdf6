"""JSON to keys: a JWK, a JWK Set, and the other files in which services hand out keys."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from .. import json_tree
from ..fault import Fault
from ..limits import Limits
from ..note import Note
from . import jwk, pem
from .key import Row
from .mend import mended, visible
from .source import Refusal, Source, attempt, each

_AROUND = re.compile(r"[^<{\[]{1,200}(?=[{\[])")  # a name, quotation marks, a sentence; not a web page
_BEHIND = 200  # characters
MARKED = Note(
    "key.jwk_damaged",
    "As JSON it is damaged: it begins with a byte order mark. Other programs may refuse it.",
)
_SURROUNDED = Note(
    "key.other_format",
    "Other text stands around the JSON of this key. Programs that want a JWK want the JSON alone.",
)


class _Piece(NamedTuple):
    """A value that should be a key, and the Key ID that stands beside it."""

    value: object
    key_id: str | None = None


def read(text: str, source: Source) -> list[Row] | None:
    """The keys in a JSON object or array, or None when the text is neither or has none in it."""
    if not is_meant(text):
        return None
    tree = json_tree.read(text, source.limits)
    shown, notes = visible(text) if tree.faults else (text, [])
    if notes:  # as a web page puts them between the members
        tree, source = json_tree.read(shown, source.limits), source.noting(*notes)
    value = _plain(tree)
    pieces = list(_pieces(value, source.limits))
    if not pieces:
        return None
    source = source.noting(*_wrapping(value), *_faults(tree.faults[:1], pieces))
    return each(source, pieces, _rows)


def read_within(text: str, source: Source) -> list[Row] | None:
    """The keys in JSON that a name, quotation marks or a few words stand around, or None."""
    before = _AROUND.match(text)
    start = before.end() if before else 0
    end = max(text.rfind("}"), text.rfind("]")) + 1
    if len(text) - end > _BEHIND:
        return None
    return read(text[start:end], source.noting(*([_SURROUNDED] if before else [])))


def is_meant(text: str) -> bool:
    """Whether a text begins as JSON of keys does."""
    return text.lstrip()[:1] in {"{", "["}


def _rows(piece: _Piece, source: Source) -> list[Row]:
    source = replace(source, key_id=piece.key_id or source.key_id)
    if isinstance(piece.value, dict):
        return jwk.read(piece.value, source)
    if isinstance(piece.value, str):
        text, notes = mended(piece.value)
        return attempt(source.noting(*notes), partial(_pem, text))
    raise Refusal("damaged", "This entry of the key set is no JSON object.", "key.jwk_damaged")


def _pem(text: str, source: Source) -> list[Row]:
    rows = pem.read(text, source)
    if rows is None:
        raise Refusal("not-a-key", "This entry is text, but no PEM.")
    return rows


def _plain(tree: json_tree.Reading) -> Any:
    return json_tree.plain(tree.node.value) if tree.node else None


def _pieces(value: Any, limits: Limits) -> Iterator[_Piece]:
    """Everything in the value that should be a key, JSON that is written as a text included."""
    match value:
        case str() if is_meant(value):
            yield from _pieces(_plain(json_tree.read(value, limits)), limits)
        case str() if "BEGIN " in value:
            yield _Piece(value)
        case list():
            for item in value:
                yield from _pieces(item, limits)
        case {"keys": list(items)}:
            yield from map(_Piece, items)
        case dict() if jwk.is_one(value):
            yield _Piece(value)
        case {"jwks_uri": address, "issuer": _}:
            raise Refusal("discovery-document", _discovery(address), "key.discovery_doc")
        case dict():
            yield from _inside(value, limits)


def _inside(value: dict[str, Any], limits: Limits) -> Iterator[_Piece]:
    """PEM texts, each by the name of its member, and what is nested further down."""
    stated = value.get("private_key_id")
    texts = {name: item for name, item in value.items() if _is_pem(item)}
    for name, item in texts.items():
        named = name if len(texts) == len(value) else None  # {"<kid>": "<certificate>", …}, as Google has it
        yield _Piece(item, stated if isinstance(stated, str) else named)
    for name, item in value.items():
        if name not in texts:
            yield from _pieces(item, limits)


def _is_pem(value: object) -> bool:
    return isinstance(value, str) and "BEGIN " in value and not is_meant(value)


def _faults(faults: Sequence[Fault], pieces: list[_Piece]) -> Iterator[Note]:
    cause = (
        "key.jwk_damaged" if any(isinstance(piece.value, dict) for piece in pieces) else "key.other_format"
    )
    for fault in faults:
        yield Note(cause, f"As JSON it is damaged: {fault.message}. Other programs may refuse it.")


def _wrapping(value: Any) -> Iterator[Note]:
    """What the file is, when it is neither a JWK nor a JWK Set."""
    if isinstance(value, list):
        yield Note("key.other_format", "This is a bare array of JWKs; a JWK Set has it as its member “keys”.")
    elif not (jwk.is_one(value) or "keys" in value):
        kind = "a service account of Google" if value.get("type") == "service_account" else "a JSON file"
        message = f"The key was taken out of {kind}. Programs that want a key want that member alone."
        yield Note("key.other_format", message)


def _discovery(address: object) -> str:
    where = f", {address[:200]}," if isinstance(address, str) else ""
    return (
        "This is an OpenID discovery document, which names the place of the keys but does not hold them. "
        f"Open its jwks_uri{where} and give what it shows."
    )
