"""A row says what it is and shows no secret; an unusable one has a code that is listed."""

import ast
import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from webapp.inspector import keys
from webapp.inspector.keys import Key, UnusableKey, same
from webapp.inspector.keys.source import Refusal

from .samples import EXPECTED, key, rows, text
from .test_jwk import private, public

SECRET = key('{"kty":"oct","k":"c2VzYW1lLW9wZW4","kid":"s"}')
P256 = key(text("p256.p8"))


@pytest.mark.parametrize("name", ["p256.p8", "rsa.pem", "ed25519.pem", "mldsa44.pem"])
def test_a_public_key_has_its_forms(name):
    row = key(text(name))
    assert (row.public_pem, row.thumbprint) == (EXPECTED[name]["public_pem"], EXPECTED[name]["thumbprint"])
    assert row.public_jwk["kty"] == row.type


@pytest.mark.parametrize(
    "row",
    [SECRET, Key("supposed", "EC", "P-256", 256, private=False, public=P256.public)],
    ids=["secret", "supposed"],
)
def test_a_secret_and_a_key_that_is_only_supposed_have_none(row):
    assert (row.public_pem, row.public_jwk, row.thumbprint) == (None, None, None)


def test_a_curve_without_a_name_in_jose_has_pem_alone():
    row = key(text("p224.pem"))
    assert row.public_pem == EXPECTED["p224.pem"]["public_pem"]
    assert (row.curve, row.public_jwk, row.thumbprint) == ("P-224", None, None)


@pytest.mark.parametrize("shown", [repr, str])
def test_no_secret_shows(shown):
    assert "sesame" not in shown(SECRET)
    assert "c2VzYW1l" not in shown(SECRET)
    assert "PublicKey" not in shown(P256)


def test_rows_cannot_be_changed():
    for row in (P256, UnusableKey("key", "empty", "The file is empty.")):
        with pytest.raises(FrozenInstanceError):
            row.name = "another"


def named(jwk, name):
    return key(json.dumps(jwk), name)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (P256, P256, True),
        (P256, key(text("p256.sec1.pem")), True),
        (P256, key(text("p256.crt")), True),
        (P256, key(text("p256-compressed.public.pem")), True),
        (P256, named(public("p256.p8") | {"kid": "a", "use": "enc"}, "other.json"), True),
        (key(text("rsa.pem")), named(private("rsa.pem"), "rsa.json"), True),
        (P256, key(text("p384.pem")), False),
        (key(text("ed25519.pem")), key(text("x25519.pem")), False),
        (SECRET, SECRET, True),
        (SECRET, key('{"kty":"oct","k":"c2VzYW1lLW9wZW4","kid":"s"}'), False),
    ],
)
def test_one_public_key_in_two_rows_is_known(one, other, expected):
    assert same(one, other) is same(other, one) is expected


def codes_in(file):
    """The codes that a module gives to what it refuses."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = {"Refusal": 0, "UnusableKey": 1}.get(node.func.id)
            given = node.args[place] if place is not None and len(node.args) > place else None
            if isinstance(given, ast.Constant):
                yield given.value


def test_every_code_is_listed_where_the_row_is_described():
    modules = Path(keys.__file__).parent.glob("*.py")
    used = {code for file in modules for code in codes_in(file)}
    assert {"damaged", "encrypted", "too-many", "sound"} <= used
    assert {code for code in used if f"`{code}`" not in UnusableKey.__doc__} == set()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty"),
        ("hello", "not-a-key"),
        ("eyJhbGciOiJub25lIn0.e30.", "a-token"),
        ('{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}', "discovery-document"),
        (text("p256.csr"), "certificate-request"),
        (text("p256.encrypted.pem"), "encrypted"),
    ],
)
def test_codes_that_come_out_of_tables_are_listed_too(content, code):
    [row] = rows(content)
    assert row.code == code
    assert f"`{code}`" in UnusableKey.__doc__


def test_a_refusal_brings_its_cause_as_a_note():
    assert [note.id for note in Refusal("damaged", "Why.", "key.jwk_damaged").notes] == ["key.jwk_damaged"]
    assert Refusal("damaged", "Why.").notes == ()
