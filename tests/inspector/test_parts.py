"""A segment of a token, read as far as it goes: base64url, UTF-8, JSON."""

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.json_tree import Number, read
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.parts import binary_part, content_part, json_part, kind, plain_json_part, plaintext_part
from webapp.inspector.place import Place, Span
from webapp.inspector.token import Plain

from .forms import segment

START = 50  # where the part begins in the token's text


def payload(written):
    data = written if isinstance(written, bytes) else written.encode()
    return json_part("payload", encode(data), START, DEFAULTS)


def rules(part):
    return [fault.rule for fault in part.faults]


def spans(part):
    return [(fault.start, fault.end) for fault in part.faults]


def test_a_part_of_bytes_keeps_its_faults_at_their_characters_of_the_token():
    part = binary_part("tag", "AA+A=", START, Place("token", ("tag",)))
    assert (part.bytes, part.span, part.place) == (b"\0\x0f\x80", Span(50, 55), Place("token", ("tag",)))
    assert (rules(part), spans(part)) == (["padded-base64url", "not-base64url"], [(54, 55), (52, 53)])
    assert (part.json_text, part.root, part.is_object) == (None, None, False)


KINDS = {
    "an array": "[1]", "a text": '"a"', "the number 7": "7", "the number -1.5e3": "-1.5e3", "null": "null",
    "true": "true", "false": "false", f"the number {'9' * 40}": "9" * 40,
}  # fmt: skip


