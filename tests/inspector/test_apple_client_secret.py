"""Why Apple says invalid_client: each cause that the token, the key or the request shows draws its finding.

The names of the tests are the rows of a catalogue of causes: A1 header, A2 claims, A4 key, A6 what Apple
alone knows. The request is in `test_apple_token_request.py`.
"""

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from webapp.inspector import profiles
from webapp.inspector.example import NOW, Example
from webapp.inspector.report import GateState
from webapp.inspector.rule import Gate, Severity
from webapp.inspector.signature import Status

from .cases import KEY_ID, TEAM, faults, finding, findings, judge, key, recognised, sample

PROFILE = "apple-client-secret"
UUID = "57246542-96fe-1a63-e053-0824d011072a"
KEYS = Path(__file__).parent.parent / "data" / "keys"
DAY = 86_400
LIMIT = 15_777_000
TOKEN_URL = "https://appleid.apple.com/auth/token"
CODE = "cb4b1234567890abcdef1234567890abc.0.rsy.Pccg6U9TpmqAcdluAKck_g"


def secret(header=None, **claims):
    return sample(PROFILE, header, **claims)


def at(example, rule, place, severity="error"):
    """The one finding of `rule`, at `place` and of that severity; the token is known for what it is."""
    found = finding(example, rule, place)
    assert found.severity == severity
    assert recognised(example).profile.id == PROFILE
    return found


# A1: the header


def test_a101_kid_is_missing():
    found = at(secret({"kid": None}), "missing-field", "header.kid")
    assert "Key ID" in found.message
    assert found.instead is None


def test_a101_kid_is_missing_and_the_key_file_tells_it():
    example = replace(secret({"kid": None}), keys=(key(f"AuthKey_{KEY_ID}.p8"),))
    assert at(example, "missing-field", "header.kid").instead == KEY_ID


def test_a101_kid_is_empty():
    assert "empty" in at(secret({"kid": ""}), "missing-field", "header.kid").message


def test_a102_kid_stands_in_the_payload():
    example = secret({"kid": None}, kid=KEY_ID)
    found = at(example, "missing-field", "header.kid")
    assert "stands in the payload; it belongs in the header" in found.message
    assert found.instead == KEY_ID
    assert finding(example, "foreign-field", "payload.kid").remove


def test_a103_alg_is_missing():
    assert at(secret({"alg": None}), "missing-field", "header.alg").instead == "ES256"


@pytest.mark.parametrize("alg", ["HS256", "HS512", "RS256", "PS256", "ES384", "ES512", "ES256K", "EdDSA"])
def test_a103_alg_is_another(alg):
    found = at(secret({"alg": alg}), "wrong-value", "header.alg")
    assert found.instead == "ES256"
    assert f"“{alg}”" in found.message


def test_a103_alg_is_the_default_of_the_library():
    assert "default" in finding(secret({"alg": "HS256"}), "wrong-value", "header.alg").message


@pytest.mark.parametrize(
    ("alg", "rule"),
    [("none", "no-algorithm"), ("es256", "unknown-algorithm"), ("E256", "unknown-algorithm")],
)
def test_a103_alg_that_another_rule_tells_of_is_told_once(alg, rule):
    example = secret({"alg": alg})
    assert f"{rule} header.alg" in findings(example)
    assert "wrong-value header.alg" not in findings(example)
    assert recognised(example).profile.id == PROFILE


def test_a104_kid_and_iss_are_exchanged_as_the_key_file_tells():
    example = replace(secret({"kid": TEAM}, iss=KEY_ID), keys=(key(f"AuthKey_{KEY_ID}.p8"),))
    found = at(example, "swapped-ids", "header.kid", "warning")
    assert found.instead == KEY_ID
    assert f"AuthKey_{KEY_ID}.p8" in found.message
    assert "Key ID and Team ID are exchanged" in found.message
    assert "key-id-mismatch header.kid" not in findings(example)


def test_a104_kid_and_iss_are_exchanged_as_the_client_id_tells():
    example = replace(secret({"kid": TEAM}, iss=KEY_ID), client_id=f"{TEAM}.com.example.web")
    assert at(example, "swapped-ids", "header.kid", "warning").instead == KEY_ID


def test_a104_is_not_said_without_proof():
    example = secret({"kid": TEAM}, iss=KEY_ID)
    assert faults(example) == set()
    assert faults(replace(example, keys=(key("key.p8"),))) <= {"key-type-mismatch key"}


