"""The registered claims: what is wrong with a name, what is only odd, and where digits are lost."""

import pytest

from tests.inspector.cases import finding, findings, own
from webapp.inspector.example import NOW, Example, claims, header

A, B = "https://a.example", "https://b.example"


def told(rule, **changes):
    """Every place at which the rule complains."""
    drawn = [it.split(" ", 1) for it in findings(claims(**changes))]
    return [place for id_, place in drawn if id_ == rule]


@pytest.mark.parametrize(
    ("aud", "message", "instead"),
    [
        ([], "aud is an empty list; it must name the receiver.", None),
        ([A, None], "aud is a list that holds something else than texts.", None),
        (f"{A},{B}", f"aud is the one text “{A},{B}”; several receivers are a list.", [A, B]),
        (f"{A} ;\n{B}", f"aud is the one text “{A} ;‹U+000A›{B}”; several receivers are a list.", [A, B]),
        (f"{A} urn:b", f"aud is the one text “{A} urn:b”; several receivers are a list.", [A, "urn:b"]),
    ],
    ids=["empty list", "null in it", "comma", "semicolon and line end", "blank"],
)
def test_audience_that_names_no_receiver(aud, message, instead):
    found = finding(claims(aud=aud), "unusable-audience", "payload.aud")
    assert (found.severity, found.message, found.instead) == ("error", message, instead)


@pytest.mark.parametrize("aud", ["Clinic Portal", "web,mobile", "a.example; b.example"])
def test_audience_that_may_be_a_name_or_a_list_is_a_notice(aud):
    found = finding(claims(aud=aud), "unusable-audience", "payload.aud")
    assert (
        found.message == f"aud is the one text “{aud}”. If several receivers are meant, write a list of them."
    )
    assert (found.severity, found.instead) == ("notice", None)


@pytest.mark.parametrize(
    "aud",
    ["portal", "portal,", f"{A}/x,y", f"{A}/;v=1", f"{A}/?to=1,b:2", "urn:a,b", ["a, b"], ["a"] * 500],
    ids=[
        "name",
        "comma at its end",
        "comma in an address",
        "semicolon",
        "colon too",
        "urn",
        "list",
        "long list",
    ],
)
def test_audience_that_is_one_is_sound(aud):
    assert findings(claims(aud=aud)) == set()


def test_text_of_a_thousand_receivers_is_cut_in_the_message_and_not_in_the_repair():
    found = finding(claims(aud=" ".join([A] * 1000)), "unusable-audience", "payload.aud")
    assert len(found.message) < 200
    assert len(found.instead) == 1000


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"iss": ""}, "payload.iss", "iss is an empty text"),
        ({"sub": " \t"}, "payload.sub", "sub is an empty text"),
        ({"jti": "\n"}, "payload.jti", "jti is an empty text"),
        ({"aud": ["a", ""]}, "payload.aud[1]", "aud holds an empty text"),
    ],
    ids=["empty", "blanks", "line end", "in a list"],
)
def test_name_that_is_empty(changes, place, message):
    found = finding(claims(**changes), "empty-claim", place)
    assert found.message == f"{message}; probably a setting was missing when the token was made."
    assert found.span is not None


def test_empty_text_that_the_receiver_demands_is_told_once():
    known = own("[payload]\niss = { required = true }\nsub = {}\n")
    drawn = findings(Example({"iss": "", "sub": ""}, {"alg": "ES256"}, profile="door"), known)
    assert drawn == {"missing-field payload.iss", "empty-claim payload.sub"}


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("12:34", None),
        ("google|1:2", None),
        ("https://a.example/my app", None),
        ("https://a.example\n", "https://a.example"),
        (" https://a.example", "https://a.example"),
        (":", None),
    ],
)
def test_text_with_a_colon_that_is_no_uri(text, instead):
    found = finding(claims(iss=text), "not-a-uri", "payload.iss")
    shown = text.replace("\n", "‹U+000A›")
    assert found.message == f"iss is “{shown}”: with a colon in it, it must be a URI."
    assert (found.severity, found.instead) == ("warning", instead)


def test_no_uri_in_a_list_has_its_place():
    found = finding(claims(aud=[A, "1:2"]), "not-a-uri", "payload.aud[1]")
    assert found.message == "aud holds “1:2”: with a colon in it, it must be a URI."
    assert found.span is not None


@pytest.mark.parametrize("text", ["user 4711", "a|b", "auth0:group:a", "x:", "a+b-c.d:\u00e9", "\u200b"])
def test_name_that_is_odd_is_sound(text):
    assert findings(claims(sub=text)) == set()


@pytest.mark.parametrize(
    ("number", "read_as"),
    [
        (2**53 + 1, "9007199254740992"),
        (-(2**53) - 1, "-9007199254740992"),
        (100002348117421473, "100002348117421470"),
        (2**60, "1152921504606847000"),
        (10**20 + 1, "100000000000000000000"),
        (10**21 + 1, "1e+21"),
        (10**60 + 1, "1e+60"),
    ],
)
def test_number_that_javascript_reads_otherwise(number, read_as):
    found = finding(claims(account=number), "big-integer", "payload.account")
    assert found.message == f"account is {number}; JavaScript reads it as {read_as}."
    assert found.instead == str(number)


@pytest.mark.parametrize(
    "number", [2**53 - 1, 2**53, 2**53 + 2, -(2**53), 10**21, 1e300, 0.1234567890123456789]
)
def test_number_that_keeps_its_digits(number):
    assert told("big-integer", account=number) == []


def test_number_of_the_header_is_looked_at_too():
    assert finding(header(ver=2**53 + 1), "big-integer", "header.ver").severity == "warning"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"iat": NOW * 10**9 + 1}, "millisecond-date payload.iat"),
        ({"account": 10**400 + 1}, "unbounded-number payload.account"),
        ({"account": 10**2000 + 1}, "long-number payload.account"),
    ],
    ids=["date", "more than a double", "two thousand digits"],
)
def test_number_that_another_rule_tells_about(changes, rule):
    assert findings(claims(**changes)) == {rule}
