"""The quoting of shells."""

import pytest

from webapp.inspector.paste import shell


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a b  c", ["a", "b", "c"]),
        ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
        ("a'b'\"c\"d", ["abcd"]),
        (r"a\ b \'c", ["a b", "'c"]),
        (r'"a\"b\\c\$d\e"', [r'a"b\c$d\e']),
        (r"'a\b'", [r"a\b"]),
        (r"$'a\n\x41\u00e9\'b\101'", ["a\nAé'bA"]),
        ("a \\\n b", ["a", "b"]),
        ('"a\\\nb"', ["ab"]),
        ("a `\n b", ["a", "b"]),
        ("$A ${B} \"$C\" '$D'", ["$A", "${B}", "$C", "$D"]),
        ("a\nb", ["a"]),
        ("a | b", ["a"]),
        ("a && b", ["a"]),
        ("a ; b", ["a"]),
        ("a 2>/dev/null b", ["a"]),
        ("a&b=c", ["a&b=c"]),
        ("'never closed", ["never closed"]),
        ('"never closed', ["never closed"]),
        ("$'never closed", ["never closed"]),
        ("a \\", ["a", "\\"]),
        ('^"a^&b^" ^\n c', ["a&b", "c"]),
        ('"a" ^\r\n "b"', ["a", "b"]),
        ('^"a^%^41\\^"b^"', ['a%41"b']),
        ('"{""a"":1}" ^\n b', ['{"a":1}', "b"]),
        ("", []),
    ],
)
def test_words(text, words):
    found, _ = shell.command(text, 0)
    assert found == words


def test_text_behind_the_command():
    assert shell.command("curl a b\nand more", 5) == (["a", "b"], "\nand more")
