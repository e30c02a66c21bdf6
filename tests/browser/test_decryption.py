"""An encrypted token on the page: without its key, with it, and with a fault."""

import pytest
from playwright.sync_api import expect

from webapp.inspector.example import Example

from ..inspector.encryption import workshop
from ..inspector.encryption.faults import PROVED
from ..inspector.encryption.test_libraries import by_jwcrypto
from .conftest import headline, paste
from .test_access import RUN

TOKEN = by_jwcrypto("RSA-OAEP-256", "RSA", "A256GCM")
SIGNED = Example().paste
FAULTY, _ = PROVED["oaep_mgf1"][0]


def give_key(page):
    key = workshop.pem(workshop.RSA)
    page.set_input_files("#key", [{"name": key.name, "mimeType": "text/plain", "buffer": key.data}])


def test_the_private_key_serves_as_long_as_the_token_is_encrypted(page):
    paste(page, TOKEN)
    decryption = page.locator(".decryption")
    expect(decryption.locator(".standing")).to_have_text("To decrypt it, give the RSA private key.")
    give_key(page)
    expect(decryption.locator(".standing")).to_contain_text("Decrypted with key.pem")
    expect(page.locator("#token-0-payload")).to_contain_text("user-4711")
    page.locator("#text").press_sequentially(" ")
    expect(page.locator(".aside", has_text="Blanks around the token")).to_be_visible()
    expect(decryption.locator(".standing")).to_contain_text("Decrypted with key.pem")
    assert page.locator("[name=kept]").count() == 0
    assert "PRIVATE KEY-----" not in page.content()


def test_a_private_key_that_came_before_any_token_serves_too(page):
    give_key(page)
    expect(page.locator(".chip")).to_have_count(1)
    paste(page, TOKEN)
    standing = page.locator(".decryption .standing")
    expect(standing).to_contain_text("Decrypted with key.pem")
    expect(page.locator(".chip")).to_have_count(1)
    assert "PRIVATE KEY-----" not in page.content()


def test_so_does_one_that_was_pasted(page):
    page.locator("#text").blur()
    paste(page, workshop.pem(workshop.RSA).data.decode())
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#key_text")).to_have_value("")
    page.locator("#key_text").blur()
    paste(page, TOKEN)
    expect(page.locator(".decryption .standing")).to_contain_text("Decrypted with pasted key")


def test_a_key_that_was_removed_before_any_token_does_not_come_back(page):
    give_key(page)
    page.get_by_role("button", name="Remove key.pem").click()
    expect(page.locator(".chip")).to_have_count(0)
    paste(page, TOKEN)
    expect(page.locator(".decryption .standing")).to_have_text("To decrypt it, give the RSA private key.")
    expect(page.locator(".chip")).to_have_count(0)


def test_a_key_that_was_halved_beside_a_signed_token_is_asked_for_again(page):
    paste(page, SIGNED)
    give_key(page)
    expect(page.locator("[name=kept]")).to_have_count(1)
    paste(page, TOKEN)
    standing = page.locator(".decryption .standing")
    expect(standing).to_have_text(
        "Only the public half of key.pem is at hand. To decrypt, give the private key’s file again."
    )
    give_key(page)
    expect(standing).to_contain_text("Decrypted with key.pem")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("with_key", [False, True], ids=["unchecked", "failed"])
def test_axe_finds_nothing(open_page, axe, width, theme, with_key):
    page = open_page(width=width, color_scheme=theme, reduced_motion="reduce")
    paste(page, FAULTY)
    expect(page.locator(".decryption .way li")).to_have_count(5)
    if with_key:
        give_key(page)
        expect(page.locator(".cause.proved")).to_contain_text("MGF1")
        headline(page).to_contain_text("does not decrypt")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(axe)
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_in_what_was_decrypted(open_page, axe, width, theme):
    page = open_page(width=width, color_scheme=theme, reduced_motion="reduce")
    paste(page, TOKEN)
    give_key(page)
    expect(page.locator(".gate", has_text="Decryption")).to_contain_text("decrypted")
    page.evaluate(axe)
    assert page.evaluate(RUN) == []
