"""A token that lost its end: what is gone is not held against what is left."""

import pytest

from tests.inspector.cases import findings, judge
from tests.inspector.signature import workshop as w
from webapp.inspector.base64url import encode
from webapp.inspector.example import Example

HEADER = encode(b'{"alg":"ES256","kid":"7XK4Q2M9RT"}')
SECRET = '{"iss":"8R4ZP2XK9T","iat":1795399700,"exp":1795400300,"sub":"com.example.web","aud":"https://appl'


def cut(payload, profile="apple-client-secret"):
    return Example(text=f"{HEADER}.{encode(payload.encode())}", profile=profile)


def about_the_payload(payload, profile="apple-client-secret"):
    return {it for it in findings(cut(payload, profile)) if " payload" in it}


@pytest.mark.parametrize(
    "payload",
    [SECRET, SECRET[:-12], SECRET[:-14], SECRET[:-16], SECRET.replace('"aud"', r'"x":"\"","aud"') + "\\"],
)
def test_a_value_that_breaks_off_is_not_judged(payload):
    assert {it.split()[0] for it in about_the_payload(payload)} <= {"not-json", "foreign-field"}


@pytest.mark.parametrize("digits", ["1", "17953", "1795400300"])
def test_nor_is_a_number_that_could_have_gone_on(digits):
    assert about_the_payload('{"iss":"a","exp":' + digits, "jwt") == {"not-json payload"}


def test_a_value_that_has_its_end_is_judged_though_the_brace_is_lost():
    assert "text-date payload.exp" in about_the_payload('{"iss":"a","exp":"1795400300"', "jwt")
    assert "wrong-value payload.aud" in about_the_payload(SECRET + '"')


def test_what_breaks_off_is_still_shown():
    [token] = [judge(cut(SECRET)).token]
    assert token.payload.json_text == SECRET
    assert [member.name for member in token.payload.members][-1] == "aud"


def test_a_token_that_lost_its_exp_is_not_said_to_live_for_ever():
    assert "no-expiry payload.exp" in about_the_payload('{"iss":"a"}', "jwt")
    assert "no-expiry payload.exp" not in about_the_payload('{"iss":"a","su', "jwt")
    assert "no-expiry payload.exp" not in about_the_payload('{"iss":"a","exp":"17954}', "jwt")


@pytest.mark.parametrize("alg", ["ES256", "RS256", "HS256", "EdDSA"])
def test_the_last_character_of_what_is_left_is_not_blamed(alg):
    signed = w.signing_input(alg)
    text = w.token(signed, w.signature(alg, signed.encode()))
    shortened = [text[:-lost] for lost in range(5, 40)]
    rules = [{it.rule.id for it in judge(Example(text=it)).findings} for it in shortened]
    assert any("signature-length" in found for found in rules)
    assert not any("loose-bits" in found for found in rules)


def test_nor_the_last_character_of_a_payload_that_breaks_off():
    for lost in range(1, 5):
        text = f"{HEADER}.{encode(SECRET.encode())}"[:-lost]
        assert "loose-bits" not in {it.rule.id for it in judge(Example(text=text)).findings}


def test_no_cause_blames_it_either():
    signed = w.signing_input("ES256")
    text = w.token(signed, w.signature("ES256", signed.encode()))
    for lost in range(5, 40):
        causes = [it.id for it in w.judged("ES256", text[:-lost]).causes]
        assert "sigenc.noncanonical" not in causes
