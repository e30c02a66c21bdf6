"""The token that Apple makes when somebody signs in, and what people trip over in it."""

from dataclasses import replace

import pytest

from webapp.inspector import profiles
from webapp.inspector.example import NOW, Example
from webapp.inspector.profiles import Confidence

from .cases import TEAM, faults, finding, findings, judge, key, recognised, sample

PROFILE = "apple-identity-token"


def identity(header=None, **claims):
    return sample(PROFILE, header, **claims)


def at(example, rule, place, severity="error"):
    found = finding(example, rule, place)
    assert found.severity == severity
    assert recognised(example).profile.id == PROFILE
    return found


def test_it_is_known_with_certainty():
    recognition = recognised(identity())
    assert recognition.confidence is Confidence.CERTAIN
    assert "iss is https://appleid.apple.com" in recognition.because


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "iat", "exp"])
def test_a_claim_is_missing(name):
    at(identity(**{name: None}), "missing-field", f"payload.{name}")


@pytest.mark.parametrize("name", ["alg", "kid"])
def test_a_header_parameter_is_missing(name):
    at(identity({name: None}), "missing-field", f"header.{name}")


@pytest.mark.parametrize("value", [True, False, "true", "false"])
@pytest.mark.parametrize("name", ["email_verified", "is_private_email"])
def test_booleans_may_be_text(name, value):
    assert faults(identity(**{name: value})) == set()


def test_other_text_is_no_boolean():
    at(identity(email_verified="yes"), "wrong-value", "payload.email_verified")


@pytest.mark.parametrize("status", [0, 1, 2])
def test_real_user_status(status):
    assert faults(identity(real_user_status=status)) == set()


def test_real_user_status_is_another_number():
    at(identity(real_user_status=3), "wrong-value", "payload.real_user_status")


def test_the_issuer_of_the_openid_configuration_is_explained():
    found = at(identity(iss="https://account.apple.com"), "wrong-value", "payload.iss")
    assert "openid-configuration" in found.message
    assert found.instead == "https://appleid.apple.com"


@pytest.mark.parametrize("alg", ["E256", "ES256", "HS256", "RS512"])
def test_the_algorithm_is_another(alg):
    found = at(identity({"alg": alg}), "wrong-value", "header.alg")
    assert found.instead == "RS256"


def test_apples_own_misprint_is_named():
    assert "Verifying a user" in finding(identity({"alg": "E256"}), "wrong-value", "header.alg").message


@pytest.mark.parametrize(
    ("aud", "says"), [("host.exp.Exponent", "development build"), ("1234567890", "a number")]
)
def test_the_audience_is_not_your_app(aud, says):
    assert says in at(identity(aud=aud), "malformed-value", "payload.aud", "warning").message


def test_b04_it_is_for_another_client():
    found = at(replace(identity(), client_id="com.example.app"), "client-id-mismatch", "payload.aud")
    assert "com.example.web" in found.message


def test_a_nonce_of_any_form_is_right():
    assert faults(identity(nonce="ab" * 32)) == set()
    assert faults(identity(nonce="n-0S6_WzA2Mj")) == set()


def test_a_hash_of_another_length_is_noted():
    at(identity(at_hash="abc"), "malformed-value", "payload.at_hash", "notice")


def test_other_claims_are_no_fault():
    assert findings(identity(org_id="x", transfer_sub="000000.abc.0000", anything=1)) == set()


@pytest.mark.parametrize(("place", "text"), [("code", "begins with c"), ("refresh_token", "begins with r")])
def test_it_is_sent_as_something_else(place, text):
    example = Example(text=f"curl https://appleid.apple.com/auth/token -d {place}={identity().paste}")
    found = at(example, "misused-token", f"request.{place}")
    assert text in found.message


def test_it_is_received_as_what_it_is():
    example = Example(text=f'{{"id_token": "{identity().paste}"}}')
    assert findings(example) == set()


def test_your_own_key_cannot_verify_it():
    example = replace(identity(), keys=(key(f"AuthKey_{TEAM}.p8"),))
    found = finding(example, "foreign-key", "key")
    assert "https://appleid.apple.com/auth/keys" in found.message


def test_the_notes_tell_of_the_keys_and_of_the_nonce():
    profile = profiles.BUILT_IN[PROFILE]
    assert "https://appleid.apple.com/auth/keys" in profile.header["kid"].note
    assert "SHA-256" in profile.payload["nonce"].note
    assert "configuration" in profile.payload["iss"].note


def test_a_server_to_server_notification_is_none():
    example = identity(events='{"type":"consent-revoked"}', sub=None, jti="x")
    assert (
        judge(example).recognition.profile.id != PROFILE or judge(example).recognition.confidence != "certain"
    )


def test_a_day_in_the_past_and_ahead():
    assert faults(identity(iat=NOW - 86_399, exp=NOW + 1, auth_time=NOW - 86_400)) == set()
