"""What holds for every input: nothing raises, and a sound token comes out of any wrapping whole."""

import base64
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.inspector.limits import Limits
from webapp.inspector.paste import Form, read

from .tokens import ENCRYPTED, OTHER, SELECTIVE, SOUND, UNSIGNED, only, repairs

FRAGMENTS = st.sampled_from(
    [
        SOUND, OTHER, UNSIGNED, SOUND[:50], SOUND[50:], "eyJ", "e30", ".", "..", "...", "%", "%25",
        "%2E", "=", "+", "/", "-", "_", "~", '"', "'", "`", "\\", "\\n", "\\u002e", "\n", "\r\n", " ",
        "\t", "\u200b", "\u00a0", "\ufeff", "\ud800", "е", "…", "“", "{", "}", "[", "]", ":", ",", ";",
        "&", "?", "#", "@", "$", "^", "^\n", "@{", '@"\n', "b'", "Bearer ", "Authorization: ",
        "Cookie: ", "curl ", "curl -d ", "-H ", "--json ", "-F ", "wget --header=", "http POST ",
        "Invoke-WebRequest -Uri ", "fetch(", "System.Net.Cookie(", "-Body ",
        "https://a.example/", "POST / HTTP/1.1\n",
        "HTTP/1.1 400 Bad\n", "\n\n", '{"error":"invalid_client"}', '{"id_token":"', '"}',
        "client_secret=", "&lt;", "&quot;", "-----BEGIN PRIVATE KEY-----", "<html", "ZXlK", "QmVhcmVy",
        "> ", "< ", ":method: GET\n", "AADSTS7", "\0", "null", "1e400", "[" * 2000,
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=12).map("".join)))
def test_reading_never_raises_and_no_token_is_empty(text):
    paste = read(text, Limits(tokens=3, token_characters=300))
    assert paste.form in Form
    assert len(paste.tokens) <= 3
    assert all(0 < len(found.text) <= 300 for found in paste.tokens)
    assert all(len({note.id for note in found.repairs}) == len(found.repairs) for found in paste.tokens)


def folded(width, joint):
    return lambda text: joint.join(text[start : start + width] for start in range(0, len(text), width))


# How a token is wrapped, and the repair that undoes it. Each keeps what is in it in one piece.
WRAPPERS = {
    "double quotes": (lambda text: f'"{text}"', "quotes"),
    "smart quotes": (lambda text: f"“{text}”", "quotes"),
    "backticks": (lambda text: f"`{text}`", "quotes"),
    "bytes": (lambda text: f"b'{text}'", "python_bytes"),
    "scheme": (lambda text: f"Bearer {text}", "bearer_prefix"),
    "header": (lambda text: f"Authorization: Bearer {text}", "bearer_prefix"),
    "percent": (lambda text: quote(text, safe="").replace(".", "%2E"), "percent_encoded"),
    "blanks": (lambda text: f"  {text} \n", "whitespace"),
    "invisible": (lambda text: f"\ufeff{text}\u200b", "invisible"),
    "junk": (lambda text: f"{text};", "trailing_junk"),
}
INNERMOST = {
    "nothing": (lambda text: text, None),
    "folds": (folded(76, "\n"), "whitespace"),
    "indented folds": (folded(64, "\r\n    "), "whitespace"),
    "look-alikes": (lambda text: text.replace("J", "Ј"), "homoglyph"),
    "zero width": (lambda text: f"{text[:21]}\u200b{text[21:]}", "invisible"),
    "base64": (lambda text: base64.b64encode(text.encode()).decode(), "base64_wrapped"),
    "lost prefix": (lambda text: text[2:], "prefix_lost"),
    "doubled": (lambda text: text + text, "doubled"),
}


@settings(deadline=None)
@given(
    st.sampled_from([SOUND, OTHER]),
    st.sampled_from(sorted(INNERMOST)),
    st.lists(st.sampled_from(sorted(WRAPPERS)), max_size=3, unique_by=lambda name: WRAPPERS[name][1]),
)
def test_a_sound_token_comes_out_of_any_wrapping_whole(token, inner, wrappers):
    wrap, repair = INNERMOST[inner]
    text, expected = wrap(token), {repair}
    for name in wrappers:
        wrap, repair = WRAPPERS[name]
        text = wrap(text)
        expected.add(repair)
    found = only(text)
    assert found.text == token
    assert set(repairs(found)) == expected - {None}


PLACES = {
    "curl body": lambda text: f"curl https://a.example/ --data-urlencode 'client_secret={text}'",
    "curl header": lambda text: f"curl https://a.example/ -H 'X-Token: {text}'",
    "curl form": lambda text: f"curl https://a.example/ -F 'client_secret={text}'",
    "HTTPie": lambda text: f"http POST https://a.example/ 'client_secret={text}'",
    "wget": lambda text: f"wget https://a.example/ --header='X-Token: {text}'",
    "fetch": lambda text: f'fetch("https://a.example/", {{"headers":{{"X-Token":"{text}"}},"method":"GET"}})',
    "PowerShell": lambda text: f"iwr -Uri https://a.example/ -Headers @{{'X-Token'='{text}'}}",
    "HTTP": lambda text: f"GET / HTTP/1.1\nHost: a.example\nX-Token: {text}\n\n",
    "URL": lambda text: f"https://a.example/cb?state=1&id_token={quote(text)}",
    "form": lambda text: f"state=1&id_token={quote(text)}",
    "cookie": lambda text: f"Cookie: state=1; session={text}",
    "JSON": lambda text: f'{{"state":1,"id_token":"{text}"}}',
    "log": lambda text: f"12:00 refused id_token={text} for 10.0.0.1",
}


@settings(deadline=None)
@given(st.sampled_from([SOUND, OTHER, UNSIGNED, ENCRYPTED, SELECTIVE]), st.sampled_from(sorted(PLACES)))
def test_a_sound_token_is_taken_out_of_any_place(token, place):
    found = only(PLACES[place](token))
    assert found.text == token
    assert repairs(found) == ["embedded"]


@settings(deadline=None)
@given(
    st.sampled_from([SOUND, OTHER]),
    st.sampled_from(sorted(set(PLACES) - {"log"})),
    st.sampled_from(["python_bytes", "percent_encoded", "homoglyph", "prefix_lost", "bearer_prefix"]),
)
def test_damage_in_any_place_is_told_after_the_place(token, place, damage):
    damaged = {
        "python_bytes": token
        if place in {"PowerShell", "curl body", "curl header", "curl form", "HTTPie", "wget"}
        else f"b'{token}'",
        "percent_encoded": token.replace(".", "%2E"),
        "homoglyph": token.replace("J", "Ј"),
        "prefix_lost": token[2:],
        "bearer_prefix": f"Bearer {token}",
    }[damage]
    found = only(PLACES[place](damaged))
    assert found.text == token
    assert repairs(found) == (["embedded"] if damaged == token else ["embedded", damage])
