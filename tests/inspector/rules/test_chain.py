"""The rules about chains on the page and the command line: what their own examples do not show."""

import pytest

from webapp.inspector import examine
from webapp.inspector.example import NOW
from webapp.inspector.example_certificates import INTERMEDIATE, LEAF, OLD_LEAF
from webapp.inspector.markdown import markdown
from webapp.inspector.plain_text import plain_text
from webapp.inspector.rules.chain import SOUND, chained

UNTRUSTED = chained([LEAF, INTERMEDIATE], "sound", rooted=False)
OLD = chained([OLD_LEAF, INTERMEDIATE], "old")


def page(client, example):
    files = {"key_text": example.keys[0].data.decode()} if example.keys else {}
    return client.post("/", data={"text": example.paste, "now": str(NOW), **files}).get_data(as_text=True)


@pytest.mark.parametrize(
    ("example", "headline"),
    [
        (SOUND, "The chain holds, up to Example Root."),
        (UNTRUSTED, "The chain holds together, which proves nothing"),
        (OLD, "The chain does not hold."),
    ],
    ids=["trusted", "untrusted", "old"],
)
def test_every_face_says_what_the_chain_is_worth(client, example, headline):
    report = examine(example.submission, NOW)
    assert headline in page(client, example)
    assert headline in plain_text(report).replace("\n  ", " ").replace("\n", " ")
    assert headline in markdown(report)


def test_page_shows_each_certificate_with_its_reason(client):
    text = page(client, OLD)
    assert "Example Signer of 2025" in text
    assert "Example Issuing Authority" in text
    assert "ended on 1 Jan 2026" in text


def test_root_that_was_given_is_kept_whole_between_two_requests(client):
    text = page(client, SOUND)
    assert "-----BEGIN CERTIFICATE-----" in text


def test_verdict_does_not_speak_of_a_key_that_was_given(client):
    assert "checked with the token’s own certificate" in page(client, SOUND)
    assert "the P-256 key you gave" not in page(client, SOUND)
