"""The request that carries a client_secret to Apple, and what Apple answers.

The names of the tests are the rows of a catalogue of causes: A5 request, B invalid_grant, C invalid_request.
"""

from dataclasses import replace

import pytest

from webapp.inspector import examine, profiles
from webapp.inspector.example import NOW, Example
from webapp.inspector.report import GateState
from webapp.inspector.rule import Gate
from webapp.inspector.submission import Submission

from .cases import TEAM, faults, finding, findings, judge, recognised, sample

PROFILE = "apple-client-secret"
TOKEN_URL = "https://appleid.apple.com/auth/token"
CODE = "cb4b1234567890abcdef1234567890abc.0.rsy.Pccg6U9TpmqAcdluAKck_g"
REFRESH = "rb4b1234567890abcdef1234567890abc.0.rsy.Pccg6U9TpmqAcdluAKck_g"
ACCESS = "ab4b1234567890abcdef1234567890abc.0.rsy.Pccg6U9TpmqAcdluAKck_g"
SECRET = sample(PROFILE)
IDENTITY_TOKEN = sample("apple-identity-token")


def at(example, rule, place, severity="error"):
    """The one finding of `rule`, at `place` and of that severity; the token is known for what it is."""
    found = finding(example, rule, place)
    assert found.severity == severity
    assert recognised(example).profile.id == PROFILE
    return found


def sent(url=TOKEN_URL, options="", quoting="-d", **parameters):
    """A curl command with a sound client_secret; None leaves a parameter out."""
    usual = {
        "client_id": "com.example.web",
        "client_secret": SECRET.paste,
        "grant_type": "authorization_code",
        "code": CODE,
    }
    given = {name: value for name, value in {**usual, **parameters}.items() if value is not None}
    body = " ".join(f"{quoting} '{name}={value}'" for name, value in given.items())
    return Example(text=f"curl {options} {body} '{url}'")


def test_a203_client_id_is_taken_from_the_request():
    assert "client-id-mismatch payload.sub" in faults(sent(client_id="com.example.app"))


# A5: the request


def test_a_sound_request_draws_nothing():
    report = judge(sent())
    assert report.findings == ()
    assert report.gates[Gate.REQUEST] is GateState.PASS


@pytest.mark.parametrize(
    ("options", "quoting", "given"),
    [
        ("-H 'Content-Type: application/json'", "-d", "application/json"),
        ("", "-F", "multipart/form-data"),
    ],
)
def test_a501_the_content_type_is_wrong(options, quoting, given):
    found = at(sent(options=options, quoting=quoting), "wrong-content-type", "request")
    assert given in found.message
    assert found.instead == "application/x-www-form-urlencoded"


def test_a502_a_plus_sign_is_not_encoded():
    found = at(sent(redirect_uri="https://example.com/a+b"), "unencoded-parameter", "request.redirect_uri")
    assert found.instead == "https%3A%2F%2Fexample.com%2Fa%2Bb"


def test_a502_other_characters_mostly_get_through():
    found = at(
        sent(redirect_uri="https://example.com/cb"), "unencoded-parameter", "request.redirect_uri", "notice"
    )
    assert found.instead == "https%3A%2F%2Fexample.com%2Fcb"


def test_a502_an_encoded_value_draws_nothing():
    assert findings(sent(redirect_uri="https%3A%2F%2Fexample.com%2Fcb")) == set()


def test_a503_the_parameters_travel_in_the_query():
    url = f"{TOKEN_URL}?client_id=com.example.web&client_secret={SECRET.paste}"
    found = at(sent(url, client_id=None, client_secret=None), "misplaced-parameter", "request.client_id")
    assert "client_id and client_secret travel in the query" in found.message


def test_a503_the_credentials_travel_in_basic_authentication():
    example = sent(options=f"-u com.example.web:{SECRET.paste}", client_id=None, client_secret=None)
    assert "Basic credentials" in at(example, "misplaced-parameter", "request.client_id").message


def test_a503_both_ways_at_once():
    example = sent(options=f"-u com.example.web:{SECRET.paste}")
    assert "only one way" in at(example, "misplaced-parameter", "request.client_id").message


