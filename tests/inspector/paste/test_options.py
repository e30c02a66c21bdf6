"""Command lines as getopt reads them."""

import pytest

from webapp.inspector.paste.options import OPERAND, Grammar, read

GRAMMAR = Grammar({"d": "data", "s": "silent", "x": "proxy"}, frozenset({"data", "x", "o", "url"}))

COMMANDS = {
    "nothing": ("", []),
    "operands": ("a b", [(OPERAND, "a"), (OPERAND, "b")]),
    "a long option": ("--data a b", [("data", "a"), (OPERAND, "b")]),
    "with its value": ("--data=a=b c", [("data", "a=b"), (OPERAND, "c")]),
    "with an empty value": ("--data= c", [("data", ""), (OPERAND, "c")]),
    "a long flag": ("--silent a", [("silent", ""), (OPERAND, "a")]),
    "a long flag with a value": ("--silent=1 a", [("silent", "1"), (OPERAND, "a")]),
    "unknown": ("--what a", [("what", ""), (OPERAND, "a")]),
    "a short option": ("-d a b", [("data", "a"), (OPERAND, "b")]),
    "its value joined": ("-da=b c", [("data", "a=b"), (OPERAND, "c")]),
    "flags joined": ("-sS a", [("silent", ""), ("S", ""), (OPERAND, "a")]),
    "flags and an option joined": ("-sd a b", [("silent", ""), ("data", "a"), (OPERAND, "b")]),
    "flags, an option and its value joined": ("-sda b", [("silent", ""), ("data", "a"), (OPERAND, "b")]),
    "valued by its letter": ("-x a", [("proxy", "a")]),
    "without a long name": ("-o a", [("o", "a")]),
    "an option as a value": ("-d -s", [("data", "-s")]),
    "a value that is missing": ("-d", [("data", "")]),
    "a long one's value that is missing": ("--url", [("url", "")]),
    "a dash": ("- a", [(OPERAND, "-"), (OPERAND, "a")]),
    "a dash as a value": ("-d -", [("data", "-")]),
    "the end of the options": ("-- -d --data --", [(OPERAND, "-d"), (OPERAND, "--data"), (OPERAND, "--")]),
    "the end of the options as a value": ("-d -- -s", [("data", "--"), ("silent", "")]),
}  # fmt: skip


@pytest.mark.parametrize(("command", "options"), COMMANDS.values(), ids=COMMANDS)
def test_options_and_operands(command, options):
    assert list(read(command.split(), GRAMMAR)) == options


def test_sixty_four_letters_are_read_of_one_word():
    assert len(list(read(["-" + "s" * 65, "a"], GRAMMAR))) == 64 + 1
    assert list(read(["-" + "s" * 63 + "da"], GRAMMAR))[-1] == ("data", "a")
