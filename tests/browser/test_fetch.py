"""The keys that an issuer publishes, fetched at the press of a button: from a site over TLS on loopback."""

import json
from collections.abc import Iterator

import jwt
import pytest
from jwt.algorithms import ECAlgorithm
from playwright.sync_api import expect

from ..inspector.signature.workshop import P256
from ..running import Running, running
from ..tls_site import Site, reply, serving
from .conftest import headline, paste

DISCOVERY, KEYS = "/.well-known/openid-configuration", "/keys"


@pytest.fixture(scope="module")
def _site(tmp_path_factory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("tls")) as site:
        yield site


@pytest.fixture(scope="module")
def server(_site) -> Iterator[Running]:
    """The clinic, whose operator lets it ask the site, and whose system knows the site's certificate."""
    listed = f"localhost:{_site.port},127.0.0.0/8,::1/128"
    with running(JWTCLINIC_ALLOW_FETCH=listed, SSL_CERT_FILE=str(_site.certificate)) as server:
        yield server


@pytest.fixture
def site(_site) -> Site:
    """With the key of every token here, under an address that tells where it is."""
    _site.asked.clear()
    _site.pages.clear()
    document = {"issuer": issuer(_site), "jwks_uri": f"{issuer(_site)}{KEYS}"}
    _site.pages[DISCOVERY] = reply(json.dumps(document).encode())
    jwk = {**ECAlgorithm.to_jwk(P256.public_key(), as_dict=True), "kid": "k1"}
    _site.pages[KEYS] = reply(json.dumps({"keys": [jwk]}).encode())
    return _site


def issuer(site: Site) -> str:
    return f"https://localhost:{site.port}"


def token(site: Site, **claims: object) -> str:
    payload = {"iss": issuer(site), "sub": "alice", "exp": 4102444800, **claims}
    return jwt.encode(payload, P256, "ES256", {"kid": "k1"})


def asked(site: Site) -> list[str]:
    return [path for path, _ in site.asked]


@pytest.mark.parametrize("width", [375, 1280])
def test_button_fetches_the_keys_and_the_report_says_whence(open_page, site, width):
    page = open_page(width=width)
    paste(page, token(site))
    headline(page).to_contain_text("not verified")
    assert asked(site) == []
    page.get_by_role("button", name="Fetch the keys").click()
    expect(page.locator(".signature .standing")).to_contain_text("Verified with")
    expect(page.locator(".signature .aside")).to_have_text(
        f"Tried with the keys fetched from {issuer(site)}{KEYS}."
    )
    expect(page.get_by_role("button", name="Fetch the keys")).to_have_count(0)
    assert asked(site) == [DISCOVERY, KEYS]


def test_nothing_of_the_token_goes_out_and_nothing_is_fetched_unasked(page, site):
    paste(page, token(site))
    page.get_by_role("button", name="Fetch the keys").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".signature .standing")).to_contain_text("Verified with")
    assert "eyJ" not in str(site.asked)
    page.fill("#text", token(site, sub="bob"))
    expect(page.locator("section.payload")).to_contain_text("bob")
    expect(page.locator(".signature .standing")).to_contain_text("Verified with")  # the page has the key now
    assert asked(site) == [DISCOVERY, KEYS]


def test_failure_is_said_in_a_sentence(page, site):
    del site.pages[KEYS]
    paste(page, token(site))
    page.get_by_role("button", name="Fetch the keys").click()
    expect(page.locator(".signature .aside")).to_contain_text(f"{issuer(site)}{KEYS} answers 404 Not Found.")
    headline(page).to_contain_text("not verified")


def test_without_scripts_the_button_sends_the_form(open_page, site):
    page = open_page(java_script_enabled=False)
    text = token(site)
    page.fill("#text", text)
    page.get_by_role("button", name="Inspect", exact=True).last.click()
    page.get_by_role("button", name="Fetch the keys").click()
    expect(page.locator(".signature .standing")).to_contain_text("Verified with")
    expect(page.locator("#text")).to_have_value(text)
    assert asked(site) == [DISCOVERY, KEYS]
