"""Answers of receivers, alone and beside other things."""

import json

import pytest

from webapp.inspector.paste import Form, read

from .tokens import SOUND, texts


@pytest.mark.parametrize(
    "text",
    [
        '{"error":"invalid_client"}',
        '{ "error" : "invalid_client" }',
        '{"error":"invalid_client","email_verified":false}',
        '{"error":"invalid_grant","error_description":"The code has already been used."}',
        '{"errors":[{"id":"a","status":"401","code":"NOT_AUTHORIZED","title":"Missing"}]}',
        '{"reason":"InvalidProviderToken"}',
        '{"reason":"ExpiredProviderToken","timestamp":1795400000}',
        '{"errorCode":4040010,"errorMessage":"Transaction id not found."}',
        '{"error":{"code":401,"message":"Request had invalid credentials.","status":"UNAUTHENTICATED"}}',
        '{"message":"Bad credentials","documentation_url":"https://docs.example"}',
        '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","code":401}',
        '{"code":20101,"message":"Invalid Access Token","more_info":"https://docs.example","status":401}',
        "AADSTS700027: Client assertion contains an invalid signature. Trace ID: 1",
        "invalid_client",
        "InvalidProviderToken",
        "Invalid JWT Signature.",
        "IDX10223: Lifetime validation failed. The token is expired.",
        "jwt expired",
        "Unauthorized",
    ],
)  # fmt: skip
def test_an_answer_alone_is_an_error(text):
    paste = read(f"{text}\n")
    assert (paste.form, paste.tokens, paste.error_text) == (Form.ERROR, (), text)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('Request failed: 400 {"error":"invalid_client"} after 3 tries', '{"error":"invalid_client"}'),
        ('HTTP/1.1 401 No\nContent-Type: a\n\n{"reason":"BadDeviceToken"}', '{"reason":"BadDeviceToken"}'),
        (
            'HTTP/1.1 401\nWWW-Authenticate: Bearer error="invalid_token", error_description="expired"\n\n',
            'Bearer error="invalid_token", error_description="expired"',
        ),
        ('x {"meta":{},"errors":[{"code":"A"}]} y', '{"meta":{},"errors":[{"code":"A"}]}'),
        ("it said invalid_grant today\nand more", "invalid_grant today"),
    ],
)  # fmt: skip
def test_the_answer_is_cut_out(text, error):
    paste = read(text)
    assert (paste.form, paste.error_text) == (Form.ERROR, error)


def test_redirect_with_an_error():
    paste = read("https://app.example/cb?error=access_denied&error_description=User+cancelled&state=1")
    assert paste.error_text == "error=access_denied&error_description=User+cancelled"


def test_an_answer_with_a_token_in_it():
    paste = read(json.dumps({"error": "invalid_token", "token": SOUND}))
    assert paste.form is Form.JSON
    assert texts(paste) == [SOUND]
    assert json.loads(paste.error_text)["error"] == "invalid_token"


@pytest.mark.parametrize(
    "text",
    [
        f'{{"access_token":"{SOUND}","error":null,"errors":[],"message":"ok"}}',
        f'{{"level":"info","message":"signed in","token":"{SOUND}"}}',
        f"token={SOUND} grant_type=authorization_code",
    ],
)
def test_no_error_where_none_is_told(text):
    assert read(text).error_text == ""
