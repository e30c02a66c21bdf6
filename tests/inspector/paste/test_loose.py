"""Tokens on their own, several of them, and tokens among words: logs, settings, mails, pages."""

import base64

import pytest

from webapp.inspector.paste import Form, loose, read
from webapp.inspector.paste.reading import Reading

from .tokens import ENCRYPTED, OTHER, SELECTIVE, SOUND, THIRD, UNSIGNED, labelled, only, repairs, texts


def folded(text, width, joint="\n"):
    return joint.join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"2026-01-01T12:00:00Z INFO 10.0.0.1 v1.2.3 www.example.com a.b.c token={SOUND} user=7", "token"),
        (f"Here is my token: {SOUND}", "token"),
        (f"refused {SOUND} at 12:00", ""),
        (f"see https://a.example/cb?id_token={SOUND}&state=1 for it", "id_token"),
        (f"GET /cb?id_token={SOUND} HTTP/1.1 200", "id_token"),
        (f"CLIENT_SECRET={SOUND}", "CLIENT_SECRET"),
        (f'export CLIENT_SECRET="{SOUND}"', "CLIENT_SECRET"),
        (f"$env:TOKEN = '{SOUND}'", "TOKEN"),
        (f"client_secret: {SOUND}", "client_secret"),
        (f'token = "{SOUND}"', "token"),
        (f"| name | {SOUND} |\n| --- | --- |", ""),
        (f"auth:\n  id_token: {SOUND}\n  other: 1", "id_token"),
        (f"auth:\n  id_token: >-\n    {SOUND}\n", "id_token"),
        (f"'id_token': '{SOUND}', 'x': 1", "id_token"),
        (f"{{'id_token': b'{SOUND}'}}", "id_token"),
        (f'{{\\"id_token\\":\\"{SOUND}\\",\\"x\\":1}}', "id_token"),
        (f"{{&quot;id_token&quot;:&quot;{SOUND}&quot;}}", "id_token"),
        (f"Authorization: Bearer {SOUND} was sent", "Authorization"),
        (f"<id_token>{SOUND}</id_token>", "id_token"),
        (f'<input type="hidden" name="id_token" value="{SOUND}"/>', "id_token"),
        (f"token => {SOUND} [ok]", "token"),
        (f"- `{SOUND}` in a list", ""),
        (f"id_token%3D{SOUND}%26state%3D1", "id_token"),
        (f"line one\nline two ({SOUND})\nline three", ""),
        (f"Here it is:\n\n{SOUND}\n\nThanks, Bob", ""),
        (f"x {SOUND}\nAKIAIOSFODNN7EXAMPLE", ""),
        (f"{SOUND} is my token", ""),
    ],
)
def test_one_token_is_taken_out_whole(text, label):
    paste = read(text)
    assert (paste.form, labelled(paste)) == (Form.LOG, [(label, SOUND)])
    assert repairs(paste.tokens[0]) == ["embedded"]


@pytest.mark.parametrize("token", [UNSIGNED, ENCRYPTED, SELECTIVE, OTHER])
def test_every_kind_of_token(token):
    assert texts(read(f"got {token} from a.b.example.com")) == [token]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"the token {SOUND}.", ["embedded", "trailing_junk"]),
        (f"the token {SOUND.replace('.', '%2E')} came", ["embedded", "percent_encoded"]),
        (f"the token {SOUND[:40]}\u200b{SOUND[40:]} came", ["embedded", "invisible"]),
        (f"the token {SOUND.replace('c', 'с')} came", ["embedded", "homoglyph"]),
        (f"the token {SOUND[2:]} came", ["embedded", "prefix_lost"]),
        (f"the token:\n{folded(SOUND, 76, chr(10))}\nThanks", ["embedded", "whitespace"]),
        (
            f"Bob wrote:\n> it is\n> {folded(SOUND, 70, chr(10) + '> ')}\n> regards",
            ["embedded", "whitespace"],
        ),
        (
            f'String token = "{folded(SOUND, 60, chr(34) + " +" + chr(10) + chr(34))}";',
            ["embedded", "whitespace"],
        ),
        (f"token: |\n    {folded(SOUND, 60, chr(10) + '    ')}\nnext: 1", ["embedded", "whitespace"]),
        (f"key: {base64.b64encode(SOUND.encode()).decode()} # comment", ["embedded", "base64_wrapped"]),
    ],
)
def test_damage_among_words(text, expected):
    found = only(text)
    assert (found.text, repairs(found)) == (SOUND, expected)


