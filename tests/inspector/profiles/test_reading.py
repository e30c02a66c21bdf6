"""What each reader makes of a value of TOML, and what it says of one that it cannot use."""

import re
from datetime import date
from enum import StrEnum

import pytest

from webapp.inspector.place import Place
from webapp.inspector.profiles import reading
from webapp.inspector.profiles.reading import At, ProfileError, Table, Word, held, named, nearest, some

AT = At("door.toml", "")


class Colour(StrEnum):
    RED = "red"
    GREEN = "deep green"


colour = reading.choice(Colour)
part = reading.places("payload", "request", "label", "token")
member = reading.members_of("header", "payload")
DOOR = Table(
    "a door",
    dict,
    (
        Word("colour", some(colour), "its colours", required=True),
        Word("from", reading.text, "the street it is entered from", attribute="street"),
        Word("floor", reading.whole, "the floor", required=True),
    ),
)

READ = {
    "text": (reading.text, " a ", " a "),
    "text of two thousand characters": (reading.text, "é" * 2000, "é" * 2000),
    "false": (reading.boolean, False, False),
    "whole number": (reading.whole, -3, -3),
    "no seconds": (reading.seconds, 0, 0),
    "scalar true": (reading.scalar, True, True),
    "scalar fraction": (reading.scalar, 1.5, 1.5),
    "pattern": (reading.pattern, "[a-z]+", re.compile("[a-z]+")),
    "pattern to look for": (reading.search_pattern, "door", re.compile("door", re.IGNORECASE)),
    "choice": (colour, "deep green", Colour.GREEN),
    "word": (reading.word_of("GET", "POST"), "POST", "POST"),
    "one": (some(colour), "red", (Colour.RED,)),
    "several": (some(colour), ["red", "red"], (Colour.RED, Colour.RED)),
    "none": (some(colour), [], ()),
    "false among several": (some(reading.boolean), [False, True], (False, True)),
    "named": (named(reading.whole), {"a.b": 0, "": 1}, {"a.b": 0, "": 1}),
    "table": (
        DOOR,
        {"floor": 0, "colour": "red", "from": "x"},
        {"colour": (Colour.RED,), "street": "x", "floor": 0},
    ),
    "part": (part, "payload", Place("payload")),
    "indivisible part": (part, "label", Place("label")),
    "member": (member, "header.kid", Place("header", ("kid",))),
    "member with an odd name": (member, r'payload["a.b\"\\"]', Place("payload", ('a.b"\\',))),
    "member without a name": (member, 'payload[""]', Place("payload", ("",))),
    "item deep within": (member, 'payload.a-b_1[0]["c d"][12]', Place("payload", ("a-b_1", 0, "c d", 12))),
    "template": (reading.template, "a {payload.iss}*", ("a ", Place("payload", ("iss",)), "*")),
    "template of one place": (reading.template, "{request.code}", (Place("request", ("code",)),)),
}


@pytest.mark.parametrize(("reader", "value", "meant"), READ.values(), ids=READ)
def test_read(reader, value, meant):
    read = reader(value, AT)
    assert getattr(read, "pieces", read) == meant


REFUSED = {
    "number for text": (reading.text, 7, "x must be a text, not 7."),
    "true for text": (reading.text, True, "x must be a text, not true."),
    "date for text": (reading.text, date(2026, 11, 23), "x must be a text, not 2026-11-23."),
    "empty text": (reading.text, "", "x is empty."),
    "blanks for text": (reading.text, " \n", "x is empty."),
    "long text": (reading.text, "a" * 2001, "x has more than 2,000 characters."),
    "text for true": (reading.boolean, "true", "x must be true or false, not the text “true”."),
    "one for true": (reading.boolean, 1, "x must be true or false, not 1."),
    "long text for true": (reading.boolean, "a" * 50, f"x must be true or false, not the text “{'a' * 40}”."),
    "true for a number": (reading.whole, True, "x must be a whole number, not true."),
    "fraction": (reading.whole, 1.0, "x must be a whole number, not 1.0."),
    "negative seconds": (reading.seconds, -1, "x must be a number of seconds, not -1."),
    "table for a scalar": (reading.scalar, {}, "x must be a text, a number, true or false, not a table."),
    "list for a scalar": (reading.scalar, [], "x must be a text, a number, true or false, not a list."),
    "infinite": (reading.scalar, float("-inf"), "x is -inf, which no number in JSON can be."),
    "pattern": (
        reading.pattern,
        "(a",
        "x is “(a”, which is no regular expression: missing ), unterminated subpattern at position 0.",
    ),
    "pattern too large": (
        reading.pattern,
        "a{99999999999}",
        "x is “a{99999999999}”, which is no regular expression: the repetition number is too large.",
    ),
    "choice": (colour, "DEEP GREN", "x is “DEEP GREN”; did you mean “deep green”?"),
    "choice like none": (colour, "blue", "x is “blue”; there are deep green, red."),
    "number for a choice": (colour, 1, "x must be one of red, deep green, not 1."),
    "nothing for a choice": (colour, "", "x is “”; there are deep green, red."),
    "word": (reading.word_of("GET", "POST"), "post", "x is “post”; did you mean “POST”?"),
    "text for names": (named(reading.whole), "a", "x must be a table, not the text “a”."),
    "text for a table": (DOOR, "red", "x must be a table, not the text “red”."),
    "place": (part, "payload..a", "x is “payload..a”, which is no place such as payload.iss."),
    "place with a blank": (part, "payload.a ", "x is “payload.a ”, which is no place such as payload.iss."),
    "part": (part, "paylod.a", "x is “paylod.a”: “paylod” is no part; did you mean “payload”?"),
    "part elsewhere": (part, "header.a", "x is “header.a”: “header” is no part; there are label, payload,"),
    "within the indivisible": (
        part,
        "label.a",
        "x is “label.a”, but a label has nothing in it; write “label”.",
    ),
    "item of the indivisible": (
        part,
        "token[0]",
        "x is “token[0]”, but a token has nothing in it; write “token”.",
    ),
    "whole part": (
        member,
        "payload",
        "x is “payload”, a whole part; name what is meant in it, such as payload.x.",
    ),
    "template of nothing": (
        reading.template,
        "iss",
        "x is “iss”, which names no place in braces, such as {payload.iss}.",
    ),
    "template of a whole part": (
        reading.template,
        "{payload}",
        "x is “payload”, a whole part; name what is meant in it, such as payload.x.",
    ),
    "template of another part": (reading.template, "{key.x}", "x is “key.x”: “key” is no part; there are"),
}


