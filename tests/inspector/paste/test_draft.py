"""A request in the making, and what is looked at in it."""

import json

import pytest

from webapp.inspector.paste.draft import URLENCODED, Draft, named, of_body, of_header
from webapp.inspector.paste.reading import RUNNING_TEXT, Clipping, Form, Sure
from webapp.inspector.request import Parameter, Where

from .tokens import OTHER, SOUND

FIELD = Parameter("a", "b c", Where.BODY, "b+c")

CONTENT_TYPES = {
    "no body": (Draft(content_type=URLENCODED), ""),
    "a body": (Draft(content_type=URLENCODED, bodies=["a=b"]), URLENCODED),
    "fields": (Draft(content_type=URLENCODED, fields=[FIELD]), URLENCODED),
    "fields of the query": (Draft(content_type=URLENCODED, fields=[Parameter("a", "b", Where.QUERY)]), ""),
    "data in the query": (Draft(content_type=URLENCODED, bodies=["a=b"], data_in_query=True), ""),
    "a header": (Draft(content_type=URLENCODED, bodies=["a"], headers=[("CONTENT-type", "a/b")]), "a/b"),
    "a header and no body": (Draft(headers=[("Content-Type", "text/plain")]), "text/plain"),
}  # fmt: skip


@pytest.mark.parametrize(("draft", "content_type"), CONTENT_TYPES.values(), ids=CONTENT_TYPES)
def test_the_content_type_is_the_clients_unless_a_header_says_otherwise(draft, content_type):
    assert draft.request().content_type == content_type


def test_the_request_as_it_would_leave_the_client():
    draft = Draft(
        "post",
        "https://a.example/?q=1#f=2",
        [("Cookie", "c=3"), ("Authorization", "Basic bWU6cGFzcw=="), ("cookie", "d=4")],
        ["x=5", "y=6"],
        [FIELD],
    )
    request = draft.request()
    assert (request.method, request.url) == ("POST", "https://a.example/?q=1#f=2")
    assert [(item.where.value, item.name, item.value) for item in request.parameters] == [
        ("query", "q", "1"), ("fragment", "f", "2"), ("basic", "client_id", "me"),
        ("basic", "client_secret", "pass"), ("cookie", "c", "3"), ("cookie", "d", "4"),
        ("body", "a", "b c"), ("body", "x", "5"), ("body", "y", "6"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "empty"),
    [
        (Draft("GET", content_type=URLENCODED, notes=["…"]), True),
        (Draft(url="/"), False),
        (Draft(headers=[("a", "b")]), False),
        (Draft(bodies=[""]), False),
        (Draft(fields=[FIELD]), False),
    ],
)
def test_what_is_empty(draft, empty):
    assert draft.is_empty is empty


def looked_at(draft, form=Form.CURL, kind="the curl command"):
    """What may be a token: the text and where it stands."""
    return [(item.text, item.source) for item in draft.reading(form, kind).clippings if item.text]


def test_every_part_of_a_request_is_looked_at_under_its_name():
    draft = Draft(
        url=f"https://a.example/{OTHER}?q={SOUND}&alone#f=1",
        headers=[("X-Token", "t"), ("Cookie", "c=2"), ("Authorization", "Basic bWU6cGFzcw==")],
        bodies=["b=3"],
    )
    assert looked_at(draft) == [
        (f"https://a.example/{OTHER} alone", "the URL of the curl command"),
        ("t", "the header X-Token of the curl command"),
        ("Basic bWU6cGFzcw==", "the header Authorization of the curl command"),
        (SOUND, "the parameter q in the query of the curl command"),
        ("1", "the parameter f in the fragment of the curl command"),
        ("me", "the Basic credentials (client_id) of the curl command"),
        ("pass", "the Basic credentials (client_secret) of the curl command"),
        ("2", "the cookie c of the curl command"),
        ("3", "the parameter b in the body of the curl command"),
    ]


@pytest.mark.parametrize("mark", ["?", "#", "?a=b&", "?a&", "#/route/", "/"])
def test_a_token_in_a_url_that_is_no_parameter_is_looked_at(mark):
    ((text, source), *_) = looked_at(Draft(url=f"https://a.example/{mark}{SOUND}"), Form.URL, "the URL")
    assert (text.endswith(SOUND), source) == (True, "the URL")


