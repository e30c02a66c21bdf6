"""The page, the API and the command line with keys that the issuer publishes."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from webapp import create_app
from webapp.fetch import Fetcher
from webapp.settings import Settings

from ..tls_site import reply

KEY = rsa.generate_private_key(65537, 2048)


def encoded(data):
    text = json.dumps(data).encode() if isinstance(data, dict) else data
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def number(value):
    return encoded(value.to_bytes(-(-value.bit_length() // 8), "big"))


@pytest.fixture
def token(site):
    """A token of the site's issuer, which publishes the key for it."""
    numbers = KEY.public_key().public_numbers()
    jwk = {"kty": "RSA", "kid": "k1", "n": number(numbers.n), "e": number(numbers.e)}
    document = {"issuer": site.url, "jwks_uri": f"{site.url}/keys"}
    site.pages["/.well-known/openid-configuration"] = reply(json.dumps(document).encode())
    site.pages["/keys"] = reply(json.dumps({"keys": [jwk]}).encode())
    content = f"{encoded({'alg': 'RS256', 'kid': 'k1'})}.{encoded({'iss': site.url, 'exp': 4102444800})}"
    return f"{content}.{encoded(KEY.sign(content.encode(), PKCS1v15(), SHA256()))}"


@pytest.fixture
def fetching(site):
    app = create_app(Settings.from_environment({}))
    app.testing = True
    app.extensions["fetcher"] = Fetcher(site.client())
    return app


def test_api_fetches_when_it_is_asked_to(fetching, site, token):
    report = fetching.test_client().post("/api/inspect", json={"text": token, "fetch": True}).json
    assert report["tokens"][0]["signature"]["status"] == "verified"
    assert report["tokens"][0]["signature"]["key"]["name"].startswith("issuer.test")
    (fetched,) = report["fetched"]
    assert (fetched["address"], fetched["problem"]) == (f"{site.url}/keys", None)


def test_api_does_not_fetch_unasked(fetching, site, token):
    report = fetching.test_client().post("/api/inspect", json={"text": token}).json
    assert (site.asked, report["fetched"]) == ([], [])
    (source,) = report["tokens"][0]["key_sources"]
    assert source["address"] == f"{site.url}/.well-known/openid-configuration"


def test_what_is_not_allowed_is_said_and_not_done(client, site, token):
    report = client.post("/api/inspect", json={"text": token, "fetch": True}).json
    assert report["tokens"][0]["signature"]["status"] == "unchecked"
    assert "JWTCLINIC_ALLOW_FETCH does not list it" in report["fetched"][0]["problem"]
    assert site.asked == []


def test_page_offers_it_and_does_it(fetching, site, token):
    client = fetching.test_client()
    assert ">Fetch the keys</button>" in client.post("/", data={"text": token}).text
    assert site.asked == []
    page = client.post("/", data={"text": token, "fetch": "1"}).text
    assert "Tried with the keys fetched from" in page
    assert "Verified with" in page


def test_page_offers_nothing_where_nobody_may_be_asked(client, site, token):
    page = client.post("/", data={"text": token}).text
    assert f"{site.url}/.well-known/openid-configuration" in page
    assert ">Fetch the keys</button>" not in page


def test_page_says_why_there_are_no_keys(fetching, site, token):
    site.pages.pop("/keys")
    page = fetching.test_client().post("/", data={"text": token, "fetch": "1"}).text
    assert f"{site.url}/keys answers 404 Not Found." in page


def test_command_fetches_when_it_is_asked_to(fetching, site, token):
    run = fetching.test_cli_runner().invoke(args=["inspect", token, "--fetch"])
    assert run.exit_code == 0
    assert f"Keys fetched from {site.url}/keys." in run.output


def test_command_says_why_there_are_no_keys(fetching, site, token):
    site.pages.clear()
    run = fetching.test_cli_runner().invoke(args=["inspect", token, "--fetch", "--json"])
    assert "answers 404 Not Found." in json.loads(run.output)["fetched"][0]["problem"]


def test_no_more_than_four_issuers_are_asked(fetching, site, token):
    tokens = [f"{encoded({'alg': 'RS256'})}.{encoded({'iss': f'{site.url}/{n}'})}.AAAA" for n in range(9)]
    report = fetching.test_client().post("/api/inspect", json={"text": "\n".join(tokens), "fetch": True}).json
    assert len(report["fetched"]) == 4


def test_page_says_whom_it_may_ask(client):
    assert "Fetch the keys" not in client.get("/").text
    app = create_app(Settings.from_environment({"JWTCLINIC_ALLOW_FETCH": "login.example.com"}))
    assert "as far\n    as it is one of login.example.com." in app.test_client().get("/").text
