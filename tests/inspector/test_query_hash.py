"""Query string hashes: the examples of Atlassian's documents and libraries, and the ways to get one wrong."""

import hashlib

import pytest

from webapp.inspector import paste
from webapp.inspector.query_hash import canonical, mistaken
from webapp.inspector.request import Request

TOKEN = "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"
HELLO = (
    "lic=none&tz=Australia%2FSydney&cp=%2Fjira&user_key=&loc=en-US&user_id=&jwt=" + TOKEN + "&"
    "xdm_e=http%3A%2F%2Fstorm%3A2990&xdm_c=channel-servlet-hello-world&xdm_p=1"
)  # of the tests of atlassian-jwt, which Atlassian publishes, with another token
HELLO_HASH = "8063ff4ca1e41df7bc90c8ab6d0f6207d491cf6dad7c66ea797b4614b71922e9"
SITE = "https://one.atlassian.net"


def request(url, *options):
    pasted = paste.read(" ".join(["curl", *options, f"-H 'Authorization: JWT {TOKEN}' '{url}'"])).request
    assert pasted is not None
    return pasted


def texts(*of):
    return [it.text for it in canonical(request(*of))]


@pytest.mark.parametrize(
    "of",
    [
        (f"https://app.example/hello-world?{HELLO}",),
        ("https://app.example/hello-world", "-G", f"-d '{HELLO}'"),
        (f"https://app.example/connect/hello-world?{HELLO}",),
        (f"{SITE}/hello-world/?{HELLO}",),
    ],
    ids=["query", "data", "base", "slash"],
)
def test_example_of_the_library(of):
    assert HELLO_HASH in [it.hash for it in canonical(request(*of))]


def test_form_may_be_hashed_too():
    posted = canonical(request("https://app.example/hello-world", f"-d '{HELLO}'"))
    hashed = "POST&/hello-world&" + HELLO_HASHED
    assert [it.text for it in posted if it.text.startswith("POST&/hello-world&")] == [
        "POST&/hello-world&",
        hashed,
    ]


HELLO_HASHED = (
    "cp=%2Fjira&lic=none&loc=en-US&tz=Australia%2FSydney&user_id=&user_key="
    "&xdm_c=channel-servlet-hello-world&xdm_e=http%3A%2F%2Fstorm%3A2990&xdm_p=1"
)


@pytest.mark.parametrize(
    ("url", "hashed"),
    [
        ("/rest/api/2/issue/", "GET&/rest/api/2/issue&"),
        ("", "GET&/&"),
        ("/", "GET&/&"),
        ("/wiki/rest/api/space", "GET&/rest/api/space&"),
        ("/wiki", "GET&/&"),
        ("/wikis/a&b", "GET&/wikis/a%26b&"),
        ("/a?b=1&A=2&a=3&B=4", "GET&/a&A=2&B=4&a=3&b=1"),
        ("/a?r=parameter%202&r=parameter%201&z=", "GET&/a&r=parameter%201,parameter%202&z="),
        ("/a?x=b+c&y=*~-._&z=%2B", "GET&/a&x=b%20c&y=%2A~-._&z=%2B"),
        ("/a?x=%C3%BC,1#there", "GET&/a&x=%C3%BC%2C1"),
        ("/a?jwt=" + TOKEN, "GET&/a&"),
    ],
)
def test_canonical(url, hashed):
    """At Atlassian the base URL is known: the site, and for Confluence the site with /wiki."""
    assert texts(SITE + url) == [hashed]


def test_base_url_of_an_app_is_not_known():
    assert texts("https://app.example/one/two/three/four/five/six") == [
        "GET&/one/two/three/four/five/six&",
        "GET&/two/three/four/five/six&",
        "GET&/three/four/five/six&",
        "GET&/four/five/six&",
        "GET&/five/six&",
    ]


def test_method_of_a_bare_url_is_not_known():
    bare = paste.read(f"{SITE}/a?jwt={TOKEN}").request
    assert [it.text for it in canonical(bare)] == [
        f"{method}&/a&" for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD")
    ]


def test_hash():
    first = canonical(request(SITE))[0]
    assert first.hash == hashlib.sha256(b"GET&/&").hexdigest()


URL = f"{SITE}/wiki/a/b?y=1&x=c%20d&jwt={TOKEN}&x=2"


@pytest.mark.parametrize(
    ("hashed", "but"),
    [
        ("POST&/a/b&x=2,c%20d&y=1", "which names another method"),
        ("get&/a/b&x=2,c%20d&y=1", "which has the method in small letters"),
        ("GET&/a/b/&x=2,c%20d&y=1", "which has a slash at the end of the path"),
        ("GET&/a/b", "which ends without the & behind the path"),
        ("GET&/wiki/a/b&x=2,c%20d&y=1", "which has the path of the base URL in it"),
        (f"GET&{SITE}/wiki/a/b&x=2,c%20d&y=1", "which names the host"),
        ("GET&/a/b?x=2,c%20d&y=1", "which has ? for the second &"),
        (f"GET&/a/b&y=1&x=c%20d&jwt={TOKEN}&x=2", "which has the query as it stands in the URL"),
        ("GET&/a/b&", "which leaves out the query"),
        (f"GET&/a/b&jwt={TOKEN}&x=2,c%20d&y=1", "which has the parameter jwt in it"),
        ("GET&/a/b&y=1&x=c%20d,2", "whose parameters are not in order"),
        ("GET&/a/b&x=2&x=c%20d&y=1", "which repeats a parameter instead of joining its values with commas"),
        ("GET&/a/b&x=2,c+d&y=1", "which has + for a blank"),
        ("GET&/a/b&x=2,c d&y=1", "whose parameters are not percent-encoded"),
    ],
)
def test_mistaken(hashed, but):
    asked = request(URL)
    assert [it.text for it in canonical(asked)] == ["GET&/a/b&x=2,c%20d&y=1"]
    assert [it.but for it in mistaken(asked) if it.text == hashed] == [but]


@pytest.mark.parametrize(
    "url",
    ["https://[", "https://one.atlassian.net\ud800?\udfff=\ud800", "//", "?", "#", "&&&", "https://a:b/"],
)
def test_odd_urls(url):
    odd = Request("GET", url)
    assert all(it.hash for it in (*canonical(odd), *mistaken(odd)))


@pytest.mark.parametrize(("length", "forms"), [(0, 0), (10_000, 2), (10_001, 0)])
def test_long_urls_are_left_alone(length, forms):
    url = ("https://app.example/" + "a" * length)[:length]
    assert len(canonical(Request("GET", url))) == forms
