"""Requests to submissions: what the page and programs may send, and what is said of the rest."""

import base64
from io import BytesIO

import pytest

from webapp import forms
from webapp.errors import Refusal
from webapp.inspector.example import NOW
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.submission import KeyFile, SecretEncoding, Submission
from webapp.kept import Kept

PROFILES = BUILT_IN


def page(app, **fields):
    with app.test_request_context("/", method="POST", data=fields):
        return forms.page_form(PROFILES)


def api(app, body, **more):
    with app.test_request_context("/api/inspect", method="POST", **({"json": body} | more)):
        return forms.api_body(PROFILES)


def test_empty_form(app):
    form = page(app)
    assert form.submission == Submission("")
    assert (form.now, form.problems, form.new) == (None, {}, ())


def test_every_field_of_the_page(app):
    form = page(
        app,
        text="eyJ…",
        secret="s3cret",
        secret_encoding="hex",
        client_id=" com.example.web ",
        profile="apple-client-secret",
        error_text="invalid_client",
        now="1795400000",
        leeway="60",
        deep="1",
    )
    assert form.submission == Submission(
        "eyJ…",
        secret="s3cret",
        secret_encoding=SecretEncoding.HEX,
        client_id="com.example.web",
        profile="apple-client-secret",
        error_text="invalid_client",
        leeway=60,
        deep=True,
    )
    assert form.now == NOW


def test_line_ends_are_those_that_were_typed(app):
    form = page(app, text="a\r\nb", key_text="-----BEGIN\r\nx")
    assert form.submission.text == "a\nb"
    assert form.submission.keys[0].data == b"-----BEGIN\nx"


def test_keys_come_from_files_text_and_what_is_kept(app):
    kept = Kept("old.p8", "PEM", private=True)
    files = [(BytesIO(b"one"), "one.p8"), (BytesIO(b"\xff\x00"), "two.der")]
    form = page(app, key=files, key_text="pasted", key_password="pw", kept=kept.text)
    assert form.submission.keys == (
        KeyFile("old.p8", b"PEM", was_private=True),
        KeyFile("one.p8", b"one", "pw"),
        KeyFile("two.der", b"\xff\x00", "pw"),
        KeyFile("pasted key", b"pasted", "pw"),
    )
    assert form.new == ("one.p8", "two.der", "pasted key")


def test_no_file_chosen_is_no_key(app):
    assert page(app, key=(BytesIO(b""), ""), key_text="  \n").submission.keys == ()


def test_removed_key_is_left_out(app):
    one, two = Kept("one.p8", "PEM 1"), Kept("two.p8", "PEM 2")
    form = page(app, kept=[one.text, two.text], remove=one.text)
    assert [key.name for key in form.submission.keys] == ["two.p8"]


def test_repaired_token_takes_the_place_of_the_text(app):
    assert page(app, text="old", use="new").submission.text == "new"


def test_button_speaks_louder_than_the_field(app):
    form = page(app, profile=["", "jwt"])
    assert form.submission.profile == "jwt"


@pytest.mark.parametrize("name", ["apple-apns", " APNs provider token ", "APPLE-APNS"])
def test_profile_is_known_by_its_id_and_its_title(app, name):
    assert page(app, profile=name).submission.profile == "apple-apns"


def test_misspelt_profile_is_put_right(app):
    assert "did you mean apple-apns?" in page(app, profile="aple-apns").problems["profile"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("now", "yesterday"), ("now", "9" * 40), ("leeway", "-1"), ("leeway", "1e9"), ("profile", "nope")],
)
def test_field_that_makes_no_sense_is_left_out_and_said_so(app, field, value):
    form = page(app, **{field: value})
    assert field in form.problems
    assert form[field] == value
    assert (form.now, form.submission.leeway, form.submission.profile) == (None, 0, None)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1795400000", NOW),
        (" 1795400000 ", NOW),
        ("2026-11-23 02:13:20", NOW),
        ("2026-11-23T02:13:20Z", NOW),
        ("2026-11-23T05:13:20+03:00", NOW),
        ("Mon, 23 Nov 2026 02:13:20 GMT", NOW),
        ("1795400000.25", NOW),
        ("1795400000123", NOW),
        ("1795400000123456789", NOW),
        ("[23/Nov/2026:03:13:20 +0100]", NOW),
        ("2026/11/23 02:13:20", NOW),
        ("2026-11-23 02:13:20,123", NOW),
        ("Mon Nov 23 02:13:20 UTC 2026", NOW),
        ("-5", -5),
        ("9" * 19, None),
        ("99/Nov/2026:02:13:20 +0000", None),
        ("", None),
        ("now", None),
        ("Mon, 99 Nov 2026 02:13:20 GMT", None),
        ("٣", None),
        ("x" * 1_000_000, None),
    ],
)
def test_moment(text, seconds):
    assert forms.moment(text) == seconds


def test_halves_of_characters_become_one_that_can_be_shown(app):
    body = api(app, None, json=None, data='{"text":"a\\ud800b"}', content_type="application/json")
    assert body.submission.text == "a\ufffdb"


