"""What the description says of an inspection is true of what is sent and of every answer."""

import json

import pytest

from tests.inspector.signature.workshop import signature, signing_input, token
from tests.running import ROOT
from webapp.inspector.example import NOW, Example, claims, header, macked
from webapp.inspector.example_certificates import ROOT as ROOT_CERTIFICATE
from webapp.inspector.example_forms import (
    disclosing,
    disclosure,
    encrypted,
    flattened,
    presenting,
    signed_by,
    signer,
)
from webapp.inspector.example_keys import OTHER_P256, P256, SECRET, key_file
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.rules.chain import SOUND as CHAINED

SOUND = Example().paste
JWK = key_file(OTHER_P256)


def test_a_member_that_is_not_described_would_be_found(visitor, faults):
    report = visitor.post("/api/inspect", json={"text": SOUND, "now": NOW}).json
    assert faults(report | {"new": 1}, "Report")
    report["tokens"][0]["gates"]["new"] = "pass"
    assert faults(report, "Report")


def signed(header):
    message = signing_input("ES256", **header)
    return token(message, signature("ES256", message.encode()))


CURL = f"curl https://appleid.apple.com/auth/token -d client_id=com.example.app -d client_secret={SOUND}"
CERTIFICATE = f"-----BEGIN CERTIFICATE-----\n{ROOT_CERTIFICATE}\n-----END CERTIFICATE-----\n"
KEY_SET = json.dumps({"keys": [{**P256, "kid": "a", "d": "AAAA"}, {**OTHER_P256, "kid": "a"}, 7]})
DISCOVERY = '{"issuer": "http://a.example/", "jwks_uri": [], "other": 1}'
SUBMISSIONS = {
    "chain": {"text": CHAINED.paste, "now": NOW},
    "chain with its root": {
        "text": CHAINED.paste,
        "keys": [{"name": "root.pem", "text": CERTIFICATE}],
        "now": NOW,
    },
    "chain of nonsense": {"text": header(x5c=["AAAA", 7, CERTIFICATE]).paste, "now": NOW},
    "bundle": {"text": SOUND, "keys": [{"name": "bundle.pem", "text": CERTIFICATE * 2}], "now": NOW},
    "key set": {"text": KEY_SET},
    "key set beside it": {"text": SOUND, "keys": [{"name": "jwks.json", "text": KEY_SET}], "now": NOW},
    "discovery document": {"text": DISCOVERY},
    "discovery document beside it": {
        "text": SOUND,
        "keys": [{"name": "d.json", "text": DISCOVERY}],
        "now": NOW,
    },
    "sound": {"text": SOUND, "now": NOW},
    "nothing": {"text": ""},
    "noise": {"text": "no token here"},
    "cut": {"text": SOUND[:60], "now": NOW},
    "dots": {"text": "eyJ...."},
    "not json": {"text": Example(payload="{").paste},
    "json of another kind": {"text": Example(payload="[1]").paste},
    "numbers": {"text": Example(payload='{"a":1e400,"b":NaN,"c":100002348117421473}').paste},
    "surrogate": {"text": Example(payload='{"sub":"\\ud800"}').paste},
    "unsigned": {"text": Example(header={"alg": "none"}, signature="").paste},
    "encrypted": {"text": f"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..{'A' * 16}.AAAA.{'A' * 22}"},
    "selective": {"text": f"{SOUND}~WyJhIiwiYiIsMV0~"},
    "several": {"text": f"{SOUND}\n{claims(exp=1).paste}", "now": NOW},
    "request": {"text": CURL, "now": NOW},
    "repaired": {"text": f'Authorization: Bearer "{SOUND}"', "now": NOW},
    "answer": {"text": '{"error":"invalid_client"}'},
    "answer beside it": {"text": SOUND, "error_text": "invalid_grant", "profile": "apple-client-secret"},
    "other key": {"text": SOUND, "keys": [{"name": "key.json", "text": JWK}], "deep": True, "now": NOW},
    "kinds of key": {
        "text": SOUND,
        "keys": [
            {"text": "no key"},
            {"name": "empty", "base64": ""},
            {"name": "a.p8", "text": JWK, "password": None},
        ],
    },
    "several by one unknown key": {"text": f"{signed({'kid': 'a'})}\n{signed({'kid': 'b'})}", "now": NOW},
    "several signatures": {"text": signed_by(signer({"kid": "a"}), signer(alg="none")).paste, "now": NOW},
    "presented": {"text": presenting().paste, "now": NOW},
    "disclosed in vain": {"text": disclosing(disclosure("a"), "AAAA", digests=("x", "x")).paste, "now": NOW},
    "tokens inside": {"text": claims(inner=SOUND, json='{"a": [1]}').paste, "now": NOW},
    "detached": {"text": flattened(payload=None).paste, "payload": "é"},
    "detached from bytes": {"text": flattened(payload=None).paste, "payload_base64": "/w=="},
    "decrypted": {"text": encrypted().paste, "secret": SECRET, "now": NOW},
    "not decrypted": {"text": encrypted().paste, "secret": SECRET[::-1], "now": NOW},
    "not fetched": {"text": SOUND, "fetch": True, "now": NOW},
    "half a character": {"text": SOUND, "client_id": "\ud800", "error_text": "\ud800", "now": NOW},
    "secret": {"text": macked("secret").paste, "secret": "secret", "secret_encoding": "text", "leeway": 60},
    "nulls": {
        "text": SOUND,
        **dict.fromkeys(("keys", "secret", "secret_encoding", "client_id", "profile")),
        **dict.fromkeys(("error_text", "now", "leeway", "deep")),
    },
}


