"""Discovery documents: what an issuer says of itself, each member explained and checked.

OpenID Connect Discovery 1.0 section 3 and RFC 8414 section 2.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import json_tree
from ..json_file import json_text
from ..limits import DEFAULTS, Limits
from ..remark import Remark, worst
from ..report import TokenReport
from ..rule import Severity, rfc
from ..submission import KeyFile
from . import judging
from .members import MEMBERS

__all__ = ["Discovery", "Statement", "discoveries"]

_TELLING = {"jwks_uri", "authorization_endpoint", "token_endpoint", "response_types_supported"}
_LONGEST = 400
_MOST = 200


@dataclass(frozen=True, slots=True)
class Statement:
    """A member of the document: its value as JSON, and what it is for; empty where nobody says."""

    name: str
    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """A document by the name of its file. `kind` is who publishes it, `remarks` are the worst first."""

    name: str
    kind: str
    issuer: str | None
    jwks_uri: str | None
    statements: tuple[Statement, ...]
    remarks: tuple[Remark, ...]

    @property
    def noun(self) -> str:
        """What it is, as a sentence names it."""
        return f"the discovery document of {self.kind}"

    def count(self, severity: Severity) -> int:
        return sum(it.severity is severity for it in self.remarks)

    def at(self, it: Statement) -> list[Remark]:
        return [remark for remark in self.remarks if remark.place == it.name]

    @property
    def elsewhere(self) -> list[Remark]:
        """The remarks on what is missing, or on the document as a whole."""
        names = {it.name for it in self.statements}
        return [it for it in self.remarks if it.place not in names]


def discoveries(
    files: Sequence[KeyFile], tokens: Sequence[TokenReport], limits: Limits = DEFAULTS
) -> tuple[Discovery, ...]:
    """The discovery documents among `files`, read beside `tokens`. Never raises."""
    return tuple(filter(None, (_discovery(file, tokens, limits) for file in files)))


def _discovery(file: KeyFile, tokens: Sequence[TokenReport], limits: Limits) -> Discovery | None:
    text = json_text(file, limits)
    if not ('"issuer"' in text or '"jwks_uri"' in text):
        return None
    tree = json_tree.read(text, limits)
    value = json_tree.plain(tree.node.value) if tree.node else None
    if not isinstance(value, dict) or not _is_one(value):
        return None
    faults = (
        Remark("damaged-json", Severity.ERROR, "", f"As JSON it is damaged: {it.message}.", rfc(8414, "3.2"))
        for it in tree.faults[:5]
    )
    said = (*faults, *judging.remarks(value), *_beside(value, tokens))
    kind = "an OpenID provider" if judging.is_openid(value) else "an OAuth authorization server"
    statements = tuple(_statements(value))
    return Discovery(
        file.name, kind, _text(value, "issuer"), _text(value, "jwks_uri"), statements, worst(said)
    )


def _is_one(value: Mapping[str, Any]) -> bool:
    return (
        "keys" not in value and ("issuer" in value or "jwks_uri" in value) and bool(value.keys() & _TELLING)
    )


def _beside(value: Mapping[str, Any], tokens: Sequence[TokenReport]) -> Iterator[Remark]:
    for number, report in enumerate(tokens):
        yield from judging.beside(value, number, report)


def _statements(value: Mapping[str, Any]) -> Iterator[Statement]:
    for name, item in list(value.items())[:_MOST]:
        text = json.dumps(item, ensure_ascii=False)
        known = MEMBERS.get(name)
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        yield Statement(name, shown, known.meaning if known else "")


def _text(value: Mapping[str, Any], name: str) -> str | None:
    found = value.get(name)
    return found if isinstance(found, str) else None
