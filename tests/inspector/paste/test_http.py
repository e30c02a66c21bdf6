"""Raw HTTP, headers, cookies, URLs and forms."""

import pytest

from webapp.inspector.paste import Form, read

from .tokens import OTHER, SOUND, labelled, only, repairs, sent

REQUEST = f"""POST /auth/token HTTP/1.1
Host: appleid.apple.com
Content-Type: application/x-www-form-urlencoded
Cookie: sid={OTHER}

client_id=com.example.web&client_secret={SOUND}"""
ERROR = '{"error":"invalid_client"}'
RESPONSE = f"HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{ERROR}\n"


@pytest.mark.parametrize(
    "text",
    [
        REQUEST,
        REQUEST.replace("\n", "\r\n"),
        REQUEST + "\n",
        REQUEST.replace("/auth", "https://appleid.apple.com/auth").replace(" HTTP/1.1", ""),
        f"{REQUEST}\n\n{RESPONSE}",
        f"sent this morning:\n\n{REQUEST}",
        REQUEST.replace("&", "\n&"),
        REQUEST.replace("&", "&\n"),
    ],
)
def test_request_is_read(text):
    paste = read(text)
    assert paste.form is Form.HTTP
    assert (paste.request.method, paste.request.url) == ("POST", "https://appleid.apple.com/auth/token")
    assert paste.request.content_type == "application/x-www-form-urlencoded"
    assert sent(text) == [
        ("cookie", "sid", OTHER), ("body", "client_id", "com.example.web"), ("body", "client_secret", SOUND),
    ]  # fmt: skip
    assert labelled(paste) == [("sid", OTHER), ("client_secret", SOUND)]
    assert repairs(paste.tokens[1]) == ["embedded"]


def test_answer_behind_the_request_is_the_error():
    assert read(f"{REQUEST}\n\n{RESPONSE}").error_text == ERROR
    assert read(REQUEST).error_text == ""


def test_curl_verbose():
    text = (
        "*   Trying 17.32.194.2:443...\n"
        "> POST /auth/token HTTP/2\n> Host: appleid.apple.com\n> User-Agent: curl/8.5.0\n"
        f"> Authorization: Bearer {SOUND}\n> \n* We are completely uploaded and fine\n"
        f"< HTTP/2 400 \n< content-type: application/json\n< \n{ERROR}"
    )
    paste = read(text)
    assert paste.form is Form.HTTP
    assert paste.request.url == "https://appleid.apple.com/auth/token"
    assert labelled(paste) == [("Authorization", SOUND)]
    assert paste.error_text == ERROR


def test_response_alone():
    text = f'HTTP/1.1 200 OK\nSet-Cookie: s={OTHER}; Path=/; HttpOnly\n\n{{"id_token":"{SOUND}","n":1}}'
    paste = read(text)
    assert paste.form is Form.HTTP
    assert paste.request is None
    assert labelled(paste) == [("s", OTHER), ("id_token", SOUND)]


def test_response_that_redirects():
    paste = read(f"HTTP/1.1 302 Found\nLocation: https://app.example/cb#id_token={SOUND}&state=1\n\n")
    assert labelled(paste) == [("id_token", SOUND)]


def test_response_with_an_error_is_an_error():
    paste = read(RESPONSE)
    assert (paste.form, paste.error_text, paste.tokens) == (Form.ERROR, ERROR, ())


def test_multipart_body():
    text = (
        "POST / HTTP/1.1\nHost: a.example\nContent-Type: multipart/form-data; boundary=x\n\n"
        '--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nabc\r\n'
        f'--x\r\nContent-Disposition: form-data; name="client_secret"\r\n\r\n{SOUND}\r\n'
        '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\ndata\r\n--x--\r\n'
    )
    assert sent(text) == [("body", "client_id", "abc"), ("body", "client_secret", SOUND)]
    assert labelled(read(text)) == [("client_secret", SOUND)]


def test_pseudo_headers_of_http_2():
    pseudo = ":method: POST\n:authority: a.example\n:scheme: https\n:path: /t?x=1\n"
    text = f"{pseudo}authorization: Bearer {SOUND}\n"
    paste = read(text)
    assert (paste.request.method, paste.request.url) == ("POST", "https://a.example/t?x=1")
    assert paste.request.headers == (("authorization", f"Bearer {SOUND}"),)


