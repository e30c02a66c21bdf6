"""JSON read for the texts in it: nothing is lost, and a token in it is cut out as it was written."""

import json

import pytest

from webapp.inspector.paste import json_text

SIGNED = {"payload": "eyJpc3MiOiJhIn0", "protected": "eyJhbGciOiJFUzI1NiJ9", "signature": "KZuR-ab_"}
SIGNERS = [
    {"protected": "eyJhIjoxfQ", "header": {"kid": str(index)}, "signature": f"s{index}"}
    for index in range(20)
]
ENCRYPTED = {"protected": "eyJlbmMiOiJBMTI4R0NNIn0", "iv": "AA", "ciphertext": "BB", "tag": "CC"}

LOADED = {
    "an object": ('{"a":"b"}', (("a", "b"),)),
    "duplicates": ('{"a":"b","a":"c"}', (("a", "b"), ("a", "c"))),
    "an array": ('["a",{}]', ["a", ()]),
    "numbers": ('[1,-2.5e9,NaN,Infinity]', [None] * 4),
    "a number of 5,000 digits": (f"[{'9' * 5000}]", [None]),
    "words": ("[true,null]", [True, None]),
    "blanks around": (' \r\n{"a":""}\t', (("a", ""),)),
    "a byte order mark": ('\ufeff {"a":""}', (("a", ""),)),
    "a text": ('"a"', None),
    "a number": ("7", None),
    "more behind": ('{"a":"b"},', None),
    "two": ("{}{}", None),
    "broken": ('{"a":"b"', None),
    "single quotes": ("{'a':'b'}", None),
    "deep": ("[" * 100_000, None),
    "nothing": ("", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), LOADED.values(), ids=LOADED)
def test_load(text, value):
    assert json_text.load(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [('"a"', "a"), (' "a\\n\\u0022" ', 'a\n"'), ('"a" b', ""), ('"a', ""), ("a", ""), ('""', ""), ("7", "")],
)  # fmt: skip
def test_a_text_printed_as_json(text, said):
    assert json_text.quoted(text) == said


def test_of_duplicate_members_the_last_counts():
    value = json_text.load('{"a":"b","a":"c","n":1}')
    assert json_text.members(value) == {"a": "c", "n": None}
    assert [json_text.text_member(value, name) for name in ("a", "n", "x")] == ["c", "", ""]
    assert json_text.members(["a"]) == json_text.members(None) == {}


TEXTS = {
    "members": ({"a": "b", "c": {"d": "e"}}, [("a", "b"), ("d", "e")]),
    "a list goes by its name": ({"a": ["b", ["c"]]}, [("a", "b"), ("a", "c")]),
    "name and value": ([{"name": "n", "value": "v"}], [("name", "n"), ("n", "v")]),
    "value and name": ([{"value": "v", "name": "n"}], [("n", "v"), ("name", "n")]),
    "a value without a name": ([{"value": "v", "name": 1}], [("value", "v")]),
    "what is no text": ({"a": 1, "b": None, "c": [True, {}]}, []),
}


@pytest.mark.parametrize(("value", "found"), TEXTS.values(), ids=TEXTS)
def test_every_text_with_its_name(value, found):
    assert list(json_text.texts(json_text.load(json.dumps(value)))) == found


def test_deep_values_are_walked():
    text = '{"a":' * 300 + '"b"' + "}" * 300
    assert list(json_text.texts(json_text.load(text))) == [("a", "b")]


OBJECTS = {
    "flattened": (SIGNED, True),
    "with a header that is not protected": ({"header": {"alg": "none"}, "signature": ""}, True),
    "without the payload": ({"protected": "a", "signature": "b"}, True),
    "general": ({"payload": "a", "signatures": SIGNERS}, True),
    "encrypted": (ENCRYPTED, True),
    "encrypted for several": ({"recipients": [], "ciphertext": "a"}, True),
    "a ciphertext alone": ({"ciphertext": "a"}, False),
    "a ciphertext that is no text": ({"ciphertext": 1, "iv": "a"}, False),
    "a webhook": ({"payload": {}, "signature": "a"}, False),
    "HTTP headers": ({"header": "a", "signature": "b"}, False),
    "no signature": ({"protected": "a", "payload": "b"}, False),
    "signatures that are none": ({"signatures": ["a", 1, {}]}, False),
    "signatures that are no list": ({"signatures": "a"}, False),
    "nothing": ({}, False),
}


@pytest.mark.parametrize(("value", "token"), OBJECTS.values(), ids=OBJECTS)
def test_what_is_a_token(value, token):
    assert json_text.is_token_object(json_text.load(json.dumps(value))) is token


AROUND = {
    "alone": "{}",
    "in an object": '{{"a": [1, {} ]}}',
    "behind its own signature": '{{"s":"KZuR-ab_","t":{}}}',
    "behind a text that is empty": '{{"x":"", "t":{}}}',
    "behind other objects": '[{{"a":{{}}}},{{}},{}]',
    "behind a token that is not whole": '[{{"protected":"a","signature":1}},{}]',
}
WRITTEN = {
    "flattened": json.dumps(SIGNED),
    "printed nicely": json.dumps(SIGNED, indent=2),
    "a blank before the colon": json.dumps(SIGNED, separators=(",", " : ")),
    "unsigned": json.dumps(SIGNED | {"signature": ""}),
    "slashes escaped": json.dumps(SIGNED | {"signature": "a/b/c"}).replace("/", "\\/"),
    "slashes": json.dumps(SIGNED | {"signature": "a/b/c"}),
    "twenty signatures": json.dumps({"payload": "a", "signatures": SIGNERS}),
    "encrypted": json.dumps(ENCRYPTED),
    "numbers and duplicates": '{"protected":"a","n":1.50,"header":{},"signature":"b","n":2}',
}


@pytest.mark.parametrize("token", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_a_token_is_cut_out_as_it_was_written(around, token):
    text = around.format(token)
    found = [value for _, value in json_text.texts(json_text.load(text)) if not isinstance(value, str)]
    assert [json_text.written(text, value, 0) for value in found] == [(token, text.index(token) + len(token))]


def test_equal_tokens_are_cut_out_one_after_the_other():
    token = WRITTEN["flattened"]
    text = f"[{token}, {token}]"
    (_, first), (_, second) = json_text.texts(json_text.load(text))
    _, end = json_text.written(text, first, 0)
    assert end == 1 + len(token)
    assert json_text.written(text, second, end) == (token, len(text) - 1)


def test_what_cannot_be_found_again_is_nothing():
    text = WRITTEN["flattened"].replace("KZ", "\\u004bZ")
    assert json_text.written(text, json_text.load(text), 5) == ("", 5)
