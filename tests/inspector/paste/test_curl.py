"""curl commands, from every shell."""

import json

import pytest

from webapp.inspector.paste import Form, read

from .tokens import OTHER, SOUND, labelled, only, repairs, sent

APPLE = "https://appleid.apple.com/auth/token"


def request(command):
    return read(command).request


@pytest.mark.parametrize(
    "command",
    [
        f"curl {APPLE} -d 'client_id=com.example.web&client_secret={SOUND}'",
        f"curl {APPLE} -d client_id=com.example.web -d client_secret={SOUND}",
        f'curl -X POST "{APPLE}" --data "client_id=com.example.web" --data "client_secret={SOUND}"',
        f"curl -XPOST {APPLE} --data-raw 'client_id=com.example.web&client_secret={SOUND}'",
        f"curl --request POST --url {APPLE} --data-binary client_id=com.example.web"
        f" --data-ascii client_secret={SOUND}",
        f"curl {APPLE} --data-urlencode client_id=com.example.web --data-urlencode 'client_secret={SOUND}'",
        f"curl {APPLE} \\\n  -d client_id=com.example.web \\\n  -d client_secret={SOUND}\n",
        f"curl {APPLE} \\\r\n  -d client_id=com.example.web \\\r\n  -d client_secret={SOUND}\r\n",
        f"$ curl -sSd'client_id=com.example.web&client_secret={SOUND}' {APPLE}",
        f"curl.exe {APPLE} -d $'client_id=com.example.web&client_secret={SOUND}'",
        f'curl {APPLE} ^\n  -d ^"client_id=com.example.web^&client_secret={SOUND}^"',
        f'curl "{APPLE}" ^\r\n  --data-raw "client_id=com.example.web&client_secret={SOUND}"',
        f"curl {APPLE} `\n -d client_id=com.example.web `\n -d client_secret={SOUND}",
        f"TOKEN=$(curl -s {APPLE} -d client_id=com.example.web -d client_secret={SOUND} )",
        f"time curl -o /dev/null -w '%{{http_code}}' -x http://proxy:3128 {APPLE}"
        f" -d client_id=com.example.web -d client_secret={SOUND} | jq .",
        f"curl -H 'Content-Type: application/x-www-form-urlencoded' {APPLE} --data=client_id=com.example.web"
        f" --data='client_secret={SOUND}'",
    ],
)
def test_a_form_is_read_whatever_the_shell(command):
    paste = read(command)
    assert paste.form is Form.CURL
    assert labelled(paste) == [("client_secret", SOUND)]
    assert repairs(paste.tokens[0]) == ["embedded"]
    assert (paste.request.method, paste.request.url) == ("POST", APPLE)
    assert paste.request.content_type == "application/x-www-form-urlencoded"
    assert sent(command) == [("body", "client_id", "com.example.web"), ("body", "client_secret", SOUND)]


def test_where_a_token_was_is_told():
    (note,) = only(f"curl {APPLE} -d client_secret={SOUND}").repairs
    assert note.message == "Taken out of the parameter client_secret in the body of the curl command."


@pytest.mark.parametrize(
    ("options", "method", "content_type"),
    [
        ("", "GET", ""),
        ("-I", "HEAD", ""),
        ("-d a=b", "POST", "application/x-www-form-urlencoded"),
        ("-G -d a=b", "GET", ""),
        ("-X PUT -d a=b", "PUT", "application/x-www-form-urlencoded"),
        ("-X put -d a=b", "PUT", "application/x-www-form-urlencoded"),
        ("-F a=b", "POST", "multipart/form-data"),
        ("-F a=@b.txt", "POST", "multipart/form-data"),
        ("-d @body.txt", "POST", "application/x-www-form-urlencoded"),
        ("--data-urlencode a@b.txt", "POST", "application/x-www-form-urlencoded"),
        ("--json @body.json", "POST", "application/json"),
        ("-G -d @body.txt", "GET", ""),
        ("-b cookies.txt", "GET", ""),
        ("--json '{}'", "POST", "application/json"),
        ("-d '{\"a\":1}'", "POST", "application/x-www-form-urlencoded"),
        ("-H 'content-type: application/json' -d '{}'", "POST", "application/json"),
        ("-H 'Content-Type: text/plain' -F a=b", "POST", "text/plain"),
    ],
)
def test_method_and_content_type_are_those_that_curl_sends(options, method, content_type):
    found = request(f"curl {options} {APPLE}")
    assert (found.method, found.content_type, found.url) == (method, content_type, APPLE)


@pytest.mark.parametrize(
    ("options", "parameters"),
    [
        ("-d a=b+c%20d", [("body", "a", "b c d")]),
        ("-d a=1 -d b=2 --data c=3", [("body", "a", "1"), ("body", "b", "2"), ("body", "c", "3")]),
        ("--data-urlencode 'a=b c&d'", [("body", "a", "b c&d")]),
        ("--data-urlencode '=a=b'", []),
        ("-G -d a=b --data-urlencode 'c=d e'", [("query", "a", "b"), ("query", "c", "d e")]),
        ("--url-query a=b", [("query", "a", "b")]),
        ("-F a=b -F 'c=\"d\";type=text/plain' -F f=@file", [("body", "a", "b"), ("body", "c", "d")]),
        ("-u me:pass:word", [("basic", "client_id", "me"), ("basic", "client_secret", "pass:word")]),
        ("--user me", [("basic", "client_id", "me")]),
        (
            "-H 'Authorization: Basic bWU6cGFzcw=='",
            [("basic", "client_id", "me"), ("basic", "client_secret", "pass")],
        ),
        ("-b 'a=b; c=d'", [("cookie", "a", "b"), ("cookie", "c", "d")]),
        ("--json '{\"a\":\"b\",\"n\":1,\"o\":{\"p\":\"q\"}}'", [("body", "a", "b")]),
        ("-d 'a=$CODE'", [("body", "a", "$CODE")]),
        ("-d @body.txt -d a=b -d @more.txt", [("body", "a", "b")]),
        ("-d a=${CODE}", [("body", "a", "${CODE}")]),
    ],
)  # fmt: skip
def test_parameters_and_where_they_travel(options, parameters):
    assert sent(f"curl {options} {APPLE}") == parameters


