"""Keys in JSON: sets of JWKs, and the other files in which services hand out keys."""

import json

import pytest

from webapp.inspector.keys import Key

from .samples import EXPECTED, ids, key, messages, rows, text, unusable

P256 = dict(key(text("p256.p8")).public_jwk)
RSA = dict(key(text("rsa.pem")).public_jwk)


def test_set_gives_a_row_for_each_key():
    found = rows(json.dumps({"keys": [P256 | {"kid": "a"}, RSA | {"kid": "b"}]}), "jwks.json")
    assert [(row.name, row.key_id, row.type) for row in found if isinstance(row, Key)] == [
        ("jwks.json[0]", "a", "EC"),
        ("jwks.json[1]", "b", "RSA"),
    ]


def test_broken_entries_of_a_set_do_not_cost_the_others():
    found = rows(json.dumps({"keys": [5, P256, {"kty": "EC"}, {}, {"kty": "oct", "k": "AAAA"}]}), "jwks.json")
    assert [getattr(row, "code", "key") for row in found] == [
        "damaged",
        "key",
        "damaged",
        "unsupported",
        "key",
    ]


def test_empty_set_is_said_to_hold_no_key():
    assert unusable('{"keys": []}').code == "not-a-key"


@pytest.mark.parametrize(
    "wrapped",
    [
        [P256],
        {"jwks": {"keys": [P256]}},
        {"cnf": {"jwk": P256}},
        {"verificationMethod": [{"publicKeyJwk": P256}]},
        [text("p256.public.pem")],
    ],
)
def test_key_is_taken_out_of_what_holds_it(wrapped):
    row = key(json.dumps(wrapped))
    assert row.public_pem == EXPECTED["p256.p8"]["public_pem"]
    assert "key.other_format" in ids(row)


def test_service_account_gives_its_key_and_key_id():
    account = {"type": "service_account", "private_key_id": "0f1e2d", "private_key": text("rsa.pem")}
    row = key(json.dumps(account), "project-0f1e2d.json")
    assert (row.public_pem, row.private, row.key_id) == (EXPECTED["rsa.pem"]["public_pem"], True, "0f1e2d")
    assert ids(row) == ["key.other_format", "key.private_supplied"]
    assert "a service account of Google" in messages(row)


def test_certificates_by_key_id_are_read_as_google_gives_them():
    found = rows(json.dumps({"k1": text("rsa.crt"), "k2": text("p256.crt")}), "x509.json")
    assert [(row.key_id, row.type) for row in found if isinstance(row, Key)] == [("k1", "RSA"), ("k2", "EC")]


def test_pem_in_a_member_is_mended_too():
    row = key(json.dumps({"type": "RS256", "key": text("rsa.public.pem").replace("\n", "\\n")}))
    assert "key.damaged_pem" in ids(row)


def test_text_that_only_speaks_of_beginning_is_no_key():
    assert unusable('{"key": "BEGIN at the beginning"}').message == "This entry is text, but no PEM."


def test_discovery_document_is_sent_to_its_keys():
    row = unusable('{"issuer": "https://a.example", "jwks_uri": "https://a.example/keys"}')
    assert (row.code, ids(row)) == ("discovery-document", ["key.discovery_doc"])
    assert "Open its jwks_uri, https://a.example/keys, and give what it shows." in row.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (json.dumps(P256) + ",", "after the end of the JSON there is “,”"),
        (str(P256), "' is not a quotation mark of JSON"),
        (json.dumps(P256)[:-1] + f', "y": "{P256["y"]}"}}', "“y” stands there twice"),
        (json.dumps(P256)[:-1], "the text ends before the closing }"),
    ],
)
def test_broken_json_is_read_and_mentioned(content, said):
    row = key(content)
    assert ids(row) == ["key.jwk_damaged"]
    assert said in messages(row)


@pytest.mark.parametrize("change", [(": ", ":\u00a0"), ("  ", "\u00a0\u00a0"), ("{", "{\u200b")])
def test_characters_of_a_web_page_between_the_members_are_taken_out(change):
    row = key(json.dumps(P256, indent=2).replace(*change))
    assert row.public_pem == EXPECTED["p256.p8"]["public_pem"]
    assert ids(row) == ["key.damaged_pem"]
    assert messages(row).startswith("An invisible character (")


def test_characters_within_a_member_are_left_in_sound_json():
    row = key(json.dumps(P256 | {"kid": "a\u00a0b"}, ensure_ascii=False))
    assert (row.key_id, row.notes) == ("a\u00a0b", ())


@pytest.mark.parametrize(
    "content", ["{}", "[]", '{"a": 1}', "[1, 2]", '{"k": "v"}', '{"keys": "x"}', "[" * 5000, "{"]
)
def test_other_json_is_no_key(content):
    row = unusable(content)
    assert row.code == "not-a-key"
    assert row.message.startswith("This is JSON, but no JWK")
