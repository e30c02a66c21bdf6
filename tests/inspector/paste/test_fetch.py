"""JavaScript's fetch, as browsers copy it and as people write it."""

import pytest

from webapp.inspector.paste import Form, read

from .tokens import OTHER, SOUND, labelled, sent

URL = "https://appleid.apple.com/auth/token"
FORM = "application/x-www-form-urlencoded"
TEXT = "text/plain;charset=UTF-8"


def seen(text):
    request = read(text).request
    return request.method, request.url, request.content_type


COPIED_AS_FETCH = f"""fetch("{URL}", {{
  "headers": {{
    "authorization": "Bearer {SOUND}",
    "content-type": "application/json",
    "cookie": "sid={OTHER}"
  }},
  "referrer": "https://app.example/",
  "body": "{{\\"client_id\\":\\"a\\"}}",
  "method": "POST",
  "credentials": "include"
}});"""


def test_fetch_as_browsers_copy_it():
    paste = read(COPIED_AS_FETCH)
    assert paste.form is Form.CURL
    assert labelled(paste) == [("authorization", SOUND), ("sid", OTHER)]
    assert seen(COPIED_AS_FETCH) == ("POST", URL, "application/json")
    assert sent(COPIED_AS_FETCH) == [("cookie", "sid", OTHER), ("body", "client_id", "a")]


def test_fetch_without_options_or_with_a_null_body():
    assert seen(f'fetch("{URL}?id_token={SOUND}")') == ("GET", f"{URL}?id_token={SOUND}", "")
    assert (
        seen(f'fetch("{URL}", {{"headers": {{"a": "Bearer {SOUND}"}}, "body": null, "method": "GET"}});')[0]
        == "GET"
    )


def test_fetch_as_people_write_it():
    script = f"""const answer = await fetch('{URL}', {{
      method: 'POST', // as the manual says
      headers: {{ 'Content-Type': 'application/x-www-form-urlencoded', }},
      body: new URLSearchParams({{ client_id: 'a', client_secret: `{SOUND}`, }}),
    }})"""
    assert sent(script) == [("body", "client_id", "a"), ("body", "client_secret", SOUND)]
    assert labelled(read(script)) == [("client_secret", SOUND)]
    assert seen(script) == ("POST", URL, FORM)


def test_fetch_with_json():
    script = f"fetch('{URL}', {{ method: 'POST', body: JSON.stringify({{ id_token: \"{SOUND}\", n: 1 }}) }})"
    assert sent(script) == [("body", "id_token", SOUND)]


def test_fetch_that_cannot_be_read_still_gives_its_tokens():
    script = f"fetch('{URL}', {{ headers: {{ [name]: 'Bearer {SOUND}' }} }})"
    assert seen(script) == ("", URL, "")
    assert [token for _, token in labelled(read(script))] == [SOUND]


def test_a_body_is_read_as_it_will_be_decoded_only():
    signature = "nrfR6qvL2w4X3j7H7vVMONVQc+7lIE6kooxsdl/zCDc="
    token = f"{SOUND.rpartition('.')[0]}.{signature}"
    script = f'fetch("{URL}", {{"body": "client_secret={token}&a=b", "method": "POST"}}); x = "{OTHER}";'
    assert [text for _, text in labelled(read(script))] == [token.replace("+", " "), OTHER]


METHODS = {
    "no options": ("", "GET"),
    "a comma and nothing": (", ", "GET"),
    "options": (", {headers: {a: 'b'}}", "GET"),
    "a method": (", {method: 'PUT'}", "PUT"),
    "a method in lower case": (", {'method': `post`}", "POST"),
    "the first of two calls": (", {method: 'PUT'}); fetch('/b', {method: 'DELETE'}", "PUT"),
    "a method in a comment": (", {/* method: 'PUT', */ method: 'POST', // method: 'PATCH'\n}", "POST"),
    "a method in a variable": (", {method: verb, body: 'a=b'}", ""),
    "options in a variable": (", options", ""),
    "options that cannot be read": (", {['method']: 'POST'}", ""),
}


