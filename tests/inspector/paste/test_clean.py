"""Damage that is undone, and damage that is left for later stages to explain."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from webapp.inspector.paste import clean

from ..forms import segment
from .tokens import ENCRYPTED, SELECTIVE, SOUND, THIRD, UNSIGNED, only, repairs

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


MESSAGES = {
    "scheme": (f"Bearer {SOUND}", "“Bearer” was left out: you pasted the HTTP header, not only the token."),
    "header": (
        f"Authorization: Bearer {SOUND}",
        "“Authorization: Bearer” was left out: you pasted the HTTP header, not only the token.",
    ),
    "unseen": (f"\ufeff{SOUND}", "1 byte order mark (U+FEFF), at character 1, was removed."),
    "unseen twice": (
        f"{SOUND[:20]}\u200b{SOUND[20:50]}\u200b{SOUND[50:]}",
        "2 zero-width spaces (U+200B), the first at character 21, were removed.",
    ),
    "unseen of five kinds": (
        f"{SOUND[:9]}\xad\u200b\u200c\u200c\u200d\u2060{SOUND[9:]}",
        "2 zero-width non-joiners (U+200C), 1 zero-width joiner (U+200D), 1 zero-width space (U+200B), 1 soft"
        " hyphen (U+00AD) and others, the first at character 10, were removed.",
    ),
    "a space that is none of ASCII": (
        f"{SOUND[:9]}\xa0{SOUND[9:]}",
        "1 no-break space (U+00A0), at character 10, was removed.",
    ),
    "blanks around": (f"  {SOUND}", "Blanks around the token were removed."),
    "line ends around": (f" {SOUND}\n", "Line breaks around the token were removed."),
    "percent": (encoded(SOUND), "The token was percent-encoded, as in a URL; it was decoded."),
    "percent thrice": (
        encoded(encoded(encoded(SOUND))),
        "The token was percent-encoded three times, as in a URL; it was decoded.",
    ),
    "percent four times": (
        encoded(encoded(encoded(encoded(SOUND)))),
        "The token was percent-encoded three times, as in a URL; it was decoded. The token was"
        " percent-encoded, as in a URL; it was decoded.",
    ),
    "HTML": (SOUND.replace(".", "&#46;"), "Characters escaped for HTML, such as &#46;, were decoded."),
    "JSON": (SOUND.replace(".", "\\u002e"), "Characters escaped for JSON, such as \\u002e, were decoded."),
    "bytes": (
        f"b'{SOUND}'",
        "The token was printed as Python bytes (b'…'): decode them first, or use PyJWT 2.",
    ),
    "quotes": (f'"{SOUND}"', "Quotation marks around the token were removed."),
    "backticks": (f"**`{SOUND}`**", "Backticks around the token were removed."),
    "Markdown": (f"_{SOUND}_", "Markdown's marks around the token were removed."),
    "HTML and quotes": (
        f"&quot;{SOUND}&quot;",
        "Characters escaped for HTML, such as &quot;, were decoded. Quotation marks around the token were"
        " removed.",
    ),
    "base64": (
        wrapped(SOUND),
        "The token as a whole was base64-encoded again, as a Kubernetes Secret keeps its values; it was"
        " decoded.",
    ),
    "base64 twice": (
        wrapped(wrapped(SOUND)),
        "The token as a whole was base64-encoded twice more, as a Kubernetes Secret keeps its values; it was"
        " decoded.",
    ),
    "doubled": (SOUND * 2, "The token was pasted twice, one directly after the other; it is read once."),
    "thrice": (
        f"{SOUND}\n{SOUND}\n{SOUND}",
        "The token was pasted 3 times, one directly after the other; it is read once.",
    ),
    "folded": (
        folded(SOUND, 76),
        "The token contained 3 line breaks (every 76 characters, as MIME base64 has them); without them,"
        " it is whole.",
    ),
    "punctuation after": (f"{SOUND};", "“;” after the token was left out."),
    "parentheses": (f"({SOUND}).", "“(” before the token was left out. “).” after the token was left out."),
    "as much as can be shown": (SOUND + "}" * 40, f"“{'}' * 40}” after the token was left out."),
    "more than can be shown": (SOUND + "}" * 41, f"“{'}' * 40}…” after the token was left out."),
    "mark of a list": (f"- {SOUND}", "“-” before the token was left out."),
    "numbered list": (f"12. {SOUND}", "“12.” before the token was left out."),
    "prompt": (f"$ {SOUND}", "“$” before the token was left out."),
    "heading": (f"## {SOUND}", "“##” before the token was left out."),
    "look-alike": (
        SOUND.replace("G", "Ԍ", 1),
        "1 character only looks like base64url: “Ԍ” (U+050C, cyrillic capital letter komi sje)"
        " at character 6 was read as “G”.",
    ),
    "look-alikes": (
        SOUND.replace("eyJ", "еyJ"),
        "2 characters only look like base64url; the first, “е” (U+0435, cyrillic small letter ie) at"
        " character 1, was read as “e”.",
    ),
    "first character": (SOUND[1:], "The first character “e” had been lost and was put back."),
    "first characters": (SOUND[2:], "The first 2 characters “ey” had been lost and were put back."),
}


@pytest.mark.parametrize(("pasted", "message"), MESSAGES.values(), ids=MESSAGES)
def test_messages_say_what_was_there(pasted, message):
    (repair,) = only(pasted).repairs
    assert (only(pasted).text, repair.message) == (SOUND, message)


HEADERS = {
    "alg": ('{"alg":"ES256","typ":"JWT"}', 10),
    "alg and a blank": ('{"alg": "RS256"}', 12),
    "unsigned": ('{"alg":"none"}', 10),
    "typ": ('{"typ":"JWT","alg":"RS256"}', 10),
    "typ of an access token": ('{"typ":"at+jwt","alg":"RS256","kid":"x"}', 10),
    "kid": ('{"kid":"abc","alg":"ES256"}', 5),
    "x5t": ('{"x5t":"abc","alg":"ES256"}', 5),
    "encrypted": ('{"alg":"RSA-OAEP","enc":"A128GCM"}', 10),
    "enc": ('{"enc":"A128GCM","alg":"dir"}', 5),
}


@pytest.mark.parametrize(("header", "most"), HEADERS.values(), ids=HEADERS)
def test_a_lost_beginning_is_put_back_as_long_as_the_rest_tells_what_it_was(header, most):
    """With 12 characters the E of ES256 is gone, with 6 of kid and jku alike only the colon is left."""
    token = f"{segment(header)}.{SOUND.partition('.')[2]}"
    for lost in range(1, most + 4):
        mended = clean.mend(token[lost:])
        assert mended.text == (token if lost <= most else token[lost:])
        assert [note.id for note in mended.repairs] == ["transport.prefix_lost"] * (lost <= most)


DOTS = {
    "signed": (SOUND, 3), "unsigned": (UNSIGNED, 2), "encrypted": (ENCRYPTED, 3),
    "encrypted, header broken": (ENCRYPTED.replace("n0..", "n0$.."), 3),
}  # fmt: skip


@pytest.mark.parametrize(("token", "cut_off"), DOTS.values(), ids=DOTS)
def test_the_full_stop_of_a_sentence_goes_and_what_says_that_it_was_cut_off_stays(token, cut_off):
    for dots in range(1, 4):
        left = token + "." * dots if dots >= cut_off else token
        assert clean.mend(token + "." * dots).text == left


def test_a_text_is_not_peeled_for_ever():
    peeled = clean.mend(f"{'(b' * 40}{SOUND}")
    assert peeled.text.endswith(SOUND)


@pytest.mark.parametrize("text", ["", " ", "Bearer", '"', '""', "b''", "%", "&quot;", ".", "…", "```"])
def test_what_is_nothing_but_damage_leaves_something(text):
    assert bool(clean.mend(text).text) == bool(text)
