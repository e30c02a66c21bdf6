"""A finding's repair as text to copy."""

from dataclasses import replace

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW, claims
from webapp.inspector.fix import LONGEST, Fix, fix
from webapp.inspector.place import HEADER, PAYLOAD

FINDING = examine(claims(exp="1795400600").submission, NOW).tokens[0].findings[0]


@pytest.mark.parametrize(
    ("place", "instead", "text"),
    [
        (PAYLOAD / "exp", 1795400600, '"exp": 1795400600'),
        (PAYLOAD / "aud", "https://appleid.apple.com", '"aud": "https://appleid.apple.com"'),
        (PAYLOAD / "a" / 'é"', ["x"], '"é\\"": ["x"]'),
        (PAYLOAD / "aud" / 0, "x", '"x"'),
        (HEADER, "eyJhbGciOiJFUzI1NiJ9", "eyJhbGciOiJFUzI1NiJ9"),
        (PAYLOAD / "exp", False, '"exp": false'),
    ],
)
def test_what_to_write(place, instead, text):
    assert fix(replace(FINDING, place=place, instead=instead)).text == text


def test_what_to_leave_out():
    assert fix(replace(FINDING, place=PAYLOAD / "nonce", instead=None, remove=True)) == Fix('"nonce"', None)


def test_nothing_where_the_finding_does_not_say():
    assert fix(replace(FINDING, instead=None)) is None


def test_nothing_that_would_not_be_read():
    assert fix(replace(FINDING, instead="x" * LONGEST)) is None
