"""BEGIN and END lines are found however they are written, and nothing else is taken for one."""

import pytest

from webapp.inspector.keys import damage
from webapp.inspector.keys.boundary import Block, blocks

BEGIN, END = "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"


def shown(block: Block):
    """The words of its lines, and what stands before, between and after them."""
    words = "".join(it.word[0] for it in (block.begin, block.end) if it)
    return words, block.before, block.body, block.after


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("no key at all", []),
        (f"{BEGIN}\nA\n{END}\n", [("BE", "", "\nA\n", "")]),
        (f"{BEGIN}{END}", [("BE", "", "", "")]),
        (f"{BEGIN}\nA\n", [("B", "", "\nA\n", "")]),
        (f"A\n{END}\n", [("E", "", "A\n", "")]),
        (END, [("E", "", "", "")]),
        (f"x\nkey = {BEGIN}\nA\n{END};  \ny\n", [("BE", "key = ", "\nA\n", ";  ")]),
        (f"x\rkey = {BEGIN}\rA\r{END};\ry\r", [("BE", "key = ", "\rA\r", ";")]),
        (f"{BEGIN}A{END}{BEGIN}B{END}", [("BE", "", "A", ""), ("BE", "", "B", "")]),
        (f"{BEGIN}A{END} {BEGIN}B{END}", [("BE", "", "A", " "), ("BE", "", "B", "")]),
        (f"{BEGIN}A{END}, {BEGIN}B{END}", [("BE", "", "A", ", "), ("BE", ",", "B", "")]),
        (f"{BEGIN}\nA\n{BEGIN}\nB\n{END}", [("B", "", "\nA\n", ""), ("BE", "", "\nB\n", "")]),
        (f"{BEGIN}\nA\n{END}\nB\n{END}", [("BE", "", "\nA\n", ""), ("E", "", "\nB\n", "")]),
    ],
)
def test_blocks_are_taken_apart(text, found):
    assert [shown(block) for block in blocks(text)] == found


LABELS = [
    "PRIVATE KEY",
    "EC PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "CERTIFICATE",
    "X509 CERTIFICATE",
    "TRUSTED CERTIFICATE",
    "CERTIFICATE REQUEST",
    "NEW CERTIFICATE REQUEST",
    "X509 CRL",
    "EC PARAMETERS",
    "DH PARAMETERS",
    "PKCS7",
    "CMS",
    "PGP PRIVATE KEY BLOCK",
]


@pytest.mark.parametrize("label", LABELS)
def test_every_usual_label_is_known(label):
    [block] = blocks(f"-----BEGIN {label}-----\nA\n-----END {label}-----\n")
    assert (block.label, block.begin.notes, block.end.notes) == (label, [], [])


def test_the_label_of_the_end_stands_in_for_that_of_the_beginning():
    assert [block.label for block in blocks("A\n-----END EC PRIVATE KEY-----")] == ["EC PRIVATE KEY"]


def dashes(count):
    return damage.DASHES.note("BEGIN", count, "PRIVATE KEY")


def typographic(dash):
    return damage.TYPOGRAPHIC_DASHES.note(dash)


LOOSE = damage.LOOSE_BOUNDARY.note("BEGIN", "PRIVATE KEY")


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("-----BEGIN PRIVATE KEY----", dashes(4)),
        ("----BEGIN PRIVATE KEY-----", dashes(4)),
        ("----BEGIN PRIVATE KEY------", dashes(4)),
        ("------BEGIN PRIVATE KEY-----", dashes(6)),
        ("-BEGIN PRIVATE KEY-----", dashes(1)),
        ("BEGIN PRIVATE KEY-----", dashes(0)),
        ("-----BEGIN PRIVATE KEY", dashes(0)),
        ("BEGIN PRIVATE KEY", dashes(0)),
        ("----------BEGIN PRIVATE KEY----------", dashes(10)),
        ("—BEGIN PRIVATE KEY—", typographic("—")),
        ("–––––BEGIN PRIVATE KEY-----", typographic("–")),
        ("-----BEGIN PRIVATE KEY—-", typographic("—")),
        ("\u2212" * 5 + "BEGIN PRIVATE KEY" + "\u2212" * 5, typographic("\u2212")),
        ("─────BEGIN PRIVATE KEY─────", typographic("─")),
        ("\uff0d" * 5 + "BEGIN PRIVATE KEY" + "\uff0d" * 5, typographic("\uff0d")),
        ("-----begin private key-----", LOOSE),
        ("-----Begin Private Key-----", LOOSE),
        ("----- BEGIN PRIVATE KEY -----", LOOSE),
        ("-----BEGIN  PRIVATE KEY-----", LOOSE),
        ("-----BEGIN\tPRIVATE KEY-----", LOOSE),
        ("-----BEGIN PRIVATE  KEY-----", LOOSE),
        ("-----BEGIN PRIVATE\tKEY-----", LOOSE),
    ],
)
def test_a_line_that_is_written_otherwise_is_known_and_said(written, note):
    [block] = blocks(f"{written}\nAAAA\n{END}\n")
    assert (block.label, block.body, block.begin.notes, block.end.notes) == (
        "PRIVATE KEY",
        "\nAAAA\n",
        [note],
        [],
    )


def test_ssh2_has_four_dashes_of_its_own_right():
    [block] = blocks("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n")
    assert (block.begin.notes, block.end.notes) == ([], [])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_without_dashes_are_known_where_they_stand_alone(line_end):
    [block] = blocks(line_end.join(["BEGIN PRIVATE KEY", "A", "END PRIVATE KEY", ""]))
    assert shown(block) == ("BE", "", f"{line_end}A{line_end}", "")


@pytest.mark.parametrize(
    "text",
    [
        "We BEGIN PRIVATE KEY lessons.",
        "BEGIN PRIVATE KEY here",
        "BEGIN",
        "-----BEGIN-----",
        "-----BEGIN MESSAGE-----",
        "-----BEGINPRIVATE KEY-----",
        "-----BEGIN PRIVATE KEYS-----",
        "-----BEGIN KEY2-----",
        "-----BEGIN A B C D KEY-----",
        "-----BEGIN PRIVÄTE KEY-----",
        "-----BEGIN PRIVATE\nKEY-----",
        "-----\nBEGIN PRIVATE KEY of mine",
    ],
)
def test_what_only_resembles_one_is_none(text):
    assert blocks(text) == []


def test_a_rule_and_a_blank_on_the_line_before_belong_to_that_line():
    for line_before in ("-----", "AAAA "):
        [block] = blocks(f"{line_before}\nBEGIN PRIVATE KEY\nA\nEND PRIVATE KEY\n")
        assert (shown(block), block.begin.written) == (("BE", "", "\nA\n", ""), "BEGIN PRIVATE KEY")


def test_dashes_belong_to_one_line_only():
    [one, other] = blocks(f"{BEGIN}A{END}{BEGIN}B{END}")
    assert (one.end.written, other.begin.written) == (END, BEGIN)
    assert [it.notes for it in (one.begin, one.end, other.begin, other.end)] == [[], [], [], []]
