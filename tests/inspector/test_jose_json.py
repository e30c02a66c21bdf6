"""What panva/jose serialises as JSON is verified here, and what it refuses is not."""

import json

from joserfc.jwk import ECKey, OKPKey

from webapp.inspector.submission import KeyFile

from ..other_languages import NODE, jose, node
from .forms import found, judged, statuses

EC, OKP = ECKey.generate_key("P-256"), OKPKey.generate_key("Ed25519")
PUBLIC = KeyFile("keys.json", json.dumps({"keys": [it.as_dict(private=False) for it in (EC, OKP)]}).encode())
FIRST = {"key": EC.as_dict(private=True), "protected": {"alg": "ES256"}, "unprotected": {"kid": "a"}}
SECOND = {"key": OKP.as_dict(private=True), "protected": {"alg": "Ed25519", "typ": "JOSE"}}
UNENCODED = {**FIRST, "protected": {"alg": "ES256", "b64": False, "crit": ["b64"]}}


def made(*questions):
    answers = node(NODE / "jws_json.mjs", questions)
    return [answer["token"] for answer in answers]


def test_what_it_signs_verifies():
    one, both, raw = made(
        {"payload": "content", "signers": [FIRST], "flattened": True},
        {"payload": "content", "signers": [FIRST, SECOND]},
        {"payload": "$.02", "signers": [UNENCODED], "flattened": True},
    )
    assert statuses(judged(one, PUBLIC)) == ["verified"]
    assert statuses(judged(both, PUBLIC)) == ["verified", "verified"]
    assert [it["header"] for it in judged(both, PUBLIC)["signatures"]] == [
        {"kid": "a", "alg": "ES256"},
        {"alg": "Ed25519", "typ": "JOSE"},
    ]
    alone = judged({**raw, "payload": "$.02"}, PUBLIC)  # the library leaves such a payload to its caller
    assert (statuses(alone), alone["payload"], found(alone)) == (["verified"], "$.02", [])
    detached = f"{raw['protected']}..{raw['signature']}"
    assert statuses(judged(detached, PUBLIC, payload=b"$.02")) == ["verified"]


def test_what_it_refuses_is_not_verified_here():
    [good] = made({"payload": "content", "signers": [FIRST], "flattened": True})
    bad = [
        {**good, "header": {"alg": "ES256"}},
        {**good, "header": {"crit": ["exp"]}},
        {**good, "signature": good["signature"][:-4]},
        {**good, "payload": "Y29udGVudA=="},
    ]
    key = EC.as_dict(private=False)
    answers = jose({"task": "verify", "token": token, "key": key} for token in (good, *bad))
    assert ["error" in answer for answer in answers] == [False, True, True, True, True]
    for token in bad:
        assert "verified" not in statuses(judged(token, PUBLIC))
