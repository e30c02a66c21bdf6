"""PowerShell scripts that send a request, as browsers and tools copy them and as people write them."""

import pytest

from webapp.inspector.paste import Form, read

from .tokens import OTHER, SOUND, labelled, repairs, sent

URL = "https://appleid.apple.com/auth/token"
FORM = "application/x-www-form-urlencoded"


def seen(text):
    request = read(text).request
    return request.method, request.url, request.content_type


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


def test_powershell_that_sends_json():
    body = f"(@{{jwt='{SOUND}'; a='b c'}} | ConvertTo-Json)"
    script = f"irm {URL} -Method Post -ContentType 'application/json' -Body {body}"
    assert [(item.name, item.raw) for item in read(script).request.parameters] == [
        ("jwt", SOUND),
        ("a", "b c"),
    ]


POSTMAN = f"""$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"
$headers.Add("Content-Type", "application/json")
$headers.Add("Authorization", "Bearer {OTHER}")

$body = @"
{{
  `"id_token`": `"{SOUND}`"
}}
"@

$response = Invoke-RestMethod '{URL}' -Method 'POST' -Headers $headers -Body $body
$response | ConvertTo-Json
"""


def test_powershell_as_postman_writes_it():
    assert seen(POSTMAN) == ("POST", URL, "application/json")
    assert read(POSTMAN).request.header("authorization") == f"Bearer {OTHER}"
    assert sent(POSTMAN) == [("body", "id_token", SOUND)]
    assert labelled(read(POSTMAN)) == [("Authorization", OTHER), ("id_token", SOUND)]


HEADERS = {
    "a table": "iwr {url} -Headers @{{ 'X-Token' = '{token}'; a = 'b' }}",
    "a table, a pair a line": "iwr {url} -Headers @{{\n  'X-Token' = '{token}'\n  a = 'b'\n}}",
    "a variable": "$h = @{{'X-Token'='{token}'; a='b'}}\niwr {url} -Headers $H",
    "added": "$h = @{{}}\n$h.Add('X-Token', '{token}'); $h.Add('a', 'b')\niwr {url} -Headers $h",
    "by name": "$h = @{{'X-Token'='{token}'}}\n$h['a'] = 'b'\niwr {url} -Headers $h",
    "a variable in a table": "$t = '{token}'\niwr {url} -Headers @{{'X-Token'=$t; a='b'}}",
    "in order": "$h = [ordered]@{{'X-Token'='{token}'; a='b'}}\niwr {url} -Headers $h",
    "a sum": "$x = 'b'\niwr {url} -Headers @{{'X-Token'='' + '{token}' + ''; a='' + $x}}",
    "a cast": "[string]$x = 'b'\niwr {url} -Headers @{{'X-Token'=[string]'{token}'; a=$x}}",
    "in parentheses": "iwr {url} -Headers (@{{'X-Token'='{token}'; a='b'}})",
}


@pytest.mark.parametrize("script", HEADERS.values(), ids=HEADERS)
def test_headers(script):
    paste = read(script.format(url=URL, token=SOUND))
    assert paste.request.headers == (("X-Token", SOUND), ("a", "b"))
    ((label, token),) = labelled(paste)
    assert (label.split(", ")[0], token) == ("X-Token", SOUND)


