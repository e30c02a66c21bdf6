"""What a field, a sign and a condition say, and what is said of those that contradict themselves."""

import re

import pytest

from tests.inspector.profiles.files import HEAD, complaints, read
from webapp.inspector.profiles import Mark
from webapp.inspector.profiles.formats import FORMATS
from webapp.inspector.profiles.sign import Type
from webapp.inspector.profiles.vocabulary import Unit


def field(said):
    return read(f"{HEAD}[payload.x]\n{said}").payload["x"]


SAID = {
    "nothing": ("", lambda it: (it.required, it.mark, it.unit), (False, Mark.VERIFIED, Unit.SECONDS)),
    "one type": ("type = 'list of text'", lambda it: it.type, (Type.TEXTS,)),
    "a format": (
        "format = 'uuid'",
        lambda it: (it.pattern, it.form),
        (FORMATS["uuid"].pattern, FORMATS["uuid"].form),
    ),
    "a format in other words": (
        "format = 'uuid'\nform = 'a door number'",
        lambda it: (it.pattern, it.form),
        (FORMATS["uuid"].pattern, "a door number"),
    ),
    "a narrower pattern than the format's": (
        "format = 'uuid'\npattern = '[0-9-]+'",
        lambda it: it.pattern,
        re.compile("[0-9-]+"),
    ),
    "its own mistakes before the format's": (
        "format = 'uuid'\nmistakes = { pattern = 'x', says = 'an x' }",
        lambda it: [mistake.says for mistake in it.mistakes],
        ["an x", *(wrong.says for wrong in FORMATS["uuid"].wrong)],
    ),
    "a repair by the name of a group": (
        r"mistakes = { pattern = '#(?P<digits>\d+)', says = 'x', instead = '\g<digits>' }",
        lambda it: it.mistakes[0].pattern.sub(it.mistakes[0].instead, "#7"),
        "7",
    ),
    "bounds that meet": (
        "least = 2\nmost = 2\nwithin = 60\nmargin = 60\nsafe = 60\nage = 9\nfresh = 9",
        lambda it: (it.least, it.margin, it.safe, it.fresh),
        (2, 60, 60, 9),
    ),
    "no second ahead": ("within = 0\nmargin = 0", lambda it: it.ahead.max, 0),
    "false alone": ("equals = false", lambda it: it.wanted, (False,)),
    "members of items": (
        "items.members.\"a*\".type = 'text'",
        lambda it: it.items.members["a*"].type,
        (Type.TEXT,),
    ),
}


@pytest.mark.parametrize(("said", "look", "found"), SAID.values(), ids=SAID)
def test_field(said, look, found):
    assert look(field(said)) == found


def test_field_with_cases():
    text = """
[[payload.x]]
when = { place = "payload.kind", equals = "user" }
forbidden = true
[[payload.x]]
when = [{ place = "payload.kind" }, { place = "header", only = "alg" }]
required = true
[[payload.x]]
label = "door"
"""
    read_ = read(HEAD + text).payload["x"]
    assert read_.label == "door"
    assert [(it.forbidden, it.required, len(it.when)) for it in read_.cases] == [
        (True, False, 1),
        (False, True, 2),
    ]
    assert read_.cases[1].when[1].only == frozenset({"alg"})


