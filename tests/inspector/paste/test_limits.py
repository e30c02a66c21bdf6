"""What the limits leave out, and input made to be slow. That it is not slow is for the runs to show:
each of these has some hundred thousand characters, and a quadratic step would take minutes."""

import json

import pytest

from webapp.inspector.limits import Limits
from webapp.inspector.paste import Form, read
from webapp.inspector.paste.letters import BLANKS, FOREIGN, ZERO_WIDTH

from .tokens import OTHER, SOUND, only, texts

SIZE = 400_000


def many(text):
    return (text * (SIZE // len(text) + 1))[:SIZE]


def test_a_token_is_cut_at_the_limit():
    paste = read(SOUND + "A" * 1000, Limits(token_characters=500))
    assert texts(paste) == [(SOUND + "A" * 1000)[:500]]
    assert paste.notes == (f"A token is {len(SOUND) + 1000:,} characters long; the first 500 are read.",)


def distinct(count):
    return [f"{OTHER}{index}" for index in range(count)]


@pytest.mark.parametrize(
    "write",
    [
        "\n".join,
        " and ".join,
        json.dumps,
        lambda tokens: json.dumps({f"t{index}": token for index, token in enumerate(tokens)}),
        lambda tokens: "&".join(f"t{index}={token}" for index, token in enumerate(tokens)),
        lambda tokens: "".join(f"-----\n{token}\n" for token in tokens),
    ],
)
def test_tokens_beyond_the_limit_are_counted(write):
    paste = read(write(distinct(31)))
    assert texts(paste) == distinct(20)
    assert paste.notes == ("31 tokens; the first 20 are judged.",)


def test_a_token_beyond_the_limit_that_was_there_before_is_not_counted():
    assert read("\n".join(distinct(20) + distinct(5))).notes == ()


@pytest.mark.parametrize(
    "piece",
    [
        ".", '"', "'", "eyJ", "eyJ.", ".eyJ", "eyJ ", "eyJ\n", "eyJhbGciOiJIUzI1NiJ9\n", "%25", "%2E",
        "\\", "\\n", '\\"', "{", "[", "[]", '{"', '{"a":', '{"error":', "(", "<", ">", "> ", "&",
        "&amp;", "a=b&", "a=b; ", " ", "\n", "\r\n", "\t", "a ", "a\n", "a.b.c ", "a.b.c\n", "A: b\n",
        "x-a: b\n", "-", "--", "--x\n", "-d ", "^", '^"', "`", "$", "@", '@"\n', "@{", "=", "=\n", "+",
        "/", "*", "_", "~", "…", "\u200b", "\u00a0", "\ufeff", "е", "ﬁ", "😀", "\ud800", "\0", "0",
        "ZXlK", "EYJ", "AADSTS", "invalid_", "-----BEGIN", "-----BEGIN PRIVATE KEY-----",
        "HTTP/1.1 200\n", "GET / HTTP/1.1\n", "> GET / HTTP/1.1\n", "www-authenticate: ", "curl ",
        "curl -", "wget -", "http GET ", "iwr ", 'fetch("a",', "Bearer ", "b'", "\\u0022", "\\/",
        'name="a" value="', "eyJ\u200b", "a.eyJ.b ", "Cookie: a=b\n", "Set-Cookie: a.0=b\n",
        "PHNhbWxw", "1", "null,", '{"a":1},', "99999999999,",
    ],
)  # fmt: skip
def test_the_same_thing_again_and_again(piece):
    paste = read(many(piece))
    assert paste.form in Form
    assert all(found.text for found in paste.tokens)


HARD = {
    "every look-alike at the end": f"{SOUND}{many('A')}{''.join(sorted(FOREIGN))}",
    "every unseen character at the end": f"{SOUND}{many('A')}{''.join(sorted(ZERO_WIDTH | BLANKS))}",
    "deep JSON": "[" * 100_000 + "]" * 100_000,
    "deep objects": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "a number of a million digits": f'{{"a":{"9" * 1_000_000}}}',
    "JSON that never ends": f'{{"error":"{many("x")}',
    "curl and noise": "curl " + many("x7"),
    "curl with a long body": f"curl -d '{many('%25&a=b&')}' https://a.example",
    "curl with many options": "curl https://a.example " + many("-d a=b "),
    "curl with backslashes": 'curl https://a.example -d "' + many("\\a"),
    "curl with ANSI escapes": "curl https://a.example -d $'" + many("\\x41"),
    "curl for cmd": 'curl ^"https://a.example^" ^\n' + many("^&"),
    "PowerShell and noise": "Invoke-WebRequest -Uri https://a.example " + many(";$a="),
    "PowerShell tables": "Invoke-WebRequest -Uri https://a.example -Headers " + many("@{a="),
    "fetch and noise": 'fetch("https://a.example", ' + many("{a:"),
    "HTTP with many headers": "POST / HTTP/1.1\n" + many("a: eyJ\n"),
    "HTTP with many fields": "POST / HTTP/1.1\n\n" + many("a=%25&"),
    "HTTP with many parts": "POST / HTTP/1.1\n\n"
    + many('--x\nContent-Disposition: form-data; name="a"\n\nv\n'),
    "many cookies": "Cookie: " + many("a=b; "),
    "cookies in pieces": "Cookie: " + "; ".join(f"a.{index}=x" for index in range(50_000)),
    "a long query": "https://a.example/?" + many("a=b&"),
    "a long path": "https://a.example/" + many("eyJhbGciOiJ/"),
    "a token and blanks": SOUND[:40] + many(" ") + SOUND[40:],
    "a token and zero-width spaces": SOUND[:40] + many("\u200b") + SOUND[40:],
    "a token in quotes": many('"') + SOUND + many('"'),
    "a lost header": "x" * 200_000 + ".eyJhIjoxfQ." + "y" * 200_000,
    "lost prefixes": json.dumps([f"hbGciOiJub25lIn0xxxx{index}.eyJh.x" for index in range(10_000)]),
    "half a token twice": (SOUND + many("A")) * 2,
    "many objects that are tokens": json.dumps(
        [{"payload": "e", "protected": "eyJhIjoxfQ", "signature": f"{index}"} for index in range(5000)]
    ),
    "many objects that are not found again": json.dumps(
        [{"protected": "e", "signature": f"lost{index}"} for index in range(10_000)]
    ).replace("lost", "\\u006cost"),
    "many texts": json.dumps([f"abcdefghijklmnopqrstuvw.x.y{index}" for index in range(10_000)]),
    "many lines that continue": f"{SOUND}\n" + many("a" * 40 + "\n"),
    "labels": " ".join(f'name="{"a" * 100}" {OTHER}{index}' for index in range(1000)),
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_input(text):
    paste = read(text)
    assert paste.form in Form
    assert all(found.text for found in paste.tokens)


def test_the_token_is_found_in_hard_input():
    for name in ("a token and blanks", "a token and zero-width spaces", "a token in quotes"):
        assert only(HARD[name]).text == SOUND
    assert len(read(HARD["many objects that are tokens"]).tokens) == 20
    assert read(HARD["many lines that continue"]).tokens[0].text == SOUND
