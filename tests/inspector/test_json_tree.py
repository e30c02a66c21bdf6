import json
import re
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.inspector import json_tree
from webapp.inspector.json_tree import Number, Object, plain, read
from webapp.inspector.limits import Limits


def faults(text):
    return [fault.rule for fault in read(text).faults]


def first(text):
    fault = read(text).faults[0]
    return fault.rule, text[fault.start : fault.end], fault.steps


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(json_values, st.sampled_from([None, 1]), st.booleans())
def test_reads_what_json_writes(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    reading = read(text)
    assert plain(reading.node.value) == value
    assert not reading.faults


@given(st.text(max_size=200))
def test_any_text_gives_a_reading(text):
    reading = read(text)
    for fault in reading.faults:
        assert 0 <= fault.start <= fault.end <= len(text)
    json.dumps(plain(reading.node.value) if reading.node else None, allow_nan=False)


@given(st.text(alphabet="{}[],:\"'\\/ 01e-.tfnaNu\n*", max_size=60))
def test_agrees_with_the_standard_library_on_what_is_json(text):
    try:
        json.loads(text, parse_constant=lambda _: json.loads("!"))
    except ValueError:
        assert "not-json" in faults(text)
    else:
        assert "not-json" not in faults(text)


_TOKENS = [
    *'{}[],:" \n\\',
    '"a"',
    '"b"',
    '"a":1',
    "null",
    "0",
    "-1",
    "1.5",
    "12345678901234567890",
    "\ud800",
    "/**/",
]


@given(st.lists(st.sampled_from([*_TOKENS, '"a":1,', '"b":"c" , ', '"d" : true}']), max_size=30))
def test_plain_members_are_read_as_all_others(pieces):
    text = "{" + "".join(pieces)
    with mock.patch.object(json_tree, "_PLAIN_MEMBER", re.compile("(?!)")):
        one_by_one = read(text, Limits(json_values=6))
    assert read(text, Limits(json_values=6)) == one_by_one


@pytest.mark.parametrize(
    ("text", "value", "at"),
    [
        ('{"a":1,}', {"a": 1}, ","),
        ('{"a":1 "b":2}', {"a": 1, "b": 2}, '"'),
        ("{'a':1}", {"a": 1}, "'"),
        ("{“a”:1}", {"a": 1}, "“"),
        ("{a:1}", {"a": 1}, "a"),
        ('{"a":True}', {"a": True}, "True"),
        ('{"a":None}', {"a": None}, "None"),
        ('{"a":undefined}', {"a": None}, "undefined"),
        ('{"a":NaN}', {"a": "NaN"}, "NaN"),
        ('{"a":Infinity}', {"a": "Infinity"}, "Infinity"),
        ('{"a":-Infinity}', {"a": "-Infinity"}, "-Infinity"),
        ('{"a":0x10}', {"a": "0x10"}, "0x10"),
        ('{"a":01}', {"a": "01"}, "01"),
        ('{"a":.5}', {"a": ".5"}, ".5"),
        ('{"a":+1}', {"a": "+1"}, "+1"),
        ('{"a":,"b":2}', {"a": None, "b": 2}, ","),
        ('{"a":1}}', {"a": 1}, "}"),
        ('{"a":1} x', {"a": 1}, "x"),
        ('{"a":[1,2}', {"a": [1, 2]}, "}"),
        ('{"a":"x\ty"}', {"a": "x\ty"}, "\t"),
        ('{"a":"\\x41"}', {"a": "x41"}, "\\x"),
        ('{/* c */"a":1}', {"a": 1}, "/* c */"),
        ('{"a":"cut', {"a": "cut"}, '"'),
        ('{"a":1', {"a": 1}, ""),
        ('{"a"', {"a": None}, ""),
    ],
)
def test_broken_grammar_is_noted_at_its_character_and_read_all_the_same(text, value, at):
    reading = read(text)
    assert plain(reading.node.value) == value
    assert [fault.rule for fault in reading.faults] == ["not-json"]
    assert text[reading.faults[0].start : reading.faults[0].end] == at


def test_the_place_is_told_by_line_and_column():
    assert "(line 3, column 3)" in read('{\n "a": 1\n  "b": 2}').faults[0].message


def test_number_literals_are_kept():
    literals = ["100002348117421473", "1.70", "1e3", "-0", "1E400", "1.7954006e9"]
    members = read(f'{{"n":[{",".join(literals)}]}}').node.value.members
    assert [item.value.literal for item in members[0].node.value.items] == literals
    assert plain(Number("100002348117421473")) == 100002348117421473


@pytest.mark.parametrize(("exponent", "value"), [("9" * 30, None), ("-" + "9" * 30, 0)])
def test_an_exponent_beyond_all_arithmetic_is_a_number_all_the_same(exponent, value):
    reading = read(f'{{"a":1e{exponent}}}')
    number = reading.node.value.members[0].node.value
    assert number.value == value
    assert ("unbounded-number" in {it.rule for it in reading.faults}) is (value is None)


@pytest.mark.parametrize("literal", ["1e400", "1.8e308", "-1.8e308", "9" * 309])
def test_numbers_beyond_a_double_become_text(literal):
    text = f'{{"a":{literal}}}'
    assert plain(read(text).node.value) == {"a": literal}
    assert first(text) == ("unbounded-number", literal, ("a",))


def test_numbers_of_thousands_of_digits_become_text():
    text = '{"a":%s}' % ("9" * 5000)  # braces
    assert plain(read(text).node.value) == {"a": "9" * 5000}
    assert first(text)[0] == "long-number"


@pytest.mark.parametrize(
    ("literal", "integer"),
    [("1.0", 1), ("1e3", 1000), ("1.5", None), ("1e999", None), ("NaN", None), ("-7", -7)],
)
def test_whole_numbers_however_written(literal, integer):
    assert Number(literal).integer == integer


def test_duplicates_are_kept_and_the_last_one_wins():
    text = '{"a":1,"b":{"c":1,"c":2},"a":2,"a":3}'
    reading = read(text)
    assert plain(reading.node.value) == {"a": 3, "b": {"c": 2}}
    assert [member.name for member in reading.node.value.members] == ["a", "b", "a", "a"]
    assert [(fault.rule, fault.steps) for fault in reading.faults] == [
        ("duplicate-member", ("b", "c")),
        ("duplicate-member", ("a",)),
    ]
    assert "3 times" in reading.faults[1].message


def test_positions_cover_name_and_value():
    text = '{ "iss" : "x", "exp": [1, 2] }'
    members = read(text).node.value.members
    assert [text[member.start : member.node.end] for member in members] == ['"iss" : "x"', '"exp": [1, 2]']


def test_surrogates():
    assert plain(read('"\\ud83d\\ude00"').node.value) == "😀"
    assert plain(read('{"a":"\\ud800"}').node.value) == {"a": "\ufffd"}
    assert faults('{"a":"\\ud800"}') == ["lone-surrogate"]
    assert faults('"\\ufffd"') == []


def test_depth_is_limited_without_losing_what_was_read():
    reading = read('{"a":1,"b":' + "[" * 100_000)
    assert isinstance(reading.node.value, Object)
    assert plain(reading.node.value)["a"] == 1
    assert [fault.rule for fault in reading.faults] == ["too-deep"]


def test_the_number_of_values_is_limited():
    reading = read("[" + "0," * 50 + "0]", Limits(json_values=20))
    assert len(reading.node.value.items) == 20
    assert [fault.rule for fault in reading.faults] == ["too-deep"]


@pytest.mark.parametrize("text", ["", "   ", "}", "]", ",", ":", "#"])
def test_no_value_at_all(text):
    assert faults(text) == ["not-json"]