BODIES = {
    "a form": ("a=b&c=d", []),
    "multipart": ('--x\n;name="a"\n\nb\n--x--', []),
    "JSON": (json.dumps({"jwt": SOUND, "n": 1}), [("jwt", SOUND, "the member jwt of the body")]),
    "an array": (json.dumps([SOUND]), [("", SOUND, "the body")]),
    "text": (SOUND, [("", SOUND, "the body")]),
    "nothing": ("", [("", "", "the body")]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "found"), BODIES.values(), ids=BODIES)
def test_a_body_is_looked_at_unless_it_is_a_form(body, found):
    assert [(item.label, item.text, item.source) for item in of_body(body, "the body")] == found


@pytest.mark.parametrize(("value", "looked"), [("x" * 15, False), ("x" * 16, True)])
def test_a_short_text_in_json_is_no_token_unless_its_name_says_so(value, looked):
    names = {item.label for item in of_body(json.dumps({"other": value, "Token": value}), "the body")}
    assert names == ({"Token", "other"} if looked else {"Token"})


@pytest.mark.parametrize(("lost", "found"), [(19, True), (20, False)])
def test_twenty_tokens_in_json_are_looked_for_in_vain(lost, found):
    """Their signatures are escaped: each is looked for in all of the text."""
    signed = '{"protected":"a","signature":"b"}'
    escaped = signed.replace('"b"', '"\\u0063"')
    body = f"[{','.join([*[escaped] * lost, signed])}]"
    assert [item.text for item in of_body(body, "the body")] == [""] * lost + [signed if found else ""]


@pytest.mark.parametrize("name", ["Cookie", "set-cookie"])
def test_cookies_are_looked_at_one_by_one(name):
    assert list(of_header(name, SOUND, "the answer")) == []


THREE_PARTS = f"{'a' * 20}.{'b' * 20}.{'c' * 18}"  # 60 characters
CODE = "c0123456789abcdef0123456789abcdef.0.rsy.Pccg6U9TpmqAcdluAKck_g"

NAMED = {
    "a token's name": ("client_secret", THREE_PARTS, THREE_PARTS, Sure.MEANT),
    "in capitals": ("Access_Token", THREE_PARTS, THREE_PARTS, Sure.MEANT),
    "another name": ("state", THREE_PARTS, THREE_PARTS, Sure.MAYBE),
    "a short value": ("client_secret", THREE_PARTS[:-1], THREE_PARTS[:-1], Sure.MAYBE),
    "another outline": ("client_secret", "a" * 60, "a" * 60, Sure.MAYBE),
    "what is known to be none": ("client_secret", CODE, CODE, Sure.MAYBE),
    "the scheme of a header": ("Authorization", f"Bearer {THREE_PARTS}", THREE_PARTS, Sure.MEANT),
    "of a proxy": ("Proxy-Authorization", f"Bearer {SOUND}", SOUND, Sure.MAYBE),
    "a scheme elsewhere": ("X-Token", f"Bearer {SOUND}", f"Bearer {SOUND}", Sure.MAYBE),
}


@pytest.mark.parametrize(("name", "value", "text", "sure"), NAMED.values(), ids=NAMED)
def test_the_name_tells_how_surely_it_is_a_token(name, value, text, sure):
    assert named(value, name, "here") == Clipping(text, name, "here", sure)


def test_a_script_is_searched_without_the_body_that_was_read_already():
    draft = Draft(bodies=[f"a={SOUND}\n&b=c"])
    beside = draft.beside(f"x = '{OTHER}'\nfetch('a={SOUND}\n&b=c')\nend")
    assert beside == Clipping(f"x = '{OTHER}'\nfetch(' \n')\nend", "", RUNNING_TEXT, Sure.HOLDS)


@pytest.mark.parametrize("body", ["", "a", "e", "b=1"])
def test_a_body_without_a_token_takes_nothing_out_of_the_script(body):
    assert Draft(bodies=[body]).beside(f"x = '{SOUND}'").text == f"x = '{SOUND}'"