def test_a504_is_asked():
    assert "User-Agent" in profiles.BUILT_IN[PROFILE].ask["user-agent"]


@pytest.mark.parametrize(
    ("url", "says", "severity", "instead"),
    [
        ("https://appleid.apple.com/auth/oauth2/token", "Apple Ads", "error", TOKEN_URL),
        ("https://appleid.apple.com/auth/oauth2/v2/token", "Roster", "warning", TOKEN_URL),
        ("https://account.apple.com/auth/oauth2/v2/token", "Business Manager", "error", TOKEN_URL),
        ("http://appleid.apple.com/auth/token", "without TLS", "error", TOKEN_URL),
        ("https://appleid.apple.com/auth/tokens", "no such token", "warning", TOKEN_URL),
        ("https://relay.example.com/x", "not the receiver's", "notice", None),
    ],
)
def test_a505_the_address_is_another(url, says, severity, instead):
    found = at(sent(url), "wrong-endpoint", "request", severity)
    assert says in found.message
    assert found.instead == instead


@pytest.mark.parametrize("url", [TOKEN_URL, f"{TOKEN_URL}?x=1"])
def test_a505_is_not_said_of_the_right_address(url):
    assert "wrong-endpoint request" not in findings(sent(url))


def test_the_method_is_another():
    assert at(sent(options="-X PUT"), "wrong-method", "request").instead == "POST"


def test_nothing_is_judged_behind_a_relay():
    example = sent("https://relay.example.com/x", options="-X PUT -H 'Content-Type: application/json'")
    assert findings(example) == {"wrong-endpoint request"}


# B and C: parameters


@pytest.mark.parametrize(
    ("code", "says", "severity"),
    [
        (IDENTITY_TOKEN.paste, "an identity token", "error"),
        (REFRESH, "a refresh token", "error"),
        (ACCESS, "an access token", "error"),
        (CODE.replace(".", "%252E"), "percent-encoded twice", "warning"),
        (CODE.removesuffix("_g"), "authorization code: c, 32 hexadecimal digits", "warning"),
    ],
)
def test_b03_something_else_is_sent_as_the_code(code, says, severity):
    report = examine(Submission(sent(code=code).paste), NOW)
    (found,) = [
        it
        for token in report.tokens
        for it in token.findings
        if it.rule.id == "mistaken-parameter" and token.token.label == "client_secret"
    ]
    assert str(found.place) == "request.code"
    assert found.severity == severity
    assert says in found.message


def test_b03_the_identity_token_itself_is_told_so():
    report = examine(Submission(sent(code=IDENTITY_TOKEN.paste).paste), NOW)
    found = {(str(it.place), it.rule.id) for token in report.tokens for it in token.findings}
    assert ("request.code", "misused-token") in found


def test_b09_a_code_with_blanks_is_told_once():
    assert findings(sent(code=CODE.replace("_", "+"))) == {"unencoded-parameter request.code"}


@pytest.mark.parametrize("name", ["client_id", "grant_type", "code"])
def test_c01_a_parameter_is_missing(name):
    found = at(sent(**{name: None}), "missing-parameter", f"request.{name}")
    assert found.instead == ("com.example.web" if name == "client_id" else None)


def test_c01_the_refresh_token_is_missing():
    at(sent(grant_type="refresh_token", code=None), "missing-parameter", "request.refresh_token")


def test_c01_revoking_asks_for_other_parameters():
    url = "https://appleid.apple.com/auth/revoke"
    assert findings(sent(url, grant_type=None, code=None, token=REFRESH)) == set()
    at(sent(url, grant_type=None, code=None), "missing-parameter", "request.token")


def test_c01_migration_asks_for_a_scope():
    example = sent(grant_type="client_credentials", code=None, scope="user.migration")
    assert findings(example) == set()
    at(sent(grant_type="client_credentials", code=None), "missing-parameter", "request.scope")


def test_c01_a_parameter_is_sent_twice():
    found = at(sent(options="-d client_id=com.example.web"), "duplicate-parameter", "request.client_id")
    assert "2 times" in found.message