@pytest.mark.parametrize(("said", "written"), KINDS.items(), ids=[*[*KINDS][:-1], "a long number"])
def test_a_payload_that_is_no_object_is_said_to_be_what_it_is(said, written):
    (fault,) = payload(written).faults
    assert (fault.rule, fault.message) == ("not-an-object", f"it is {said}")
    assert (fault.start, fault.end) == (START, START + -(-len(written) * 4 // 3))


def test_a_number_is_said_with_forty_digits_at_most():
    assert kind(Number("1" * 40)) == f"the number {'1' * 40}"
    assert kind(Number("1" * 41)) == f"the number {'1' * 40}…"
    assert kind(read("{}").node.value) == "an object"


FAULTS = {
    "sound": ("{}", []),
    "empty": ("", ["not-json"]),
    "no JSON": ("hello", ["not-json"]),
    "not UTF-8": (b'{"a":"\xe9"}', ["not-utf8"]),
    "not UTF-8, and therefore no JSON": (b"\xff\xfe\x00\xd8", ["not-utf8"]),
    "a byte order mark": ('\ufeff{"a":1}', ["byte-order-mark"]),
    "duplicates, and no end": ('{"a":1,"a":2', ["duplicate-member", "not-json"]),
    "a broken array is not said to be no object": ("[1", ["not-json"]),
}


@pytest.mark.parametrize(("written", "expected"), FAULTS.values(), ids=FAULTS)
def test_faults(written, expected):
    assert sorted(rules(payload(written))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (segment('{"a":"b"}') + "=", ["padded-base64url"]),
        (segment('{"a":">>>>"').replace("-", "+"), ["not-base64url", "not-json"]),
        (segment('{"a":"b"}').replace("i", "!", 1), ["not-base64url", "not-utf8"]),
        (segment('{"a":"bc"}')[:-1], ["not-base64url"]),
    ],
    ids=["padding", "another alphabet, and no JSON", "a character that is none", "one character too many"],
)
def test_json_that_is_broken_because_characters_were_lost_is_no_fault_of_its_own(text, expected):
    assert rules(json_part("payload", text, START, DEFAULTS)) == expected


def test_a_fault_of_the_json_lies_at_its_characters_of_the_token():
    part = payload('{"é":1,"é":2}')
    (fault,) = part.faults
    covered = encode('{"é":1,'.encode())
    assert fault.start - START == len('{"é":1,'.encode()) * 4 // 3
    assert part.text.startswith(covered[:8])


def test_utf_16_is_read_and_none_of_its_characters_is_pointed_at():
    part = payload('{"a":1}'.encode("utf-16-le"))
    assert (part.plain, rules(part), spans(part)) == ({"a": 1}, ["not-utf8"], [(-1, -1)])
    assert part.claim("a").span is None


CLAIMS = {
    "whole": ('{"a":1,"b":"x"}', ["a", "b"]),
    "the brace is lost": ('{"a":1,"b":"x"', ["a", "b"]),
    "a text breaks off": ('{"a":1,"b":"x', ["a"]),
    "a text breaks off at an escape": ('{"a":1,"b":"x\\"', ["a"]),
    "a text ends in a backslash": ('{"a":1,"b":"x\\\\"', ["a", "b"]),
    "a number could go on": ('{"a":1,"b":2', ["a"]),
    "a word could go on": ('{"a":1,"b":tru', ["a"]),
    "a number has ended": ('{"a":1,"b":2 ', ["a", "b"]),
    "an array has ended": ('{"a":1,"b":[2]', ["a", "b"]),
    "an array breaks off": ('{"a":1,"b":[2', ["a"]),
    "an inner object has ended": ('{"a":1,"b":{"c":2}', ["a", "b"]),
    "a name": ('{"a":1,"b', ["a"]),
    "no value": ('{"a":1,"b":', ["a"]),
}


@pytest.mark.parametrize(("written", "names"), CLAIMS.values(), ids=CLAIMS)
def test_a_value_that_breaks_off_is_no_claim(written, names):
    assert list(payload(written).named) == names


CONTENTS = {
    "an object": (b'{"a":1}', '{"a":1}', {"a": 1}, []),
    "an object behind blanks": (b'\n {"a":1}', '\n {"a":1}', {"a": 1}, []),
    "an array": (b"[1]", "[1]", {}, []),
    "duplicates": (b'{"a":1,"a":2}', '{"a":1,"a":2}', {"a": 2}, ["duplicate-member"]),
    "text": (b"hello", "hello", {}, []),
    "a number": (b"7", "7", {}, []),
    "text that begins like JSON": (b"{hello}", "{hello}", {}, []),
    "nothing": (b"", "", {}, []),
    "bytes": (b"\xff\xfe", None, {}, []),
}


@pytest.mark.parametrize(("data", "text", "plain", "expected"), CONTENTS.values(), ids=CONTENTS)
def test_content_is_json_where_it_is_json_and_faultless_where_it_is_not(data, text, plain, expected):
    part = content_part("payload", data, DEFAULTS)
    assert (part.bytes, part.json_text, part.plain, rules(part)) == (data, text, plain, expected)
    assert spans(part) == [(-1, -1)] * len(expected)


def test_content_that_stands_in_the_token_is_pointed_at_there():
    written = '{"a":1,"a":2}'
    part = content_part("payload", written.encode(), DEFAULTS, written, Plain(START))
    assert (part.span, part.claim("a").span) == (Span(50, 63), Span(57, 62))
    assert [written[start - START : end - START] for start, end in spans(part)] == ['"a":2']


PLAINTEXTS = {
    "an object": (b'{"a":1}', {"a": 1}, []),
    "an object that breaks off": (b'{"a":1,"b', {"a": 1}, ["not-json"]),
    "behind a byte order mark": (b'\xef\xbb\xbf{"a":1}', {"a": 1}, ["byte-order-mark"]),
    "a byte that is no UTF-8": (b'{"a":"\xff"}', {"a": "\ufffd"}, ["not-utf8"]),
    "UTF-16": ('{"a":1}'.encode("utf-16-le"), {"a": 1}, ["not-utf8"]),
    "an array": (b"[1]", {}, []),
    "another token": (b"eyJh.e30.AA", {}, []),
    "bytes": (b"\x00\xff", {}, []),
    "nothing": (b"", {}, []),
}


@pytest.mark.parametrize(("data", "plain", "expected"), PLAINTEXTS.values(), ids=PLAINTEXTS)
def test_what_was_encrypted_is_an_object_if_it_begins_like_one(data, plain, expected):
    part = plaintext_part(data, DEFAULTS)
    assert (part.name, part.text, part.bytes) == ("payload", "", data)
    assert (part.plain, rules(part)) == (plain, expected)
    assert set(spans(part)) <= {(-1, -1)}


def test_json_as_it_stands_leaves_its_faults_to_the_text_around_it():
    part = plain_json_part("header", '{"a":"\ud800","b":7', START, DEFAULTS)
    assert (part.faults, part.text, part.bytes[6:9]) == ((), "", b"\xed\xa0\x80")
    assert (part.start, list(part.named)) == (START, ["a"])
    assert plain_json_part("header", '{"a":7}', START, DEFAULTS).claim("a").span == Span(51, 56)


def test_json_in_pieces_stands_nowhere():
    part = plain_json_part("header", '{"a":7}', None, DEFAULTS)
    assert (part.start, part.claim("a").span) == (0, None)


def test_the_limits_are_kept():
    deep = Limits(json_depth=1)
    assert rules(json_part("payload", segment('{"a":[]}'), 0, deep)) == ["too-deep"]
    assert rules(content_part("payload", b'{"a":[]}', deep)) == ["too-deep"]
    assert rules(plaintext_part(b'{"a":[]}', deep)) == ["too-deep"]
