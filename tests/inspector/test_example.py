"""Example submissions: what they paste, and that only what was asked for is wrong with them."""

import json
from dataclasses import replace

import pytest

from tests.inspector.cases import faults, findings, judge
from webapp.inspector.base64url import decode
from webapp.inspector.example import (
    HEADER,
    NOW,
    PAYLOAD,
    SIGNATURE,
    Example,
    changed,
    claims,
    header,
    keyed,
    macked,
)
from webapp.inspector.example_keys import OTHER_P256, P256, RSA_2048
from webapp.inspector.signature import Status
from webapp.inspector.submission import KeyFile


def parts(example):
    return [decode(it).bytes for it in example.paste.split(".")]


def test_plain_example_is_a_sound_token_whose_signature_nobody_checks():
    head, payload, signature = parts(Example())
    assert (json.loads(head), json.loads(payload), signature) == (HEADER, PAYLOAD, SIGNATURE)
    assert findings(Example()) == set()
    assert judge(Example()).verification.status is Status.UNCHECKED


@pytest.mark.parametrize(
    ("example", "part", "text"),
    [
        (Example(payload='{"a":1,"a":2}'), 1, b'{"a":1,"a":2}'),
        (Example(payload=""), 1, b""),
        (Example(payload={"name": "Zoë"}), 1, '{"name": "Zoë"}'.encode()),
        (Example(header="no JSON"), 0, b"no JSON"),
        (Example(signature=b"\xff"), 2, b"\xff"),
    ],
    ids=["JSON as written", "nothing", "more than ASCII", "no JSON", "bytes"],
)
def test_part_that_is_text_is_taken_as_written(example, part, text):
    assert parts(example)[part] == text


def test_signature_that_is_text_is_no_bytes_yet():
    assert Example(signature="AA==").paste.endswith(".AA==")


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        ({}, {"a": 1, "b": 2}),
        ({"a": 0}, {"a": 0, "b": 2}),
        ({"a": None}, {"b": 2}),
        ({"c": None}, {"a": 1, "b": 2}),
        ({"b": "", "c": False}, {"a": 1, "b": "", "c": False}),
    ],
    ids=["nothing", "changed", "left out", "left out of nothing", "empty and false"],
)
def test_none_leaves_a_member_out_and_nothing_else_does(changes, result):
    assert changed({"a": 1, "b": 2}, changes) == result


def test_changes_do_not_reach_the_next_example():
    claims(exp=None, sub="another")
    header(alg=None)
    assert json.loads(parts(Example())[1])["sub"] == PAYLOAD["sub"]
    assert json.loads(parts(Example())[0])["alg"] == "ES256"


def test_submission_is_the_whole_of_it():
    key = KeyFile("a.json", b"{}")
    example = Example(text="anything", keys=(key,), secret="s", client_id="c", profile="jwt")
    given = example.submission
    assert (given.text, given.keys, given.secret) == ("anything", (key,), "s")
    assert (given.client_id, given.profile) == ("c", "jwt")
    assert replace(example, text=None).submission.text == Example().paste


@pytest.mark.parametrize(
    ("keys", "alg", "bits", "names"),
    [
        ((P256,), "ES256", 512, ["keys.json"]),
        ((P256, OTHER_P256), "ES256", 512, ["keys.json[0]", "keys.json[1]"]),
        ((RSA_2048,), "RS256", 2048, ["keys.json"]),
    ],
    ids=["one", "a set", "RSA"],
)
def test_signature_has_the_length_that_its_key_demands(keys, alg, bits, names):
    report = judge(keyed(*keys, alg=alg))
    assert len(report.token.signature.bytes) * 8 == bits
    assert [key.name for key in report.case.keys] == names
    assert report.verification.status is Status.INVALID
    assert "signature-length signature" not in findings(keyed(*keys, alg=alg))


@pytest.mark.parametrize(("alg", "length"), [("ES256", 64), ("ES384", 96), ("RS256", 256)])
def test_signature_is_as_long_as_its_algorithm_demands_whatever_the_key(alg, length):
    assert len(parts(keyed(P256, alg=alg))[2]) == length


def test_mac_is_by_the_secret_that_is_given_with_it():
    example = macked("a secret of thirty-two characters", exp=NOW + 60)
    report = judge(example)
    assert report.verification.status is Status.VERIFIED
    assert report.token.payload.claim("exp").value.literal == str(NOW + 60)
    assert faults(example) == set()
