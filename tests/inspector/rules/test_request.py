"""The request that carries the token, and its parameters, as a profile describes them."""

from hashlib import sha256

import pytest

from tests.inspector.cases import finding, findings, judge, own
from tests.inspector.rules.doors import FORM, TOKEN, sent
from webapp.inspector.example import NOW, Example
from webapp.inspector.report import GateState
from webapp.inspector.rule import Gate

BEARER = '[request]\nbearer = true\nurls = ["https://doors.example/*"]'


@pytest.mark.parametrize(
    "url",
    [
        "https://doors.example/open",
        "https://doors.example/open?x=1",
        "https://DOORS.example/open#top",
        "https://doors.example/floors/12/open",
    ],
)
def test_right_address(url):
    assert findings(sent(url), own(FORM)) == set()


@pytest.mark.parametrize(
    ("url", "severity", "says", "instead"),
    [
        ("https://doors.example/opens", "warning", "no such token is expected", "https://doors.example/open"),
        ("https://doors.example/x", "warning", "no such token is expected", None),
        ("https://windows.example/open", "warning", "where windows are opened", None),
        ("https://gates.example/open", "notice", "not the receiver's", None),
    ],
)
def test_wrong_address(url, severity, says, instead):
    found = finding(sent(url), "wrong-endpoint", "request", own(FORM))
    assert (found.severity, found.instead) == (severity, instead)
    assert says in found.message
    assert "the receiver's own" not in found.citation.document


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_right_method(method):
    assert findings(sent(options=f"-X {method}"), own(FORM)) == set()


def test_wrong_method():
    assert finding(sent(options="-X PATCH"), "wrong-method", "request", own(FORM)).instead == "POST"


@pytest.mark.parametrize(
    "type_", ["application/x-www-form-urlencoded; charset=utf-8", "Application/X-WWW-Form-Urlencoded"]
)
def test_right_content_type(type_):
    assert findings(sent(options=f"-H 'Content-Type: {type_}'"), own(FORM)) == set()


def test_form_alone_is_judged_by_its_parameters():
    example = Example(text=f"opener={TOKEN}&floor=2", profile="door")
    assert findings(example, own(FORM)) == {"mistaken-parameter request.floor"}


def test_request_with_the_token_elsewhere_is_not_judged():
    example = Example(text=f"curl 'https://windows.example/open' -d 'closer={TOKEN}'", profile="door")
    assert findings(example, own(FORM)) == set()


def test_gate_is_open_where_nothing_is_wrong():
    report = judge(sent(), own(FORM))
    assert report.gates[Gate.REQUEST] is GateState.PASS


def test_gate_is_unchecked_without_a_request():
    assert judge(Example(text=TOKEN, profile="door"), own(FORM)).gates[Gate.REQUEST] is GateState.UNCHECKED


@pytest.mark.parametrize(
    ("header", "drawn"),
    [
        (f"Authorization: Bearer {TOKEN}", set()),
        (f"authorization: bearer {TOKEN}", set()),
        (f"Authorization: {TOKEN}", {"missing-scheme request"}),
    ],
)
def test_bearer(header, drawn):
    example = Example(text=f"curl -H '{header}' https://doors.example/open", profile="door")
    assert findings(example, own(BEARER)) == drawn


SITE = "https://one.atlassian.net"
CURL = "curl -H 'Authorization: JWT TOKEN' "


def about_hash(qsh, paste=f"{CURL}'{SITE}/a?x=1'"):
    """What is said of the hash in a Connect token that is pasted so."""
    members = {"iss": "com.example.my-app", "iat": NOW - 10, "exp": NOW + 170, "qsh": qsh}
    token = Example(members, {"alg": "HS256", "typ": "JWT"}, bytes(32)).paste
    report = judge(Example(text=paste.replace("TOKEN", token)))
    return next((it for it in report.findings if it.rule.id == "other-request"), None)


def hashed(text):
    return sha256(text.encode()).hexdigest()


RIGHT = hashed("GET&/a&x=1")
THIS = f"This request is “GET&/a&x=1”, whose hash is “{RIGHT}”."


@pytest.mark.parametrize("qsh", [RIGHT, RIGHT.upper(), "context-qsh", 4711, None, RIGHT[:-1]])
def test_hash_with_nothing_to_say(qsh):
    assert about_hash(qsh) is None


@pytest.mark.parametrize("paste", ["TOKEN", "Authorization: JWT TOKEN", f"{CURL}'{SITE}/{'a' * 10_000}'"])
def test_hash_where_the_request_is_not_known_or_too_long(paste):
    assert about_hash(hashed("GET&/b&"), paste) is None


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("POST&/a&x=1", "the hash of “POST&/a&x=1”, which names another method"),
        ("GET&/a/&x=1", "the hash of “GET&/a/&x=1”, which has a slash at the end of the path"),
        ("GET&/a&", "the hash of “GET&/a&”, which leaves out the query"),
        ("GET&/b&x=1", "the hash of another request"),
    ],
)
def test_what_a_hash_is_of(text, made):
    found = about_hash(hashed(text))
    assert found.message == f"qsh is {made}. {THIS}"
    assert (found.instead, str(found.place), found.severity) == (RIGHT, "payload.qsh", "error")


def test_long_request_is_cut_where_its_hash_is_wrong():
    long = "v" * 300
    found = about_hash(hashed("GET&/b&"), f"{CURL}'{SITE}/a?x={long}'")
    assert f"This request is “GET&/a&x={'v' * 191}…”" in found.message
    assert found.instead == hashed(f"GET&/a&x={long}")


def test_hash_of_a_url_with_the_token_in_it():
    assert about_hash(hashed("PUT&/a&x=1"), f"{SITE}/a?x=1&jwt=TOKEN") is None
    assert about_hash(hashed("GET&/a&x=2"), f"{SITE}/a?x=1&jwt=TOKEN").message.endswith(THIS)
