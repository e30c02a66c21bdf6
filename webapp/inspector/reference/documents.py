"""The pages of what is remarked of key sets and discovery documents, each with a document that draws it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .. import examine
from ..example import NOW
from ..profiles import Profile
from ..remark import Remark
from ..rule import Citation, Severity
from ..submission import KeyFile, Submission
from .document_examples import DOCUMENT, EXAMPLES, Example
from .find import holds
from .index import Group, Row
from .prose import first_sentence

_GROUPS = {
    "key": "A key of a set",
    "set": "A key set as a whole",
    "discovery": "A discovery document",
}


class Said(NamedTuple):
    """What there is to say of a kind of remark; `about` is one of the groups."""

    id: str
    about: str
    title: str
    why: str
    fix: str


def _read() -> Mapping[str, Said]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        id_: Said(id_, it["about"], it["title"], it["why"].strip(), it["fix"]) for id_, it in tables.items()
    }


SAID = _read()


class Drawn(NamedTuple):
    """A remark that an example draws."""

    severity: Severity
    place: str
    message: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """`example` draws `remarks` of this kind when it is judged as of `now`."""

    id: str
    title: str
    about: str
    why: str
    fix: str
    example: Example
    now: int
    remarks: tuple[Drawn, ...]
    neighbours: tuple[Row, ...]


@cache
def drawn(id_: str) -> tuple[Remark, ...]:
    """The remarks of the kind `id_` that its example draws."""
    document, token = EXAMPLES[id_]
    files = (KeyFile(DOCUMENT, document.encode()),) if token else ()
    report = examine(Submission(token or document, files), NOW)
    return tuple(it for found in report.documents for it in found.remarks if it.id == id_)


def groups(query: str, _: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The kinds of remarks by what they are about."""
    found = [it for it in SAID.values() if holds(query, it.id, it.title, it.why, it.fix)]
    grouped = ((id_, tuple(_row(it) for it in found if it.about == id_)) for id_ in _GROUPS)
    return tuple(Group(id_, _GROUPS[id_], "", rows) for id_, rows in grouped if rows)


def _row(said: Said) -> Row:
    severity = drawn(said.id)[0].severity
    return Row(said.id, said.title, f"/remarks/{said.id}", first_sentence(said.why), severity)


def page(id_: str, _: Mapping[str, Profile]) -> RemarkPage | None:
    """All there is to say of a kind of remark."""
    said = SAID.get(id_)
    if said is None:
        return None
    return RemarkPage(
        id=id_,
        title=said.title,
        about=_GROUPS[said.about],
        why=said.why,
        fix=said.fix,
        example=EXAMPLES[id_],
        now=NOW,
        remarks=tuple(Drawn(it.severity, it.place, it.message, it.citation) for it in drawn(id_)),
        neighbours=tuple(_row(it) for it in SAID.values() if it.about == said.about and it is not said),
    )


def known(_: Mapping[str, Profile]) -> dict[str, Row]:
    """Every kind of remark by its id."""
    return {id_: _row(said) for id_, said in SAID.items()}
