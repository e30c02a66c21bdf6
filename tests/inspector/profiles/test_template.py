"""Values made of other values: what a template becomes with those of a token, and what fits it."""

import pytest

from webapp.inspector.json_tree import read
from webapp.inspector.profiles.reading import At, template
from webapp.inspector.profiles.sign import ABSENT
from webapp.inspector.profiles.template import Filled, written

VALUES = {
    "payload.iss": '"ann"',
    "payload.sub": '"a*b"',
    "payload.id": "7.0",
    "payload.list": '["one"]',
    "payload.several": '["one", "two"]',
    "payload.empty": '""',
    "payload.flag": "true",
    "payload.null": "null",
    "request.code": '"xyz"',
}


def value(text):
    return read(text).node.value


def at(place):
    return value(VALUES[str(place)]) if str(place) in VALUES else ABSENT


def made(text):
    return template(text, At("door.toml", ""))


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("{payload.iss}", ["ann"]),
        ("{payload.iss}.{payload.iss}@{request.code}", ["ann.ann@xyz"]),
        ("x{payload.id}", ["x7.0"]),
        ("{payload.list}", ["one"]),
        ("{payload.empty}", [""]),
        ("{payload.sub}", ["a*b"]),
        ("*{payload.iss}", ["", "ann"]),
        ("a*{payload.iss}*b**", ["a", "ann", "b", "", ""]),
        ("{payload.iss}{payload.none}", None),
        ("{payload.several}", None),
        ("{payload.flag}", None),
        ("{payload.null}", None),
    ],
)
def test_filled(text, texts):
    filled = made(text).filled(at)
    assert filled == (None if texts is None else Filled(tuple(texts)))


@pytest.mark.parametrize(
    ("texts", "whole", "shown"), [(("a",), "a", "a"), (("a", "b"), None, "a…b"), (("", ""), None, "…")]
)
def test_shown(texts, whole, shown):
    filled = Filled(texts)
    assert (filled.whole, str(filled)) == (whole, shown)


FITS = {  # what fits, and what does not
    "{payload.iss}": (
        ['"ann"', '["x", "ann"]', '[["ann"], "ann"]'],
        ['"ann "', '"an"', '[["ann"]]', "[]", "{}"],
    ),
    "{payload.id}": (['"7.0"', "7.0", "[7.0]"], ["7", '"7"', "true", "null"]),
    "{payload.sub}": (['"a*b"'], ['"axb"']),
    "{payload.empty}": (['""'], ['"a"', "null"]),
    "{payload.iss}*": (['"ann"', '"anna"', '["x", "annx"]'], ['"an"', '"xann"']),
    "*{payload.iss}": (['"ann"', '"xann"'], ['"annx"']),
    "x*{payload.iss}": (['"xann"', '"xyann"'], ['"ann"', '"xan"']),
    "a*{payload.iss}": (['"aann"', '"annann"'], ['"ann"']),
    "*{payload.iss}*": (['"ann"', '"xannx"'], ['"an n"', "7"]),
    "x*{payload.iss}*{payload.iss}*y": (
        ['"xannanny"', '"x ann ann y"'],
        ['"xanny"', '"xanannny"', '"xannann"'],
    ),
    "{payload.none}": ([], ['""', "null", "[]"]),
    "x{payload.none}": ([], ['"x"']),
    "*{payload.several}": ([], ['"one"', '["one", "two"]']),
}


@pytest.mark.parametrize(("text", "fitting", "others"), [(it, *FITS[it]) for it in FITS], ids=FITS)
def test_fits(text, fitting, others):
    assert [it for it in (*fitting, *others) if made(text).fits(value(it), at)] == fitting
    filled = made(text).filled(at)
    assert [it for it in (*fitting, *others) if filled and filled.fits(value(it))] == fitting


def test_pieces_are_found_in_order_and_without_trying_twice():
    filled = Filled(("", *["ab"] * 500, ""))
    assert filled.fits("ab" * 500)
    assert not filled.fits("ab" * 499 + "ba")


@pytest.mark.parametrize(
    ("text", "plain"),
    [("{payload.iss}", True), ("{payload.iss}*", False), ("{payload.iss}{payload.sub}", False)],
)
def test_plain(text, plain):
    assert made(text).plain is plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"a"', "a"),
        ("1e3", "1e3"),
        ('["a"]', "a"),
        ("[1]", "1"),
        ('["a", "b"]', None),
        ('[["a"]]', None),
        ("[null]", None),
        ("[]", None),
        ("{}", None),
        ("true", None),
        ("null", None),
    ],
)
def test_written(text, found):
    assert written(value(text)) == found
