"""A payload that is sent beside its token is taken by every face, and kept nowhere."""

import base64
import json

import pytest

from ..inspector.signature import workshop as w
from ..inspector.test_extensions import CONTENT, ES256, detached
from ..running import FORM, multipart

TOKEN = detached(ES256, CONTENT)
KEY = w.pem(w.P256)


def inspected(client, **members):
    keys = [{"name": KEY.name, "text": KEY.data.decode()}]
    return client.post("/api/inspect", json={"text": TOKEN, "keys": keys, **members})


@pytest.mark.parametrize(
    "given", [{"payload": CONTENT}, {"payload_base64": base64.b64encode(CONTENT.encode()).decode()}]
)
def test_the_api_takes_it_as_text_or_bytes(client, given):
    [token] = inspected(client, **given).json["tokens"]
    assert (token["signature"]["status"], token["payload"]) == ("verified", CONTENT)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"payload": "a", "payload_base64": "YQ=="}, "must not both be given"),
        ({"payload_base64": "!"}, "“payload_base64” must be the base64"),
        ({"payload": 7}, "“payload” must be a string"),
    ],
)
def test_the_api_names_the_member_at_fault(client, given, said):
    answer = inspected(client, **given)
    assert (answer.status_code, said in answer.json["error"]["message"]) == (400, True)


@pytest.mark.parametrize("field", [("payload", None), ("payload_file", "message.txt")])
def test_the_page_takes_it_typed_or_as_a_file(client, field):
    body = multipart(("text", None, TOKEN.encode()), ("key", KEY.name, KEY.data), (*field, CONTENT.encode()))
    page = client.post("/", data=body, content_type=FORM).get_data(as_text=True)
    assert "Verified with" in page
    assert "Sound. Signed with" in page


def test_the_page_says_what_to_give(client):
    page = client.post("/", data=multipart(("text", None, TOKEN.encode())), content_type=FORM)
    assert "give it beside the token" in page.get_data(as_text=True)


WHOLE = w.token(w.signing_input("ES256"), w.signature("ES256", w.signing_input("ES256").encode()))
UNUSED = "The payload given beside the paste was not used: the token has its own,"


def test_one_that_is_not_used_is_said_not_to_be(client, runner, tmp_path):
    answer = inspected(client, text=WHOLE, payload=CONTENT).json
    assert [note.startswith(UNUSED) for note in answer["paste"]["notes"]] == [True]
    assert answer["tokens"][0]["signature"]["status"] == "verified"
    fields = {"text": WHOLE, "payload": CONTENT}
    assert UNUSED in client.post("/", data=fields).get_data(as_text=True)
    (tmp_path / "message.txt").write_text(CONTENT, "utf-8")
    result = runner.invoke(args=["inspect", WHOLE, "--payload-file", str(tmp_path / "message.txt")])
    assert UNUSED in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"payload": CONTENT}, []),
        ({"text": WHOLE}, []),
        ({"text": f"{WHOLE} {TOKEN}", "payload": CONTENT}, []),
        ({"text": "no token", "payload": CONTENT}, []),
        ({"text": f"{WHOLE} {WHOLE[:-1]}", "payload": CONTENT}, ["the tokens have their own"]),
        ({"text": WHOLE, "payload": ""}, ["the token has its own"]),
    ],
)
def test_nothing_is_said_where_it_is_used_or_there_is_none(client, given, said):
    notes = [note for note in inspected(client, **given).json["paste"]["notes"] if "was not used" in note]
    assert [part in note for part, note in zip(said, notes, strict=True)] == [True] * len(said)


def test_the_issuers_part_of_an_sd_jwt_takes_one(client):
    [token] = inspected(client, text=f"{TOKEN}~", payload=CONTENT).json["tokens"]
    assert (token["form"], token["payload"]) == ("sd-jwt", CONTENT)


def test_the_command_line_takes_a_file(runner, tmp_path):
    (tmp_path / "key.pem").write_bytes(KEY.data)
    (tmp_path / "message.txt").write_text(CONTENT, "utf-8")
    arguments = ["inspect", TOKEN, "--key", str(tmp_path / "key.pem"), "--json"]
    result = runner.invoke(args=[*arguments, "--payload-file", str(tmp_path / "message.txt")])
    [token] = json.loads(result.output)["tokens"]
    assert (token["signature"]["status"], result.exit_code) == ("verified", 0)
    missing = runner.invoke(args=[*arguments, "--payload-file", str(tmp_path / "none")])
    assert missing.exit_code == 2