@pytest.mark.parametrize("submission", SUBMISSIONS.values(), ids=SUBMISSIONS)
def test_submission_and_answer_are_as_described(visitor, faults, submission):
    assert faults(submission, "Inspection") == []
    answer = visitor.post("/api/inspect", json=submission)
    assert answer.status_code == 200
    assert faults(answer.json, "Report") == []


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=ALL_RULES)
def test_answer_to_the_examples_of_every_rule_is_as_described(visitor, faults, rule):
    for example in (*rule.bad, *rule.good):
        body = {
            "text": example.paste,
            "now": example.now,
            "profile": example.profile,
            "client_id": example.client_id,
        }
        body["keys"] = [{"name": file.name, "text": file.data.decode()} for file in example.keys]
        answer = visitor.post("/api/inspect", json={**body, "secret": example.secret})
        assert faults(answer.json, "Report") == []


def test_answer_with_causes_and_a_repaired_token_is_as_described(visitor, faults):
    secret = "a secret of some thirty-two bytes"
    body = {"text": f"{macked(secret).paste}=", "secret": secret, "now": NOW}
    report = visitor.post("/api/inspect", json=body).json
    assert report["tokens"][0]["signature"]["causes"][0]["repaired"]
    assert faults(report, "Report") == []


def test_answer_with_the_key_that_verified_is_as_described(visitor, faults):
    secret = "a secret of some thirty-two bytes"
    report = visitor.post("/api/inspect", json={"text": macked(secret).paste, "secret": secret}).json
    assert report["tokens"][0]["signature"]["key"]
    assert faults(report, "Report") == []


@pytest.mark.parametrize("key", [JWK, "no key", "", SOUND], ids=["key", "text", "nothing", "token"])
def test_public_key_is_as_described(visitor, faults, key):
    body = {"name": "key.json", "text": key}
    assert faults(body, "KeyFile") == []
    answer = visitor.post("/api/public-key", json=body)
    assert answer.status_code == 200
    assert faults(answer.json, "KeyRow") == []


def test_mended_key_is_as_described(visitor, faults):
    damaged = (ROOT / "tests/data/keys/p256.p8").read_text("utf-8").replace("\n", " ")
    answer = visitor.post("/api/mended-key", json={"name": "key.pem", "text": damaged})
    assert answer.status_code == 200
    assert faults(answer.json, "MendedKey") == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": 1},
        {"text": None},
        {"text": "", "now": "1795400000"},
        {"text": "", "now": 1.5},
        {"text": "", "now": True},
        {"text": "", "now": 10**15},
        {"text": "", "leeway": -1},
        {"text": "", "leeway": 10**10},
        {"text": "", "deep": "yes"},
        {"text": "", "secret": 1},
        {"text": "", "secret_encoding": "rot13"},
        {"text": "", "profile": "no-such-profile"},
        {"text": "", "keys": {}},
        {"text": "", "keys": ["key"]},
        {"text": "", "keys": [{"name": "a"}]},
        {"text": "", "keys": [{"text": "a", "base64": "YQ=="}]},
        {"text": "", "keys": [{"text": 1}]},
        {"text": "", "keys": [{"name": 1, "text": ""}]},
    ],
    ids=json.dumps,
)
def test_what_is_refused_is_described_as_wrong(visitor, faults, body):
    assert faults(body, "Inspection") != []
    answer = visitor.post("/api/inspect", json=body)
    assert answer.status_code == 400
    assert faults(answer.json, "Problem") == []
