"""Pages as plain data."""

import json
import re
from dataclasses import dataclass
from datetime import date

import pytest

from webapp.inspector.place import PAYLOAD
from webapp.inspector.reference.plain import plain
from webapp.inspector.rule import Citation, Severity


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    severity: Severity | None = None


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (Severity.ERROR, "error"),
        (date(2026, 7, 20), "2026-07-20"),
        (re.compile("a+"), "a+"),
        (PAYLOAD / "aud" / 0, "payload.aud[0]"),
        (
            (Leaf("a"), Leaf("b", Severity.NOTICE)),
            [{"name": "a", "severity": None}, {"name": "b", "severity": "notice"}],
        ),
        ({"x": Leaf("a")}, {"x": {"name": "a", "severity": None}}),
        (Citation("RFC 1", "2", "https://x"), {"document": "RFC 1", "section": "2", "url": "https://x"}),
        (None, None),
        (1.5, 1.5),
    ],
)
def test_attributes_become_members(value, data):
    assert plain(value) == data
    json.dumps(plain(value))
