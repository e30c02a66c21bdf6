"""Provider tokens for push notifications: two identifiers that are exchanged, a date, a signature."""

from dataclasses import replace

import pytest

from webapp.inspector import profiles
from webapp.inspector.example import NOW, Example
from webapp.inspector.profiles import Confidence
from webapp.inspector.rule import Severity

from .cases import KEY_ID, TEAM, faults, finding, findings, judge, key, recognised, sample

PROFILE = "apple-apns"

# From https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
APPLES_SAMPLE = (
    "eyAia2lkIjogIjhZTDNHM1JSWDciIH0.eyAiaXNzIjogIkM4Nk5WOUpYM0QiLCAiaWF0IjogIjE0NTkxNDM1ODA2NTAiIH0."
    "MEYCIQDzqyahmH1rz1s-LFNkylXEa2lZ_aOCX4daxxTZkVEGzwIhALvkClnx5m5eAT6Lxw7LZtEQcH6JENhJTMArwLf3sXwi"
)


def token(header=None, **claims):
    return sample(PROFILE, header, **claims)


def at(example, rule, place, severity="error"):
    """The finding; it is the same, if no error, where one field less leaves only the shape to know it by."""
    found = finding(replace(example, profile=PROFILE), rule, place)
    assert found.severity == severity
    assert recognised(example).profile.id == PROFILE
    assert finding(example, rule, place).instead == found.instead
    return found


def test_apples_own_sample_has_three_faults_and_a_signature_that_apns_alone_takes():
    report = judge(Example(text=APPLES_SAMPLE))
    assert report.recognition.profile.id == PROFILE
    assert {(it.rule.id, str(it.place), it.severity.value) for it in report.findings} == {
        ("missing-field", "header.alg", "error"),
        ("text-date", "payload.iat", "error"),
        ("millisecond-date", "payload.iat", "error"),
        ("der-signature", "signature", "warning"),
    }
    (der,) = [it for it in report.findings if it.rule.id == "der-signature"]
    assert "APNs takes it all the same" in der.message
    (date,) = [it for it in report.findings if it.rule.id == "millisecond-date"]
    assert date.instead == 1_459_143_580


def test_it_is_known_by_its_shape():
    recognition = recognised(token())
    assert recognition.confidence is Confidence.STRONG
    assert "iss has the form of a Team ID" in recognition.because
    assert "the payload holds nothing but iss and iat" in recognition.because


@pytest.mark.parametrize("place", ["header.alg", "header.kid", "payload.iss", "payload.iat"])
def test_a_field_is_missing(place):
    part, name = place.split(".")
    example = token({name: None}) if part == "header" else token(**{name: None})
    at(example, "missing-field", place)


@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES384"])
def test_the_algorithm_is_another(alg):
    assert at(token({"alg": alg}), "wrong-value", "header.alg").instead == "ES256"


def test_key_id_and_team_id_are_exchanged():
    example = replace(token({"kid": TEAM}, iss=KEY_ID), keys=(key(f"AuthKey_{KEY_ID}.p8"),))
    assert at(example, "swapped-ids", "header.kid", "warning").instead == KEY_ID


@pytest.mark.parametrize(
    ("iss", "instead"), [(f"{TEAM}.com.example.app", TEAM), ("com.example.app", None), (TEAM.lower(), TEAM)]
)
def test_the_team_id_is_malformed(iss, instead):
    assert at(token(iss=iss), "malformed-value", "payload.iss").instead == instead


def test_it_is_older_than_an_hour():
    found = at(token(iat=NOW - 3601), "stale-token", "payload.iat")
    assert "60 minutes ago" in found.message
    assert "1 hour" in found.message
    assert found.instead == NOW


def test_an_hour_is_sound():
    assert findings(token(iat=NOW - 3600)) == set()


def test_it_is_from_the_future():
    assert "InvalidProviderToken" in at(token(iat=NOW + 90), "future-issue", "payload.iat").message


def test_an_expiry_is_no_fault():
    assert faults(token(exp=NOW + 600)) == set()


@pytest.mark.parametrize("name", ["aud", "sub", "nonce"])
def test_another_claim_is_needless(name):
    example = token(**{name: "com.example.app"})
    assert at(example, "foreign-field", f"payload.{name}", "notice").remove


def test_a_der_signature_is_an_error_elsewhere():
    der = bytes.fromhex("3045022100") + b"\x99" * 32 + bytes.fromhex("0220") + b"\x11" * 32
    elsewhere = replace(sample("apple-client-secret"), signature=der)
    assert finding(elsewhere, "der-signature", "signature").severity is Severity.ERROR
    assert at(replace(token(), signature=der), "der-signature", "signature", "warning")


def sent(url, options="-X POST", header="authorization: bearer {}"):
    return Example(text=f"curl {options} -H '{header.format(token().paste)}' '{url}'")


@pytest.mark.parametrize(
    "url",
    [
        "https://api.push.apple.com/3/device/00",
        "https://api.sandbox.push.apple.com:443/3/device/00",
        "https://api.push.apple.com:2197/3/device/00",
    ],
)
def test_the_request_is_sound(url):
    assert findings(sent(url)) == set()
    assert recognised(sent(url)).confidence is Confidence.CERTAIN


def test_the_request_is_no_post():
    at(sent("https://api.push.apple.com/3/device/00", ""), "wrong-method", "request")


def test_the_word_bearer_is_missing():
    example = sent("https://api.push.apple.com/3/device/00", header="authorization: {}")
    at(example, "missing-scheme", "request")


@pytest.mark.parametrize(
    ("reason", "says", "place"),
    [
        ("ExpiredProviderToken", "older than an hour", "payload.iat"),
        ("InvalidProviderToken", "exchanged", "header.kid"),
        ("MissingProviderToken", "no token", "request"),
        ("BadEnvironmentKeyIdInToken", "environment", "header.kid"),
        ("BadEnvironmentKeyInToken", "environment", "header.kid"),
        ("UnrelatedKeyIdInToken", "another key", "header.kid"),
        ("Forbidden", "another team", "payload.iss"),
        ("TooManyProviderTokenUpdates", "20 minutes", "payload.iat"),
    ],
)
def test_the_reason_is_explained(reason, says, place):
    answer = profiles.explain(f'{{"reason":"{reason}"}}', profiles.BUILT_IN, PROFILE)[0]
    assert answer.profile.id == PROFILE
    assert says in answer.meaning
    assert place in answer.look_at


@pytest.mark.parametrize("text", ["BAD_AUTHENTICATION_TOKEN", "Invalid Authorization Token"])
def test_the_answers_of_devicecheck_are_explained(text):
    assert "DeviceCheck" in profiles.explain(text, profiles.BUILT_IN)[0].meaning


@pytest.mark.parametrize(
    ("kid", "iss"),
    [("abcde12345", "0123456789"), (KEY_ID, "0123456789"), (KEY_ID, "orders1svc"), ("orderkey01", TEAM)],
)
def test_a_token_of_one_s_own_that_only_looks_like_it_is_asked_about(kid, iss):
    """Ten characters are soon met by chance; Apple's are capitals and digits, and hardly digits alone."""
    report = judge(token({"kid": kid}, iss=iss, iat=(NOW - 9000) * 1000))
    assert report.recognition.asks
    assert (report.audience, report.noun) == ("the receiver", "token")
    assert {it.rule.id for it in report.findings if it.severity is Severity.ERROR} == {"millisecond-date"}
