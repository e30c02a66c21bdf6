"""Key sets looked at as a doctor does: each key by itself, all together, and against the tokens given."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import json_tree
from ..fault import Fault
from ..json_file import json_text
from ..keys import Row, UnusableKey
from ..limits import DEFAULTS, Limits
from ..remark import Remark, worst
from ..report import TokenReport
from ..rule import Severity
from ..submission import KeyFile
from ..words import counted
from . import members, whole
from .matching import Match, match
from .members import Entry

__all__ = ["Entry", "KeySet", "Match", "is_one", "key_sets"]

_NUMBERED = re.compile(r"(.+)\[(\d{1,4})\]")
_KEY_MEMBERS = {"kty", "crv", "n", "k"}


@dataclass(frozen=True, slots=True)
class KeySet:
    """A set of keys by the name of its file. `remarks` are the worst first; `left_out` keys were not read."""

    name: str
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    matches: tuple[Match, ...]
    left_out: int = 0
    pasted: bool = False  # in the place of a token

    @property
    def noun(self) -> str:
        """What it is, as a sentence names it."""
        if self.entries and self.entries[0].alone:
            return "a key (JWK)"
        return f"a key set of {counted(len(self.entries) + self.left_out, 'key')}"

    def count(self, severity: Severity) -> int:
        return sum(it.severity is severity for it in self.remarks)

    def about(self, entry: Entry) -> list[Remark]:
        """The remarks on one of the keys."""
        return [it for it in self.remarks if _belongs(it, entry)]

    @property
    def about_all(self) -> list[Remark]:
        """The remarks on the set as a whole."""
        return [it for it in self.remarks if not any(_belongs(it, entry) for entry in self.entries)]


def _belongs(remark: Remark, entry: Entry) -> bool:
    return entry.alone or remark.place == entry.place or remark.place.startswith(f"{entry.place}.")


@dataclass(frozen=True, slots=True)
class _Document:
    """A set as it was given: the values that should be keys, and what is wrong with the JSON."""

    name: str
    values: tuple[Any, ...]
    faults: tuple[Fault, ...] = ()
    bare: bool = False
    alone: bool = False
    pasted: bool = False


def key_sets(
    pasted: KeyFile | None,
    files: Sequence[KeyFile],
    rows: Sequence[Row],
    tokens: Sequence[TokenReport],
    now: int,
    limits: Limits = DEFAULTS,
) -> tuple[KeySet, ...]:
    """The sets in what was `pasted` and among `files`, whose keys were read as `rows`, as of `now`.

    A single JWK counts as one where it was pasted in the place of a token. Never raises.
    """
    sets = (_document(file, limits) for file in files)
    found = (_document(pasted, limits, pasted=True) if pasted else None, *sets)
    documents = [*filter(None, found), *_numbered(files)]
    if not documents:
        return ()
    by_name = {row.name: row for row in reversed(rows)}
    return tuple(_set(document, by_name, tokens, now, limits) for document in documents)


def is_one(file: KeyFile, limits: Limits = DEFAULTS) -> bool:
    """Whether a file is a key set, or a single JWK."""
    return _document(file, limits, pasted=True) is not None


def _document(file: KeyFile, limits: Limits, *, pasted: bool = False) -> _Document | None:
    """The set in a file, if it is one."""
    text = json_text(file, limits)
    if not ('"kty"' in text or '"keys"' in text) or _NUMBERED.fullmatch(file.name):
        return None  # before it is read as JSON, which takes its time
    tree = json_tree.read(text, limits)
    value = json_tree.plain(tree.node.value) if tree.node else None
    match value:
        case {"keys": list(values)}:
            return _Document(file.name, tuple(values), tree.faults, pasted=pasted)
        case list() if value and all(_is_key(it) for it in value):
            return _Document(file.name, tuple(value), tree.faults, bare=True, pasted=pasted)
        case dict() if pasted and _is_key(value):
            return _Document(file.name, (value,), tree.faults, alone=True, pasted=pasted)
    return None


def _is_key(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("kty"), str) and bool(value.keys() & _KEY_MEMBERS)


def _numbered(files: Sequence[KeyFile]) -> Iterator[_Document]:
    """Sets whose keys are given one by one, as a page does that keeps only what is public of them."""
    groups: dict[str, list[tuple[int, Any]]] = {}
    for file in files:
        if found := file.name.endswith("]") and _NUMBERED.fullmatch(file.name):
            groups.setdefault(found[1], []).append((int(found[2]), _jwk(file.data)))
    for name, pieces in groups.items():
        values = dict(pieces)
        if any(values.values()):
            yield _Document(name, tuple(values.get(index) for index in range(max(values) + 1)))


def _jwk(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return {}


def _set(
    document: _Document, rows: Mapping[str, Row], tokens: Sequence[TokenReport], now: int, limits: Limits
) -> KeySet:
    shown = document.values[: limits.keys]
    entries = tuple(_entries(document, shown, rows))
    said = [*whole.remarks(entries, document.faults, bare=document.bare)]
    for entry in entries:
        said += members.remarks(entry, now)
    matches = tuple(match(number, token, entries) for number, token in enumerate(tokens))
    left_out = len(document.values) - len(shown)
    return KeySet(document.name, entries, worst(tuple(said)), matches, left_out, document.pasted)


def _entries(document: _Document, values: Sequence[Any], rows: Mapping[str, Row]) -> Iterator[Entry]:
    single = len(document.values) == 1
    for index, value in enumerate(values):
        name = document.name if single else f"{document.name}[{index}]"
        row = rows.get(name) or rows.get(f"{document.name}[{index}]")
        if value is None and row is None:
            continue  # of keys that are given one by one, one that was left out
        yield Entry(
            index,
            _public(value),
            row or UnusableKey(name, "damaged", "This entry was not read."),
            document.alone,
        )


def _public(value: Any) -> dict[str, Any]:
    """The members of a JWK but for null ones; of what is private or secret, only that it is there."""
    held = value if isinstance(value, dict) else {}
    there = {name: item for name, item in held.items() if item is not None}
    return {name: None if name in members.HIDDEN else item for name, item in there.items()}