@pytest.mark.parametrize(
    ("kid", "says"),
    [
        (f" {KEY_ID}", "a blank before it"),
        (f"{KEY_ID} ", "a blank at its end"),
        (f"{KEY_ID}\n", "a line end at its end"),
        (f"{KEY_ID}\r\n", "a line end at its end"),
        (f'"{KEY_ID}"', "quotation marks around it"),
        (f"'{KEY_ID}'", "quotation marks around it"),
        (f"“{KEY_ID}”", "quotation marks around it"),
        (f'"{KEY_ID}"\n', "quotation marks around it and a line end at its end"),
        ("7XK4 Q2M9 RT", "blanks in it"),
        (f"AuthKey_{KEY_ID}.p8", "the name of the key file"),
        (f"AuthKey_{KEY_ID}", "the name of the key file"),
        (f"AuthKey_{KEY_ID} (1).p8", "the name of the key file"),
        (f"{KEY_ID}.p8", "the ending of the key file"),
        (KEY_ID.lower(), "in small letters"),
    ],
)
def test_a105_kid_is_not_ten_characters(kid, says):
    found = at(secret({"kid": kid}), "malformed-value", "header.kid")
    assert says in found.message
    assert found.instead == KEY_ID


@pytest.mark.parametrize(("kid", "says"), [("ABC123", "“ABC123”"), (UUID, "Issuer ID"), ("A" * 2000, "…”")])
def test_a105_kid_that_cannot_be_repaired(kid, says):
    found = at(secret({"kid": kid}), "malformed-value", "header.kid")
    assert says in found.message
    assert "ten characters" in found.message
    assert found.instead is None


def test_a106_kid_is_not_the_one_of_the_key_file():
    example = replace(secret({"kid": "ABC123DEFG"}), keys=(key(f"AuthKey_{KEY_ID}.p8"),))
    found = at(example, "key-id-mismatch", "header.kid", "warning")
    assert "“ABC123DEFG”" in found.message
    assert f"“{KEY_ID}”" in found.message
    assert found.instead == KEY_ID


def test_a106_letters_that_look_like_digits_are_pointed_out():
    example = replace(secret({"kid": "7XK4O2M9RI"}), keys=(key("AuthKey_7XK402M9R1.p8"),))
    assert "O and 0" in at(example, "key-id-mismatch", "header.kid", "warning").message


@pytest.mark.parametrize("kid", [f"{KEY_ID}\n", f"AuthKey_{KEY_ID}.p8", KEY_ID.lower()])
def test_a106_is_not_said_of_a_kid_that_is_merely_malformed(kid):
    example = replace(secret({"kid": kid}), keys=(key(f"AuthKey_{KEY_ID}.p8"),))
    assert "key-id-mismatch header.kid" not in findings(example)


def test_a107_kid_stands_there_twice():
    header = '{"alg":"ES256","kid":"7XK4Q2M9RT","kid":"ABC123DEFG"}'
    assert "duplicate-member header.kid" in findings(replace(secret(), header=header))


# A2: the claims


def test_a201_iss_is_missing():
    found = at(secret(iss=None), "missing-field", "payload.iss")
    assert "Team ID" in found.message


@pytest.mark.parametrize(
    ("iss", "says", "instead"),
    [
        (UUID, "an Issuer ID of App Store Connect", None),
        (f"SEARCHADS.{UUID}", "Apple Ads", None),
        ("com.example.web", "a bundle ID", None),
        (f"{TEAM}.com.example.web", "a Team ID with a bundle ID behind it", TEAM),
        ("https://example.com", "an address", None),
        (f" {TEAM}", "a blank before it", TEAM),
        (TEAM.lower(), "in small letters", TEAM),
        ("8R4ZP2XK9", "“8R4ZP2XK9”", None),
    ],
)
def test_a201_iss_is_no_team_id(iss, says, instead):
    found = at(secret(iss=iss), "malformed-value", "payload.iss")
    assert says in found.message
    assert "Team ID: ten characters" in found.message
    assert found.instead == instead


def test_a202_sub_is_missing():
    assert at(secret(sub=None), "missing-field", "payload.sub").instead == "com.example.web"


@pytest.mark.parametrize(
    ("client_id", "says"),
    [
        ("com.example.app", "“com.example.app”"),
        ("com.example.Web", "in other capitals"),
        ("com.example.web ", "a blank more or less"),
    ],
)
def test_a203_sub_is_not_the_client_id(client_id, says):
    found = at(replace(secret(), client_id=client_id), "client-id-mismatch", "payload.sub")
    assert found.gate is Gate.REQUEST
    assert says in found.message


