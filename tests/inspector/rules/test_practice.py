"""What experience advises against: how long is long, and which names are those of secrets."""

import json
from dataclasses import replace

import pytest

from tests.inspector.cases import finding, findings, judge, own, sample
from webapp.inspector.example import NOW, PAYLOAD, Example, claims
from webapp.inspector.example_forms import encrypted
from webapp.inspector.example_keys import SECRET
from webapp.inspector.rule import Gate

DAY = 86_400


def test_a_token_without_exp_is_told_where_it_ought_to_stand():
    found = finding(claims(exp=None), "no-expiry", "payload.exp")
    assert (found.message, found.span) == ("There is no exp: the token is valid for ever.", None)
    assert (found.severity, found.gate) == ("notice", Gate.PAYLOAD)


@pytest.mark.parametrize(
    "payload",
    ['{"exp":null}', '{"exp":"soon"}', "[]", '"exp"', "", "not JSON", '{"sub":"x","ex'],
    ids=["null", "text", "list", "string", "empty", "words", "cut"],
)
def test_it_is_not_said_of_an_exp_that_is_wrong_or_may_be_lost(payload):
    assert "no-expiry payload.exp" not in findings(Example(payload=payload))


def test_nor_of_what_could_not_be_opened():
    example = replace(encrypted(content=b'{"sub":"x"}'), profile="jwt")
    assert findings(example) == set()
    assert findings(replace(example, secret=SECRET)) == {"no-expiry payload.exp"}


def test_receivers_with_a_profile_say_themselves_how_long_a_token_may_live():
    door = own("[payload]\nsub = { required = true }")
    for exp in ({}, {"exp": NOW + 999 * DAY}):
        assert findings(Example({"sub": "x", **exp}, {"alg": "ES256"}, profile="door"), door) == set()


@pytest.mark.parametrize(
    ("iat", "exp", "says"),
    [
        (NOW, NOW + 365 * DAY, None),
        (NOW, NOW + 366 * DAY, None),  # a year with a leap day in it
        (NOW, NOW + 366 * DAY + 1, "366 days"),
        (NOW, NOW + 730 * DAY, "730 days"),
        (NOW, NOW + 3653 * DAY, "10 years"),
        (None, NOW + 366 * DAY, None),
        (None, NOW + 367 * DAY, "367 days"),
        (NOW - 900 * DAY, NOW + 60, "2 years"),
        (str(NOW), NOW + 367 * DAY, "367 days"),
        (NOW, str(NOW + 367 * DAY), "367 days"),
        (NOW + 60, NOW, None),
    ],
)
def test_long_life(iat, exp, says):
    found = [it for it in judge(claims(iat=iat, exp=exp)).findings if it.rule.id == "long-life"]
    messages = [f"The token lives {says}; a stolen one serves as long."] if says else []
    assert [it.message for it in found] == messages


@pytest.mark.parametrize("exp", [None, "soon", True, 1e300, (NOW + 60) * 1000, [NOW]])
def test_what_is_no_date_lives_no_time(exp):
    assert "long-life payload.exp" not in findings(claims(exp=exp))


SECRETS = """
    password passwd passphrase pass_phrase PASSWORD userPassword user_password userpassword passwords
    passwordHash password_hash secret client_secret clientSecret secrets api_key apiKey APIKey api-key API-KEY
    apikey private_key privateKey private-key secretKey secret_access_key creditCard credit_card card-number
    cardNumber creditCardNumber ssn user_ssn userSSN cvv cvv2 https://x.example/password
""".split()  # noqa: SIM905  # a table reads better so
OTHERS = """
    password_changed_at passwordExpires pwd_exp password_reset_required passport pass secretary secret_id
    private_key_id api_key_id keys keycard card session classname className cssName lessn assn passage
""".split()  # noqa: SIM905


@pytest.mark.parametrize("name", SECRETS)
def test_names_of_secrets(name):
    found = finding(claims(**{name: "hunter2"}), "readable-secret", f"payload{_step(name)}")
    assert found.message == f"“{name}” can be read by everyone who sees the token; leave it out."
    assert (found.remove, found.severity) == (True, "warning")


def _step(name):
    return f'["{name}"]' if "/" in name else f".{name}"


@pytest.mark.parametrize("name", OTHERS)
def test_names_of_something_else(name):
    assert findings(claims(**{name: "hunter2"})) == set()


def test_a_long_name_is_looked_at_where_it_ends_and_shown_where_it_begins():
    found = finding(
        claims(**{"x" * 500 + "_password": "y"}), "readable-secret", f"payload.{'x' * 500}_password"
    )
    assert found.message.startswith(f"“{'x' * 60}” can")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("x", True),
        (1234, True),
        (["x"], True),
        ("", False),
        ([], False),
        (True, False),
        (False, False),
        (None, False),
        ({"x": 1}, False),
    ],
)
def test_a_secret_is_a_text_or_a_number(value, told):
    example = Example(payload={**PAYLOAD, "password": value})
    assert ("readable-secret payload.password" in findings(example)) is told


def test_what_is_encrypted_is_not_readable():
    content = json.dumps({**PAYLOAD, "password": "hunter2"}).encode()
    assert findings(encrypted(content=content, secret=True)) == set()


def test_a_claim_that_the_receiver_knows_is_none_of_its_faults():
    example = Example({"password": "x", "secret": "x"}, {"alg": "ES256"}, profile="door")
    assert findings(example, own("[payload]\npassword = { required = true }")) == {
        "readable-secret payload.secret"
    }


def test_a_retired_token_is_told_in_the_words_of_its_profile():
    known = own('retired = "The door was bricked up."\n[payload]\nsub = {}')
    example = Example({"sub": "x"}, {"alg": "ES256"}, profile="door")
    found = finding(example, "retired-token", "token", known)
    assert (found.message, found.gate, found.severity) == (
        "The door was bricked up.",
        Gate.PAYLOAD,
        "warning",
    )
    assert found.citation.url == "https://intranet.example/doors"
    assert "retired-token token" not in findings(sample("apple-client-secret"))
