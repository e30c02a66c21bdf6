"""What looks wrong and is right for somebody is no fault of a plain token."""

import pytest

from tests.inspector.cases import faults, own, recognised, sample
from webapp.inspector.example import NOW, Example
from webapp.inspector.profiles import BUILT_IN

YEAR = 31_556_952

TRAPS = {
    "scp as a list (Okta, Tableau)": {"scp": ["openid", "profile"]},
    "scp as a text (Entra)": {"scp": "User.Read Mail.Read"},
    "amr as objects (Supabase)": {"amr": [{"method": "password", "timestamp": NOW - 60}]},
    "ver as a number (Okta)": {"ver": 1},
    "ver as a text (Entra)": {"ver": "2.0"},
    "no aud (Cognito, GitHub, LiveKit, Zoom)": {"aud": None},
    "no exp (Stream, Zendesk, Google Wallet)": {"exp": None},
    "a year to live (Kubernetes)": {"exp": NOW + YEAR},
    "ten years to live (Supabase)": {"exp": NOW + 10 * YEAR},
    "durations": {"ttl": 43_200, "exi": 600, "uptime": 12_345, "cdniets": 60, "expires_in": 3600},
    "dates under other names": {"refresh_exp": NOW + 86_400, "updated_at": NOW - 86_400},
    "booleans as texts (GitLab, Apple, Cognito)": {"ref_protected": "true", "email_verified": "true"},
    "numbers as texts (GitHub, GitLab)": {"repository_id": "74", "project_id": "22", "run_id": "30433642"},
    "a number that is an id (GitLab)": {"runner_id": 1},
    "an empty list of rights (Docker)": {"access": []},
    "one audience in a list (Kubernetes, Cloudflare)": {"aud": ["https://api.example.com"]},
    "milliseconds in claims of one's own (StoreKit)": {"signedDate": NOW * 1000, "event_time": NOW * 1000},
}


@pytest.mark.parametrize("claims", TRAPS.values(), ids=TRAPS)
def test_plain_token(claims):
    payload = {"iss": "https://login.example.com", "sub": "x", "iat": NOW - 60, "exp": NOW + 600, **claims}
    payload = {name: value for name, value in payload.items() if value is not None}
    assert faults(Example(payload, {"alg": "RS256"}, bytes(range(256)), profile="jwt")) == set()


@pytest.mark.parametrize(
    "parameters",
    [
        {"exp": NOW + 60, "iss": "https://login.example.com", "signer": "x", "client": "y"},
        {"nonce": "abc"},
        {"utc": NOW * 1000},
    ],
    ids=["exp and iss (AWS ALB)", "nonce (Coinbase, Entra)", "utc (Samsung Wallet)"],
)
def test_plain_header(parameters):
    payload = {"sub": "x", "iat": NOW - 60, "exp": NOW + 600}
    example = Example(payload, {"alg": "RS256", **parameters}, bytes(range(256)), profile="jwt")
    assert faults(example) == set()


def test_milliseconds_by_design_are_right_where_the_profile_says_so():
    facts = '[payload.signedDate]\ntype = "date"\nunit = "milliseconds"\nmeans = "iat"'
    example = Example({"signedDate": (NOW - 60) * 1000}, {"alg": "RS256"}, bytes(range(256)), profile="door")
    assert faults(example, own(facts)) == set()


def test_text_that_is_a_number_is_right_where_the_profile_says_so():
    facts = '[payload.iat]\ntype = ["date", "text"]'
    example = Example({"iat": str(NOW)}, {"alg": "RS256"}, bytes(range(256)), profile="door")
    assert faults(example, own(facts)) == set()


def test_identity_token_with_booleans_as_texts():
    assert faults(sample("apple-identity-token", email_verified="false", is_private_email="true")) == set()


@pytest.mark.parametrize(
    ("alg", "drawn"),
    [
        ("RSA", {"unknown-algorithm header.alg"}),
        ("rs256", {"unknown-algorithm header.alg"}),
        ("E256", {"wrong-value header.alg"}),
        ("nonsense", {"wrong-value header.alg"}),
    ],
)
def test_algorithm_that_is_none_is_told_once(alg, drawn):
    example = sample("apple-identity-token", {"alg": alg})
    assert recognised(example).profile is BUILT_IN["apple-identity-token"]
    assert {it for it in faults(example) if "header.alg" in it} == drawn
