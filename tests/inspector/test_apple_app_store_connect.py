"""Tokens for the App Store Connect API: team keys, individual keys, and why the answer is 401."""

from dataclasses import replace

import pytest

from webapp.inspector import profiles
from webapp.inspector.example import NOW, Example

from .cases import KEY_ID, faults, finding, findings, judge, key, recognised, sample

PROFILE = "apple-app-store-connect"
ISSUER = "57246542-96fe-1a63-e053-0824d011072a"
APPS = "GET /v1/apps?filter[platform]=IOS"
BUILDS = "GET /v1/ciBuildRuns?limit=5"


def token(header=None, **claims):
    return sample(PROFILE, header, **claims)


def at(example, rule, place, severity="error"):
    """The finding; it is the same, if no error, where one field less leaves only the shape to know it by."""
    found = finding(replace(example, profile=PROFILE), rule, place)
    assert found.severity == severity
    assert recognised(example).profile.id == PROFILE
    assert finding(example, rule, place).instead == found.instead
    return found


def test_a_team_key_has_an_issuer():
    assert findings(token()) == set()


def test_an_individual_key_has_none():
    assert findings(token(iss=None, sub="user")) == set()


def test_an_individual_key_with_an_issuer():
    found = at(token(sub="user"), "foreign-field", "payload.iss", "warning")
    assert found.remove
    assert "individual key" in found.message


def test_neither_issuer_nor_user():
    found = at(token(iss=None), "missing-field", "payload.iss")
    assert "sub to “user”" in found.message


def test_the_subject_of_an_individual_key_is_another():
    assert at(token(iss=None, sub="someone"), "wrong-value", "payload.sub").instead == "user"


def test_a_team_key_with_a_subject():
    assert at(token(sub="someone"), "foreign-field", "payload.sub", "notice").remove


@pytest.mark.parametrize(
    ("iss", "says", "instead"),
    [
        (f'"{ISSUER}"', "quotation marks", ISSUER),
        (f"{ISSUER}\n", "a line end", ISSUER),
        ("57246542-96fe-1a63e053-0824d011072a", "a hyphen or a digit lost", None),
        ("8R4ZP2XK9T", "a Team ID", None),
        ("dev@example.com", "an e-mail address", None),
    ],
)
def test_the_issuer_is_malformed(iss, says, instead):
    found = at(token(iss=iss), "malformed-value", "payload.iss")
    assert says in found.message
    assert found.instead == instead


@pytest.mark.parametrize("issuer", [ISSUER, ISSUER.upper(), "00000000-0000-0000-0000-000000000000"])
def test_an_issuer_need_not_be_a_uuid_of_the_rfc(issuer):
    assert findings(token(iss=issuer)) == set()


@pytest.mark.parametrize("name", ["iat", "exp", "aud"])
def test_a_claim_is_missing(name):
    at(token(**{name: None}), "missing-field", f"payload.{name}")


@pytest.mark.parametrize("name", ["alg", "kid"])
def test_a_header_parameter_is_missing(name):
    at(token({name: None}), "missing-field", f"header.{name}")


def test_the_type_may_be_missing():
    assert findings(token({"typ": None})) == set()


def test_the_type_is_another():
    assert at(token({"typ": "JOSE"}), "wrong-value", "header.typ", "notice").instead == "JWT"


@pytest.mark.parametrize(("kid", "instead"), [(f'"{KEY_ID}"', KEY_ID), (f"AuthKey_{KEY_ID}.p8", KEY_ID)])
def test_the_key_id_was_copied_with_something(kid, instead):
    assert at(token({"kid": kid}), "malformed-value", "header.kid").instead == instead


@pytest.mark.parametrize("kid", ["ABC123", "ABCDEFGHIJKL", "abc-def"])
def test_a_key_id_of_another_form_is_a_warning(kid):
    at(token({"kid": kid}), "malformed-value", "header.kid", "warning")


@pytest.mark.parametrize("aud", ["appstoreconnect-v2", "https://appleid.apple.com"])
def test_the_audience_is_another(aud):
    assert at(token(aud=aud), "wrong-value", "payload.aud").instead == "appstoreconnect-v1"


def test_it_lives_longer_than_20_minutes():
    found = at(token(exp=NOW - 60 + 1201), "far-expiry", "payload.exp")
    assert "1,201 seconds after iat" in found.message
    assert "20 minutes, counted from iat" in found.message
    assert found.instead == NOW - 60 + 19 * 60


@pytest.mark.parametrize("seconds", [1140, 1200])
def test_it_lives_for_20_minutes_to_the_second(seconds):
    at(token(exp=NOW - 60 + seconds), "tight-expiry", "payload.exp", "warning")


