"""Where tokens begin and end in running text, and the names they stand under."""

import pytest

from webapp.inspector.paste.search import label_before, mentions_token, spans

from .tokens import ENCRYPTED, OTHER, SELECTIVE, SOUND, UNSIGNED

CUT = SOUND[:100]
HEADLESS = f"abc.{SOUND.partition('.')[2]}"


def folded(width, joint="\n"):
    return joint.join(SOUND[start : start + width] for start in range(0, len(SOUND), width))


def found(text):
    return [text[start:end] for start, end in spans(text)]


AMONG = {
    "words": f"the {SOUND} here",
    "a path": f"https://a.example/t/{SOUND}/b.c",
    "the last step of a path": f"https://a.example/t/{SOUND}?a=b",
    "a query": f"?a={SOUND}&b=c",
    "dots before": f"www.a.example.{SOUND} x",
    "punctuation": f"({SOUND}), {{{SOUND}}}; [{SOUND}]! <{SOUND}>: “{SOUND}”",
    "an escaped line end": f"\\n{SOUND}\\nabc",
    "a percent-encoded sign": f"a%3D{SOUND}%26x",
    "a sign escaped for JSON": f"a\\u003d{SOUND}\\u0026x",
    "its scheme": f"bearer{SOUND} Bearer{SOUND}",
    "a word that begins like one": f"eyJ {SOUND}",
    "a line that would fit": f"{SOUND}\nabcdefgh",
    "shell": f"$T={SOUND};",
}


@pytest.mark.parametrize("text", AMONG.values(), ids=AMONG)
def test_a_token_is_found_whole_and_alone(text):
    assert set(found(text)) == {SOUND}
    assert len(found(text)) == text.count(SOUND)


WHOLE = {
    "unsigned": UNSIGNED, "encrypted": ENCRYPTED, "selective": SELECTIVE, "cut": f"{CUT}…",
    "dots": f"{CUT}...",
    "without a header": HEADLESS, "percent-encoded": SOUND.replace(".", "%2E"),
    "unseen": f"{CUT}\u200b{SOUND[100:]}",
    "look-alike": SOUND.replace("e", "е"), "ellipsis": f"{SOUND}…", "padded": f"{SOUND}==",
    "of Vault": f"{SOUND.rpartition('.')[0]}.vault:v1:abc+/=",
    "by line": folded(64), "by line of MIME": folded(76, "\r\n"),
    "by mail": folded(70, "\n> "), "by program": folded(60, '" +\n  "'), "by escapes": folded(64, "\\n"),
    "by program, as people like": f'{SOUND[:100]}"\n    + "{SOUND[100:]}',
    "at its dots": SOUND.replace(".", ".\n"), "before its dots": SOUND.replace(".", "\n."),
}  # fmt: skip


@pytest.mark.parametrize("token", WHOLE.values(), ids=WHOLE)
def test_every_kind_of_token_is_found_to_its_end(token):
    assert found(f"see {token}") == [token]
    assert found(f'"{token}"\nThanks') == [token]


@pytest.mark.parametrize("between", [",", " ", "\n", ";", "|", "&", '","', ":", "\n\n", " and "])
def test_neighbours_are_told_apart(between):
    assert found(f"{SOUND}{between}{OTHER}") == [SOUND, OTHER]
    assert found(f"{folded(64)}\n{OTHER}{between}{SOUND}") == [folded(64), OTHER, SOUND]


def test_what_follows_on_the_next_line_is_no_part_of_it():
    assert found(f"{folded(64)}\nAKIAIOSFODNN7EXAMPLE") == [folded(64)]
    unknown = f"{folded(64).rpartition('.')[0]}.\nab3_JAdn9sE17MXClXJ7"
    assert found(f"{unknown}\nThanks\nBob") == [unknown]


NONE = [
    "",
    "eyJ",
    "eyJhb.png",
    "eyes.and.ears",
    "www.example.com",
    "keyJhbGciOi.a.b",
    "/eyJhIjoxfQ.jpg",
    "e30.txt",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_begins_like_one(text):
    assert found(text) == []


def test_twenty_characters_are_no_token():
    token = "eyJhbGciOi4.eyJh.abcd"
    assert (found(token), found(token[:-1])) == ([token], [])


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (SOUND, True),
        ("EYJ", True),
        ("ZXlK", True),
        ("еyJ", True),
        ("e30", True),
        ("", False),
        ("hello", False),
    ],
)
def test_a_text_that_mentions_no_token_need_not_be_searched(text, mentions):
    assert mentions_token(text) is mentions


LABELS = {
    "nothing": ("", ""),
    "a word": ("a ", ""),
    "environment": ("a=", "a"),
    "environment, quoted": ('AUTH_TOKEN="Bearer ', "AUTH_TOKEN"),
    "blanks": ("a = ", "a"),
    "YAML": ("a: ", "a"),
    "YAML, folded": ("a: >-\n   ", "a"),
    "YAML, as it stands": ("a: |\n  ", "a"),
    "JSON": ('"a": "', "a"),
    "JSON in JSON": ('\\"a\\": \\"', "a"),
    "JSON in HTML": ("&quot;a&quot;:&quot;", "a"),
    "Ruby": ("'a' => '", "a"),
    "Go": ('a := "', "a"),
    "JavaScript": ("const a = `", "a"),
    "Python's bytes": ("a: b'", "a"),
    "a mapping": ("a['b'] = '", "b"),
    "a member": ("a.b=", "a.b"),
    "an option": ("--a=", "--a"),
    "a header": ("x-a: JWT ", "x-a"),
    "a query": ("?x=1&a=", "a"),
    "an encoded query": ("x%3D1%26a%3D", "a"),
    "XML": ("<ns:a>", "ns:a"),
    "XML with an attribute": ('<a type="jwt">\n  ', "a"),
    "the end of XML": ("</a>", ""),
    "HTML": ('name="a" value="', "a"),
    "HTML, more of it": ('<input name="a" type="hidden" value="', "a"),
    "longer than is looked at": ("x" * 300 + "=", "x" * 159),
    "a colon of full width": ("token：", "token"),
    "a sign": ("=", ""),
    "signs": (":::", ""),
    "prose": ("the token: ", "token"),
}


@pytest.mark.parametrize(("before", "label"), LABELS.values(), ids=LABELS)
def test_label_before(before, label):
    assert label_before(f"{before}token", len(before)) == label
