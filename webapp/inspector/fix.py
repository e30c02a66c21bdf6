"""A finding's repair as text to copy."""

import json
from dataclasses import dataclass
from typing import Any

from .rule import Finding

LONGEST = 2000  # characters; a longer one would not be read


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write: a member as in JSON, or a part of the token. None where `name` is to go altogether."""

    name: str
    text: str | None


def fix(finding: Finding) -> Fix | None:
    """What to write where `finding` is; None where it does not say."""
    last = finding.place.steps[-1] if finding.place.steps else None
    name = _json(last) if isinstance(last, str) else "this"
    if finding.remove:
        return Fix(name, None)
    if finding.instead is None:
        return None
    text = _text(finding.instead, member=name if isinstance(last, str) else None, in_json=last is not None)
    return Fix(name, text) if len(text) <= LONGEST else None


def _text(value: Any, *, member: str | None, in_json: bool) -> str:
    if member is not None:
        return f"{member}: {_json(value)}"
    return value if isinstance(value, str) and not in_json else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