def test_19_minutes_are_sound():
    assert findings(token(exp=NOW - 60 + 1139)) == set()


def test_six_months_with_a_scope_that_allows_them():
    assert findings(token(scope=[BUILDS], exp=NOW + 180 * 86_400)) == set()
    at(token(scope=[BUILDS], exp=NOW + 200 * 86_400), "far-expiry", "payload.exp")


def test_six_months_with_a_scope_that_may_allow_them():
    at(token(scope=[APPS, BUILDS], exp=NOW + 86_400), "far-expiry", "payload.exp", "warning")


@pytest.mark.parametrize("scope", [["POST /v1/apps"], []])
def test_six_months_with_a_scope_that_does_not(scope):
    at(token(scope=scope, exp=NOW + 86_400), "far-expiry", "payload.exp")


def test_a_scope_is_a_list_of_requests():
    assert at(token(scope=APPS), "mistyped-field", "payload.scope").instead == [APPS]
    found = at(token(scope=[APPS, "apps"]), "malformed-value", "payload.scope")
    assert "scope[1] is “apps”" in found.message


def test_the_expiry_is_a_duration():
    assert at(token(exp=600), "misread-date", "payload.exp").instead == NOW + 540


def test_it_is_from_the_future():
    found = at(token(iat=NOW + 3), "future-issue", "payload.iat")
    assert "App Store Connect refuses" in found.message


def test_a_bundle_id_makes_it_another_token():
    assert recognised(token(bid="com.example.app")).profile.id == "apple-app-store-server"
    pinned = replace(token(bid="com.example.app"), profile=PROFILE)
    assert "App Store Server API" in at(pinned, "foreign-field", "payload.bid", "warning").message


def test_another_claim_is_needless():
    at(token(nonce="x"), "foreign-field", "payload.nonce", "notice")


@pytest.mark.parametrize(
    ("name", "what"), [("SubscriptionKey", "In-App Purchase"), ("APNSAuthKey", "push notifications")]
)
def test_the_key_is_for_another_service(name, what):
    example = replace(token({"kid": KEY_ID}), keys=(key(f"{name}_{KEY_ID}.p8"),))
    assert what in at(example, "foreign-key", "key", "warning").message


def test_the_key_of_an_individual():
    example = replace(token({"kid": KEY_ID}), keys=(key(f"ApiKey_{KEY_ID}.p8"),))
    assert "foreign-key key" not in findings(example)


def sent(url, header="Authorization: Bearer {}"):
    return Example(text=f"curl -H '{header.format(token().paste)}' '{url}'")


def test_the_request_is_sound():
    assert findings(sent("https://api.appstoreconnect.apple.com/v1/apps?limit=1")) == set()
    assert findings(sent("https://appstoreconnect.apple.com/notary/v2/submissions")) == set()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://api.storekit.itunes.apple.com/inApps/v1/history/1", "App Store Server API"),
        ("https://api.enterprise.developer.apple.com/v1/users", "Enterprise Program API"),
    ],
)
def test_the_address_is_for_another_token(url, says):
    pinned = replace(sent(url), profile=PROFILE)
    assert says in at(pinned, "wrong-endpoint", "request").message


def test_the_word_bearer_is_missing():
    at(
        sent("https://api.appstoreconnect.apple.com/v1/apps", "Authorization: {}"),
        "missing-scheme",
        "request",
    )


NOT_AUTHORIZED = (
    '{"errors":[{"status":"401","code":"NOT_AUTHORIZED","title":"Authentication credentials are missing '
    'or invalid.","detail":"Provide a properly configured and signed bearer token, and make sure that it '
    "has not expired. Learn more about Generating Tokens for API Requests "
    'https://developer.apple.com/go/?id=api-generating-tokens"}]}'
)
NO_AGREEMENT = '{"errors":[{"status":"403","code":"FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED"}]}'


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (NOT_AUTHORIZED, "refused the token itself"),
        (
            '{"errors":[{"status":"403","code":"FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED"}]}',
            "agreement",
        ),
        ('{"errors":[{"status":"403","code":"FORBIDDEN_ERROR"}]}', "may not do this"),
    ],
)
def test_the_error_body_is_explained(body, says):
    answer = profiles.explain(body, profiles.BUILT_IN, PROFILE)[0]
    assert answer.profile.id == PROFILE
    assert says in answer.meaning


def test_the_sample_of_the_server_api_that_lacks_a_hyphen_is_read_all_the_same():
    assert faults(token(iss="57246542-96fe-1a63e053-0824d011072a")) == {"malformed-value payload.iss"}
    assert judge(token()).recognition.confidence == "certain"