@pytest.mark.parametrize(("reader", "value", "says"), REFUSED.values(), ids=REFUSED)
def test_refused(reader, value, says):
    with pytest.raises(ProfileError) as caught:
        reader(value, AT / "x")
    (problem,) = caught.value.problems
    assert problem.startswith(f"door.toml, line 1: {says}")
    assert says.endswith((".", "?", "payload,", "there are"))


def problems(reader, value, at=AT):
    with pytest.raises(ProfileError) as caught:
        reader(value, at)
    assert str(caught.value) == caught.value.problems[0]
    return [problem.removeprefix("door.toml, ") for problem in caught.value.problems]


def test_table_tells_everything_that_is_wrong_with_it_in_the_order_of_the_file():
    text = "z = 1\nfrom = 2\ncolour = [\n'red',\n'read',\n'blue']\nflor = 3\na = 4"
    value = {"z": 1, "from": 2, "colour": ["red", "read", "blue"], "flor": 3, "a": 4}
    assert problems(DOOR, value, At("door.toml", text)) == [
        "line 1: “z” is no word of a door; there are colour, floor, from.",
        "line 2: from must be a text, not 2.",
        "line 5: colour is “read”; did you mean “red”?",
        "line 6: colour is “blue”; there are deep green, red.",
        "line 7: “flor” is no word of a door; did you mean “floor”?",
        "line 8: “a” is no word of a door; there are colour, floor, from.",
        "line 1: a door needs “floor”: the floor.",
    ]


def test_names_tell_everything_that_is_wrong_with_them():
    text = "[x]\na = 'one'\nb = 2\n'c.d' = 3.5"
    value = {"a": "one", "b": 2, "c.d": 3.5}
    assert problems(named(reading.whole), value, At("door.toml", text) / "x") == [
        "line 2: x.a must be a whole number, not the text “one”.",
        "line 4: x.c.d must be a whole number, not 3.5.",
    ]


@pytest.mark.parametrize(
    ("word", "words", "says"),
    [
        ("kidd", ["alg", "kid"], "did you mean “kid”?"),
        ("KID", ["alg", "kid"], "did you mean “kid”?"),
        ("json text", ["JSON text", "list of text"], "did you mean “JSON text”?"),
        ("x", ["b", "a", "B2"], "there are a, b, B2"),
        ("x", map(str, range(10, 50)), f"there are {', '.join(map(str, range(10, 50)))}"),
        ("x", map(str, range(10, 51)), "none of the 41 there are is like it"),
        ("20.", map(str, range(10, 51)), "did you mean “20”?"),
        ("x", ["a"], "there is only a"),
        ("x", [], "there is none at all"),
    ],
)
def test_nearest(word, words, says):
    assert nearest(word, words) == says


@pytest.mark.parametrize(
    ("reader", "words", "table"),
    [
        (reading.text, "text", None),
        (colour, "“red”, “deep green”", None),
        (reading.word_of("GET"), "“GET”", None),
        (member, "place in header, payload", None),
        (DOOR, "a door", DOOR),
        (some(DOOR), "a door, or a list of such", DOOR),
        (named(colour), "by name: “red”, “deep green”", None),
    ],
)
def test_held(reader, words, table):
    assert (held(reader).words, held(reader).table) == (words, table)


@pytest.mark.parametrize(
    ("path", "name"), [((), "the profile"), (("a", 0, "b.c"), "a.b.c"), ((3,), "the profile")]
)
def test_name_of_where_something_stands(path, name):
    assert At("door.toml", "", path).name == name