@pytest.mark.parametrize(("options", "method"), METHODS.values(), ids=METHODS)
def test_the_method_is_the_one_given_or_get_and_nothing_where_nobody_can_say(options, method):
    assert seen(f"await fetch('{URL}?a={SOUND}'{options})")[0] == method


BODIES = {
    "a text": ("'a=b c'", [("a", "b c")]),
    "texts joined": ("'a=' + 'b' + `&c=d`", [("a", "b"), ("c", "d")]),
    "a text and a variable": ("'a=b&c=' + c", [("a", "b"), ("c", "")]),
    "an object as JSON": ("JSON.stringify({a: 'b', n: -1.5, x: [1,], c, d: d,})", [("a", "b")]),
    "a form": ("new URLSearchParams({a: 'b c', d})", [("a", "b c")]),
    "a form in a text": ("new URLSearchParams('a=b+c')", [("a", "b c")]),
    "a spread": ("JSON.stringify({...rest, a: 'b'})", [("a", "b")]),
    "escapes": (r"'a=\x62\u0063\'d'", [("a", "bc'd")]),
    "a variable": ("body", []),
}  # fmt: skip


@pytest.mark.parametrize(("body", "found"), BODIES.values(), ids=BODIES)
def test_the_body_is_read_as_far_as_it_stands_there(body, found):
    script = f"fetch('{URL}', {{method: 'POST', signal, body: {body}, cache}})"
    assert sent(script) == [("body", name, value) for name, value in found]


CONTENT_TYPES = {
    "what a browser sends with a text": ("body: 'a'", TEXT),
    "with a form": ("body: new URLSearchParams({a: 'b'})", FORM),
    "with a form in a text": ("body: new URLSearchParams('a=b')", FORM),
    "a header": ("headers: {'content-type': 'application/json'}, body: 'a'", "application/json"),
    "headers made": (
        "headers: new Headers({'content-type': 'application/json'}), body: 'a'",
        "application/json",
    ),
    "headers in a variable": ("headers: common, body: 'a'", ""),
    "headers of the same name": ("headers, body: 'a'", ""),
    "no body": ("headers: {a: 'b'}", ""),
}


@pytest.mark.parametrize(("options", "content_type"), CONTENT_TYPES.values(), ids=CONTENT_TYPES)
def test_the_content_type_is_what_the_browser_sends(options, content_type):
    assert seen(f"fetch('{URL}', {{method: 'POST', {options}}})")[2] == content_type


def test_a_header_put_together_from_two_texts():
    script = f"fetch('{URL}', {{ headers: {{ Authorization: 'Bearer ' + '{SOUND}' }} }})"
    assert labelled(read(script)) == [("Authorization", SOUND)]


def test_other_tokens_of_the_script_are_found_beside_it():
    script = f"const t = '{OTHER}';\nfetch('{URL}', {{method: 'POST', body: 'o'}})"
    assert labelled(read(script)) == [("t", OTHER)]


@pytest.mark.parametrize("text", ["fetch(url)", "fetch('')", "prefetch", "fetch 'https://a.example'"])
def test_what_is_no_call(text):
    assert read(f"{text} {SOUND}").request is None


@pytest.mark.parametrize("end", range(0, len(COPIED_AS_FETCH), 40))
def test_a_call_that_was_cut_is_read_as_far_as_it_goes(end):
    assert read(COPIED_AS_FETCH[:end]).form in Form


@pytest.mark.parametrize("piece", ["'a'+", "a,", "{", "/*", "/**", "a:", "//", "`", "['", ",", '"'])
def test_a_long_script_is_no_slower_than_its_length(piece):
    assert seen(f"fetch('{URL}', {{a: {piece * 60_000}")[1] == URL
