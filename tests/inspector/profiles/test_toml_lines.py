"""Every value of a TOML file is found on its line, however the file is written."""

import tomllib

import pytest

from tests.inspector.profiles.files import HERE
from webapp.inspector.profiles.toml_lines import line_of

WRITTEN = r'''
# a comment = 0
one = "1 # no comment"
"t.w.o" = 2.0  # [three]
three.four = { five = [6, 7], "se\"ven" = 'it"s' }

[eight]
nine = """
nine = 9
ten = "10"
\""" """""
ten = [
  # eleven
  [1, 2],
  { twelve = 12 }, { thirteen = 13 },
  §
  fourteen§, "}",
]
after = 2026-11-23T02:13:20.5+01:00
[[ fifteen . 'six teen' ]]
seventeen = []
[fifteen."six teen".eighteen]
nineteen = {}
[[fifteen."six teen"]]
seventeen = 2
[fifteen."six teen".eighteen]
nineteen = 3
[[fifteen."six teen".twenty]]
[[fifteen."six teen".twenty]]
last = "" '''.replace("§", "'" * 3)

LINES = {
    ("one",): 3,
    ("t.w.o",): 4,
    ("three",): 5,
    ("three", "four", "five", 1): 5,
    ("three", "four", 'se"ven'): 5,
    ("eight",): 7,
    ("eight", "nine"): 8,
    ("eight", "ten"): 12,
    ("eight", "ten", 0, 1): 14,
    ("eight", "ten", 1, "twelve"): 15,
    ("eight", "ten", 2, "thirteen"): 15,
    ("eight", "ten", 3): 16,
    ("eight", "ten", 4): 17,
    ("eight", "after"): 19,
    ("fifteen",): 20,
    ("fifteen", "six teen"): 20,
    ("fifteen", "six teen", 0): 20,
    ("fifteen", "six teen", 0, "seventeen"): 21,
    ("fifteen", "six teen", 0, "eighteen"): 22,
    ("fifteen", "six teen", 0, "eighteen", "nineteen"): 23,
    ("fifteen", "six teen", 1): 24,
    ("fifteen", "six teen", 1, "seventeen"): 25,
    ("fifteen", "six teen", 1, "eighteen"): 26,
    ("fifteen", "six teen", 1, "eighteen", "nineteen"): 27,
    ("fifteen", "six teen", 1, "twenty", 0): 28,
    ("fifteen", "six teen", 1, "twenty", 1): 29,
    ("fifteen", "six teen", 1, "twenty", 1, "last"): 30,
}


@pytest.mark.parametrize(("path", "line"), LINES.items(), ids=lambda it: str(it).replace(" ", ""))
def test_line(path, line):
    assert line_of(WRITTEN, path) == line
    assert line_of(WRITTEN.replace("\n", "\r\n"), path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("nowhere",), 1),
        (("eight", "eleven"), 7),
        (("eight", "ten", 1, "eleven"), 15),
        (("fifteen", "six teen", 1, "nowhere", 0), 24),
        (("one", 0), 3),
    ],
)
def test_line_of_what_is_not_there_is_that_of_what_it_would_stand_in(path, line):
    assert line_of(WRITTEN, path) == line


@pytest.mark.parametrize("character", ["\u2028", "\x85", "\u2029"])
def test_only_line_ends_of_toml_count(character):
    assert line_of(f'a = "{character}"\nb = 1', ("b",)) == 2


def test_line_in_an_empty_file():
    assert line_of("", ("a",)) == 1


def paths(value, path=()):
    yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in pairs:
        yield from paths(item, (*path, step))


def test_line_of_every_value_in_a_profile():
    (file,) = HERE.rglob("sd-jwt.toml")
    text = file.read_text("utf-8")
    lines = text.splitlines()
    for path in paths(tomllib.loads(text)):
        if path and isinstance(path[-1], str):
            assert path[-1] in lines[line_of(text, path) - 1]
