"""Where a token says that its issuer's keys are."""

import base64
import json

import pytest

from webapp.inspector import tokens
from webapp.inspector.key_sources import key_sources
from webapp.inspector.submission import Submission


def sources(payload=None, header=None):
    parts = ({"alg": "RS256"} | (header or {}), payload or {})
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    (token,) = tokens(Submission(".".join((*encoded, "AAAA"))))
    return key_sources(token)


@pytest.mark.parametrize(
    ("issuer", "documents"),
    [
        (
            "https://login.example.com",
            [
                "https://login.example.com/.well-known/openid-configuration",
                "https://login.example.com/.well-known/oauth-authorization-server",
            ],
        ),
        (
            "https://example.eu.auth0.com/",
            [
                "https://example.eu.auth0.com/.well-known/openid-configuration",
                "https://example.eu.auth0.com/.well-known/oauth-authorization-server",
            ],
        ),
        (
            "https://sso.example.com:8443/realms/staff",
            [
                "https://sso.example.com:8443/realms/staff/.well-known/openid-configuration",
                "https://sso.example.com:8443/.well-known/oauth-authorization-server/realms/staff",
                "https://sso.example.com:8443/.well-known/openid-configuration/realms/staff",
            ],
        ),
    ],
)
def test_issuer_leads_to_discovery_documents(issuer, documents):
    (source,) = sources({"iss": issuer})
    assert list(source.documents) == documents
    assert (source.address, source.issuer, source.key_set) == (documents[0], issuer, None)


def test_jku_leads_to_the_key_set():
    (source,) = sources(header={"jku": "https://keys.example.com/set.json?a=b"})
    assert (source.address, source.host) == ("https://keys.example.com/set.json?a=b", "keys.example.com")


NO_ADDRESSES = [
    *("accounts.google.com", "http://login.example.com", "8R4ZP2XK9T", "", "https://", "https://a b.com"),
    *("https://a@b.com", "https://[::1", "https://é.com", "https://a.com/\n", "https://a.com/" + "x" * 2000),
    *(7, None, ["https://a.com"]),
]


@pytest.mark.parametrize("value", NO_ADDRESSES, ids=lambda value: repr(value)[:30])
def test_what_is_no_address_leads_nowhere(value):
    assert sources({"iss": value}, {"jku": value}) == []


@pytest.mark.parametrize("issuer", ["https://a.com?x=1", "https://a.com#x"])
def test_issuer_has_neither_query_nor_fragment(issuer):
    assert sources({"iss": issuer}) == []


@pytest.mark.parametrize("alg", ["HS256", "hs512", "none"])
def test_nobody_publishes_the_key_of_a_secret_s_signature_or_of_none(alg):
    header = {"alg": alg, "jku": "https://example.com/keys"}
    assert sources({"iss": "https://login.example.com"}, header) == []
