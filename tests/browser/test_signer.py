"""Who signed: the keys that a signature fits, one key of two tokens, and one nonce of two."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwk
from playwright.sync_api import expect

from ..inspector.signature import workshop
from .conftest import headline, paste

PUBLIC_PEM = workshop.P256.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
THUMBPRINT = jwk.ECKey.import_key(PUBLIC_PEM).thumbprint()


def signed(kid):
    message = workshop.signing_input("ES256", kid=kid)
    return workshop.token(message, workshop.signature("ES256", message.encode()))


def with_one_nonce(kid):
    message = workshop.signing_input("ES256", kid=kid)
    return workshop.token(message, workshop.with_nonce("ES256", message.encode(), 4711))


def test_unknown_key_is_one_of_two_to_copy(page):
    stranger = workshop.pem(ec.generate_private_key(ec.SECP256R1()), "stranger.pem")
    page.set_input_files("#key", [{"name": stranger.name, "mimeType": "text/plain", "buffer": stranger.data}])
    paste(page, signed("a"))
    signature = page.locator(".signature")
    expect(signature.locator(".standing")).to_contain_text("most likely another key signed it")
    expect(signature.locator(".candidate")).to_have_count(2)
    expect(signature.locator(".signer")).to_contain_text("Two keys fit this signature.")
    candidate = signature.locator(".candidate", has_text=THUMBPRINT)
    expect(candidate.locator(".pem")).to_be_hidden()
    candidate.locator("summary").first.click()
    candidate.get_by_role("button", name="Copy PEM").click()
    assert page.evaluate("navigator.clipboard.readText()") == PUBLIC_PEM.decode()


def test_one_key_of_two_tokens_is_shown(page):
    paste(page, f"{signed('a')}\n{signed('b')}")
    headline(page).to_contain_text("2 tokens")
    shared = page.locator(".shared-key")
    expect(shared).to_contain_text("One key signed tokens 1 and 2")
    expect(shared.locator(".pem")).to_have_text(PUBLIC_PEM.decode().strip())
    expect(page.locator(".known").first).to_have_text("It fits tokens 1 and 2.")


def test_one_nonce_of_two_tokens_is_an_error_with_its_consequence(page):
    paste(page, f"{with_one_nonce('a')}\n{with_one_nonce('b')}")
    headline(page).to_contain_text("2 refused")
    finding = page.locator(".signature .finding.error").first
    expect(finding).to_contain_text("can compute its private key: revoke the key")


@pytest.mark.parametrize("width", [320, 1280])
def test_candidates_fit_the_page_without_scripts(open_page, width):
    page = open_page(width=width, java_script_enabled=False)
    page.fill("#text", f"{signed('a')}\n{signed('b')}")
    page.locator("button.main").click()
    page.locator(".candidate summary").first.click()
    expect(page.locator(".candidate .pem").first).to_be_visible()
    edges = [it.bounding_box() for it in page.locator(".candidate, .candidate *, .shared-key *").all()]
    assert max(edge["x"] + edge["width"] for edge in edges if edge) <= width