def test_a204_sub_begins_with_the_team_id():
    found = at(secret(sub=f"{TEAM}.com.example.web"), "malformed-value", "payload.sub")
    assert "the Team ID before it" in found.message
    assert found.instead == "com.example.web"
    assert "client-id-mismatch payload.sub" not in findings(secret(sub=f"{TEAM}.com.example.web"))


@pytest.mark.parametrize(
    ("sub", "says", "severity"),
    [
        ("8R4ZP2XK9T", "a Team ID or Key ID", "error"),
        ("1234567890123", "an Apple ID number", "error"),
        ("dev@example.com", "an e-mail address", "error"),
        ("https://example.com", "an address", "error"),
        ("com.example.*", "a wildcard", "error"),
        ("maps.com.example", "a Maps ID", "error"),
        ("media.com.example", "another kind", "notice"),
        ("merchant.com.example", "another kind", "notice"),
        ("iCloud.com.example", "another kind", "notice"),
        ("com.example web", "“com.example web”", "error"),
    ],
)
def test_a205_sub_is_another_kind_of_identifier(sub, says, severity):
    assert says in at(secret(sub=sub), "malformed-value", "payload.sub", severity).message


def test_a205_sub_is_the_number_of_the_app():
    found = at(secret(sub=1234567890), "mistyped-field", "payload.sub")
    assert "the number of an app" in found.message


def test_a206_is_asked():
    assert "Services ID" in profiles.BUILT_IN[PROFILE].ask["client"]


@pytest.mark.parametrize(
    ("aud", "says"),
    [
        ("https://appleid.apple.com/", "a slash at its end"),
        ("https://appleid.apple.com/auth/token", "a path"),
        ("http://appleid.apple.com", "http in place of https"),
        ("appleid.apple.com", "without https://"),
        ("https://account.apple.com", "School and Business Manager"),
        ("https://account.apple.com/auth/oauth2/v2/token", "School and Business Manager"),
        ("appstoreconnect-v1", "App Store Connect"),
        ("com.example.web", "your own app"),
        (" https://appleid.apple.com", "a blank before it"),
        ("HTTPS://APPLEID.APPLE.COM", "in capital letters"),
        ("something", "“something”"),
    ],
)
def test_a207_aud_is_wrong(aud, says):
    found = at(secret(aud=aud), "wrong-value", "payload.aud")
    assert says in found.message
    assert found.instead == "https://appleid.apple.com"


def test_a207_aud_is_missing():
    assert at(secret(aud=None), "missing-field", "payload.aud").instead == "https://appleid.apple.com"


def test_a208_aud_is_a_list():
    example = secret(aud=["https://appleid.apple.com"])
    found = at(example, "mistyped-field", "payload.aud", "warning")
    assert found.instead == "https://appleid.apple.com"
    assert faults(example) == {"mistyped-field payload.aud"}


@pytest.mark.parametrize(("name", "instead"), [("iat", NOW), ("exp", NOW + 180 * DAY)])
def test_a209_a_date_is_missing(name, instead):
    assert at(secret(**{name: None}), "missing-field", f"payload.{name}").instead == instead


@pytest.mark.parametrize("name", ["iat", "exp"])
def test_a210_a_date_is_text(name):
    example = secret(**{name: str(NOW + (600 if name == "exp" else -60))})
    assert isinstance(at(example, "text-date", f"payload.{name}").instead, int)
    assert faults(example) == {f"text-date payload.{name}"}


@pytest.mark.parametrize(("name", "date"), [("iat", NOW - 60), ("exp", NOW + 600)])
def test_a211_a_date_is_in_milliseconds(name, date):
    example = secret(**{name: date * 1000})
    assert at(example, "millisecond-date", f"payload.{name}").instead == date
    assert faults(example) == {f"millisecond-date payload.{name}"}


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ("millisecond-date", (NOW + 600) * 10**6),
        ("millisecond-date", (NOW + 600) * 10**9),
        ("misread-date", (NOW + 600 + 62_135_596_800) * 10**7),
        ("misread-date", (NOW + 600 + 11_644_473_600) * 10**7),
        ("misread-date", NOW + 600 - 978_307_200),
        ("misread-date", 660),
    ],
)
def test_a212_exp_is_in_another_unit(rule, number):
    example = secret(exp=number)
    assert at(example, rule, "payload.exp").instead == NOW + 600
    assert faults(example) == {f"{rule} payload.exp"}


def test_a213_a_date_has_a_fraction():
    assert at(secret(iat=NOW - 59.5), "fractional-date", "payload.iat", "warning").instead == NOW - 60


