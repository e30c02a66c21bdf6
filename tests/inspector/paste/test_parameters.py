"""Parameters as their receiver decodes them: of queries, forms, JSON, multipart, cookies and credentials."""

import base64
import json

import pytest

from webapp.inspector.paste import parameters
from webapp.inspector.request import Parameter, Where

from .tokens import SOUND


def pairs(found):
    return [(item.name, item.value) for item in found]


def basic(credentials):
    return f"Basic {base64.b64encode(credentials.encode()).decode()}"


FORMS = {
    "one": ("a=b", [("a", "b")]),
    "several of one name": ("a=1&b=2&a=3", [("a", "1"), ("b", "2"), ("a", "3")]),
    "encoded": ("a%5B0%5D=b%20c%26d+e", [("a[0]", "b c&d e")]),
    "not UTF-8": ("a=%FF%zz%", [("a", "\ufffd%zz%")]),
    "no value": ("a=&b", [("a", "")]),
    "equals signs": ("a=b==", [("a", "b==")]),
    "a parameter a line": ("a=1& b=2&\nc=3", [("a", "1"), ("b", "2"), ("c", "3")]),
    "empty": ("", []),
    "text": ("no form", []),
    "an address": ("https://a.example/?a=b", []),
    "a padded token": (f"{SOUND}==", []),
    "a padded token behind": (f"a=b&{SOUND}==", [("a", "b")]),
}


@pytest.mark.parametrize(("text", "found"), FORMS.values(), ids=FORMS)
def test_a_form_is_decoded(text, found):
    assert pairs(parameters.urlencoded(text, Where.BODY)) == found


def test_what_stood_in_the_request_is_kept_beside_what_it_means():
    assert parameters.urlencoded("a+b=c+d%2B", Where.QUERY) == (
        Parameter("a b", "c d+", Where.QUERY, "c+d%2B"),
    )


