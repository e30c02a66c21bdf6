"""Tokens inside tokens: what the header must say of one, and what was not opened."""

import pytest

from tests.inspector.cases import finding, findings, judge
from webapp.inspector.example import HEADER, Example, claims
from webapp.inspector.example_forms import disclosing, disclosure, encrypted, flattened
from webapp.inspector.example_keys import SECRET

INSIDE = Example().paste
SD_JWT = disclosing(disclosure("given_name", "Erika")).paste


def around(token, **header):
    return Example(payload=token, header={**HEADER, **header})


def said(example):
    return [it for it in judge(example).findings if it.rule.id == "missing-content-type"]


@pytest.mark.parametrize("inside", [INSIDE, SD_JWT, encrypted().paste], ids=["jws", "sd-jwt", "jwe"])
def test_a_token_for_a_payload_wants_a_content_type(inside):
    found = finding(around(inside), "missing-content-type", "header.cty")
    assert found.message == "The payload is a token; say so with “cty”: “JWT” in the header."
    assert (found.instead, found.span, found.severity) == ("JWT", None, "error")


@pytest.mark.parametrize(
    "cty",
    [
        "JWT",
        "jwt",
        "application/jwt",
        "Application/JWT",
        "at+jwt",
        "application/at+JWT",
        "sd-jwt",
        "dc+sd-jwt",
    ],
)
def test_each_way_to_say_it(cty):
    assert said(around(INSIDE, cty=cty)) == []


@pytest.mark.parametrize(
    ("cty", "shown"),
    [
        ("JSON", "“JSON”"),
        ("", "“”"),
        ("jwt+json", "“jwt+json”"),
        ("notajwt", "“notajwt”"),
        ("JWT\n", "“JWT‹U+000A›”"),
        ("x" * 200, f"“{'x' * 100}…”"),
        (7, "7"),
        (None, "null"),
    ],
)
def test_a_content_type_that_says_otherwise_is_quoted_at_its_place(cty, shown):
    example = around(INSIDE, cty=cty)
    [found] = said(example)
    assert found.message == f"cty is {shown}, and the payload is a token: write “JWT”."
    assert found.span == judge(example).case.token.header.claim("cty").span
    assert found.instead == "JWT"


def test_the_token_in_an_encrypted_one_wants_it_once_it_is_opened():
    sealed = {"content": INSIDE.encode()}
    assert said(encrypted(**sealed)) == []
    assert [str(it.place) for it in said(encrypted(**sealed, secret=SECRET))] == ["header.cty"]
    assert said(encrypted(**sealed, secret=SECRET, cty="JWT")) == []


@pytest.mark.parametrize(
    "example",
    [Example(), claims(inner=INSIDE), flattened(), around("a.b.c")],
    ids=["plain", "claim", "json", "text"],
)
def test_other_payloads_want_none(example):
    assert said(example) == []


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (19, None),
        (20, "1 token inside was not opened."),
        (21, "2 tokens inside were not opened."),
        (1519, "1,500 tokens inside were not opened."),
    ],
)
def test_unopened_token(number, message):
    example = claims(tokens=[INSIDE] * number)
    assert findings(example) == ({"unopened-token payload"} if message else set())
    if message:
        found = finding(example, "unopened-token", "payload")
        assert (found.message, found.severity) == (message, "notice")
