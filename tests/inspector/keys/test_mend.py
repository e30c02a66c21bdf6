"""What was done to a key file as text is undone, and each thing said once."""

import pytest

from webapp.inspector.keys import damage
from webapp.inspector.keys.mend import mended

BREAKS, SLASHES = damage.ESCAPED_BREAKS.note(), damage.ESCAPED_SLASHES.note()
PERCENT = damage.PERCENT_ENCODED.note()


def inside(name):
    return damage.INVISIBLE.note(name)


def before(name):
    return damage.INVISIBLE_BEFORE.note(name)


@pytest.mark.parametrize(
    ("text", "meant", "notes"),
    [
        ("", "", []),
        ("A\nB\r\nC\tD", "A\nB\r\nC\tD", []),
        ("Größe — “x” 100 %", "Größe — “x” 100 %", []),
        # line breaks
        (r"A\nB", "A\nB", [BREAKS]),
        (r"A\r\nB", "A\nB", [BREAKS]),
        (r"A\rB", "A\nB", [BREAKS]),
        (r"A\\nB", "A\nB", [BREAKS]),
        (r"A\\\\nB", "A\nB", [BREAKS]),
        (r"A\\r\\nB", "A\nB", [BREAKS]),
        ("A\\n\nB", "A\nB", [BREAKS]),
        ("A\\n\r\nB", "A\nB", [BREAKS]),
        (r"A\n\nB", "A\n\nB", [BREAKS]),
        # other characters
        (r"A\/B", "A/B", [SLASHES]),
        (r"A\\/B", "A/B", [SLASHES]),
        (r"\"A\"", '"A"', [SLASHES]),
        (r"\'A\'", "'A'", [SLASHES]),
        (r"A\u002BB", "A+B", [SLASHES]),
        (r"A\u003d", "A=", [SLASHES]),
        (r"A\u000aB", "A\nB", [SLASHES]),
        (r"A\/\nB", "A/\nB", [BREAKS, SLASHES]),
        # no escapes
        ("A\\\nB", "A\\\nB", []),
        (r"A\tB\x41\u0416", r"A\tB\x41\u0416", []),
        ("A\\", "A\\", []),
        # percent-encoding
        ("A%0AB", "A\nB", [PERCENT]),
        ("A%2bB%2FC", "A+B/C", [PERCENT]),
        ("BEGIN+PRIVATE+KEY%0AA%2BB", "BEGIN PRIVATE KEY\nA+B", [PERCENT]),
        ("BEGIN PRIVATE KEY%0AA+B", "BEGIN PRIVATE KEY\nA+B", [PERCENT]),
        ("BEGIN+PRIVATE+KEY A+B", "BEGIN+PRIVATE+KEY A+B", []),
        ("100% of %C3%A4 %zz", "100% of %C3%A4 %zz", []),
        ("%5Cn", "\n", [PERCENT, BREAKS]),
        # what cannot be seen
        ("A\u200bB", "AB", [inside("zero width space, U+200B")]),
        ("A\u00adB\u200bC", "ABC", [inside("soft hyphen, U+00AD")]),
        ("A\u2060B", "AB", [inside("word joiner, U+2060")]),
        ("A\u202eB", "AB", [inside("right-to-left override, U+202E")]),
        ("A\u00a0B\u3000C", "A B C", [inside("no-break space, U+00A0")]),
        ("\ufeff-----BEGIN", "-----BEGIN", [before("zero width no-break space, U+FEFF")]),
        ("x\u200b\n-----BEGIN", "x\n-----BEGIN", [before("zero width space, U+200B")]),
        ("\u00a0-----BEGIN", " -----BEGIN", [before("no-break space, U+00A0")]),
        ("--\u200b---BEGIN", "-----BEGIN", [inside("zero width space, U+200B")]),
        ("-----\u200bBEGIN", "-----BEGIN", [inside("zero width space, U+200B")]),
        ("-----BEGIN\u200b", "-----BEGIN", [inside("zero width space, U+200B")]),
        ("\u200bA%5Cn", "A\n", [inside("zero width space, U+200B"), PERCENT, BREAKS]),
    ],
)
def test_text_is_as_it_was_before(text, meant, notes):
    assert mended(text) == (meant, notes)


@pytest.mark.parametrize(
    "code", ["\u00ad", "\u180e", *map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F)))]
)
def test_every_invisible_character_has_a_name(code):
    text, [note] = mended(f"A{code}B")
    assert text == "AB"
    assert f"U+{ord(code):04X}" in note.message
    assert "control" not in note.message


def test_mending_again_changes_nothing():
    once, notes = mended("\u200b-----BEGIN+A%0AB\\\\nC\\/D")
    assert len(notes) == 4
    assert mended(once) == (once, [])