REQUESTS = {
    "nothing said": ("iwr {url}", ("GET", URL, "")),
    "its answer assigned": ("$answer = Invoke-RestMethod {url} -Method Post", ("POST", URL, "")),
    "its answer assigned, in parentheses": ("$a = (irm {url} -Method Put).id", ("PUT", URL, "")),
    "an alias": ("irm -Uri {url} -Body a=b", ("POST", URL, FORM)),
    "curl, which is one": ("curl -Uri {url} -Method Delete", ("DELETE", URL, "")),
    "the name of a cmdlet in a text": ("irm {url} -Method Put -Body 'irm'", ("PUT", URL, FORM)),
    "a content type": ("irm {url} -Method Post -ContentType a/b -Body 'c'", ("POST", URL, "a/b")),
    "headers nobody knows": ("irm {url} -Method Post -Headers $h -Body 'c'", ("POST", URL, "")),
    "a body for the query": ("irm {url} -Method Get -Body @{{a='b'}}", ("GET", URL, "")),
    "a comment": ("# Invoke-RestMethod https://b.example\nirm {url}", ("GET", URL, "")),
    "over several lines": ("Invoke-RestMethod `\n -Method `\n Post `\r\n -Uri {url}", ("POST", URL, "")),
    "an address in a variable": ("$u = '{url}'\nirm $u -Body 'a'", ("POST", URL, FORM)),
    "an address given a name": ("$u = '{url}'\nirm -Uri $u -Body 'a'", ("POST", URL, FORM)),
    "an agent": ("iwr {url} -UserAgent 'me'", ("GET", URL, "")),
}


@pytest.mark.parametrize(("script", "expected"), REQUESTS.values(), ids=REQUESTS)
def test_what_is_sent(script, expected):
    assert seen(script.format(url=URL)) == expected


def test_a_body_for_the_query_is_one():
    assert sent(f"irm {URL} -Method Get -Body @{{a='b c'}}") == [("query", "a", "b c")]


def test_of_several_commands_the_first_is_the_request_and_the_rest_is_searched():
    script = (
        f"$r = Invoke-RestMethod -Method Post -Uri {URL} -Body @{{client_secret='{SOUND}'}}\n"
        f'Invoke-RestMethod -Uri https://api.example/me -Headers @{{Authorization="Bearer {OTHER}"}}'
    )
    paste = read(script)
    assert seen(script) == ("POST", URL, FORM)
    assert sent(script) == [("body", "client_secret", SOUND)]
    assert paste.request.headers == ()
    assert labelled(paste) == [("client_secret", SOUND), ("Authorization", OTHER)]


TEXTS = {
    "single": ("'it''s `n $x'", "it's `n $x"),
    "double": ('"a`"b""c`n`t`0`$d"', 'a"b"c\n\t\0$d'),
    "here": ('@"\na "b"\n`$c\n"@', 'a "b"\n$c'),
    "verbatim here": ("@'\na 'b'\n`$c\n'@", "a 'b'\n`$c"),
    "never closed": ("'a", "a"),
    "never closed, with a backtick": ('"a`', "a"),
    "here, never closed": ('@"\na', "a"),
}


@pytest.mark.parametrize(("written", "text"), TEXTS.values(), ids=TEXTS)
def test_texts(written, text):
    assert read(f"iwr {URL} -Headers @{{a='b'}} -UserAgent {written}").request.header("user-agent") == text


def test_lines_behind_a_body_are_those_of_the_script():
    script = f"irm {URL} -Method Post -Body @\"\na={SOUND}\n&b=c\n\"@\n$x = '{OTHER}'"
    (_, other) = read(script).tokens
    assert (repairs(other), other.repairs[0].message) == (["embedded"], "Taken out of line 5 of the text.")


@pytest.mark.parametrize(
    "text",
    ["invoke-something {token}", "my firm {token}", "confirm {token}", "iwr", "Invoke-WebRequest {token}"],
)  # fmt: skip
def test_what_is_no_command(text):
    assert read(text.format(token=SOUND)).request is None


@pytest.mark.parametrize("end", range(0, len(COPIED_AS_POWERSHELL), 40))
def test_a_script_that_was_cut_is_read_as_far_as_it_goes(end):
    assert read(COPIED_AS_POWERSHELL[:end]).form in Form


@pytest.mark.parametrize(
    "piece",
    [
        "-Body eyJ ",
        "$a.Add('b', 'c') ",
        "$a['b']='c';",
        "-Headers @{a=",
        "iwr ",
        "$a='xy';$a=$a+$a;",
        "-Uri a://b ",
    ],
)
def test_a_long_script_is_no_slower_than_its_length(piece):
    assert seen(f"iwr {URL} {piece * 8_000}")[1]