def test_query_of_the_url_comes_with_the_url_unchanged():
    url = f"{APPLE}?client_id=a%20b&x"
    assert request(f"curl '{url}'").url == url
    assert sent(f"curl '{url}'") == [("query", "client_id", "a b")]


def test_raw_tells_what_was_not_encoded():
    (parameter,) = request(f"curl {APPLE} -d 'client_secret=a+b/c='").parameters
    assert (parameter.value, parameter.raw) == ("a b/c=", "a+b/c=")


def test_headers_are_kept_and_the_bearer_token_found():
    paste = read(
        f"curl {APPLE} -H 'Authorization: Bearer {SOUND}' -H 'X-A: b' -H 'Accept:' -A me -e https://r.example"
    )
    assert paste.request.headers == (
        ("Authorization", f"Bearer {SOUND}"), ("X-A", "b"), ("User-Agent", "me"), ("Referer", "https://r.example"),
    )  # fmt: skip
    assert labelled(paste) == [("Authorization", SOUND)]
    assert repairs(paste.tokens[0]) == ["embedded"]


@pytest.mark.parametrize(
    ("options", "label"),
    [
        (f"--oauth2-bearer {SOUND}", "Authorization"),
        (f"-u com.example.web:{SOUND}", "client_secret"),
        (f"-b 'session={SOUND}'", "session"),
        (f"-b 'session.0={SOUND[:90]}; session.1={SOUND[90:]}'", "session"),
        (f"-F assertion={SOUND}", "assertion"),
        (f"-d '{json.dumps({'a': {'id_token': SOUND}})}'", "id_token"),
        (f'--data-raw $\'{{\\u0022id_token\\u0022:\\x22{SOUND}\\x22,"x":"it\\\'s"}}\'', "id_token"),
        (f"-d {SOUND}", ""),
        (f"-d client_secret=client_secret={SOUND}", "client_secret"),
    ],
)
def test_tokens_are_labelled_with_the_name_they_stand_under(options, label):
    assert labelled(read(f"curl {options} {APPLE}")) == [(label, SOUND)]


def test_repairs_follow_the_taking_out():
    assert repairs(only(f"curl {APPLE} -d 'client_secret=Bearer+{SOUND}'")) == ["embedded", "bearer_prefix"]
    assert repairs(only(f"curl {APPLE} -d \"client_secret=b'{SOUND}'\"")) == ["embedded", "python_bytes"]


def test_percent_encoding_of_the_form_is_no_damage():
    encoded = SOUND.replace(".", "%2E")
    assert repairs(only(f"curl {APPLE} -d client_secret={encoded}")) == ["embedded"]


def test_twice_encoded_is_damage():
    encoded = SOUND.replace(".", "%252E")
    assert repairs(only(f"curl {APPLE} -d client_secret={encoded}")) == ["embedded", "percent_encoded"]


def test_cmd_escapes_of_percent_signs():
    command = f'curl ^"{APPLE}^" ^\n  --data-raw ^"a=b^%^2Ec^&client_secret={SOUND}^"'
    assert sent(command) == [("body", "a", "b.c"), ("body", "client_secret", SOUND)]


def test_what_opaque_parameters_hold_stays_theirs():
    code = "c0123456789abcdef0123456789abcdef.0.rsy.Pccg6U9TpmqAcdluAKck_g"
    paste = read(f"curl {APPLE} -d code={code} -d refresh_token=r{code[1:]} -d client_secret={SOUND}")
    assert labelled(paste) == [("client_secret", SOUND)]
    assert paste.request.values("code") == (code,)
    assert paste.notes == ()


def test_answer_below_the_command_is_told_and_disturbs_nothing():
    paste = read(f'$ curl {APPLE} -d client_secret={SOUND}\n{{"error":"invalid_client"}}\n$ ')
    assert paste.form is Form.CURL
    assert paste.error_text == '{"error":"invalid_client"}'
    assert labelled(paste) == [("client_secret", SOUND)]


def test_tokens_of_the_answer_are_found_too():
    paste = read(f'curl {APPLE} -d client_secret={SOUND}\n{{"id_token":"{OTHER}"}}')
    assert labelled(paste) == [("client_secret", SOUND), ("id_token", OTHER)]


def test_private_key_as_the_secret_is_named():
    pem = "-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----"
    paste = read(f"curl {APPLE} -d client_id=a --data-urlencode 'client_secret={pem}'")
    assert paste.form is Form.CURL
    assert paste.tokens == ()
    assert "client_secret: This is a private key" in paste.notes[0]


def test_files_that_are_not_in_the_paste_are_named():
    paste = read(f"curl {APPLE} -d @body.json -H 'Authorization: Bearer {SOUND}'")
    assert "“body.json”" in paste.notes[0]


def test_other_text_that_speaks_of_curl_is_no_command():
    assert read(f"my curl fails with {SOUND}").form is Form.LOG
    assert read(f"User-Agent: curl/8.5.0\nAuthorization: Bearer {SOUND}").form is Form.HTTP
