"""The sentence about other programs names each of them once, and its verbs agree with them."""

from itertools import combinations

import pytest

from webapp.inspector.keys import overlooked
from webapp.inspector.keys.overlooked import EVERYBODY, Program, sentence

SENTENCES = [
    ("NOBODY", "OpenSSL, Node, PHP, Ruby, Python, Java and Go all refuse the file for it."),
    ("EVERYBODY", "Every language overlooks this."),
    ("PYTHON", "Python overlooks this; OpenSSL, Node, PHP, Ruby, Java and Go refuse the file for it."),
    ("JAVA", "Java overlooks this; OpenSSL, Node, PHP, Ruby, Python and Go refuse the file for it."),
    (
        "PYTHON_AND_JAVA",
        "Python and Java overlook this; OpenSSL, Node, PHP, Ruby and Go refuse the file for it.",
    ),
    ("JAVA_AND_GO", "Java and Go overlook this; OpenSSL, Node, PHP, Ruby and Python refuse the file for it."),
    (
        "ALL_BUT_PYTHON",
        "OpenSSL, Node, PHP, Ruby, Java and Go overlook this; Python refuses the file for it.",
    ),
    (
        "ALL_BUT_JAVA_AND_GO",
        "OpenSSL, Node, PHP, Ruby and Python overlook this; Java and Go refuse the file for it.",
    ),
    (
        "ALL_BUT_PYTHON_AND_JAVA",
        "OpenSSL, Node, PHP, Ruby and Go overlook this; Python and Java refuse the file for it.",
    ),
    (
        "COMMAND",
        "The openssl command overlooks this; OpenSSL, Node, PHP, Ruby, Python, Java and Go refuse the file "
        "for it.",
    ),
    (
        "COMMAND_AND_GO",
        "The openssl command and Go overlook this; OpenSSL, Node, PHP, Ruby, Python and Java refuse the file "
        "for it.",
    ),
]
SETS = {name for name, value in vars(overlooked).items() if name.isupper() and isinstance(value, frozenset)}


@pytest.mark.parametrize(("name", "said"), SENTENCES)
def test_sentence_reads_well(name, said):
    assert sentence(getattr(overlooked, name)) == said


def test_every_set_that_has_a_name_is_shown_above():
    assert {name for name, _ in SENTENCES} == SETS


@pytest.mark.parametrize("size", range(len(Program)))
def test_whoever_overlooks_it_each_program_is_named_once(size):
    for programs in combinations(Program, size):
        said = sentence(frozenset(programs))
        assert all(said.count(program) == 1 for program in EVERYBODY - {Program.COMMAND}), said
        overlooking, _, refusing = said.rpartition("; ")
        named = [[program for program in Program if program in part] for part in (overlooking, refusing)]
        assert all(program in programs for program in named[0] if program is not Program.COMMAND), said
        assert not set(named[1]) & set(programs), said


def test_library_and_command_are_one_where_both_overlook_it():
    assert "command" not in sentence(EVERYBODY - {Program.GO})


@pytest.mark.parametrize("only", list(Program)[1:])
def test_one_alone_refuses_in_the_singular(only):
    assert (
        sentence(EVERYBODY - {only}).endswith(f"; {only} refuses the file for it.") or only is Program.OPENSSL
    )
