"""What a profile asks of a field, in words."""

import re

import pytest

from webapp.inspector.place import Place
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.profiles.sign import Sign, Type
from webapp.inspector.profiles.vocabulary import Field, Unit
from webapp.inspector.reference.fields import Need, asks, condition, field_row, sign_words

APPLE = BUILT_IN["apple-client-secret"]
AUD = Place("payload", ("aud",))
GRANT = Place("request", ("grant_type",))


@pytest.mark.parametrize(
    ("field", "phrases"),
    [
        (Field(), []),
        (Field(equals="ES256"), ["“ES256”"]),
        (Field(one_of=("a", "b", 1, True)), ["“a”, “b”, 1 or true"]),
        (Field(pattern=re.compile("[A-Z]{10}"), form="ten letters"), ["ten letters"]),
        (Field(pattern=re.compile("[A-Z]{10}")), ["of a certain form"]),
        (Field(within=1200), ["at most 20 minutes ahead"]),
        (
            Field(within=15_777_000, margin=600),
            ["at most 15,777,000 seconds (182.6 days) ahead", "best 10 minutes less"],
        ),
        (Field(within=1200, safe=600), ["at most 20 minutes ahead", "best no more than 10 minutes ahead"]),
        (Field(age=3600, unit=Unit.MILLISECONDS), ["in milliseconds", "at most 1 hour ago"]),
    ],
)
def test_demands_are_phrases(field, phrases):
    assert list(asks(field)) == phrases


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        (Sign(AUD), "there is `aud`"),
        (Sign(AUD, absent=True), "there is no `aud`"),
        (Sign(AUD, equals="x"), "`aud` is “x”"),
        (Sign(AUD, one_of=("x", "y")), "`aud` is “x” or “y”"),
        (Sign(AUD, type=Type.LIST), "`aud` is of the type list"),
        (Sign(AUD, pattern=re.compile("urn:.*")), "`aud` has the form `urn:.*`"),
        (
            Sign(AUD, pattern=re.compile(r"https://example\.com/.*")),
            "`aud` has the form `https://example.com/…`",
        ),
        (Sign(AUD, each=re.compile("[a-z]+")), "every item of `aud` has the form `[a-z]+`"),
        (Sign(AUD, pattern=re.compile("x"), says="names Apple"), "`aud` names Apple"),
        (
            Sign(Place("payload"), only=frozenset({"iss", "iat"})),
            "the payload holds nothing but `iat` and `iss`",
        ),
        (Sign(Place("header", ("x5t#S256",))), 'there is `["x5t#S256"]` in the header'),
        (Sign(Place("label"), equals="id_token"), "the name it is sent under is “id_token”"),
        (
            Sign(Place("request"), equals="https://a.example"),
            "the address of the request is “https://a.example”",
        ),
    ],
)
def test_sign_is_a_clause(sign, words):
    assert sign_words(sign) == words


def test_sign_of_a_member_with_a_label_is_said_by_it():
    sign = Sign(AUD, pattern=re.compile("[A-Z]+"))
    assert sign_words(sign, "Issuer ID") == "`aud` has the form of an Issuer ID"


def test_conditions_are_joined():
    signs = (Sign(GRANT, equals="refresh_token"), Sign(AUD))
    assert condition(signs) == "if `grant_type` in the request is “refresh_token” and there is `aud`"
    assert condition(()) == ""


def test_field_with_cases_says_when_each_holds():
    cases = (Field(when=(Sign(AUD),)),)
    row = field_row("payload", "iss", Field(required=True, label="Team ID", cases=cases), APPLE)
    assert [(it.condition, it.need) for it in row.demands] == [
        ("if there is `aud`", Need.OPTIONAL),
        ("otherwise", Need.REQUIRED),
    ]
    assert (row.place, row.label) == ("payload.iss", "Team ID")


def test_demand_without_content_needs_no_document():
    row = field_row("payload", "x", Field(), APPLE)
    assert not row.demands[0].says_something
    assert field_row("payload", "x", Field(forbidden=True), APPLE).demands[0].says_something
