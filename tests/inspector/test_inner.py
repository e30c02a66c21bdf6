"""Tokens within tokens are opened where they stand, verified with the same keys and judged."""

import json

import pytest

from webapp.inspector import Submission, examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, PAYLOAD
from webapp.inspector.example_forms import disclosing, disclosure
from webapp.inspector.plain_text import plain_text

from .forms import found, judged, segment, signature, signed
from .signature import workshop as w

ES256 = {"alg": "ES256"}
INNER = signed(ES256)


def around(text, **header):
    return signed({**ES256, **header}, text if isinstance(text, str) else {**PAYLOAD, **text})


def places(token):
    return [it["place"] for it in token["nested"]]


def test_a_claim_that_is_a_token_is_opened_in_place():
    token = judged(around({"data": {"signedTransactionInfo": INNER, "list": [1, INNER]}}))
    assert places(token) == ["payload.data.signedTransactionInfo", "payload.data.list[1]"]
    for inner in token["nested"]:
        assert (inner["payload"], inner["signature"]["status"]) == (PAYLOAD, "verified")
        assert inner["gates"]["signature"] == "pass"
        assert inner["profile"]["id"] == "jwt"


def test_json_in_a_claim_is_opened_and_so_are_the_tokens_in_it():
    events = {"type": "consent-revoked", "proof": INNER}
    token = judged(around({"events": json.dumps(events)}))
    assert token["opened"] == [{"place": "payload.events", "value": events}]
    assert places(token) == ["payload.events.proof"]


def test_a_token_in_json_in_a_claim_is_one():
    inner = {"payload": segment(PAYLOAD), **signature(segment(PAYLOAD), ES256)}
    [opened] = judged(around({"proof": json.dumps(inner)}))["nested"]
    assert (opened["form"], opened["signature"]["status"]) == ("jws-json", "verified")


def test_a_payload_that_is_a_token_is_opened_and_no_broken_json():
    token = judged(around(INNER, cty="JWT"))
    assert (places(token), found(token)) == (["payload"], [])
    assert found(judged(around(INNER))) == ["missing-content-type header.cty"]
    assert found(judged(around(INNER, cty="application/jwt"))) == []


def test_what_is_wrong_inside_is_said_there_and_refuses_the_whole():
    broken = around({"exp": str(NOW + 60)})
    report = examine(Submission(around({"inner": broken}), (w.pem(w.P256),)), NOW)
    [outer] = report.tokens
    assert outer.errors == 0
    assert not outer.sound
    assert not report.sound
    [inner] = outer.inner
    assert [str(it.place) for it in inner.report.findings] == ["payload.exp"]
    assert "Inside, at payload.inner:" in plain_text(report)


def test_a_token_inside_takes_no_profile_and_no_client_id_from_outside():
    text = around({"inner": around({"iss": "a"})})
    token = judged(text, profile="apple-client-secret", client_id="com.example")
    assert token["profile"]["pinned"]
    assert not token["nested"][0]["profile"]["pinned"]
    assert token["nested"][0]["gates"]["request"] == "unchecked"


def test_nesting_is_followed_four_deep():
    text = signed(ES256)
    for _ in range(6):
        text = around({"inner": text})
    token, depth = judged(text), 0
    while token["nested"]:
        [token] = token["nested"]
        depth += 1
    assert depth == 4
    assert "unopened-token payload" in [f"{it['rule']} {it['place']}" for it in token["findings"]]


def test_twenty_tokens_are_opened_in_all_and_the_rest_counted():
    inner = [signed(ES256, {**PAYLOAD, "jti": str(number)}) for number in range(30)]
    token = judged(around({"tokens": inner}))
    assert len(token["nested"]) == 19
    assert [it["message"] for it in token["findings"] if it["rule"] == "unopened-token"] == [
        "11 tokens inside were not opened."
    ]


@pytest.mark.parametrize(
    "claim",
    ["www.example.com", "a.b.c", "1.2.3", "eyJhbGciOiJFUzI1NiJ9", "eyJ.x.y", "{}", "[1, 2", "x" * 5000],
)
def test_what_only_looks_like_a_token_is_none(claim):
    token = judged(around({"claim": claim}))
    assert token["nested"] == []
    assert found(token) == []


def test_a_claim_that_is_disclosed_is_looked_into():
    text = disclosing(disclosure("proof", INNER)).paste
    assert places(judged(text)) == ["payload.proof"]


def test_search_time_is_shared_with_the_tokens_inside():
    wrong = f"{INNER.rpartition('.')[0]}.{encode(bytes(range(1, 65)))}"
    alone = judged(wrong)["signature"]["tried"]["count"]
    outer = judged(around({"tokens": [wrong, wrong]}))
    assert all(it["signature"]["tried"]["count"] < alone for it in outer["nested"])