def test_every_member_of_the_api(app):
    der = base64.b64encode(b"\x30\x00").decode()
    body = api(
        app,
        {
            "text": "eyJ…",
            "keys": [{"name": "a.p8", "text": "PEM"}, {"base64": der, "password": "pw"}],
            "secret": "s3cret",
            "secret_encoding": "base64",
            "client_id": "com.example.web",
            "profile": "jwt",
            "error_text": "invalid_client",
            "now": NOW,
            "leeway": 60,
            "deep": True,
        },
    )
    assert body.now == NOW
    assert body.submission == Submission(
        "eyJ…",
        (KeyFile("a.p8", b"PEM"), KeyFile("key", b"\x30\x00", "pw")),
        "s3cret",
        SecretEncoding.BASE64,
        "com.example.web",
        "jwt",
        "invalid_client",
        60,
        deep=True,
    )


def test_null_is_as_good_as_absent(app):
    names = (
        "keys",
        "secret",
        "secret_encoding",
        "client_id",
        "profile",
        "error_text",
        "now",
        "leeway",
        "deep",
    )
    body = api(app, {"text": "", **dict.fromkeys(names)})
    assert (body.submission, body.now) == (Submission(""), None)


WRONG = {
    "text missing": ({}, "“text” must be a string, and it is missing."),
    "text null": ({"text": None}, "“text” must be a string, and it is missing."),
    "text number": ({"text": 5}, "“text” must be a string."),
    "keys object": ({"text": "", "keys": {}}, "“keys” must be an array of objects."),
    "keys item": ({"text": "", "keys": [{"text": ""}, "x"]}, "“keys[1]” must be an object."),
    "key text": ({"text": "", "keys": [{"text": 1}]}, "“keys[0].text” must be a string."),
    "key name": ({"text": "", "keys": [{"text": "", "name": []}]}, "“keys[0].name” must be a string."),
    "key empty": (
        {"text": "", "keys": [{}]},
        "“keys[0].text” or “keys[0].base64” must be given, and not both.",
    ),
    "key twice": (
        {"text": "", "keys": [{"text": "", "base64": ""}]},
        "“keys[0].text” or “keys[0].base64” must be given, and not both.",
    ),
    "key base64": (
        {"text": "", "keys": [{"base64": "ä"}]},
        "“keys[0].base64” must be the base64 of the file.",
    ),
    "encoding": (
        {"text": "", "secret_encoding": "utf-8"},
        "“secret_encoding” must be one of text, base64, base64url, hex.",
    ),
    "now text": ({"text": "", "now": "1"}, "“now” must be an integer of seconds"),
    "now fraction": ({"text": "", "now": 1.5}, "“now” must be an integer of seconds"),
    "now true": ({"text": "", "now": True}, "“now” must be an integer of seconds"),
    "now far": ({"text": "", "now": 10**30}, "“now” must be an integer of seconds"),
    "leeway": ({"text": "", "leeway": -1}, "“leeway” must be an integer of seconds from 0"),
    "deep": ({"text": "", "deep": 1}, "“deep” must be true or false."),
    "profile": ({"text": "", "profile": "nope"}, "“profile” is “nope”, which is no profile here"),
    "array": ([], "The body must be a JSON object."),
}


@pytest.mark.parametrize(("body", "message"), WRONG.values(), ids=WRONG)
def test_member_at_fault_is_named(app, body, message):
    with pytest.raises(Refusal) as refusal:
        api(app, body)
    assert refusal.value.code == 400
    assert refusal.value.message.startswith(message)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"[" * 100_000, b'{"text":' + b"1" * 5000 + b"}"],
    ids=["", "{", "byte", "deep", "digits"],
)
def test_body_that_is_no_json_is_refused_in_one_sentence(app, data):
    with pytest.raises(Refusal) as refusal:
        api(app, None, json=None, data=data, content_type="application/json")
    assert refusal.value.code == 400
    assert refusal.value.message.startswith("The body is not JSON: ")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_content_types_are_refused(app, content_type):
    with pytest.raises(Refusal) as refusal:
        api(app, None, json=None, data=b'{"text":""}', content_type=content_type)
    assert refusal.value.code == 415


def visit(app, path="/", **environment):
    with app.test_request_context(path, environ_overrides=environment):
        return forms.visit()


@pytest.mark.parametrize(
    ("environment", "in_clear"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, False),
        ({"REMOTE_ADDR": "::1"}, False),
        ({"REMOTE_ADDR": "192.0.2.7"}, True),
        ({"REMOTE_ADDR": "192.0.2.7", "wsgi.url_scheme": "https"}, False),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_SEC_FETCH_SITE": "none"}, False),
        ({"REMOTE_ADDR": ""}, False),
        ({"REMOTE_ADDR": "unix:"}, False),
    ],
)
def test_plain_http_from_another_machine_is_noticed(app, environment, in_clear):
    assert visit(app, **environment).in_clear is in_clear


@pytest.mark.parametrize(
    ("cookie", "theme"), [("theme=dark", "dark"), ("theme=light", "light"), ("theme=evil", ""), ("", "")]
)
def test_theme_is_one_of_those_that_exist(app, cookie, theme):
    assert visit(app, HTTP_COOKIE=cookie).theme == theme