@pytest.mark.parametrize(
    ("text", "form", "label"),
    [
        (f"x-amzn-oidc-data: {SOUND}", Form.HTTP, "x-amzn-oidc-data"),
        (f"X-Goog-IAP-JWT-Assertion: {SOUND}\n", Form.HTTP, "X-Goog-IAP-JWT-Assertion"),
        (f"DPoP: {SOUND}", Form.HTTP, "DPoP"),
        (f"Host: a.example\nAuthorization: Bearer {SOUND}\nAccept: */*", Form.HTTP, "Authorization"),
        (f"Authorization: Bearer {SOUND}", Form.BEARER, ""),
        (f"Cookie: a=b; session={SOUND}", Form.COOKIE, "session"),
        (f"Set-Cookie: session={SOUND}; Path=/; HttpOnly", Form.COOKIE, "session"),
        (f"session={SOUND}; Path=/; HttpOnly", Form.COOKIE, "session"),
        (f"a=b; session={SOUND}", Form.COOKIE, "session"),
        (f"Cookie: s.0={SOUND[:99]}; a=b; s.1={SOUND[99:200]}; s.2={SOUND[200:]}", Form.COOKIE, "s"),
        (f"Set-Cookie: s.0={SOUND[:99]}; Path=/\nSet-Cookie: s.1={SOUND[99:]}; Path=/", Form.COOKIE, "s"),
        (f"https://app.example/cb?state=1&id_token={SOUND}", Form.URL, "id_token"),
        (f"https://app.example/cb#id_token={SOUND}&state=1", Form.URL, "id_token"),
        (f"https://app.example/#/cb?id_token={SOUND}", Form.URL, "id_token"),
        (f"com.example.app:/cb?id_token={SOUND}", Form.URL, "id_token"),
        (f"msauth.com.example://auth?id_token={SOUND}", Form.URL, "id_token"),
        (f"/cb?id_token={SOUND}", Form.URL, "id_token"),
        (f"#id_token={SOUND}&state=1", Form.URL, "id_token"),
        (f"https://app.example/verify/{SOUND}/now", Form.URL, ""),
        (f"https://a.example/?next=https%3A%2F%2Fb%2F%23id_token%3D{SOUND}%26a%3D1", Form.URL, "id_token"),
        (f"client_id=a&client_secret={SOUND}", Form.FORM, "client_secret"),
        (f"client_secret={SOUND}", Form.FORM, "client_secret"),
        (f"client_id=a&\nclient_secret={SOUND}\n", Form.FORM, "client_secret"),
        (f"client_id: a\nclient_secret: {SOUND}\ngrant_type: b", Form.FORM, "client_secret"),
    ],
)  # fmt: skip
def test_smaller_forms(text, form, label):
    paste = read(text)
    assert (paste.form, labelled(paste)) == (form, [(label, SOUND)])
    assert repairs(paste.tokens[0]) == (["bearer_prefix"] if form is Form.BEARER else ["embedded"])


def test_url_is_kept_and_its_parameters_are_told_apart():
    url = f"https://app.example/cb?code=a%20b#id_token={SOUND}"
    assert read(url).request.url == url
    assert sent(url) == [("query", "code", "a b"), ("fragment", "id_token", SOUND)]
    assert only(url).repairs[0].message == "Taken out of the parameter id_token in the fragment of the URL."


def test_form_tells_what_was_not_encoded():
    standard = f"{SOUND.rpartition('.')[0]}.nrfR6qvL2w4X3j7H7vVMONVQc+7lIE6kooxsdl/zCDc="
    text = f"client_secret={standard}&scope=openid+email"
    secret, scope = read(text).request.parameters
    assert (secret.raw, secret.value) == (standard, standard.replace("+", " "))
    assert (scope.raw, scope.value) == ("openid+email", "openid email")
    assert only(text).text == standard.replace("+", " ")  # the lost + is for the search for causes to find


def test_form_alone_shows_neither_method_nor_content_type():
    request = read(f"client_id=a&client_secret={SOUND}").request
    assert (request.method, request.url, request.content_type) == ("", "", "")


@pytest.mark.parametrize(
    "text",
    [
        'TOKEN\nHTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="invalid_token"',
        'TOKEN\n\nHTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{"message":"jwt expired"}',
        'HTTP/1.1 401 Unauthorized\nX-Trace: 1\n\n{"message":"jwt expired"}\n\nmine was TOKEN',
        "mine is\nTOKEN\n\ncurl https://api.example/orders",
    ],
)
def test_token_beside_a_message_that_has_none(text):
    assert [it.text for it in read(text.replace("TOKEN", SOUND)).tokens] == [SOUND]
