"""The token in pieces: nothing lost, every part named, faults at their characters, long parts shortened."""

import pytest

from webapp.inspector import base64url, examine
from webapp.inspector.decode import decode
from webapp.inspector.encoded import MOST_SHOWN, pieces
from webapp.inspector.example import Example, claims
from webapp.inspector.example_forms import signed_by, signer
from webapp.inspector.paste import Found
from webapp.inspector.rule import Severity

TOKENS = [
    "e30.e30.c2ln",
    "e30..",
    "e30",
    "e30.e30",
    "e30..a.b.c",
    "e30.e30.c2ln.surplus.more",
    "e30.e30.c2ln~WyJhIl0~WyJiIl0~",
    '{"payload":"e30","protected":"e30","signature":"c2ln"}',
    '{"payload":"e30","signatures":[{"protected":"e30","signature":"c2ln"}]}',
    "not a token",
    "",
]


@pytest.mark.parametrize("text", TOKENS)
def test_pieces_make_up_the_whole_text_in_order(text):
    made = pieces(decode(Found(text)), ())
    assert "".join(piece.text for piece in made) == text
    assert [piece.start for piece in made] == sorted(piece.start for piece in made)
    assert all(text[piece.start :].startswith(piece.text) for piece in made)


def test_pieces_name_their_part():
    made = pieces(decode(Found("e30.e31.c2ln")), ())
    assert [(piece.part, piece.text) for piece in made] == [
        ("header", "e30"),
        ("", "."),
        ("payload", "e31"),
        ("", "."),
        ("signature", "c2ln"),
    ]


def test_faults_are_marked_at_their_characters():
    report = examine(claims(exp="1795400600").submission, Example().now).tokens[0]
    (place,) = [finding.span for finding in report.findings if finding.rule.id == "text-date"]
    marked = [piece for piece in pieces(report.token, report.findings) if piece.severity is Severity.ERROR]
    assert "".join(piece.text for piece in marked) == report.token.text[place.start : place.end]


def test_worst_of_several_is_shown():
    report = examine(Example(payload='{"exp":"x","exp":"y"}').submission, Example().now).tokens[0]
    severities = {piece.severity for piece in pieces(report.token, report.findings) if piece.severity}
    assert Severity.ERROR in severities


def test_long_part_is_shortened_in_its_middle():
    long = base64url.encode(b'{"a":"' + b"x" * 30_000 + b'"}')
    made = pieces(decode(Found(f"e30.{long}.c2ln")), ())
    shown = [piece for piece in made if piece.part == "payload"]
    assert sum(len(piece.text) for piece in shown) < MOST_SHOWN
    assert sum(len(piece.text) + piece.left_out for piece in shown) == len(long)
    assert shown[-1].text == long[-len(shown[-1].text) :]


def test_many_faults_cost_little():
    payload = "{" + ",".join(f'"a{index % 500}":{index}' for index in range(20_000)) + "}"
    report = examine(Example(payload=payload).submission, Example().now).tokens[0]
    assert len(pieces(report.token, report.findings)) < 1000


def test_every_signature_of_a_token_in_json_is_tinted():
    text = signed_by(signer(), signer({"kid": "a"})).paste
    parts = [piece.part for piece in pieces(decode(Found(text)), ()) if piece.part]
    assert parts == ["payload", "header", "signature", "header", "signature"]
