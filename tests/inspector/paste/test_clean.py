"""Damage that is undone, and damage that is left for later stages to explain."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from webapp.inspector.paste import Form, read

from .tokens import ENCRYPTED, OTHER, SELECTIVE, SOUND, THIRD, UNSIGNED, only, repairs, texts

VECTORS = Path(__file__).parents[2] / "data" / "pastes" / "transport.jsonl"
ROWS = [json.loads(line) for line in VECTORS.read_text("utf-8").splitlines()]


def folded(text, width, joint="\n"):
    return joint.join(text[start : start + width] for start in range(0, len(text), width))


def wrapped(text):
    return base64.b64encode(text.encode()).decode()


def encoded(text):
    return quote(text, safe="").replace(".", "%2E").replace("-", "%2D")


def swapped(text, **letters):
    return text.translate(str.maketrans(letters))


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_damaged_tokens_of_real_tools(row):
    found = only(row["pasted"])
    assert found.text == row["text"]
    assert [note.id for note in found.repairs] == row["repairs"]


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        (SOUND, []),
        (f"Bearer {SOUND}", ["bearer_prefix"]),
        (f"bearer  {SOUND}", ["bearer_prefix"]),
        (f"Bearer: {SOUND}", ["bearer_prefix"]),
        (f"Bearer{SOUND}", ["bearer_prefix"]),
        (f"Bearer Bearer {SOUND}", ["bearer_prefix"]),
        (f"Authorization: Bearer {SOUND}", ["bearer_prefix"]),
        (f"authorization=Bearer {SOUND}", ["bearer_prefix"]),
        (f"authorization={SOUND}", ["bearer_prefix"]),
        (f"Authorization: {SOUND}", ["bearer_prefix"]),
        (f"Proxy-Authorization: Bearer {SOUND}", ["embedded"]),
        (f"JWT {SOUND}", ["bearer_prefix"]),
        (f"DPoP {SOUND}", ["bearer_prefix"]),
        (f"token {SOUND}", ["bearer_prefix"]),
        (f"token: {SOUND}", ["bearer_prefix"]),
        (f"Bearer\u00a0{SOUND}", ["bearer_prefix"]),
        (f'"{SOUND}"', ["quotes"]),
        (f"'{SOUND}'", ["quotes"]),
        (f"“{SOUND}”", ["quotes"]),
        (f"„{SOUND}“", ["quotes"]),
        (f"‘{SOUND}’", ["quotes"]),
        (f"«{SOUND}»", ["quotes"]),
        (f"`{SOUND}`", ["quotes"]),
        (f"```\n{SOUND}\n```", ["quotes"]),
        (f"```jwt\n{SOUND}\n```", ["quotes"]),
        (f"**{SOUND}**", ["quotes"]),
        (f"_{SOUND}_", ["quotes"]),
        (f'{SOUND}"', ["quotes"]),
        (f'"{SOUND}', ["quotes"]),
        (f'\\"{SOUND}\\"', ["quotes"]),
        (f"&quot;{SOUND}&quot;", ["quotes"]),
        (f"&#34;{SOUND}&#x22;", ["quotes"]),
        (f'"{SOUND}",', ["trailing_junk", "quotes"]),
        (f'"Bearer {SOUND}"', ["quotes", "bearer_prefix"]),
        (f"b'{SOUND}'", ["python_bytes"]),
        (f'b"{SOUND}"', ["python_bytes"]),
        (f"\"b'{SOUND}'\"", ["quotes", "python_bytes"]),
        (f"b%27{SOUND}%27", ["percent_encoded", "python_bytes"]),
        (f"b&#39;{SOUND}&#39;", ["quotes", "python_bytes"]),
        (encoded(SOUND), ["percent_encoded"]),
        (encoded(encoded(SOUND)), ["percent_encoded"]),
        (f"Bearer%20{SOUND}", ["percent_encoded", "bearer_prefix"]),
        (f"{SOUND}\n", ["whitespace"]),
        (f"  {SOUND}  ", ["whitespace"]),
        (folded(SOUND, 76), ["whitespace"]),
        (folded(SOUND, 60, "\r\n"), ["whitespace"]),
        (folded(SOUND, 64, "\n    "), ["whitespace"]),
        (folded(SOUND, 64, "\\n"), ["whitespace"]),
        (folded(SOUND, 70, "\\\n"), ["whitespace"]),
        (folded(SOUND, 72, "=\n"), ["whitespace"]),
        (folded(SOUND, 72, " "), ["whitespace"]),
        ('"' + folded(SOUND, 60, '" +\n    "') + '"', ["quotes", "whitespace"]),
        ("'" + folded(SOUND, 60, "'\n'") + "'", ["quotes", "whitespace"]),
        ("> " + folded(SOUND, 72, "\n> "), ["whitespace"]),
        (">> " + folded(SOUND, 72, "\n>> "), ["whitespace"]),
        (SOUND.replace(".", ".\n"), ["whitespace"]),
        (SOUND.replace(".", "\n."), ["whitespace"]),
        (SOUND.replace(".", " . "), ["whitespace"]),
        (SOUND.replace(".", ".\n\n"), ["whitespace"]),
        (f"\ufeff{SOUND}", ["invisible"]),
        (f"{SOUND[:20]}\u200b{SOUND[20:50]}\u200b{SOUND[50:]}", ["invisible"]),
        (f"{SOUND[:20]}\u00a0{SOUND[20:]}", ["invisible"]),
        (f"{SOUND[:20]}\u00ad{SOUND[20:]}", ["invisible"]),
        (f"\u202a{SOUND}\u202c", ["invisible"]),
        ("\0".join(SOUND), ["invisible"]),
        (f"{SOUND[:1]}\u2060{SOUND[1:]}", ["invisible"]),
        (swapped(SOUND, e="е", c="с"), ["homoglyph"]),
        (swapped(SOUND, J="Ј", I="Ι"), ["homoglyph"]),
        (SOUND.replace("-", "–"), ["homoglyph"]),
        (SOUND.replace("-", "−").replace(".", "．"), ["homoglyph"]),
        ("".join(chr(ord(letter) + 0xFEE0) for letter in SOUND), ["homoglyph"]),
        (f"{SOUND};", ["trailing_junk"]),
        (f"{SOUND},", ["trailing_junk"]),
        (f"{SOUND}.", ["trailing_junk"]),
        (f"({SOUND})", ["trailing_junk"]),
        (f"({SOUND}).", ["trailing_junk"]),
        (f"<{SOUND}>", ["trailing_junk"]),
        (f"{SOUND}" + "}", ["trailing_junk"]),
        (f"{SOUND} \\", ["trailing_junk"]),
        (f'{SOUND}","expires_in":3600' + "}", ["trailing_junk"]),
        (f"{SOUND}&state=1", ["trailing_junk"]),
        (wrapped(SOUND), ["base64_wrapped"]),
        (wrapped(SOUND).rstrip("="), ["base64_wrapped"]),
        (wrapped(wrapped(SOUND)), ["base64_wrapped"]),
        (wrapped(SOUND + "\n"), ["base64_wrapped", "whitespace"]),
        (wrapped("Bearer " + SOUND), ["base64_wrapped", "bearer_prefix"]),
        (folded(wrapped(SOUND), 76), ["whitespace", "base64_wrapped"]),
        (f"{SOUND}{SOUND}", ["doubled"]),
        (f"{SOUND} {SOUND}", ["doubled"]),
        (f"{SOUND}\n{SOUND}\n", ["whitespace", "doubled"]),
        (SOUND[1:], ["prefix_lost"]),
        (SOUND[2:], ["prefix_lost"]),
        (SOUND[3:], ["prefix_lost"]),
        (SOUND[4:], ["prefix_lost"]),
        (SOUND[9:], ["prefix_lost"]),
        (f"Bearer {SOUND[2:]}", ["bearer_prefix", "prefix_lost"]),
        (f"…{SOUND[2:]}", ["trailing_junk", "prefix_lost"]),
    ],
)  # fmt: skip
def test_damage_is_undone_and_told_in_the_order_it_was_undone(pasted, expected):
    found = only(pasted)
    assert found.text == SOUND
    assert repairs(found) == expected


@pytest.mark.parametrize(
    "pasted",
    [
        UNSIGNED,
        UNSIGNED.rstrip("."),
        ENCRYPTED,
        SELECTIVE,
        f"{SELECTIVE}{THIRD}",
        SOUND[:150],
        f"{SOUND[:150]}…",
        f"{SOUND[:200]}...",
        SOUND.lower(),
        SOUND.upper(),
        SOUND + "==",
        SOUND.replace("-", "+").replace("_", "/"),
        SOUND.replace("K", "$", 1),
        SOUND.replace("eyJp", "eyJ!", 1),
        SOUND.rpartition(".")[0] + ".nrfR6qvL2w4X3j7 7vVMONVQc 7lIE6kooxsdlIzCDc=",
        "e" + SOUND[3:],
        "a.b.c",
        "1.2.3",
        "AAAA.eyJzdWIiOiJ4In0.BBBB",
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJFUzI1NiJ9.bm90IGpzb24.AAAA",
        "eyJhbGciOiJFUzI1NiJ9.abc",
    ],
)
def test_what_is_no_repair_is_left_as_it_is(pasted):
    found = only(pasted)
    assert found.text == pasted
    assert found.repairs == ()


@pytest.mark.parametrize(
    ("pasted", "message"),
    [
        (f'"{SOUND}"', "Quotation marks around the token were removed."),
        (f"`{SOUND}`", "Backticks around the token were removed."),
        (
            folded(SOUND, 76),
            "The token contained 3 line breaks (every 76 characters, as MIME base64 has them); without them,"
            " it is whole.",
        ),
        (
            f"{SOUND[:20]}\u200b{SOUND[20:50]}\u200b{SOUND[50:]}",
            "2 zero-width spaces (U+200B), the first at character 21, were removed.",
        ),
        (f"\ufeff{SOUND}", "1 byte order mark (U+FEFF), the first at character 1, was removed."),
        (
            SOUND.replace("G", "Ԍ", 1),
            "1 character only looks like base64url; the first, “Ԍ” (U+050C, cyrillic capital letter komi sje)"
            " at character 6, was read as “G”.",
        ),
        (encoded(encoded(SOUND)), "The token was percent-encoded twice, as in a URL; it was decoded."),
        (f"{SOUND};", "“;” after the token was left out."),
        (SOUND[2:], "The first 2 characters “ey” had been lost and were put back."),
    ],
)  # fmt: skip
def test_messages_say_what_was_there(pasted, message):
    (repair,) = only(pasted).repairs
    assert repair.message == message


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        (f"{SOUND}\n{OTHER}", [SOUND, OTHER]),
        (f"{SOUND} {OTHER}", [SOUND, OTHER]),
        (f"{SOUND},{OTHER};{THIRD}", [SOUND, OTHER, THIRD]),
        (f'["{SOUND}", "{OTHER}"]', [SOUND, OTHER]),
        (f"Bearer {SOUND}\nBearer {OTHER}\n", [SOUND, OTHER]),
        (f"{folded(SOUND, 76)}\n{folded(OTHER, 76)}\n", [SOUND, OTHER]),
        (f"{folded(SOUND, 64)}\n\n{OTHER}", [SOUND, OTHER]),
        (f"{OTHER}\n{SOUND}\n{OTHER}", [OTHER, SOUND]),
        (f"{UNSIGNED} {ENCRYPTED} {SELECTIVE}", [UNSIGNED, ENCRYPTED, SELECTIVE]),
    ],
)
def test_several_tokens_in_order_each_once(pasted, expected):
    assert texts(read(pasted)) == expected


def test_tokens_alone_are_not_taken_out_of_anything():
    paste = read(f"{SOUND}\n\n{OTHER}\n")
    assert paste.form is Form.BARE
    assert [repairs(found) for found in paste.tokens] == [[], []]