def test_a214_it_has_expired():
    assert "3 days ago" in at(secret(iat=NOW - 4 * DAY, exp=NOW - 3 * DAY), "expired", "payload.exp").message


def test_a215_it_lives_too_long():
    found = at(secret(exp=NOW + LIMIT + 1), "far-expiry", "payload.exp")
    assert "15,777,001 seconds" in found.message
    assert "at most 15,777,000 seconds (182.6 days), counted from now" in found.message
    assert found.instead == NOW + 180 * DAY
    assert found.citation.url.startswith("https://developer.apple.com/")


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (184 * DAY, "which is six calendar months after iat"),
        (365 * DAY, "which is one year after iat"),
        (200 * DAY, "counted from now"),
    ],
)
def test_a215_names_what_was_added(seconds, says):
    issued = 1_772_323_200  # 1 March 2026; six months later it is 1 September, 184 days on
    example = replace(secret(iat=issued, exp=issued + seconds), now=issued)
    assert says in at(example, "far-expiry", "payload.exp").message


@pytest.mark.parametrize("seconds", [15_776_400, 15_776_700, 15_777_000])
def test_a216_it_lives_just_as_long_as_is_allowed(seconds):
    found = at(secret(exp=NOW + seconds), "tight-expiry", "payload.exp", "warning")
    assert found.instead == NOW + 180 * DAY


@pytest.mark.parametrize("seconds", [600, 180 * DAY, 15_776_399])
def test_a216_is_not_said_of_a_shorter_life(seconds):
    assert faults(secret(exp=NOW + seconds)) == set()


def test_a217_it_expires_before_it_was_issued():
    assert at(secret(iat=NOW - 60, exp=NOW - 60 - DAY), "expiry-before-issue", "payload.exp")


def test_a218_it_was_issued_in_the_future():
    found = at(secret(iat=NOW + 41), "future-issue", "payload.iat")
    assert "41 seconds" in found.message
    assert "Apple refuses tokens from the future" in found.message
    assert found.instead == NOW - 60


def test_a219_it_was_issued_in_another_time_zone():
    found = at(secret(iat=NOW + 8 * 3600, exp=NOW + 9 * 3600), "zone-shifted-date", "payload.iat", "warning")
    assert "time.time()" in found.message


def test_a220_it_is_not_valid_yet():
    example = secret(nbf=NOW + 60)
    assert "not-yet-valid payload.nbf" in faults(example)
    assert finding(example, "foreign-field", "payload.nbf").remove


def test_a221_a_claim_is_needless():
    found = at(secret(role="admin"), "foreign-field", "payload.role", "notice")
    assert found.remove
    assert "Apple does not ask for role" in found.message


@pytest.mark.parametrize(
    ("kid", "says"),
    [
        ("7XK4Q2M9R\u0422", "cyrillic capital letter te (U+0422) for T"),
        (f"\u200b{KEY_ID}", "zero-width space (U+200B)"),
        (f"{KEY_ID}\u00a0", "no-break space (U+00A0)"),
        ("７XK4Q2M9RT", "(U+FF17) for 7"),
    ],
)
def test_a222_characters_that_cannot_be_seen_or_look_alike(kid, says):
    found = at(secret({"kid": kid}), "malformed-value", "header.kid")
    assert says in found.message
    assert found.instead == KEY_ID


# A4: the key file


@pytest.mark.parametrize("file", ["rsa.pem", "p384.pem", "ed25519.pem"])
def test_a403_the_key_is_of_another_kind(file):
    example = replace(secret(), keys=(key(file, (KEYS / file).read_bytes()),))
    found = finding(example, "key-type-mismatch", "key")
    assert found.severity is Severity.ERROR


def test_a403_a_key_of_another_kind_under_its_own_algorithm_is_told_by_the_algorithm():
    example = replace(secret({"alg": "RS256"}), keys=(key("rsa.pem", (KEYS / "rsa.pem").read_bytes()),))
    assert "wrong-value header.alg" in faults(example)
    assert "foreign-key key" not in faults(example)


def test_a403_a_key_of_another_kind_without_an_algorithm():
    example = replace(secret({"alg": None}), keys=(key("rsa.pem", (KEYS / "rsa.pem").read_bytes()),))
    found = finding(example, "foreign-key", "key")
    assert "an RSA key of 2048 bits" in found.message
    assert "P-256" in found.message


