import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector.base64url import decode, encode


@given(st.binary(max_size=100))
def test_what_is_encoded_decodes_without_fault(data):
    assert encode(data) == base64.urlsafe_b64encode(data).decode().rstrip("=")
    assert decode(encode(data)) == (data, (), None)


@given(st.text(max_size=60))
def test_any_text_decodes_somehow(text):
    decoded = decode(text)
    assert decoded.faults or encode(decoded.bytes) == text


@pytest.mark.parametrize(
    ("text", "data", "rules", "instead"),
    [
        ("_-8=", b"\xff\xef", ["padded-base64url"], "_-8"),
        ("//8", b"\xff\xff", ["not-base64url"], "__8"),
        ("+/8=", b"\xfb\xff", ["padded-base64url", "not-base64url"], "+/8"),
        ("_-9", b"\xff\xef", ["loose-bits"], "_-8"),
        ("AB", b"\x00", ["loose-bits"], "AA"),
        ("AAAAA", b"\x00\x00\x00", ["not-base64url"], None),
        ("A", b"", ["not-base64url"], None),
        ("AA AA", b"\x00\x00\x00", ["not-base64url"], None),
        ("AАAA", b"\x00\x00", ["not-base64url"], None),  # a Cyrillic letter
        ("", b"", [], None),
    ],
)
def test_each_deviation_is_named_and_decoded_past(text, data, rules, instead):
    decoded = decode(text)
    assert decoded.bytes == data
    assert [fault.rule for fault in decoded.faults] == rules
    if rules:
        assert decoded.faults[0].instead == instead


def test_the_character_at_fault_is_named():
    fault = decode("ab+d/f").faults[0]
    assert (fault.start, fault.end) == (2, 3)
    assert fault.message == "character 3 is “+” (standard base64 has + for -), and 1 more such"


def test_skipped_characters_keep_the_positions_of_the_others():
    assert decode("A A\nAA").kept == [0, 2, 4, 5]


def test_an_ellipsis_is_told_for_what_it_is():
    [fault, *_] = decode("QUJD…").faults
    assert fault.message == "character 5 is “…” (whoever showed the token left out the rest)"
