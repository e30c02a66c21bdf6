"""Tokens folded over several lines, and prose that only looks so."""

import pytest

from webapp.inspector.paste import folding

from .tokens import SOUND


def folded(width, joint="\n", text=SOUND):
    return joint.join(text[start : start + width] for start in range(0, len(text), width))


JOINTS = {
    "line feed": "\n", "carriage return and line feed": "\r\n", "carriage return": "\r",
    "empty lines": "\n\n", "indentation": "\n    ", "tab": "\t", "blank": " ", "form feed": "\f",
    "shell": " \\\n  ", "escaped": "\\n", "escaped, of Windows": "\\r\\n",
    "mail": "\n> ", "mail twice": "\n>> ",
    "plus": '" +\n  "', "plus on the next line": '"\n  + "', "dot of PHP": "' .\n  '", "ampersand": '" & \n"',
    "bare neighbours": '"\n"', "backslash": '" \\\n"',
    "quoted-printable": "=\n", "the same of Windows": "=\r\n",
}  # fmt: skip


@pytest.mark.parametrize("joint", JOINTS.values(), ids=JOINTS)
@pytest.mark.parametrize("width", [20, 64])
def test_every_joint_is_undone(joint, width):
    assert folding.unfolded(folded(width, joint)) == SOUND


@pytest.mark.parametrize(
    "text",
    [
        "",
        SOUND,
        "These are words of prose and nothing else",
        "short of every piece a b c d e f g h",
        f"{SOUND} is my token",
        f"my token {SOUND}",
        f"{SOUND}\n----------\n{SOUND}",
        f"{SOUND[:60]}=\n{SOUND[60:90]}\n{SOUND[90:]} and",
    ],
)
def test_what_is_not_folded(text):
    assert folding.unfolded(text) is None


def test_two_lines_are_enough():
    assert folding.unfolded(f"{SOUND[:200]}\n{SOUND[200:]}") == SOUND


def test_lines_of_one_width_are_pieces_even_if_one_of_them_reads_like_a_word():
    assert folding.unfolded("eyJhbGci\nOiJub25l\nAbcdefgh\nIn0") == "eyJhbGciOiJub25lAbcdefghIn0"
    assert folding.unfolded("eyJhbGci\nOiJub25lx\nAbcdefgh\nIn0") is None


def test_pieces_have_eight_characters_on_average_but_for_four():
    assert folding.unfolded(" ".join(["aB"] * 4)) == "aB" * 4
    assert folding.unfolded(" ".join(["aB1cD2e"] * 31)) == "aB1cD2e" * 31
    assert folding.unfolded(" ".join(["aB1cD2e"] * 33)) is None


SAID = {
    "one": (f"{SOUND[:40]}\n{SOUND[40:]}", "The token contained 1 line break; without it, it is whole."),
    "one of old Macs": (
        f"{SOUND[:40]}\r{SOUND[40:]}",
        "The token contained 1 line break; without it, it is whole.",
    ),
    "one form feed": (f"{SOUND[:40]}\f{SOUND[40:]}", "The token contained 1 blank; without it, it is whole."),
    "blanks": (folded(100, " "), "The token contained 2 blanks; without them, it is whole."),
    "escaped": (
        folded(100, "\\n"),
        "The token contained 2 line breaks (every 100 characters); without them, it is whole.",
    ),
    "PEM": (
        folded(64),
        "The token contained 4 line breaks (every 64 characters, as PEM has them); without them, it is"
        " whole.",
    ),
    "Ruby": (
        folded(60),
        "The token contained 4 line breaks (every 60 characters, as Ruby's Base64.encode64 has them); without"
        " them, it is whole.",
    ),
    "MIME": (
        folded(76, "\r\n"),
        "The token contained 3 line breaks (every 76 characters, as MIME base64 has them); without them, it"
        " is whole.",
    ),
    "indented": (
        folded(80, "\n  "),
        "The token contained 3 line breaks (every 80 characters) and 6 blanks; without them, it is whole.",
    ),
    "mail": (
        folded(100, "\n> "),
        "The token contained 2 line breaks (every 100 characters) and 2 blanks, with e-mail quotation marks;"
        " without them, it is whole.",
    ),
    "quoted-printable": (
        folded(75, "=\n"),
        "The token contained 3 line breaks (every 75 characters); without them, it is whole.",
    ),
    "regular but for the first line": (
        f"{SOUND[:30]}\n{folded(80, text=SOUND[30:])}",
        "The token contained 4 line breaks (every 80 characters); without them, it is whole.",
    ),
    "irregular": (
        SOUND.replace(".", ".\n"),
        "The token contained 2 line breaks; without them, it is whole.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), SAID.values(), ids=SAID)
def test_the_folds_in_a_sentence(text, sentence):
    assert folding.described(text) == sentence


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Thanks", True), ("token:", True), ("end.", True), ("----", True), ("====", True), ("a", False),
        ("eyJhbGciOiJ", False), ("AB", False), ("abcdefghijklmno", True), ("abcdefghijklmnop", False),
        ("word7", False), ("-", False), ("über", False), ("", False),
    ],
)  # fmt: skip
def test_a_word_of_prose_is_no_piece(text, word):
    assert folding.is_word(text) is word