def test_a405_an_identity_token_is_the_client_secret():
    pasted = sample("apple-identity-token").paste
    example = Example(text=f"curl {TOKEN_URL} -d client_id=com.example.web -d client_secret={pasted}")
    found = finding(example, "misused-token", "request.client_secret")
    assert found.severity is Severity.ERROR
    assert found.gate is Gate.REQUEST
    assert recognised(example).profile.id == "apple-identity-token"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (f"SubscriptionKey_{KEY_ID}.p8", "In-App Purchase"),
        (f"ApiKey_{KEY_ID}.p8", "App Store Connect"),
        (f"APNSAuthKey_{KEY_ID}.p8", "push notifications"),
    ],
)
def test_a406_the_key_is_for_another_service(name, what):
    example = replace(secret(), keys=(key(name),))
    found = at(example, "foreign-key", "key", "warning")
    assert what in found.message


def test_a406_is_not_said_of_the_right_key():
    example = replace(secret(), keys=(key(f"AuthKey_{KEY_ID}.p8"),))
    assert "foreign-key key" not in findings(example)


def test_a407_it_was_made_some_time_ago():
    found = at(secret(iat=NOW - 40 * DAY), "aged-token", "payload.iat", "notice")
    assert "40 days ago" in found.message
    assert "com.example.web" in found.message
    assert KEY_ID in found.message


def test_a407_is_not_said_of_an_expired_one():
    assert "aged-token payload.iat" not in findings(secret(iat=NOW - 40 * DAY, exp=NOW - DAY))


# A6: what only Apple knows


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("A601", "revoked"),
        ("A602", "enabled"),
        ("A603", "identifier"),
        ("A604", "team"),
        ("A605", "new"),
        ("A606", "agreement"),
        ("A607", "app"),
        ("A608", "outage"),
        ("A609", "users"),
    ],
)
def test_a6_is_asked(row, name):
    assert profiles.BUILT_IN[PROFILE].ask[name]


# The whole story


def signed(header, claims, *, der=False):
    """A client_secret that AuthKey_7XK4Q2M9RT.p8 signed."""
    private = load_pem_private_key((KEYS / f"AuthKey_{KEY_ID}.p8").read_bytes(), None)
    message = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
    signature = private.sign(message.encode(), ec.ECDSA(SHA256()))
    r, s = utils.decode_dss_signature(signature)
    return f"{message}.{_encoded(signature if der else r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def story(token, client_id="com.example.web"):
    text = (
        f"curl -X POST {TOKEN_URL} -d client_id={client_id} -d grant_type=authorization_code "
        f"-d code={CODE} -d client_secret={token}"
    )
    p8 = key(f"AuthKey_{KEY_ID}.p8", (KEYS / f"AuthKey_{KEY_ID}.p8").read_bytes())
    return judge(Example(text=text, keys=(p8,)))


def test_four_gates_of_a_sound_client_secret():
    example = secret()
    report = story(signed(example.header, example.payload))
    assert report.findings == ()
    assert set(report.gates.values()) == {GateState.PASS}
    assert report.verification.status is Status.VERIFIED


def test_four_gates_of_one_with_a_fault_behind_each():
    example = secret({"alg": "ES256", "kid": "ABC123"}, exp=str(NOW + 600), aud="https://appleid.apple.com/")
    report = story(signed(example.header, example.payload, der=True), "com.example.app")
    assert set(report.gates.values()) == {GateState.FAIL}
    assert {f"{it.gate} {it.rule.id}" for it in report.findings if it.severity is Severity.ERROR} == {
        "request client-id-mismatch",
        "header malformed-value",
        "payload text-date",
        "payload wrong-value",
        "signature der-signature",
    }
    assert report.recognition.profile.id == PROFILE


# Tokens that real libraries made


INTEROP = json.loads((KEYS.parent / "interop.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "made", INTEROP["tokens"], ids=lambda made: f"{made['alg']}-{made.get('library', '')}"
)
def test_sound_tokens_of_real_libraries_draw_nothing_but_their_algorithm(made):
    alg = made["alg"]
    material = INTEROP["keys"][alg]
    given = (
        {"secret": material}
        if alg.startswith("HS")
        else {"keys": (key(INTEROP["names"][alg], material.encode()),)}
    )
    report = judge(Example(text=made["token"], now=INTEROP["now"], **given))
    assert report.recognition.profile.id == PROFILE
    assert report.verification.status is Status.VERIFIED
    drawn = [f"{it.rule.id} {it.place}" for it in report.findings]
    unspecified = ["unspecified-curve header.alg"] if alg == "EdDSA" else []
    assert drawn == ([] if alg == "ES256" else ["wrong-value header.alg", *unspecified])