@pytest.mark.parametrize(
    "text",
    [
        "open www.example.com or v1.2.3 of a.b.c at 10.0.0.1 in report.final.pdf, see e.g. chapter 3.2.1.",
        "the image https://cdn.example/eyJidWNrZXQiOiJhIn0.jpg and eyewitness.news.example",
        "eyebrow.example.com eyeglasses.shop.example eyal.levin.example ewok.home.example",
    ],
)
def test_names_versions_and_addresses_are_no_tokens(text):
    assert read(text).tokens == ()


@pytest.mark.parametrize("cut", [f"{SOUND[:150]}…", f"{SOUND[:200]}...", f"{SOUND[:150]}"])
def test_cut_tokens_keep_the_mark_of_it(cut):
    assert texts(read(f"token {cut} and more")) == [cut]


@pytest.mark.parametrize("signature", ["ab+c/d==", "vault:v1:ab+c/d=="])
def test_characters_that_base64url_lacks_stay(signature):
    token = f"{SOUND.rpartition('.')[0]}.{signature}"
    assert texts(read(f"token={token} came")) == [token]


def test_a_header_that_is_broken_does_not_hide_the_token():
    token = f"bm90IGpzb24.{SOUND.partition('.')[2]}"
    assert texts(read(f"token={token} came")) == [token]


def test_the_line_is_told():
    first, second = read(f"one\ntwo {SOUND}\nthree {OTHER} end").tokens
    assert first.repairs[0].message == "Taken out of line 2 of the text."
    assert second.repairs[0].message == "Taken out of line 3 of the text."
    assert only(f"two {SOUND} end").repairs[0].message == "Taken out of the text around it."


def test_a_token_in_several_places_is_told_once_with_every_name():
    assert labelled(read(f"id_token={SOUND} then access={SOUND} then {SOUND} then id_token={SOUND} x")) == [
        ("id_token, access", SOUND)
    ]


def test_error_beside_a_token_is_told_and_does_not_change_the_form():
    paste = read(f'{SOUND}\n{{"error":"invalid_client"}}')
    assert (paste.form, texts(paste), paste.error_text) == (Form.BARE, [SOUND], '{"error":"invalid_client"}')


def test_private_key_beside_a_token_is_told():
    paste = read(f"{SOUND}\n-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMG\n-----END PRIVATE KEY-----")
    assert texts(paste) == [SOUND]
    assert "A private key stands beside the token" in paste.notes[0]


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


FORMS = {
    "a token": (SOUND, Form.BARE),
    "with its scheme": (f"Bearer {SOUND}", Form.BEARER),
    "several": (f"{SOUND}\n{OTHER}", Form.BARE),
    "several with their scheme": (f"Bearer {SOUND}\nBearer {OTHER}", Form.BEARER),
    "a list": (f"- {SOUND}\n- {OTHER}", Form.BARE),
    "in a list": (f'["{SOUND}", "{OTHER}",', Form.BARE),
    "and the error": (f'{SOUND} {{"error":"invalid_client"}}', Form.BARE),
    "a table": (f"| {SOUND} | {OTHER} |", Form.BARE),
    "a link": (f"<{SOUND}>", Form.BARE),
    "a comment": (f"{SOUND} // mine", Form.LOG),
    "a word": (f"{SOUND}\nand\n{OTHER}", Form.LOG),
    "a colon of full width": (f"token：{SOUND}", Form.LOG),
    "brackets of full width": (f"【{SOUND}】", Form.LOG),
    "letters": (f"x {SOUND} y", Form.LOG),
    "a sentence": (f"The token is {SOUND}.", Form.LOG),
}


@pytest.mark.parametrize(("text", "form"), FORMS.values(), ids=FORMS)
def test_the_form_says_whether_anything_else_is_there(text, form):
    paste = read(text)
    assert paste.form is form
    assert {*texts(paste)} <= {SOUND, OTHER}
    assert texts(paste)[0] == SOUND
    assert all("embedded" in repairs(found) for found in paste.tokens) == (form is Form.LOG)


@pytest.mark.parametrize("text", ["", "words", "eyes and ears", "eyJ", "a.b.c", "ZXlK"])
def test_without_a_token_there_is_nothing_to_look_at(text):
    assert loose.read(text) == Reading(Form.LOG)


@pytest.mark.parametrize("mark", ["-", "#", "$", "1.", "•", "+"])
def test_the_mark_before_a_line_is_no_part_of_the_token(mark):
    assert only(f"{mark} {SOUND}").text == SOUND
    assert only(f"{mark} {folded(SOUND, 76)}").text == SOUND


def test_a_thousand_gaps_are_looked_at():
    tokens = [f"{OTHER}{index}" for index in range(1001)]
    assert read("\n".join(tokens[:1000]) + "\nsaid").form is Form.BARE
    assert read("\n".join(tokens[:999]) + "\nsaid").form is Form.LOG
