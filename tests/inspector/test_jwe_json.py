"""An encrypted token in JSON: its parts, its headers and each of its recipients (RFC 7516 section 7.2)."""

import json
from dataclasses import replace

import pytest

from webapp.inspector import json_tree, jwe_json
from webapp.inspector.base64url import encode
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.token import TokenForm

from .forms import segment

PARTS = {"iv": encode(b"iv"), "ciphertext": encode(b"text"), "tag": encode(b"tag")}


def read(token=None, shown=0, limits=DEFAULTS, **members):
    """The token that has these members beside its parts, or that is this text."""
    text = token or json.dumps({**PARTS, **members})
    return jwe_json.read(text, json_tree.read(text, limits), limits, shown)


def to(*recipients, **members):
    return read(recipients=list(recipients), **members)


def test_the_parts_stand_where_they_stand():
    token = read(protected=segment({"enc": "A128GCM"}), encrypted_key="a2V5", aad="bW9yZQ")
    assert token.form is TokenForm.JWE_JSON
    assert [(part.name, part.bytes) for part in token.others] == [
        ("encrypted_key", b"key"),
        ("iv", b"iv"),
        ("ciphertext", b"text"),
        ("tag", b"tag"),
        ("aad", b"more"),
    ]
    for part in (token.header, *token.others):
        assert token.text[part.span.start : part.span.end] == part.text
    assert (token.payload.bytes, token.signature.bytes, token.segments) == (b"", b"", 5)


@pytest.mark.parametrize("value", [None, 7, [], {}, True, ""])
@pytest.mark.parametrize("name", ["iv", "ciphertext", "tag", "encrypted_key", "protected"])
def test_what_is_no_text_is_no_part(name, value):
    token = read(**{name: value})
    part = token.header if name == "protected" else token.other(name)
    assert (part.text, part.bytes) == ("", b"")


def test_a_part_that_is_missing_is_empty():
    token = read('{"ciphertext": ""}')
    assert [part.bytes for part in token.others] == [b"", b"", b"", b""]
    assert len(token.recipients) == 1


def test_without_additional_data_there_is_no_such_part():
    assert [part.name for part in read().others] == ["encrypted_key", "iv", "ciphertext", "tag"]
    assert read(aad="").others[-1].name == "aad"


HEADERS = {
    "protected": ({"protected": {"a": 1}}, {"a": 1}, None),
    "shared": ({"unprotected": {"a": 1}}, {"a": 1}, {"a": 1}),
    "its own": ({"header": {"a": 1}}, {"a": 1}, {"a": 1}),
    "shared and its own": (
        {"unprotected": {"a": 1}, "header": {"b": [2, {}]}},
        {"a": 1, "b": [2, {}]},
        {"a": 1, "b": [2, {}]},
    ),
    "shared and an empty one": ({"unprotected": {"a": 1}, "header": {}}, {"a": 1}, {"a": 1}),
    "two empty ones": ({"unprotected": {}, "header": {}}, {}, {}),
    "all three": (
        {"protected": {"a": 1}, "unprotected": {"b": 2}, "header": {"c": 3}},
        {"a": 1, "b": 2, "c": 3},
        {"b": 2, "c": 3},
    ),
    "one parameter in all three": (
        {"protected": {"a": 1}, "unprotected": {"a": 2}, "header": {"a": 3}},
        {"a": 1},
        {"a": 3},
    ),
    "one that is no object": ({"unprotected": "b", "header": {"c": 3}}, {"c": 3}, {"c": 3}),
    "none": ({"header": 7, "unprotected": None}, {}, None),
}


@pytest.mark.parametrize("case", HEADERS)
def test_the_header_is_that_of_all_three(case):
    members, whole, unprotected = HEADERS[case]
    encoded = {name: segment(it) if name == "protected" else it for name, it in members.items()}
    token = read(**encoded)
    assert token.header.plain == token.recipients[0].header == whole
    assert (token.unprotected and token.unprotected.plain) == unprotected


