"""Tokens in JSON, and tokens that are JSON."""

import json

import pytest

from webapp.inspector.paste import Form, json_forms, read

from .tokens import OTHER, SOUND, labelled, only, repairs, texts

FLATTENED = """{ "protected": "eyJhbGciOiJFUzI1NiJ9",
  "payload": "eyJpc3MiOiJhIn0", "signature": "KZuROH2uORqkP6Ab4g" }"""
GENERAL = (
    '{"payload":"eyJpc3MiOiJhIn0","signatures":[{"protected":"eyJhbGciOiJFUzI1NiJ9","header":{"kid":"a"},'
    '"signature":"KZuROH2uORqkP6Ab4g"},{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"2vutJAdn9sE17MXClXJ7eN3"}]}'
)
DETACHED = '{"protected":"eyJhbGciOiJFUzI1NiJ9","signature":"KZuROH2uORqkP6Ab4g"}'
ENCRYPTED = (
    '{"protected":"eyJlbmMiOiJBMTI4R0NNIn0","recipients":[{"header":{"alg":"RSA-OAEP"},"encrypted_key":"AAAA"}],'
    '"iv":"AAAA","ciphertext":"BBBB","tag":"CCCC"}'
)


@pytest.mark.parametrize("token", [FLATTENED, GENERAL, DETACHED, ENCRYPTED])
def test_json_serialisation_is_one_token_as_written(token):
    paste = read(f"\n{token}\n")
    assert (paste.form, texts(paste)) == (Form.BARE, [token])
    assert paste.tokens[0].repairs == ()


@pytest.mark.parametrize("token", [FLATTENED, GENERAL, DETACHED, ENCRYPTED])
def test_json_serialisation_within_json_is_cut_out_as_written(token):
    paste = read(f'[{{"a": {{"request": {token}}} , "b":1, "id_token": "{SOUND}"}}]')
    assert (paste.form, labelled(paste)) == (Form.JSON, [("request", token), ("id_token", SOUND)])
    assert repairs(paste.tokens[0]) == ["embedded"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"id_token": SOUND}, [("id_token", SOUND)]),
        (
            {"access_token": OTHER, "id_token": SOUND, "expires_in": 3600},
            [("access_token", OTHER), ("id_token", SOUND)],
        ),
        ({"signedPayload": SOUND}, [("signedPayload", SOUND)]),
        ({"a": [{"b": {"identityToken": SOUND}}]}, [("identityToken", SOUND)]),
        ({"tokens": [SOUND, OTHER]}, [("tokens", SOUND), ("tokens", OTHER)]),
        ([SOUND, OTHER], [("", SOUND), ("", OTHER)]),
        ({"a": SOUND, "b": SOUND}, [("a, b", SOUND)]),
        ({"headers": {"Authorization": f"Bearer {SOUND}"}}, [("Authorization", SOUND)]),
        ({"url": f"https://a.example/cb?id_token={SOUND}&x=1"}, [("id_token", SOUND)]),
        ({"body": json.dumps({"id_token": SOUND})}, [("id_token", SOUND)]),
        ({"body": f"client_id=a&client_secret={SOUND}"}, [("client_secret", SOUND)]),
        ({"message": f"refused {SOUND}, and {OTHER}."}, [("message", SOUND), ("message", OTHER)]),
        ({"name": "authorization", "value": f"{SOUND}"}, [("authorization", SOUND)]),
        ({"file": "a.b.c", "host": "www.a.example", "version": "1.2.3", "jwt": SOUND}, [("jwt", SOUND)]),
    ],
)  # fmt: skip
def test_every_text_member_that_is_a_token(value, expected):
    for text in (json.dumps(value), json.dumps(value, indent=2), json.dumps(json.dumps(value))):
        paste = read(text)
        assert (paste.form, labelled(paste)) == (Form.JSON, expected)
        assert all("embedded" in repairs(found) for found in paste.tokens)
        assert not any("bearer_prefix" in repairs(found) for found in paste.tokens)


def test_duplicate_members_are_both_read():
    assert texts(read(f'{{"id_token":"{SOUND}","id_token":"{OTHER}"}}')) == [SOUND, OTHER]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"Bearer {SOUND}", ["embedded", "bearer_prefix"]),
        (f"'{SOUND}'", ["embedded", "quotes"]),
        (f"b'{SOUND}'", ["embedded", "python_bytes"]),
        (f"{SOUND}\n", ["embedded", "whitespace"]),
        (SOUND.replace(".", "%2E"), ["embedded", "percent_encoded"]),
        (SOUND[2:], ["embedded", "prefix_lost"]),
        (SOUND[:40] + "\u200b" + SOUND[40:], ["embedded", "invisible"]),
        (SOUND.replace("a", "а"), ["embedded", "homoglyph"]),
    ],
)
def test_damage_within_members(value, expected):
    found = only(json.dumps({"id_token": value}))
    assert (found.text, found.label, repairs(found)) == (SOUND, "id_token", expected)


def test_kubernetes_secret():
    import base64

    secret = {"kind": "Secret", "data": {"token": base64.b64encode(f"{SOUND}\n".encode()).decode()}}
    found = only(json.dumps(secret))
    assert (found.text, found.label) == (SOUND, "token")
    assert repairs(found) == ["embedded", "base64_wrapped", "whitespace"]


def test_where_it_stood_is_told():
    (note,) = only(json.dumps({"a": {"id_token": SOUND}})).repairs
    assert note.message == "Taken out of the member id_token of the JSON."


@pytest.mark.parametrize("before", ["\ufeff", "\ufeff\n", "\n\ufeff", " "])
def test_what_stands_before_a_token_in_json_is_no_part_of_it(before):
    assert texts(read(f"{before}{FLATTENED}\n")) == [FLATTENED]


def test_a_token_in_json_that_was_printed_as_json_once_more():
    paste = read(json.dumps(FLATTENED))
    assert (paste.form, texts(paste)) == (Form.BARE, [FLATTENED])


@pytest.mark.parametrize("text", ['"a"', '"7"', '""', "7", "null", "[", '{"a"}', ""])
def test_what_is_no_object_and_no_array_is_left_to_others(text):
    assert json_forms.read(text) is None


def test_json_without_a_token():
    paste = read('{"a": ["b", 1, null]}')
    assert (paste.form, paste.tokens, paste.notes) == (Form.JSON, (), ("There is no token in this JSON.",))


def test_json_that_is_broken_is_searched_as_text():
    paste = read(f'{{"id_token": "{SOUND}", "access_token": "{OTHER}",')
    assert (paste.form, labelled(paste)) == (Form.LOG, [("id_token", SOUND), ("access_token", OTHER)])


def test_a_webhook_with_a_signature_is_no_token():
    assert read('{"payload": {"a": 1}, "signature": "abcdef0123456789"}').tokens == ()
