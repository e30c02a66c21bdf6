"""One disclosure: what it says, and why it says nothing."""

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.json_tree import Number, Object, plain
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.parts import binary_part
from webapp.inspector.sd_jwt.disclosure import read

START = 100  # of the disclosure in the token's text


def said(content, limits=DEFAULTS):
    """What a disclosure of these bytes says, or of this text as it stands."""
    text = encode(content) if isinstance(content, bytes) else content
    return read(binary_part("disclosure", text, START), "sha-256", limits)


@pytest.mark.parametrize(
    ("text", "salt", "name", "value", "digest"),
    [
        (
            "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
            "_26bc4LT-ac6q2KI6cBW5es",
            "family_name",
            "Möbius",
            "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
        ),
        (
            "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0",
            "lklxF5jMYlGTPUovMNIvCA",
            None,
            "FR",
            "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs",
        ),
    ],
    ids=["claim", "element"],
)
def test_disclosure_of_the_rfc(text, salt, name, value, digest):
    made = said(text)
    assert (made.salt, made.name, made.value.value, made.digest) == (salt, name, value, digest)
    assert made.faults == ()


@pytest.mark.parametrize(
    ("content", "name", "value"),
    [
        (b'["s","a",null]', "a", None),
        (b'["s","",0]', "", Number("0")),
        (b' [ "s" , "a" , {} ] ', "a", Object(())),
        (b'["","a",false]', "a", False),
        ('["s","naïve ☃","\N{GRINNING FACE}"]'.encode(), "naïve ☃", "\N{GRINNING FACE}"),
        (b'["s",[]]', None, ()),
        (b'["s","_sd"]', None, "_sd"),
    ],
    ids=["null", "empty name", "blanks", "empty salt", "Unicode", "empty list", "element like a name"],
)
def test_odd_and_sound(content, name, value):
    made = said(content)
    held = made.value.value
    assert (made.name, held if name is not None or isinstance(held, str) else held.items) == (name, value)
    assert made.faults == ()


def test_value_is_counted_in_the_text_that_it_was_written_in():
    made = said('["s","ü", {"b": 1} ]'.encode())
    assert made.written[made.value.start : made.value.end] == '{"b": 1}'
    assert plain(made.value.value) == {"b": 1}


PARTS = "it must be a salt, a name and a value, or a salt and a value"
COMPLAINTS = {
    "empty": (b"", "it is not JSON: it is empty (line 1, column 1)"),
    "word": (b"hello", "it is not JSON: “hello” stands without quotation marks (line 1, column 1)"),
    "cut off": (b'["s","a"', "it is not JSON: the text ends before the closing ] (line 1, column 9)"),
    "more after it": (b"[]x", "it is not JSON: after the end of the JSON there is “x” (line 1, column 3)"),
    "object": (b'{"a":1}', "it is an object, and not an array"),
    "text": (b'"a"', "it is a text, and not an array"),
    "nothing in it": (b"[]", f"it is an array of 0; {PARTS}"),
    "salt alone": (b'["s"]', f"it is an array of 1; {PARTS}"),
    "one too many": (b'["s","a",1,2]', f"it is an array of 4; {PARTS}"),
    "salt a number": (b'[7,"a",1]', "its salt is the number 7, and must be text"),
    "salt null": (b"[null,1]", "its salt is null, and must be text"),
    "name a number": (b'["s",7,1]', "its name is the number 7, and must be text"),
    "name a list": (b'["s",["a"],1]', "its name is an array, and must be text"),
}


@pytest.mark.parametrize(("content", "message"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_malformed(content, message):
    made = said(content)
    [fault] = made.faults
    assert (fault.rule, fault.message) == ("malformed-disclosure", message)
    assert (fault.start, fault.end) == (START, START + len(encode(content)))
    assert (made.salt, made.name, made.value) == (None, None, None)
    assert len(made.digest) == 43


@pytest.mark.parametrize(
    ("content", "value", "message"),
    [
        (b'["s","a","\xff"]', "\ufffd", "it is not UTF-8: at character 11 stands the byte FF, which is not"),
        (b'\xef\xbb\xbf["s","a","x"]', "x", "it begins with a byte order mark (bytes EF BB BF)"),
        (
            '["s","a","x"]'.encode("utf-16"),
            "x",
            "it is not UTF-8: it is written in UTF-16, two bytes a character",
        ),
    ],
    ids=["Latin-1", "byte order mark", "UTF-16"],
)
def test_what_is_not_utf8_is_read_and_refused(content, value, message):
    made = said(content)
    [fault] = made.faults
    assert (fault.rule, fault.message) == ("malformed-disclosure", message)
    assert (made.name, made.value.value) == ("a", value)


def test_fault_within_the_value_is_told_of_the_whole_disclosure():
    made = said(b'["s","a",{"b":1,"b":2}]')
    [fault] = made.faults
    assert (fault.rule, fault.steps) == ("duplicate-member", (2, "b"))
    assert (fault.start, fault.end) == (START, START + len(made.part.text))


def test_nesting_beyond_the_limit_is_cut():
    made = said(b'["s","a",' + b"[" * 9 + b"]" * 9 + b"]", Limits(json_depth=5))
    assert [fault.rule for fault in made.faults] == ["too-deep"]
    assert made.value is not None
