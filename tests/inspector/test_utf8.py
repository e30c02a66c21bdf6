import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector.utf8 import read


@given(st.text(st.characters(exclude_characters="\ufeff\0", exclude_categories=["Cs"]), min_size=1))
def test_utf8_is_read_without_fault(text):
    reading = read(text.encode())
    assert reading.text == text
    assert not reading.faults


@given(st.binary())
def test_any_bytes_are_read(data):
    read(data).text.encode()


@pytest.mark.parametrize(
    ("data", "text", "rule"),
    [
        (b"\xef\xbb\xbf{}", " {}", "byte-order-mark"),
        ('{"a":"é"}'.encode("latin-1"), '{"a":"\ufffd"}', "not-utf8"),
        ('{"a":1}'.encode("utf-16"), '{"a":1}', "not-utf8"),
        ('{"a":1}'.encode("utf-16-le"), '{"a":1}', "not-utf8"),
        ('{"a":1}'.encode("utf-16-be"), '{"a":1}', "not-utf8"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd", "not-utf8"),  # a surrogate, as CESU-8 writes it
    ],
)
def test_other_encodings_are_named(data, text, rule):
    reading = read(data)
    assert reading.text == text
    assert [fault.rule for fault in reading.faults] == [rule]


def test_the_byte_is_named_with_its_place_and_number():
    message = "at character 3 stands the byte FF, which is not, and 1 more like it"
    assert read(b"ab\xff\xfec").faults[0].message == message
