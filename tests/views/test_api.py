"""The API: the contract, member for member, and one shape of error."""

import base64

import pytest

from webapp.inspector.example import NOW
from webapp.samples import KEY_NAME, PRIVATE_KEY, five_faults, sound

SOUND = sound(NOW).submission.text
KEY = {"name": KEY_NAME, "text": PRIVATE_KEY}


def inspect(client, **body):
    response = client.post("/api/inspect", json={"now": NOW, **body})
    assert response.status_code == 200
    return response.json


def test_sound_token(client):
    answer = inspect(client, text=SOUND, keys=[KEY])
    (token,) = answer["tokens"]
    assert answer["now"] == NOW
    assert token["signature"]["status"] == "verified"
    assert token["signature"]["key"]["name"] == KEY_NAME
    assert token["gates"] == {
        "request": "unchecked",
        "header": "pass",
        "payload": "pass",
        "signature": "pass",
    }


def test_faulty_request(client):
    answer = inspect(client, text=five_faults(NOW).submission.text, keys=[KEY])
    (token,) = answer["tokens"]
    assert answer["paste"]["form"] == "curl"
    assert answer["request"]["params"]["client_id"] == "com.example.app"
    assert {finding["rule"] for finding in token["findings"]} >= {
        "text-date",
        "millisecond-date",
        "der-signature",
    }
    assert token["signature"]["causes"][0]["repaired"]


def test_members_of_the_contract_are_there(client):
    answer = inspect(client, text=five_faults(NOW).submission.text, keys=[KEY])
    assert set(answer) >= {"paste", "request", "answers", "keys", "now", "tokens"}
    assert set(answer["tokens"][0]) >= {
        *("text", "form", "repairs", "header", "payload", "header_text", "payload_text", "profile", "gates"),
        *("findings", "signature", "signatures", "decryption", "nested"),
    }
    assert set(answer["tokens"][0]["findings"][0]) >= {
        *(
            "rule",
            "severity",
            "gate",
            "place",
            "span",
            "title",
            "message",
            "instead",
            "remove",
            "citation",
            "help",
        )
    }


def test_clock_is_the_servers_where_none_is_given(client, monkeypatch):
    monkeypatch.setattr("webapp.examination.clock", lambda: NOW + 5)
    assert client.post("/api/inspect", json={"text": ""}).json["now"] == NOW + 5


def test_private_half_of_a_key_never_comes_back(client):
    response = client.post("/api/inspect", json={"text": SOUND, "keys": [KEY], "secret": "correct horse"})
    assert "PRIVATE" not in response.text
    assert "correct horse" not in response.text
    assert PRIVATE_KEY.splitlines()[2] not in response.text


def test_binary_key(client):
    der = base64.b64encode(base64.b64decode("".join(PRIVATE_KEY.splitlines()[1:-1]))).decode()
    answer = inspect(client, text=SOUND, keys=[{"name": KEY_NAME, "base64": der}])
    assert answer["tokens"][0]["signature"]["status"] == "verified"


def test_public_key(client):
    row = client.post("/api/public-key", json=KEY).json
    assert row["public_pem"].startswith("-----BEGIN PUBLIC KEY-----\n")
    assert (row["private"], row["key_id"], row["curve"]) == (True, "7XK4Q2M9RT", "P-256")


def test_what_is_no_key_is_a_row_too(client):
    row = client.post("/api/public-key", json={"name": "notes.txt", "text": "hello"}).json
    assert row["error"]["code"] == "not-a-key"


@pytest.mark.parametrize("path", ["/api/inspect", "/api/public-key"])
@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"data": "{", "content_type": "application/json"}, 400),
        ({"json": {"text": 5}}, 400),
        ({"json": []}, 400),
        ({"data": "text=x"}, 415),
        ({"data": b"x" * (2 * 1024 * 1024 + 1), "content_type": "application/json"}, 413),
        ({"json": {"text": ""}, "headers": {"Origin": "https://evil.example"}}, 403),
    ],
    ids=["no json", "type", "array", "form", "large", "cross-site"],
)
def test_refusals_have_one_shape(client, path, request_, status):
    response = client.post(path, **request_)
    assert response.status_code == status
    assert set(response.json["error"]) == {"code", "message"}


def test_unknown_profile_is_refused_by_name(client):
    response = client.post("/api/inspect", json={"text": "", "profile": "nope"})
    assert response.status_code == 400
    assert "“profile” is “nope”" in response.json["error"]["message"]


@pytest.mark.parametrize("text", ["", "\x00", "eyJ", "." * 1000, "e30." * 500, "\ud800", "🙂" * 1000])
def test_any_text_is_answered(client, text):
    assert "tokens" in inspect(client, text=text)
