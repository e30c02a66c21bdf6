"""What the receiver asks of each field, and the token lacks or gets wrong."""

from dataclasses import replace

import pytest

from tests.inspector.cases import faults, finding, findings, judge, own, sample
from webapp.inspector.example import Example

ALG = {"alg": "ES256"}


def door(payload, header=ALG):
    return Example(payload, header, profile="door")


def plain(header=None, **claims):
    return sample("jwt", header, **claims)


@pytest.mark.parametrize(
    ("words", "claims", "instead"),
    [
        ('equals = "x"', {}, "x"),
        ('one_of = ["x", "y"]', {}, None),
        ('type = "text"', {}, None),
        ('equals = "x"', {"kind": ""}, "x"),
    ],
)
def test_missing_field_has_the_only_value_to_put_there(words, claims, instead):
    known = own(f"[payload]\nkind = {{ required = true, {words} }}")
    assert finding(door(claims), "missing-field", "payload.kind", known).instead == instead


def test_missing_field_says_what_it_is_and_why():
    known = own('[payload]\nkind = { required = true, label = "kind of door", note = "Doors differ." }')
    found = finding(door({}), "missing-field", "payload.kind", known)
    assert found.message == "kind is missing. Put the kind of door there. Doors differ."
    assert found.citation.url == "https://intranet.example/doors"
    assert found.citation.document == "Door opener"


@pytest.mark.parametrize(
    ("mark", "severity"), [("verified", "error"), ("reported", "warning"), ("remembered", "notice")]
)
def test_mark_decides_the_severity(mark, severity):
    known = own(f'[payload]\nkind = {{ required = true, equals = "x", type = "text", mark = "{mark}" }}')
    assert finding(door({}), "missing-field", "payload.kind", known).severity == severity
    assert finding(door({"kind": 1}), "mistyped-field", "payload.kind", known).severity == severity
    assert finding(door({"kind": "y"}), "wrong-value", "payload.kind", known).severity == severity


def test_source_is_cited():
    known = own(
        '[payload]\nkind = { required = true, source = "manual" }\n'
        '[sources.manual]\ndocument = "Manual"\nsection = "7"\nurl = "https://intranet.example/manual"'
    )
    citation = finding(door({}), "missing-field", "payload.kind", known).citation
    assert (citation.document, citation.section, citation.url) == (
        "Manual",
        "7",
        "https://intranet.example/manual",
    )


def test_missing_header_parameter_that_stands_in_the_payload():
    found = finding(plain({"alg": None}, alg="ES256"), "missing-field", "header.alg")
    assert "alg stands in the payload; it belongs in the header." in found.message
    assert found.instead == "ES256"


@pytest.mark.parametrize("payload", ['{"iss":"8R4ZP2XK9T","iat":17954', '{"iss":"8R4ZP2XK9T"', '{"iss":"8R4'])
def test_missing_field_is_not_said_of_what_may_be_cut_off(payload):
    example = replace(sample("apple-client-secret"), payload=payload, profile="apple-client-secret")
    assert "missing-field" not in {it.rule.id for it in judge(example).findings}


def test_missing_field_is_said_where_only_the_grammar_is_broken():
    example = replace(sample("apple-apns"), payload="{'iss':'8R4ZP2XK9T',}", profile="apple-apns")
    assert "missing-field payload.iat" in findings(example)


@pytest.mark.parametrize("payload", ["[]", "7", '"text"', "null", "", "not JSON"])
def test_nothing_is_asked_of_a_payload_that_is_none(payload):
    example = replace(sample("apple-client-secret"), payload=payload, profile="apple-client-secret")
    assert not {it for it in findings(example) if "payload." in it}


EVERYTHING = {
    "x": "text",
    "7": "whole number",
    "7.5": "number",
    "7.0": "whole number",
    "true": "boolean",
    "{}": "object",
    "[]": "texts",
    '["x"]': "texts",
    '[1,"x"]': "list",
    "null": "nothing",
}
FITTING = {
    "text": {"text"},
    "number": {"number", "whole number"},
    "integer": {"whole number"},
    "boolean": {"boolean"},
    "object": {"object"},
    "list": {"list", "texts"},
    "list of text": {"texts"},
    "JSON text": set(),
    "token": set(),
}


@pytest.mark.parametrize("type_", FITTING)
@pytest.mark.parametrize("written", EVERYTHING)
def test_mistyped_field(type_, written):
    known = own(f'[payload]\nkind = {{ type = "{type_}" }}')
    value = '"x"' if written == "x" else written
    expected = set() if EVERYTHING[written] in FITTING[type_] else {"mistyped-field payload.kind"}
    assert findings(door(f'{{"kind":{value}}}'), known) == expected


def test_mistyped_field_of_several_types():
    known = own('[payload]\nkind = { type = ["boolean", "text"] }')
    assert findings(door({"kind": "x"}), known) == findings(door({"kind": True}), known) == set()
    found = finding(door({"kind": 7}), "mistyped-field", "payload.kind", known)
    assert found.message == "kind is the number 7; it must be true or false or a text."


@pytest.mark.parametrize(
    ("type_", "value", "instead"),
    [
        ("text", 4711, "4711"),
        ("text", ["x"], "x"),
        ("text", ["x", "y"], None),
        ("list of text", "x", ["x"]),
        ("boolean", "true", True),
        ("boolean", "False", False),
        ("boolean", "yes", None),
        ("integer", "7", 7),
        ("integer", "seven", None),
        ("text", True, None),
        ("object", "x", None),
    ],
)
def test_mistyped_field_is_converted_where_there_is_no_doubt(type_, value, instead):
    known = own(f'[payload]\nkind = {{ type = "{type_}" }}')
    assert finding(door({"kind": value}), "mistyped-field", "payload.kind", known).instead == instead


