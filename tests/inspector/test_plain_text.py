"""The report for a terminal."""

import re

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW, Example, header
from webapp.inspector.plain_text import WIDTH, plain_text, printable
from webapp.inspector.submission import Submission
from webapp.samples import five_faults, sound

from .signature import workshop

COLOUR = re.compile(r"\x1b\[[0-9;]+m")


def written(submission, **more):
    return plain_text(examine(submission, NOW), **more)


def test_sound_token():
    text = written(sound(NOW).submission)
    assert text.startswith("✓ Sound. Signed with AuthKey_7XK4Q2M9RT.p8, valid for another 10 minutes.\n")
    assert '"iss": "8R4ZP2XK9T",  Team ID' in text
    assert "Issued 23 Nov 2026 02:13:20 UTC, now" in text
    assert "Verified with AuthKey_7XK4Q2M9RT.p8, as ES256." in text


def test_every_finding_with_its_place_and_its_rule():
    report = examine(five_faults(NOW).submission, NOW)
    text = " ".join(plain_text(report).split())
    for finding in report.tokens[0].findings:
        assert finding.title in text
        assert f"({finding.place})" in text
        assert finding.rule.id in text


def test_what_to_write_instead_is_said():
    assert f'Write "exp": {NOW + 600}' in written(five_faults(NOW).submission)


def test_colour_adds_nothing_but_colour():
    submission = five_faults(NOW).submission
    coloured = written(submission, colour=True)
    assert COLOUR.search(coloured)
    assert COLOUR.sub("", coloured) == written(submission)


def test_prose_keeps_to_the_width():
    text = written(five_faults(NOW).submission)
    to_copy = re.compile(' +(Write |eyJ|")')
    wide = [line for line in text.splitlines() if len(line) > WIDTH and not to_copy.match(line)]
    assert wide == []


@pytest.mark.parametrize("evil", ["\x1b]0;owned\x07", "\x1b[2J", "\r\nexit 0", "\u202e", "\x9b31m", "\x00"])
def test_nothing_in_a_token_reaches_the_terminal(evil):
    text = written(Example(payload='{"a":"' + evil + '","' + evil + '":1}').submission)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_printable_names_what_it_takes_out():
    assert printable("a\x1bb") == "a\\u001bb"


def test_several_tokens_each_have_their_verdict():
    text = written(Submission(f"{sound(NOW).submission.text}\n{header(alg='none').paste}"))
    assert text.startswith("✗ 2 tokens: 1 refused, 1 not verified.")
    assert "Not signed: anyone can write this token." in text


def test_answer_is_explained():
    text = " ".join(written(Submission('{"error":"invalid_grant"}')).split())
    assert "Apple answered: The client_secret was accepted" in text


def test_it_stays_bounded():
    text = written(Example(payload="[" + "1," * 90_000 + "1]").submission)
    assert len(text) < 50_000


def test_keys_that_the_signatures_fit_are_listed_and_the_common_one_is_written_out():
    report = examine(Submission("\n".join(map(signed, "ab"))), NOW)
    text = plain_text(report)
    prose = " ".join(text.split())
    assert "Two keys fit this signature." in text
    assert (
        prose.count(f"candidate 1 · {report.shared_keys[0].keys[0].thumbprint} · It fits tokens 1 and 2.")
        == 2
    )
    assert "One key signed tokens 1 and 2:" in text
    for line in report.shared_keys[0].keys[0].public_pem.splitlines():
        assert f"  {line}\n" in text


def signed(kid):
    message = workshop.signing_input("ES256", kid=kid)
    return workshop.token(message, workshop.signature("ES256", message.encode()))
