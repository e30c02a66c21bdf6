"""Discovery documents: members explained and checked, and compared with a token."""

import json

import pytest

from webapp.inspector import Submission, examine
from webapp.inspector.discovery.members import MEMBERS
from webapp.inspector.example import NOW, claims, header
from webapp.inspector.markdown import markdown
from webapp.inspector.plain_text import plain_text
from webapp.inspector.submission import KeyFile

ISSUER = "https://login.example.com"
OPENID = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/jwks",
    "response_types_supported": ["code"],
    "subject_types_supported": ["public"],
    "id_token_signing_alg_values_supported": ["RS256", "ES256"],
}
OAUTH = {name: OPENID[name] for name in list(OPENID)[:5]}
ALGORITHMS = "id_token_signing_alg_values_supported"


def document(**changes):
    return {name: value for name, value in {**OPENID, **changes}.items() if value is not None}


def pasted(value):
    [found] = examine(Submission(json.dumps(value)), NOW).discoveries
    return found


def told(value):
    return {(it.id, it.severity.value, it.place) for it in pasted(value).remarks}


@pytest.mark.parametrize(
    ("value", "kind"), [(OPENID, "an OpenID provider"), (OAUTH, "an OAuth authorization server")]
)
def test_sound_document_draws_nothing(value, kind):
    found = pasted(value)
    assert (found.remarks, found.kind, found.issuer) == ((), kind, ISSUER)
    assert all(it.meaning for it in found.statements)


@pytest.mark.parametrize("name", OPENID)
def test_member_that_openid_requires(name):
    value = document(**{name: None})
    if "issuer" not in value and "jwks_uri" not in value:
        return
    assert ("missing-member", "error", name) in told(value)


@pytest.mark.parametrize(
    "name", ["issuer", "authorization_endpoint", "token_endpoint", "response_types_supported"]
)
def test_member_that_oauth_requires(name):
    value = {key: item for key, item in OAUTH.items() if key != name}
    assert told(value) == {("missing-member", "error", name)}


def test_jwks_uri_is_free_in_oauth():
    assert told({key: item for key, item in OAUTH.items() if key != "jwks_uri"}) == set()


def test_endpoints_that_no_grant_uses_may_be_missing():
    assert told(document(token_endpoint=None, response_types_supported=["id_token"])) == set()
    machine = {**OAUTH, "grant_types_supported": ["client_credentials"]}
    assert told({key: it for key, it in machine.items() if key != "authorization_endpoint"}) == set()


FAULTS = {
    "http": ({"jwks_uri": "http://login.example.com/jwks"}, ("no-https", "error", "jwks_uri")),
    "no address": ({"token_endpoint": "/token"}, ("no-address", "error", "token_endpoint")),
    "broken address": ({"token_endpoint": "https://[::1"}, ("no-address", "error", "token_endpoint")),
    "slash": ({"issuer": f"{ISSUER}/"}, ("slash-after-issuer", "notice", "issuer")),
    "query": ({"issuer": f"{ISSUER}?a=b"}, ("odd-issuer", "error", "issuer")),
    "fragment": ({"issuer": f"{ISSUER}#"}, ("odd-issuer", "error", "issuer")),
    "text for a list": ({"scopes_supported": "openid"}, ("mistyped-member", "error", "scopes_supported")),
    "list of numbers": ({"scopes_supported": [1]}, ("mistyped-member", "error", "scopes_supported")),
    "text for a truth": (
        {"claims_parameter_supported": "true"},
        ("mistyped-member", "error", "claims_parameter_supported"),
    ),
    "number for an address": ({"userinfo_endpoint": 7}, ("mistyped-member", "error", "userinfo_endpoint")),
    "empty list": ({"scopes_supported": []}, ("empty-member", "error", "scopes_supported")),
    "without RS256": ({ALGORITHMS: ["ES256"]}, ("missing-algorithm", "error", ALGORITHMS)),
    "none": ({ALGORITHMS: ["RS256", "none"]}, ("no-algorithm", "warning", ALGORITHMS)),
    "HS256": ({ALGORITHMS: ["RS256", "HS256"]}, ("symmetric-algorithm", "warning", ALGORITHMS)),
    "none for clients": (
        {"token_endpoint_auth_signing_alg_values_supported": ["RS256", "none"]},
        ("no-algorithm", "error", "token_endpoint_auth_signing_alg_values_supported"),
    ),
    "plain challenge": (
        {"code_challenge_methods_supported": ["plain"]},
        ("plain-challenge", "warning", "code_challenge_methods_supported"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault_is_told_at_its_member(fault):
    changes, expected = fault
    assert told(document(**changes)) == {expected}


def beside(example, value=OPENID):
    files = (KeyFile("openid-configuration", json.dumps(value).encode()),)
    report = examine(Submission(example.paste, files), NOW)
    return report.discoveries[0].remarks


def test_token_of_the_issuer_draws_nothing():
    assert beside(claims(iss=ISSUER)) == ()
    assert beside(claims(iss=None)) == ()


@pytest.mark.parametrize(
    ("iss", "says"),
    [
        (f"{ISSUER}/", "differ in the slash at the end"),
        ("https://Login.example.com", "differ in capital letters"),
        ("http://login.example.com", "differ in the scheme"),
        ("https://accounts.google.com", "issued by somebody else"),
    ],
)
def test_issuer_of_the_token_is_compared_exactly(iss, says):
    [remark] = beside(claims(iss=iss))
    assert (remark.id, remark.severity.value, remark.place) == ("other-issuer", "error", "issuer")
    assert iss in remark.message
    assert says in remark.message


def test_algorithm_of_the_token_that_is_not_offered():
    [remark] = beside(header(alg="ES384"))
    assert (remark.id, remark.place) == ("other-algorithm", ALGORITHMS)


def test_damaged_json_is_said():
    text = json.dumps(OPENID)[:-1] + ",}"
    found = examine(Submission("x", (KeyFile("d.json", text.encode()),)), NOW).discoveries
    assert "damaged-json" in {it.id for it in found[0].remarks}


@pytest.mark.parametrize(
    "value", [{}, {"issuer": "x"}, {"keys": [], "issuer": "x", "jwks_uri": "y"}, [1], 7, {"iss": "x"}]
)
def test_anything_else_is_none(value):
    assert examine(Submission(json.dumps(value)), NOW).discoveries == ()


def test_every_face_shows_it(client):
    value = document(jwks_uri="http://login.example.com/jwks", own_member=["<b>"])
    text = json.dumps(value)
    says = "jwks_uri is “http://login.example.com/jwks”"
    report = examine(Submission(text), NOW)
    page = client.post("/", data={"text": text}).get_data(as_text=True)
    assert says in page
    assert "&lt;b&gt;" in page
    assert "The discovery document of an OpenID provider: 1 error." in page
    assert says in " ".join(plain_text(report).split())
    assert says in markdown(report)
    answer = client.post("/api/inspect", json={"text": text}).json
    assert answer["discoveries"][0]["remarks"][0]["id"] == "no-https"


def test_members_are_explained_in_one_line():
    assert all(it.meaning and not it.meaning.endswith(".") for it in MEMBERS.values())
