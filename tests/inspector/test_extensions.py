"""Detached payloads, payloads that are not encoded, and what the header marks as critical."""

import json

import pytest

from webapp.inspector.base64url import decode, encode
from webapp.inspector.example import PAYLOAD

from .forms import found, judged, segment, signature, signed, statuses
from .signature import workshop as w

ES256 = {"alg": "ES256"}
RAW = {**ES256, "b64": False, "crit": ["b64"]}
CONTENT = "pay £5 to Bob. Or not."


def unencoded(header, content, key=w.P256):
    """The protected header, and a signature over the content as it is."""
    protected = segment(header)
    return protected, encode(w.es256(protected.encode() + b"." + content.encode(), key))


def detached(header, content):
    header, _, made = signed(header, content).split(".")
    return f"{header}..{made}"


def test_a_detached_payload_is_taken_from_beside_the_token():
    token = judged(detached(ES256, CONTENT), payload=CONTENT.encode())
    assert (statuses(token), token["detached"], token["payload"]) == (["verified"], True, CONTENT)
    assert found(token, "error", "warning", "notice") == []


def test_a_detached_payload_that_is_json_is_judged():
    claims = segment({**PAYLOAD, "exp": str(PAYLOAD["exp"])})
    made = encode(w.es256(f"{segment(ES256)}.{claims}".encode()))
    token = judged(f"{segment(ES256)}..{made}", payload=decode(claims).bytes)
    assert (statuses(token), found(token)) == (["verified"], ["text-date payload.exp"])


def test_another_payload_does_not_verify():
    assert statuses(judged(detached(ES256, CONTENT), payload=b"pay 6 to Bob")) == ["invalid"]


def test_without_its_payload_nothing_is_checked_and_it_is_said_what_to_give():
    token = judged(detached(ES256, CONTENT))
    assert statuses(token) == ["unchecked"]
    assert "give it beside the token" in token["signature"]["reason"]
    assert found(token, "notice") == ["detached-payload payload"]
    assert token["gates"]["payload"] == "unchecked"


def test_a_jwt_is_never_detached():
    assert found(judged(detached({**ES256, "typ": "at+jwt"}, CONTENT))) == ["detached-payload payload"]


def test_bytes_that_are_no_text_are_a_payload_too():
    content = bytes(range(256))
    protected = segment(ES256)
    made = encode(w.es256(f"{protected}.{encode(content)}".encode()))
    token = judged(f"{protected}..{made}", payload=content)
    assert (statuses(token), token["payload"]) == (["verified"], None)


def test_the_json_serialisation_is_detached_by_leaving_the_payload_out():
    token = judged(signature(segment(CONTENT), ES256), payload=CONTENT.encode())
    assert (statuses(token), token["form"], token["detached"]) == (["verified"], "jws-json", True)


@pytest.mark.parametrize("content", ["$.02", CONTENT, '{"a":1}', "x" * 1000])
def test_an_unencoded_payload_verifies_detached_and_in_json(content):
    protected, made = unencoded(RAW, content)
    alone = judged(f"{protected}..{made}", payload=content.encode())
    inside = judged({"protected": protected, "payload": content, "signature": made})
    assert statuses(alone) == statuses(inside) == ["verified"]
    assert alone["payload"] == inside["payload"]
    assert found(alone) == found(inside) == []


def test_an_unencoded_payload_verifies_in_its_place_if_it_has_no_dot():
    protected, made = unencoded(RAW, "hello-there")
    token = judged(f"{protected}.hello-there.{made}")
    assert (statuses(token), token["payload"], found(token)) == (["verified"], "hello-there", [])


def test_a_dot_in_an_unencoded_payload_is_named():
    protected, made = unencoded(RAW, "$.02")
    token = judged(f"{protected}.$.02.{made}")
    assert token["payload"] == "$.02"
    assert "payload-with-dot payload" in found(token)


def test_a_payload_that_is_encoded_all_the_same_is_decoded_and_named():
    token = judged(signed(RAW))
    assert token["payload"] == PAYLOAD
    assert found(token) == ["encoded-payload payload"]
    assert statuses(token) == ["verified"]  # over the letters as they stand


def test_signing_what_is_sent_encoded_before_it_was_encoded_is_a_cause():
    protected = segment(RAW)
    claims = segment(PAYLOAD)
    raw = json.dumps(PAYLOAD).encode()
    made = encode(w.es256(protected.encode() + b"." + raw))
    token = judged(f"{protected}.{claims}.{made}")
    assert statuses(token) == ["invalid"]
    assert [it["id"] for it in token["signature"]["causes"] if it["proved"]] == ["msg.b64_false"]


def test_b64_counts_only_where_it_is_critical():
    header = {**ES256, "b64": False}
    assert statuses(judged(signed(header))) == ["verified"]
    assert found(judged(signed(header))) == ["unmarked-b64 header.crit"]
    protected, made = unencoded(header, CONTENT)
    token = judged(f"{protected}..{made}", payload=CONTENT.encode())
    assert statuses(token) == ["invalid"]
    assert [it["id"] for it in token["signature"]["causes"]] == ["msg.b64_false"]


def test_a_jwt_must_not_be_unencoded():
    assert "unencoded-claims header.b64" in found(judged(signed({**RAW, "typ": "JWT"})))


def test_signatures_must_agree_on_the_encoding():
    protected, made = unencoded(RAW, "a")
    both = {
        "payload": "a",
        "signatures": [{"protected": protected, "signature": made}, signature("a", ES256)],
    }
    assert "differing-encodings header.b64" in found(judged(both))


@pytest.mark.parametrize(
    "crit",
    [["exp"], ["b64", "exp"], ["urn:example"], [], {}, "b64", None, [7], [None], [["b64"]], ["alg"], [""]],
)
def test_what_is_critical_and_not_understood_is_never_verified(crit):
    for header in ({**ES256, "crit": crit, "exp": 1, "urn:example": 1}, {**RAW, "crit": crit}):
        token = judged(signed(header))
        assert statuses(token) == ["unsupported"]
        assert "crit" in token["signature"]["reason"]
        assert any(it.startswith("unknown-critical") for it in found(token))


def test_what_is_critical_in_the_unprotected_header_is_not_verified_either():
    token = judged({"payload": segment(PAYLOAD), **signature(segment(PAYLOAD), ES256, {"crit": ["exp"]})})
    assert statuses(token) == ["unsupported"]
