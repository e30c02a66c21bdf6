"""The places that an answer points to, in the token at hand."""

import pytest

from tests.page_source import PageSource
from webapp.hints import hints
from webapp.inspector import examine
from webapp.inspector.example import NOW, Example, claims, header
from webapp.inspector.example_keys import P256, key_file
from webapp.inspector.profiles import BUILT_IN, Answer
from webapp.inspector.submission import KeyFile
from webapp.sheet import sheets

EXPIRED = claims(iat=NOW - 900, exp=NOW - 600)


def hinted(example, *places):
    answer = Answer(BUILT_IN["jwt"], "It says so.", "the door", places)
    [sheet] = sheets(examine(example.submission, example.now))
    return {
        it.place: (it.target.removeprefix("token-0-"), [finding.rule.id for finding in it.findings], it.words)
        for it in hints(answer, sheet)
    }


@pytest.mark.parametrize(
    ("example", "place", "hint"),
    [
        (EXPIRED, "payload.exp", ("payload", ["expired"], "")),
        (EXPIRED, "payload", ("payload", ["expired"], "")),
        (EXPIRED, "payload.ex", ("payload", [], "not in the token")),
        (EXPIRED, "payload.aud", ("payload", [], "nothing wrong found")),
        (EXPIRED, "payload.nonce", ("payload", [], "not in the token")),
        (EXPIRED, "header.kid", ("header", [], "not in the token")),
        (EXPIRED, "signature", ("signature", [], "Give a P-256 key to check it.")),
        (EXPIRED, "key", ("signature", [], "no key given")),
        (EXPIRED, "request", ("", [], "not seen: paste the request, or give the client_id")),
        (header(typ="a b", alg="ES25"), "header.alg", ("header", ["unknown-algorithm"], "")),
        (claims(**{"https://a.example/r": {"b": [1]}}), 'payload["https://a.example/r"].b', None),
    ],
)
def test_hint(example, place, hint):
    assert hinted(example, place)[place] == (hint or ("payload", [], "nothing wrong found"))


def test_key_that_was_given():
    example = Example(keys=(KeyFile("key.json", key_file(P256).encode()),))
    assert hinted(example, "key")["key"] == ("signature", [], "nothing wrong found")


def test_at_most_three_findings_are_named():
    example = claims(exp="a", iat="b", nbf="c", sub=4)
    assert len(hinted(example, "payload")["payload"][1]) == 3


def test_page_says_at_each_place_what_was_found(client):
    paste = f'{EXPIRED.paste}\nWWW-Authenticate: Bearer error="invalid_token"'
    page = PageSource(client.post("/", data={"text": paste, "now": str(NOW)}).text)
    assert "Look at payload.exp Error: The token has expired payload.aud nothing wrong found" in page.text
    assert {"#token-0-payload", "#token-0-finding-0"} <= set(page.links)


def test_page_without_a_token_names_the_places(client):
    page = PageSource(client.post("/", data={"text": "TokenExpiredError: jwt expired"}).text)
    assert "Look at payload.exp." in page.text