URLS = {
    "none": ("https://a.example/", []),
    "query": ("https://a.example/?a=b&c=d", [("query", "a", "b"), ("query", "c", "d")]),
    "fragment": ("https://a.example/#a=b", [("fragment", "a", "b")]),
    "both": ("/cb?a=b#c=d", [("query", "a", "b"), ("fragment", "c", "d")]),
    "a fragment with a route": ("/#/callback?a=b", [("fragment", "a", "b")]),
    "a fragment with a slash": ("/#/a=b", [("fragment", "a", "b")]),
    "a fragment with a leading ampersand": ("/#&a=b", [("fragment", "a", "b")]),
    "a name without a value before": ("/?debug&a=b", [("query", "a", "b")]),
    "a leading ampersand": ("/?&a=b", [("query", "a", "b")]),
    "an odd name before": ("/?/x=1&a=b", [("query", "/x", "1"), ("query", "a", "b")]),
    "a question mark in a value": ("/?a=b?c=d", [("query", "a", "b?c=d")]),
    "a token that is no parameter": (f"/?{SOUND}==", []),
    "an anchor": ("/#section", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("url", "found"), URLS.values(), ids=URLS)
def test_the_parameters_of_a_url(url, found):
    assert [(it.where.value, it.name, it.value) for it in parameters.of_url(url)] == found


BODIES = {
    "form": ("\na=b\n", [("a", "b")]),
    "JSON": (' {"a":"b","n":1,"o":{"c":"d"},"e":"","a":"f"}', [("a", "b"), ("e", ""), ("a", "f")]),
    "an array": ('["a"]', []),
    "broken JSON": ('{"a":"b"', []),
    "XML": ("<a>b</a>", []),
    "empty": ("", []),
    "multipart": ('--x\n;name=a\n\nb\n--x--', [("a", "b")]),
    "dashes": ("--", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), BODIES.values(), ids=BODIES)
def test_a_body_is_read_by_what_it_looks_like(text, found):
    assert pairs(parameters.of_body(text)) == found


def part(disposition, value="v"):
    return f"--x y\r\nContent-Disposition: form-data{disposition}\r\n\r\n{value}\r\n".replace(" y", "")


PARTS = {
    "a field": ('; name="a"', [("a", "v")]),
    "no quotes": ("; name=a", [("a", "v")]),
    "in capitals": ('; NAME="a"', [("a", "v")]),
    "a semicolon in the name": ('; name="a;b"', [("a;b", "v")]),
    "another header": ('; name="a"\r\nContent-Type: text/plain; charset=utf-8', [("a", "v")]),
    "a file": ('; name="a"; filename="b.txt"', []),
    "a file without a space": ('; name="a";filename=b.txt', []),
    "a file with an encoded name": ("; name=\"a\"; filename*=UTF-8''b.txt", []),
    "a field that is called so": ('; name="filename=b"', [("filename=b", "v")]),
    "no name": ("", []),
    "an empty name": ('; name=""', [("", "v")]),
}


@pytest.mark.parametrize(("disposition", "found"), PARTS.values(), ids=PARTS)
def test_the_parts_of_a_multipart_body(disposition, found):
    assert pairs(parameters.multipart(f"{part(disposition)}--x--")) == found


def test_a_field_may_hold_several_lines_and_the_last_may_be_cut_off():
    text = part('; name="a"', "1\r\n\r\n2") + part('; name="b"', "cut")[:-2]
    assert pairs(parameters.multipart(text)) == [("a", "1\n\n2"), ("b", "cut")]


COOKIES = {
    "one": ("a=b", [("a", "b")]),
    "several": ("a=b; c=d;e=f", [("a", "b"), ("c", "d"), ("e", "f")]),
    "attributes": ("a=b; Path=/; Max-Age=5; HttpOnly; SameSite=Lax", [("a", "b")]),
    "quotes": ('a="b=c"', [("a", "b=c")]),
    "the first of one name": ("a=1; a=2", [("a", "1")]),
    "in pieces": ("a.1=B; x=y; a.0=A; a.2=C", [("x", "y"), ("a", "ABC")]),
    "eleven pieces": ("; ".join(f"a.{index}={index % 10}" for index in range(11)), [("a", "01234567890")]),
    "one piece": ("a.0=A", [("a", "A")]),
    "a piece is missing": ("a.0=A; a.2=C", [("a", "A"), ("a.2", "C")]),
    "the first piece is missing": ("a.1=B; a.2=C", [("a.1", "B"), ("a.2", "C")]),
    "versions": ("v1.0=A; v1.2=B", [("v1", "A"), ("v1.2", "B")]),
    "whole and in pieces": ("a=old; a.0=A; a.1=B", [("a", "old"), ("a", "AB")]),
    "in pieces and whole": ("a.0=A; a.1=B; a=old", [("a", "AB"), ("a", "old")]),
    "zeros": ("a.0=A; a.00=B; a.01=C", [("a", "A"), ("a.00", "B"), ("a.01", "C")]),
    "none": ("secure; ; =", [("", "")]),
}


@pytest.mark.parametrize(("header", "found"), COOKIES.values(), ids=COOKIES)
def test_cookies(header, found):
    assert sorted(pairs(parameters.cookies(header))) == sorted(found)


CREDENTIALS = {
    "both": (basic("me:pass"), [("client_id", "me"), ("client_secret", "pass")]),
    "colons": (basic("me:a:b"), [("client_id", "me"), ("client_secret", "a:b")]),
    "empty": (basic(":"), [("client_id", ""), ("client_secret", "")]),
    "encoded": (
        basic("urn%3Aexample%3Ame:a%2Bb"),
        [("client_id", "urn:example:me"), ("client_secret", "a+b")],
    ),
    "a plus": (basic("me:a+b"), [("client_id", "me"), ("client_secret", "a+b")]),
    "no padding": (basic("me:x").rstrip("="), [("client_id", "me"), ("client_secret", "x")]),
    "in capitals": (basic("me:x").replace("Basic", " BASIC "), [("client_id", "me"), ("client_secret", "x")]),
    "not UTF-8": ("Basic /zp4", [("client_id", "\ufffd"), ("client_secret", "x")]),
    "no colon": (basic("me"), []),
    "another scheme": (f"Bearer {SOUND}", []),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("header", "found"), CREDENTIALS.values(), ids=CREDENTIALS)
def test_basic_credentials(header, found):
    read = parameters.of_authorization(header)
    assert pairs(read) == found
    assert {item.where for item in read} <= {Where.BASIC}


def test_a_user_without_a_password():
    assert parameters.basic("me") == (Parameter("client_id", "me", Where.BASIC, "me"),)


@pytest.mark.parametrize(
    "read",
    [
        lambda count: parameters.urlencoded("&".join(f"a{index}=b" for index in range(count)), Where.BODY),
        lambda count: parameters.of_url("/?" + "&".join(f"a{index}=b" for index in range(count))),
        lambda count: parameters.of_json(json.dumps({f"a{index}": "b" for index in range(count)})),
        lambda count: parameters.multipart("".join(part(f'; name="a{index}"') for index in range(count))),
        lambda count: parameters.cookies("; ".join(f"a{index}=b" for index in range(count))),
    ],
    ids=["form", "URL", "JSON", "multipart", "cookies"],
)
def test_a_thousand_are_read_and_the_rest_is_left(read):
    assert [len(read(count)) for count in (999, 1000, 1001)] == [999, 1000, 1000]
    assert read(1001)[-1].value in {"b", "v"}