def test_c01_a_parameter_is_unknown():
    assert at(sent(audience="x"), "foreign-parameter", "request.audience", "warning").remove


@pytest.mark.parametrize(
    ("uri", "says", "instead"),
    [
        ("http%3A%2F%2Fexample.com%2Fcb", "with http", None),
        ("https%3A%2F%2Flocalhost%3A3000%2Fcb", "this machine", None),
        ("https%3A%2F%2F192.168.0.7%2Fcb", "an IP address", None),
        ("https%3A%2F%2Fexample.com%2Fcb%23x", "a fragment", "https://example.com/cb"),
    ],
)
def test_c07_the_redirect_uri_cannot_be_registered(uri, says, instead):
    found = at(sent(redirect_uri=uri), "mistaken-parameter", "request.redirect_uri")
    assert says in found.message
    assert found.instead == instead


def test_c07_the_redirect_uri_of_an_app():
    found = at(sent(redirect_uri="myapp%3A%2F%2Fcb"), "mistaken-parameter", "request.redirect_uri", "warning")
    assert "leave redirect_uri out" in found.message


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("authorization-code", "authorization_code"),
        ("authorizationCode", "authorization_code"),
        ("password", None),
    ],
)
def test_c08_the_grant_type_is_misspelt(written, instead):
    assert (
        at(sent(grant_type=written, code=None), "mistaken-parameter", "request.grant_type").instead == instead
    )


def test_the_client_id_has_the_team_id_before_it():
    found = at(sent(client_id=f"{TEAM}.com.example.web"), "mistaken-parameter", "request.client_id")
    assert found.instead == "com.example.web"
    assert "client-id-mismatch payload.sub" not in findings(sent(client_id=f"{TEAM}.com.example.web"))


def test_the_client_id_that_was_typed_is_judged_without_a_request():
    example = replace(SECRET, client_id=f"{TEAM}.com.example.web")
    assert at(example, "mistaken-parameter", "request.client_id").instead == "com.example.web"


# Error texts


@pytest.mark.parametrize(
    ("body", "says", "place"),
    [
        ('{"error":"invalid_client"}', "did not look at the code", "signature"),
        ('{ "error" : "invalid_client" }', "refused the client_secret", "header.kid"),
        ('{"error":"invalid_client","email_verified":false}', "refused the client_secret", "payload.exp"),
        ('{"error":"invalid_grant"}', "client_secret was accepted", "request.code"),
        (
            '{"error":"invalid_grant","error_description":"The code has already been used."}',
            "each serves once",
            "request.code",
        ),
        (
            '{"error":"invalid_grant","error_description":"The code has expired or has been revoked."}',
            "older than five minutes",
            "request.code",
        ),
        (
            '{"error":"invalid_grant","error_description":'
            '"client_id mismatch. The code was not issued to com.example.web."}',
            "another client than com.example.web.",
            "payload.sub",
        ),
        (
            '{"error":"invalid_grant","error_description":'
            '"redirect_uri mismatch. The code was not issued to https://example.com/cb."}',
            "redirect_uri https://example.com/cb.",
            "request.redirect_uri",
        ),
        ('{"error":"invalid_request"}', "application/x-www-form-urlencoded", "request"),
        (
            "invalid_request response_mode must be form_post when name or email scope is requested.",
            "POST",
            None,
        ),
        ("Invalid response type", "code id_token", None),
        ('{"error":"unauthorized_client"}', "not registered", "request.redirect_uri"),
        ('{"error":"unsupported_grant_type"}', "grant type", "request.grant_type"),
        ('{"error":"invalid_scope"}', "user.migration", "request.scope"),
    ],
)
def test_the_error_body_is_explained(body, says, place):
    answer = profiles.explain(body, profiles.BUILT_IN, PROFILE)[0]
    assert answer.profile.id == PROFILE
    assert says in answer.meaning
    assert place is None or place in answer.look_at


def test_the_error_body_is_explained_beside_the_token():
    report = examine(replace(SECRET.submission, error_text='{"error":"invalid_grant"}'), NOW)
    assert "was accepted" in report.answers[0].meaning