IN_FIELD = {
    "a misspelt word": ("requird = true", "5: “requird” is no word of a field; did you mean “required”?"),
    "a text for true": (
        "required = 'yes'",
        "5: payload.x.required must be true or false, not the text “yes”.",
    ),
    "an unknown type": ("type = ['text', 'dat']", "5: payload.x.type is “dat”; did you mean “date”?"),
    "an unknown mark": ("mark = 'verifyed'", "5: payload.x.mark is “verifyed”; did you mean “verified”?"),
    "an unknown meaning": ("means = 'expiry'", "5: payload.x.means is “expiry”; did you mean “exp”?"),
    "an unknown format": ("format = 'uid'", "5: payload.x.format is “uid”; did you mean “uuid”?"),
    "both required and forbidden": (
        "required = true\nforbidden = true",
        "4: payload.x is both required and forbidden.",
    ),
    "equals beside one_of": (
        "equals = false\none_of = [1]",
        "4: payload.x has both “equals” and “one_of”, of which one is enough.",
    ),
    "a margin without a limit": ("margin = 60", "4: payload.x has a “margin” without a “within”."),
    "a margin that is more": (
        "within = 59\nmargin = 60",
        "4: payload.x has a “margin” that is more than its “within”.",
    ),
    "advice that is more": (
        "within = 59\nsafe = 60",
        "4: payload.x has a “safe” that is more than its “within”.",
    ),
    "fresh for longer than it lives": (
        "age = 59\nfresh = 60",
        "4: payload.x has a “fresh” that is more than its “age”.",
    ),
    "sizes the wrong way round": (
        "least = 2\nmost = 1",
        "4: payload.x has a “least” that is more than its “most”.",
    ),
    "a star too many": ("members.'a*b*' = {}", "5: “a*b*” has more than one *."),
    "a member that is no field": (
        "members.a = 'text'",
        "5: payload.x.members.a must be a table, not the text “text”.",
    ),
    "members that are a list": ("members = ['a']", "5: payload.x.members must be a table, not a list."),
    "items of no case": (
        "items = []",
        "5: payload.x.items is an empty list; it must be a field, or a list of its cases.",
    ),
    "a case of items that is never reached": (
        "items = [\n{},\n{}]",
        "6: payload.x.items has a case without “when” before others, which are thus never reached.",
    ),
    "a second case that contradicts itself": (
        "items = [\n{ when = { place = 'token' } },\n{ least = 2, most = 1 }]",
        "7: payload.x.items has a “least” that is more than its “most”.",
    ),
    "a mistake told by nothing": (
        "mistakes = [{ says = 'x' }]",
        "5: a mistake needs “pattern” or “type”, to be told by.",
    ),
    "a mistake without words": (
        "mistakes = [{ type = 'text' }]",
        "5: a mistake needs “says”: what the wrong value is, as a clause that follows it.",
    ),
    "a repair for another pattern": (
        r"mistakes = [{ pattern = 'x', says = 'x', instead = '\1' }]",
        r"5: payload.x.mistakes.instead is “\1”, which does not go with its pattern: "
        "invalid group reference 1 at position 1.",
    ),
    "a repair by a name that is none": (
        r"mistakes = [{ pattern = 'x', says = 'x', instead = '\g<a>' }]",
        r"5: payload.x.mistakes.instead is “\g<a>”, which does not go with its pattern: "
        "unknown group name 'a'.",
    ),
    "a repair without a pattern": (
        "mistakes = [\n{ type = 'number', says = 'x', instead = '1' }]",
        "6: “instead” goes with a “pattern”; without one, the value is converted.",
    ),
    "a condition that weighs": (
        "when = { place = 'token', weight = 1 }",
        "5: “weight” is no word of a condition; there are absent, each, equals, least, most, names, one_of, "
        "only, pattern, place, same_as, type.",
    ),
    "everything at once": (
        "mark = 1\nlabel = ''\nnots = 'x'",
        "5: payload.x.mark must be one of verified, reported, remembered, not 1.",
        "6: payload.x.label is empty.",
        "7: “nots” is no word of a field; did you mean “note”?",
    ),
}


@pytest.mark.parametrize("case", IN_FIELD.values(), ids=IN_FIELD)
def test_mistake_in_a_field(case):
    said, *told = case
    assert complaints(f"[payload.x]\n{said}") == told


IN_SIGN = {
    "too heavy": (
        "place = 'token', weight = 101",
        "recognise.weight must be a number from -100 to 100, not 101.",
    ),
    "too light": (
        "place = 'token', weight = -101",
        "recognise.weight must be a number from -100 to 100, not -101.",
    ),
    "half": ("place = 'token', weight = 0.5", "recognise.weight must be a whole number, not 0.5."),
    "no weight": (
        "place = 'token'",
        "a sign needs “weight”: what it counts: a sum of 10 is certain, 6 strong, 3 a hint.",
    ),
    "another part": (
        "weight = 1, place = 'body.x'",
        "recognise.place is “body.x”: “body” is no part; there are header, label, payload, request, token.",
    ),
    "a misspelt word": (
        "weight = 1, place = 'token', eqals = 1",
        "“eqals” is no word of a sign; did you mean “equals”?",
    ),
}


@pytest.mark.parametrize(("said", "told"), IN_SIGN.values(), ids=IN_SIGN)
def test_mistake_in_a_sign(said, told):
    assert complaints(f"recognise = [\n{{ place = 'token', weight = 100 }},\n{{ {said} }} ]") == [
        f"6: {told}"
    ]


def test_sign_without_a_place_is_told_what_places_there_are():
    (told,) = complaints("recognise = [{ weight = -100 }]")
    assert told.startswith("4: a sign needs “place”: `payload.aud`, `payload` as a whole, `request.code`,")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[header]\n'*-*' = {}", "5: “*-*” has more than one *."),
        ("[request.parameters]\ncode = 7", "5: request.parameters.code must be a table, not 7."),
        ("payload = []", "4: payload must be a table, not a list."),
        ("payload.x = []", "4: payload.x is an empty list; it must be a field, or a list of its cases."),
    ],
)
def test_mistake_in_fields(text, told):
    assert complaints(text) == [told]
