"""The report as data: what the contract promises of it."""

import json

import pytest

from webapp.inspector import examine
from webapp.inspector.as_json import as_json
from webapp.inspector.example import NOW, Example, claims, keyed
from webapp.inspector.example_keys import P256
from webapp.inspector.signature.acceptance import TESTED
from webapp.inspector.submission import KeyFile, Submission

from .keys.samples import data
from .signature import workshop


def told(submission):
    report = as_json(examine(submission, NOW))
    json.dumps(report, allow_nan=False)
    return report


def test_the_members_of_a_report():
    report = told(Example().submission)
    assert " ".join(report) == (
        "paste request answers keys pairs bundles shared_keys key_sets discoveries now tokens"
    )
    assert report["now"] == NOW
    assert report["paste"] == {"form": "bare", "notes": []}


@pytest.mark.parametrize(
    ("payload", "read"),
    [
        ('{"a":1,"a":2}', {"a": 2}),
        ('{"n":100002348117421473}', {"n": 100002348117421473}),
        ('{"n":1e400,"m":NaN}', {"n": "1e400", "m": "NaN"}),
        ("hello", "hello"),
        ("[1]", [1]),
        ("", None),
        ('{"a":"b', {"a": "b"}),
    ],
)
def test_a_payload_is_read_as_far_as_it_goes(payload, read):
    [token] = told(Example(payload=payload).submission)["tokens"]
    assert token["payload"] == read
    assert token["payload_text"] == payload


def test_a_finding_tells_rule_place_span_and_repair():
    [token] = told(claims(exp=str(NOW + 600)).submission)["tokens"]
    [finding] = token["findings"]
    span = finding["span"]
    assert (finding["rule"], finding["severity"], finding["gate"]) == ("text-date", "error", "payload")
    assert (finding["place"], finding["instead"], finding["remove"]) == ("payload.exp", NOW + 600, False)
    assert finding["citation"]["document"] == "RFC 7519"
    assert finding["help"] == "/rules/text-date"
    assert token["text"][span["from"] : span["to"]] in token["text"].split(".")[1]


def test_gates():
    [token] = told(claims(exp=str(NOW + 600)).submission)["tokens"]
    assert token["gates"] == {
        "request": "unchecked",
        "header": "pass",
        "payload": "fail",
        "signature": "unchecked",
    }


def test_a_key_shows_its_public_half_and_a_secret_nothing():
    public, secret = told(Submission(Example().paste, keyed(P256).keys, secret="hunter2"))["keys"]
    assert public["public_pem"].startswith("-----BEGIN PUBLIC KEY-----\n")
    assert public["thumbprint"]
    assert secret["name"] == "secret"
    assert (secret["public_pem"], secret["public_jwk"], secret["thumbprint"]) == (None, None, None)
    assert "hunter2" not in json.dumps(secret)


def test_an_unreadable_key_is_a_row_with_its_reason():
    [row] = told(Submission(Example().paste, (KeyFile("notes.txt", b"no key"),)))["keys"]
    assert row["name"] == "notes.txt"
    assert row["error"]["code"] == "not-a-key"


def test_the_halves_of_one_key_are_said_to_match():
    files = (KeyFile("private.p8", data("p256.p8")), KeyFile("public.pem", data("p256.public.pem")))
    [pair] = told(Submission(Example().paste, files))["pairs"]
    assert (pair["private"], pair["publics"]) == ("private.p8", ["public.pem"])


def test_no_token_at_all():
    report = told(Submission("nothing to see"))
    assert report["tokens"] == []
    assert report["paste"]["notes"]


def test_keys_that_a_signature_fits_are_given_to_copy():
    report = told(Submission("\n".join((signed("a"), signed("b")))))
    for token in report["tokens"]:
        first, second = token["signature"]["candidates"]
        assert first["known"] == "It fits tokens 1 and 2."
        assert first["public_pem"].startswith("-----BEGIN PUBLIC KEY-----")
        assert first["public_jwk"]["crv"] == first["curve"] == "P-256"
        assert second["known"] == ""
        assert token["signature"]["signer"].startswith("Two keys fit this signature.")
    [shared] = report["shared_keys"]
    assert shared["tokens"] == [0, 1]
    assert shared["thumbprints"] == [report["tokens"][0]["signature"]["candidates"][0]["thumbprint"]]


def signed(kid):
    message = workshop.signing_input("ES256", kid=kid)
    return workshop.token(message, workshop.signature("ES256", message.encode()))


def test_nothing_is_told_of_the_key_where_there_is_nothing():
    report = told(Example(header={"alg": "HS256"}).submission)
    [token] = report["tokens"]
    assert (token["signature"]["signer"], token["signature"]["candidates"]) == ("", [])
    assert report["shared_keys"] == []


def test_a_cause_tells_who_accepts_it():
    message = workshop.signing_input("ES256")
    padded = workshop.token(message, workshop.signature("ES256", message.encode())) + "=="
    [token] = told(Submission(padded, (workshop.pem(workshop.P256),)))["tokens"]
    [cause] = token["signature"]["causes"]
    accepting, refusing = ({it["name"]: it for it in cause[name]} for name in ("accepted_by", "refused_by"))
    assert "PyJWT" in accepting
    assert refusing["joserfc"] == {
        "name": "joserfc",
        "version": TESTED["joserfc"],
        "when": "",
        "certainty": "tested",
    }