def test_an_unprotected_parameter_is_found_in_the_text():
    token = read(header={"alg": "A128KW"})
    span = token.header.claim("alg").span
    assert token.text[span.start : span.end] == '"alg": "A128KW"'
    both = read(header={"alg": "A128KW"}, unprotected={"kid": "a"})
    assert both.header.claim("alg").span is None  # it stands there in pieces


@pytest.mark.parametrize("blank", ["", " ", "\n  "])
def test_two_headers_are_joined_however_they_are_written(blank):
    text = f'{{"ciphertext":"","unprotected":{{{blank}"a":"}}"{blank}}},"header":{{{blank}"b":2{blank}}}}}'
    assert read(text).unprotected.plain == {"a": "}", "b": 2}


def test_each_recipient_has_its_own_header_and_key():
    members = [{"header": {"alg": name}, "encrypted_key": encode(name.encode())} for name in ("a", "b")]
    token = to(*members, protected=segment({"enc": "A128GCM"}), unprotected={"kid": "k"})
    assert [(it.header, it.encrypted_key.bytes) for it in token.recipients] == [
        ({"enc": "A128GCM", "kid": "k", "alg": "a"}, b"a"),
        ({"enc": "A128GCM", "kid": "k", "alg": "b"}, b"b"),
    ]
    assert token.header.text_of("alg") == "a"
    assert token.other("encrypted_key").bytes == b"a"


def test_the_recipient_that_is_shown_may_be_another():
    members = [{"header": {"alg": name}, "encrypted_key": encode(name.encode())} for name in ("a", "b")]
    token = read(shown=1, recipients=members)
    assert (token.header.text_of("alg"), token.unprotected.plain) == ("b", {"alg": "b"})
    assert token.other("encrypted_key").bytes == b"b"


@pytest.mark.parametrize("recipients", [None, [], "x", 7, {}])
def test_without_a_list_of_recipients_the_token_has_one(recipients):
    token = read(recipients=recipients, header={"alg": "a"}, encrypted_key="a2V5")
    assert [(it.header, it.encrypted_key.bytes) for it in token.recipients] == [({"alg": "a"}, b"key")]


@pytest.mark.parametrize("recipient", [None, 7, "x", [], {}])
def test_a_recipient_that_is_no_object_has_nothing_of_its_own(recipient):
    token = to(recipient, unprotected={"enc": "A128GCM"})
    assert [(it.header, it.encrypted_key.bytes) for it in token.recipients] == [({"enc": "A128GCM"}, b"")]


@pytest.mark.parametrize(("count", "read_", "unread"), [(1, 1, 0), (20, 20, 0), (21, 20, 1), (500, 20, 480)])
def test_the_recipients_beyond_the_limit_are_counted(count, read_, unread):
    token = to(*[{}] * count)
    assert (len(token.recipients), token.unread_recipients) == (read_, unread)


def test_the_limit_is_a_setting():
    token = read(limits=replace(DEFAULTS, signatures=2), recipients=[{}] * 3)
    assert (len(token.recipients), token.unread_recipients) == (2, 1)


def test_of_a_member_that_stands_twice_the_last_counts():
    token = read('{"ciphertext": "AA", "tag": "AA", "tag": "AQ"}')
    assert token.other("tag").bytes == b"\x01"
    assert "duplicate-member" in {fault.rule for fault in token.frame.faults}


def test_an_escaped_text_is_read_as_json_means_it():
    assert read('{"ciphertext": "\\u0041\\u0041"}').other("ciphertext").bytes == b"\0"


@pytest.mark.parametrize(
    "text", ['{"ciphertext": "AA", "recipients": [{"header": {"alg": "a"', '{"ciphertext": "AA']
)
def test_a_token_that_breaks_off_is_read_as_far_as_it_goes(text):
    token = read(text)
    assert token.other("ciphertext").text.startswith("A")
    assert "not-json" in {fault.rule for fault in token.frame.faults}
