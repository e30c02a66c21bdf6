"""Recordings of a browser's network panel."""

import json

import pytest

from webapp.inspector.paste import Form, read

from .tokens import OTHER, SOUND, labelled, sent, texts

ERROR = '{"error":"invalid_client"}'


def recorded(*entries):
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


ENTRY = {
    "request": {
        "method": "POST",
        "url": "https://appleid.apple.com/auth/token",
        "headers": [{"name": "Authorization", "value": f"Bearer {OTHER}"}],
        "postData": {
            "mimeType": "application/x-www-form-urlencoded",
            "text": f"client_id=a&client_secret={SOUND}",
            "params": [{"name": "client_id", "value": "a"}, {"name": "client_secret", "value": SOUND}],
        },
    },
    "response": {"status": 400, "content": {"mimeType": "application/json", "text": ERROR}},
}
PLAIN_ENTRY = {
    "request": {"method": "GET", "url": "https://a.example/", "headers": []},
    "response": {"status": 200},
}


@pytest.mark.parametrize(
    "recording",
    [ENTRY, {"log": {"version": "1.2", "entries": [ENTRY]}}, {"log": {"entries": [PLAIN_ENTRY, ENTRY]}}],
)
def test_har(recording):
    paste = read(json.dumps(recording, indent=1))
    assert paste.form is Form.HTTP
    assert paste.request.url == "https://appleid.apple.com/auth/token"
    assert paste.request.content_type == "application/x-www-form-urlencoded"
    assert paste.request.values("client_id") == ("a",)
    assert labelled(paste) == [("Authorization", OTHER), ("client_secret", SOUND)]
    assert paste.error_text == ERROR


def test_har_says_which_request_it_shows():
    (note,) = read(recorded(PLAIN_ENTRY, ENTRY, PLAIN_ENTRY)).notes
    assert note == "Of the 3 requests recorded, https://appleid.apple.com/auth/token is judged."


def test_har_answers_in_base64():
    entry = {
        **PLAIN_ENTRY,
        "response": {"content": {"encoding": "base64", "text": "eyJlcnJvciI6ImludmFsaWRfZ3JhbnQifQ=="}},
    }
    assert read(json.dumps(entry)).error_text == '{"error":"invalid_grant"}'


def test_har_with_tokens_in_several_places_tells_each_once():
    answered = {**PLAIN_ENTRY, "response": {"content": {"text": json.dumps({"id_token": SOUND})}}}
    paste = read(recorded(ENTRY, answered))
    assert sorted(texts(paste)) == sorted([OTHER, SOUND])
    assert dict(map(reversed, labelled(paste)))[SOUND] == "client_secret, id_token"


def request(**members):
    return {"request": {"method": "POST", "url": "https://a.example/", **members}}


BODIES = {
    "a form": ({"text": "a=b+c"}, [("a", "b c")]),
    "JSON": ({"mimeType": "application/json", "text": '{"a":"b c"}'}, [("a", "b c")]),
    "its fields": ({"params": [{"name": "a", "value": "b c"}, {"name": "d"}]}, [("a", "b c"), ("d", "")]),
    "both": ({"text": "a=b", "params": [{"name": "c", "value": "d"}]}, [("a", "b")]),
    "an empty text": ({"text": "", "params": [{"name": "c", "value": "d"}]}, [("c", "d")]),
    "no fields": ({"params": None}, []),
    "nothing": ({}, []),
}


@pytest.mark.parametrize(("body", "found"), BODIES.values(), ids=BODIES)
def test_the_body_is_the_text_or_else_its_fields(body, found):
    text = recorded(request(postData=body))
    assert sent(text) == [("body", name, value) for name, value in found]


def test_the_content_type_is_that_of_the_header_or_else_of_the_body():
    body = {"mimeType": "text/plain", "text": "a=b"}
    assert read(recorded(request(postData=body))).request.content_type == "text/plain"
    header = {"name": "Content-Type", "value": "application/json"}
    assert read(recorded(request(postData=body, headers=[header]))).request.content_type == "application/json"


def test_a_single_request_as_the_panel_copies_it():
    text = json.dumps({"method": "GET", "url": f"https://a.example/?id_token={SOUND}", "headers": []})
    paste = read(text)
    assert (paste.form, labelled(paste)) == (Form.HTTP, [("id_token", SOUND)])
    assert paste.request.method == "GET"


def test_the_first_request_with_a_token_is_judged_and_without_one_the_first():
    plain, other = (request(url=f"https://{name}.example/") for name in "ab")
    with_token = request(url="https://c.example/", headers=[{"name": "X", "value": SOUND}])
    assert read(recorded(plain, other, with_token, ENTRY)).request.url == "https://c.example/"
    assert read(recorded(plain, other)).request.url == "https://a.example/"


@pytest.mark.parametrize(("length", "shown"), [(200, 200), (201, 200)])
def test_a_long_address_is_shown_in_part(length, shown):
    url = "https://a.example/".ljust(length, "x")
    (note, *_) = read(recorded(request(url=url), PLAIN_ENTRY)).notes
    cut = "…" if length > shown else ""
    assert note == f"Of the 2 requests recorded, {url[:shown]}{cut} is judged."


OTHERS = {
    "no entries": {"log": {"entries": []}},
    "entries without an address": {"log": {"entries": [{"request": {"method": "GET"}}, {"request": 1}, 7]}},
    "entries that are no list": {"log": {"entries": {"request": {"url": "https://a.example"}}}},
    "a log of another kind": {"log": "entries"},
    "a request without an answer": {"request": {"url": "https://a.example/"}},
    "headers without a method": {"headers": [], "url": "https://a.example/"},
    "an array": [{"request": {"url": "https://a.example/"}}],
}


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_other_json_is_no_recording(value):
    paste = read(json.dumps({"id_token": SOUND, "value": value} if isinstance(value, list) else value))
    assert (paste.form, paste.request) == (Form.JSON, None)


@pytest.mark.parametrize(
    "response",
    [None, 7, {}, {"content": {"encoding": "base64"}}, {"content": {"encoding": "base64", "text": "!"}}],
)
def test_an_answer_that_is_not_there_is_no_error(response):
    assert read(recorded({**request(), "response": response})).error_text == ""