@pytest.mark.parametrize("name", ["exp", "nbf", "iat"])
def test_a_registered_date_that_is_text_is_told_by_text_date_alone(name):
    assert faults(plain(**{name: "soon"})) == {f"text-date payload.{name}"}
    assert faults(plain(**{name: ""})) == {f"text-date payload.{name}"}
    assert faults(plain(**{name: True})) == {f"mistyped-field payload.{name}"}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("header.kid", 7),
        ("header.typ", 7),
        ("header.jwk", "x"),
        ("header.x5c", "x"),
        ("payload.iss", 7),
        ("payload.sub", 7),
        ("payload.aud", 7),
        ("payload.jti", 7),
    ],
)
def test_registered_members_have_types(place, value):
    part, name = place.split(".")
    example = plain({name: value}) if part == "header" else plain(**{name: value})
    found = finding(example, "mistyped-field", place)
    assert found.citation.document == ("RFC 7515" if part == "header" else "RFC 7519")
    assert found.citation.section.startswith("4.1.")


@pytest.mark.parametrize(
    ("words", "value", "instead"),
    [
        ('equals = "x"', "y", "x"),
        ('equals = "x"', " x", "x"),
        ('equals = "x"', "X", "x"),
        ('equals = "x"', 7, "x"),
        ("equals = 7", "7", 7),
        ("equals = true", 1, True),
        ('one_of = ["north", "south"]', "nort", "north"),
        ('one_of = ["north", "south"]', "up", None),
        ("one_of = [0, 1]", 2, None),
    ],
)
def test_wrong_value(words, value, instead):
    known = own(f"[payload]\nkind = {{ {words} }}")
    assert finding(door({"kind": value}), "wrong-value", "payload.kind", known).instead == instead


@pytest.mark.parametrize(
    ("words", "value"),
    [("equals = 7", 7.0), ('equals = "x"', ["y", "x"]), ("one_of = [0, 1]", 1), ("equals = false", False)],
)
def test_right_value(words, value):
    assert findings(door({"kind": value}), own(f"[payload]\nkind = {{ {words} }}")) == set()


def test_wrong_value_of_the_wrong_type_is_told_once():
    known = own('[payload]\nkind = { type = "text", equals = "x" }')
    assert findings(door({"kind": 7}), known) == {"mistyped-field payload.kind"}
    assert findings(door({"kind": ["x"]}), known) == {"mistyped-field payload.kind"}
    assert findings(door({"kind": ["y"]}), known) == {
        "mistyped-field payload.kind",
        "wrong-value payload.kind",
    }


def test_malformed_item_of_a_list():
    known = own('[payload]\nkinds = { type = "list of text", pattern = "[a-z]+" }')
    assert findings(door({"kinds": ["a", "b"]}), known) == set()
    found = finding(door({"kinds": ["a", "B", "C"]}), "malformed-value", "payload.kinds", known)
    assert found.message.startswith("kinds[1] is “B”, in capital letters.")


def test_malformed_value_of_either_type():
    known = own('[payload]\nkind = { type = ["text", "list of text"], pattern = "[a-z]+" }')
    assert findings(door({"kind": "a"}), known) == findings(door({"kind": ["a"]}), known) == set()
    assert findings(door({"kind": "1"}), known) == findings(door({"kind": ["1"]}), known) != set()


def test_the_mark_and_the_source_of_a_mistake_are_its_own():
    known = own(
        """
        [payload]
        kind = { mistakes = [{ pattern = "x", says = "an x", mark = "remembered", source = "m" }] }
        [sources.m]
        document = "Manual"
        url = "https://intranet.example/m"
        """
    )
    found = finding(door({"kind": "x"}), "malformed-value", "payload.kind", known)
    assert (found.severity, found.citation.document) == ("notice", "Manual")
    assert found.message == "kind is “x”, an x."


CASES = """
[[payload.kind]]
when = { place = "payload.floor", equals = 0 }
forbidden = true
note = "There is but one."
[[payload.kind]]
when = [{ place = "payload.floor", one_of = [1, 2] }, { place = "header.kid" }]
equals = "lift"
[[payload.kind]]
required = true
"""


@pytest.mark.parametrize(
    ("header", "claims", "drawn"),
    [
        ({}, {}, {"missing-field payload.kind"}),
        ({}, {"kind": "x"}, set()),
        ({}, {"floor": 0}, set()),
        ({}, {"floor": 0, "kind": "x"}, {"foreign-field payload.kind"}),
        ({"kid": "k"}, {"floor": 1}, set()),
        ({"kid": "k"}, {"floor": 2, "kind": "x"}, {"wrong-value payload.kind"}),
        ({}, {"floor": 2}, {"missing-field payload.kind"}),
    ],
)
def test_the_first_case_whose_conditions_hold_is_meant(header, claims, drawn):
    assert findings(door(claims, {**ALG, **header}), own(CASES)) == drawn


def test_foreign_fields_are_counted_no_further_than_helps():
    known = own('[closed]\npayload = "reported"\n[payload]\nkind = {}')
    found = judge(door({"kind": 1, **{f"c{number}": 1 for number in range(100)}}), known).findings
    assert len(found) == 20
    assert {it.severity for it in found} == {"warning"}
    assert all(it.remove for it in found)


def test_foreign_field_that_belongs_in_the_other_part():
    found = finding(sample("apple-apns", {"iss": "8R4ZP2XK9T"}), "foreign-field", "header.iss")
    assert found.message == "iss belongs in the payload; in the header nobody looks for it. Leave it out."


def test_an_open_part_may_hold_anything():
    assert findings(door({"any": 1}, {**ALG, "thing": 2}), own("")) == set()
