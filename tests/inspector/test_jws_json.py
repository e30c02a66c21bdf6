"""Tokens in the JSON serialisation: each signature is judged by itself (RFC 7515 section 7.2)."""

import json
import tracemalloc

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from webapp.inspector.base64url import decode
from webapp.inspector.example import PAYLOAD
from webapp.inspector.submission import KeyFile

from .forms import found, judged, segment, signature, signed, statuses
from .signature import workshop as w

CLAIMS = segment(PAYLOAD)
ES256 = {"alg": "ES256"}
OTHER = w.ec.generate_private_key(w.ec.SECP256R1())


def general(*signatures, payload=CLAIMS, **more):
    return {"payload": payload, "signatures": list(signatures), **more}


def flattened(header, unprotected=None, payload=CLAIMS, **more):
    return {"payload": payload, **signature(payload, header, unprotected), **more}


def test_the_header_is_that_of_both():
    token = judged(flattened(ES256, {"kid": "a"}))
    assert token["header"] == {"alg": "ES256", "kid": "a"}
    assert (token["unprotected"], token["header_text"]) == ({"kid": "a"}, '{"alg": "ES256"}')
    assert token["payload"] == PAYLOAD
    assert statuses(token) == ["verified"]
    assert found(token) == []


def test_each_signature_stands_by_itself():
    good = signature(CLAIMS, ES256, {"kid": "a"})
    bad = {**signature(CLAIMS, {**ES256, "kid": "b"}), "signature": good["signature"]}
    token = judged(general(good, bad))
    assert statuses(token) == ["verified", "invalid"]
    assert [it["header"].get("kid") for it in token["signatures"]] == ["a", "b"]
    assert token["signature"] == token["signatures"][0]
    assert token["gates"]["signature"] == "fail"


def test_a_signature_without_its_key_leaves_the_gate_open():
    token = judged(general(signature(CLAIMS, ES256), signature(CLAIMS, {"alg": "HS512"}, key=OTHER)))
    assert statuses(token) == ["verified", "unchecked"]
    assert token["gates"]["signature"] == "unchecked"


def test_what_is_wrong_with_a_further_signature_is_said_at_its_place():
    der = {**signature(CLAIMS, {"alg": "es256"}), "signature": segment("0") + "=="}
    token = judged(general(signature(CLAIMS, ES256), der))
    assert "unknown-algorithm signature[1].alg" in found(token)
    assert "padded-base64url signature[1]" in found(token)
    assert [it for it in found(token) if not it.partition(" ")[2].startswith("signature[1]")] == []


def test_findings_about_the_payload_are_said_once():
    claims = segment({**PAYLOAD, "exp": str(PAYLOAD["exp"])})
    token = judged(general(signature(claims, ES256), signature(claims, ES256), payload=claims))
    assert found(token) == ["text-date payload.exp"]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (general(signature(CLAIMS, ES256), signature="AA"), ["mixed-serialisation token.signature"]),
        (flattened(ES256, signatures=[]), ["mixed-serialisation token.signatures"]),
        (flattened(ES256, signatures="x"), ["mixed-serialisation token.signatures"]),
        (flattened(ES256, {"alg": "ES256"}), ["repeated-parameter header.alg"]),
        (flattened(ES256, {"crit": ["b64"], "b64": False}), ["unprotected-extension header.crit"]),
        (flattened({"typ": "JOSE"}, ES256), ["unprotected-algorithm header.alg"]),
        (flattened(None, ES256), ["unprotected-algorithm header.alg"]),
        ({**flattened(ES256), "header": 7}, ["not-an-object token.header"]),
        ({**flattened(ES256), "payload": json.dumps(PAYLOAD)}, ["not-base64url payload"]),
        ({**flattened(ES256), "payload": PAYLOAD}, ["not-base64url payload"]),
    ],
)
def test_what_is_no_proper_serialisation_is_named(token, expected):
    assert set(expected) <= set(found(judged(token)))


def test_what_two_headers_say_twice_is_not_verified():
    token = judged(flattened(ES256, {"alg": "ES256"}))
    assert statuses(token) == ["unsupported"]
    assert "both headers" in token["signature"]["reason"]


def test_a_payload_that_was_not_encoded_is_shown_all_the_same():
    token = judged({**flattened(ES256), "payload": PAYLOAD})
    assert token["payload"] == PAYLOAD
    [finding] = [it for it in token["findings"] if it["rule"] == "not-base64url"]
    assert json.loads(decode(finding["instead"]).bytes) == PAYLOAD


def test_the_content_may_be_anything():
    payload = segment("It’s a dangerous business")
    token = judged(flattened(ES256, payload=payload))
    assert (token["payload"], statuses(token), found(token)) == (
        "It’s a dangerous business",
        ["verified"],
        [],
    )


def test_an_escaped_text_is_read_as_json_means_it():
    text = json.dumps(flattened(ES256)).replace('"payload": "e', '"payload": "\\u0065')
    assert statuses(judged(text)) == ["verified"]


def test_twenty_signatures_are_judged_and_the_rest_counted():
    token = judged(general(*[signature(CLAIMS, ES256)] * 23))
    assert len(token["signatures"]) == 20
    assert "unread-signatures signature" in found(token, "notice")


def test_ten_thousand_signatures_are_bounded():
    text = json.dumps(general(*[{"protected": segment(ES256), "signature": "AA"}] * 10_000))
    tracemalloc.start()
    try:
        assert len(judged(text)["signatures"]) == 20
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


def test_what_joserfc_serialises_verifies():
    key = ECKey.generate_key("P-256")
    members = [{"protected": {"alg": "ES256"}, "header": {"kid": name}} for name in ("a", "b")]
    token = jws.serialize_json(members, b"content", key)
    public = KeyFile("key.jwk", json.dumps(key.as_dict(private=False)).encode())
    assert statuses(judged(token, public)) == ["verified", "verified"]
    one = jws.serialize_json(members[0], b"content", key)
    assert statuses(judged(one, public)) == ["verified"]


def test_a_compact_token_is_none_of_this():
    token = judged(signed(ES256))
    assert (token["unprotected"], len(token["signatures"]), token["form"]) == (None, 1, "jws")
