"""HTTPie and wget."""

import pytest

from webapp.inspector.paste import Form, read

from .tokens import OTHER, SOUND, labelled, sent

URL = "https://appleid.apple.com/auth/token"
FORM = "application/x-www-form-urlencoded"


def seen(text):
    request = read(text).request
    return request.method, request.url, request.content_type


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (f"http --form POST {URL} client_id=a client_secret={SOUND}", ("POST", URL, FORM)),
        (f"http -f {URL} client_id=a client_secret={SOUND}", ("POST", URL, FORM)),
        (f"http POST {URL} client_id=a client_secret={SOUND} n:=1", ("POST", URL, "application/json")),
        (f"https appleid.apple.com/auth/token a=b client_secret={SOUND}", ("POST", URL, "application/json")),
        (f"http --multipart {URL} client_id=a client_secret={SOUND}", ("POST", URL, "multipart/form-data")),
        (f"http {URL} client_id==a 'Authorization:Bearer {SOUND}'", ("GET", URL, "")),
        (f"http -A bearer -a {SOUND} {URL}", ("GET", URL, "")),
        (f"http :8080/a Authorization:'Bearer {SOUND}'", ("GET", "http://localhost:8080/a", "")),
        (f"http {URL} a@b.json q=={SOUND}", ("POST", URL, "application/json")),
        (f"http :/a Authorization:'Bearer {SOUND}'", ("GET", "http://localhost/a", "")),
    ],
)  # fmt: skip
def test_httpie(command, expected):
    paste = read(command)
    assert paste.form is Form.CURL
    assert [token for _, token in labelled(paste)] == [SOUND]
    assert seen(command) == expected


def test_httpie_items():
    command = f"http --form POST {URL} a=b X-Head:er q==1 d='e f' g@file.txt -a me:pass"
    assert sent(command) == [
        ("body", "a", "b"), ("query", "q", "1"), ("body", "d", "e f"),
        ("basic", "client_id", "me"), ("basic", "client_secret", "pass"),
    ]  # fmt: skip
    assert read(command).request.headers == (("X-Head", "er"),)
    assert "file.txt" in read(command).notes[0]


@pytest.mark.parametrize("option", ["--post-file=body.txt", "--post-file body.txt", "--body-file=body.txt"])
def test_wget_with_a_body_in_a_file(option):
    command = f"wget {option} {URL}"
    assert seen(command) == ("POST", URL, FORM)
    assert "“body.txt”" in read(command).notes[0]


def test_wget():
    command = (
        f"wget --quiet -O - --header='Authorization: Bearer {SOUND}' --post-data 'a=b&c={OTHER}' --user me"
        f" --password=pass {URL}"
    )
    paste = read(command)
    assert paste.form is Form.CURL
    assert labelled(paste) == [("Authorization", SOUND), ("c", OTHER)]
    assert seen(command) == ("POST", URL, FORM)
    assert ("basic", "client_secret", "pass") in sent(command)
