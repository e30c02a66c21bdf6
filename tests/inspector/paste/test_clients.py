"""HTTPie, wget, PowerShell and fetch."""

import pytest

from webapp.inspector.paste import Form, read

from .tokens import OTHER, SOUND, labelled, sent

URL = "https://appleid.apple.com/auth/token"
FORM = "application/x-www-form-urlencoded"


def seen(text):
    request = read(text).request
    return request.method, request.url, request.content_type


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (f"http --form POST {URL} client_id=a client_secret={SOUND}", ("POST", URL, FORM)),
        (f"http -f {URL} client_id=a client_secret={SOUND}", ("POST", URL, FORM)),
        (f"http POST {URL} client_id=a client_secret={SOUND} n:=1", ("POST", URL, "application/json")),
        (f"https appleid.apple.com/auth/token a=b client_secret={SOUND}", ("POST", URL, "application/json")),
        (f"http --multipart {URL} client_id=a client_secret={SOUND}", ("POST", URL, "multipart/form-data")),
        (f"http {URL} client_id==a 'Authorization:Bearer {SOUND}'", ("GET", URL, "")),
        (f"http -A bearer -a {SOUND} {URL}", ("GET", URL, "")),
        (f"http :8080/a Authorization:'Bearer {SOUND}'", ("GET", "http://localhost:8080/a", "")),
        (f"http :/a Authorization:'Bearer {SOUND}'", ("GET", "http://localhost/a", "")),
    ],
)  # fmt: skip
def test_httpie(command, expected):
    paste = read(command)
    assert paste.form is Form.CURL
    assert [token for _, token in labelled(paste)] == [SOUND]
    assert seen(command) == expected


def test_httpie_items():
    command = f"http --form POST {URL} a=b X-Head:er q==1 d='e f' g@file.txt -a me:pass"
    assert sent(command) == [
        ("body", "a", "b"), ("query", "q", "1"), ("body", "d", "e f"),
        ("basic", "client_id", "me"), ("basic", "client_secret", "pass"),
    ]  # fmt: skip
    assert read(command).request.headers == (("X-Head", "er"),)
    assert "file.txt" in read(command).notes[0]


def test_wget():
    command = (
        f"wget --quiet -O - --header='Authorization: Bearer {SOUND}' --post-data 'a=b&c={OTHER}' --user me"
        f" --password=pass {URL}"
    )
    paste = read(command)
    assert paste.form is Form.CURL
    assert labelled(paste) == [("Authorization", SOUND), ("c", OTHER)]
    assert seen(command) == ("POST", URL, FORM)
    assert ("basic", "client_secret", "pass") in sent(command)


COPIED_AS_POWERSHELL = f"""$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0"
$session.Cookies.Add((New-Object System.Net.Cookie("sid", "{OTHER}", "/", "x.example")))
Invoke-WebRequest -UseBasicParsing -Uri "{URL}" `
-Method "POST" `
-WebSession $session `
-Headers @{{
"authority"="appleid.apple.com"
  "authorization"="Bearer {SOUND}"
}} `
-ContentType "application/x-www-form-urlencoded" `
-Body "client_id=a&b=`"c`$d`""
"""


def test_powershell_as_browsers_copy_it():
    paste = read(COPIED_AS_POWERSHELL)
    assert paste.form is Form.CURL
    assert labelled(paste) == [("authorization", SOUND), ("sid", OTHER)]
    assert seen(COPIED_AS_POWERSHELL) == ("POST", URL, FORM)
    assert sent(COPIED_AS_POWERSHELL) == [
        ("cookie", "sid", OTHER),
        ("body", "client_id", "a"),
        ("body", "b", '"c$d"'),
    ]


@pytest.mark.parametrize(
    "script",
    [
        f"$body = @{{ client_id = 'a'; client_secret = '{SOUND}' }}\n"
        f"Invoke-RestMethod {URL} -Method Post -Body $body",
        f"$body = @{{\n  client_id = 'a'\n  client_secret = \"{SOUND}\"\n}}\n"
        f"irm -Uri '{URL}' -Method POST -Body $body",
        f"Invoke-RestMethod -Method Post -Uri {URL} -Body @{{client_id='a';client_secret='{SOUND}'}}",
        f"Invoke-RestMethod -Method Post -Uri {URL} -Body 'client_id=a&client_secret={SOUND}'",
        f'invoke-webrequest -Uri {URL} -Body @"\nclient_id=a&client_secret={SOUND}\n"@ -Method POST',
    ],
)
def test_powershell_as_people_write_it(script):
    assert sent(script) == [("body", "client_id", "a"), ("body", "client_secret", SOUND)]
    assert labelled(read(script)) == [("client_secret", SOUND)]
    assert seen(script) == ("POST", URL, FORM)


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
    script = f"fetch('{URL}', {{ headers: {{ Authorization: 'Bearer ' + '{SOUND}' }} }})"
    assert [token for _, token in labelled(read(script))] == [SOUND]


def test_a_body_is_read_as_it_will_be_decoded_only():
    signature = "nrfR6qvL2w4X3j7H7vVMONVQc+7lIE6kooxsdl/zCDc="
    token = f"{SOUND.rpartition('.')[0]}.{signature}"
    script = f'fetch("{URL}", {{"body": "client_secret={token}&a=b", "method": "POST"}}); x = "{OTHER}";'
    assert [text for _, text in labelled(read(script))] == [token.replace("+", " "), OTHER]


def test_powershell_that_sends_json():
    body = f"(@{{jwt='{SOUND}'; a='b c'}} | ConvertTo-Json)"
    script = f"irm {URL} -Method Post -ContentType 'application/json' -Body {body}"
    assert [(item.name, item.raw) for item in read(script).request.parameters] == [
        ("jwt", SOUND),
        ("a", "b c"),
    ]


@pytest.mark.parametrize("end", range(0, len(COPIED_AS_POWERSHELL), 40))
def test_a_script_that_was_cut_is_read_as_far_as_it_goes(end):
    assert read(COPIED_AS_POWERSHELL[:end]).form in Form
    assert read(COPIED_AS_FETCH[:end]).form in Form
