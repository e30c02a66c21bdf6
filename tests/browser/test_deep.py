"""The deep search in a real browser: asked for, watched, cancelled, and without scripts."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from playwright.sync_api import expect

from ..inspector.signature import workshop as w
from .conftest import headline

SIGNED = w.signing_input("RS256")  # for which a deep search soon comes to its end
SOUND = w.token(SIGNED, w.signature("RS256", SIGNED.encode()))
STRANGER = w.pem(rsa.generate_private_key(65537, 2048), "stranger.pem").data.decode()

HOLD_DEEP_ANSWERS = """() => {
  const send = window.fetch;
  window.fetch = async (address, options) => {
    if (!options.body.has("deep")) return send(address, options);
    return new Promise((_, refuse) => {
      options.signal.addEventListener("abort", () => {
        window.aborted = true;
        refuse(options.signal.reason);
      });
    });
  };
}"""


def given(page, token, key):
    page.fill("#text", token)
    page.fill("[name=key_text]", key)
    expect(page.locator(".deeper button")).to_be_visible()


def test_bar_is_shown_and_the_result_replaces_it(page):
    given(page, SOUND, STRANGER)
    page.get_by_role("button", name="Search deeper").click()
    expect(page.get_by_role("progressbar", name="Deep search")).to_be_visible()
    expect(page.locator("#searching")).to_have_text("Searching deeper, for up to 3 seconds.")
    expect(page.locator(".tried summary")).to_contain_text("Searched deeply: ", timeout=30_000)
    expect(page.locator("progress")).to_have_count(0)
    expect(page.locator("#searching")).to_have_text("It does not verify as it stands.")


def test_search_can_be_cancelled_and_the_page_stays_usable(page):
    given(page, SOUND, STRANGER)
    page.evaluate(HOLD_DEEP_ANSWERS)
    page.get_by_role("button", name="Search deeper").press("Enter")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    expect(page.locator("progress")).not_to_have_attribute("value", "0")
    page.keyboard.press("Enter")
    expect(page.locator("#searching")).to_have_text("The deep search was cancelled.")
    expect(page.get_by_role("button", name="Search deeper")).to_be_focused()
    assert page.evaluate("aborted")


def test_new_paste_takes_the_place_of_a_search(page):
    given(page, SOUND, STRANGER)
    page.evaluate(HOLD_DEEP_ANSWERS)
    page.get_by_role("button", name="Search deeper").click()
    expect(page.locator("progress")).to_be_visible()
    page.fill("#text", "no token")
    headline(page).not_to_contain_text("does not verify")
    expect(page.locator("progress")).to_have_count(0)
    assert page.evaluate("aborted")


@pytest.mark.parametrize("width", [375, 1280])
def test_without_scripts_the_button_sends_the_form(open_page, width):
    page = open_page(java_script_enabled=False, width=width)
    page.fill("#text", SOUND)
    file = {"name": "stranger.pem", "mimeType": "application/x-pem-file", "buffer": STRANGER.encode()}
    page.set_input_files("#key", file)
    page.get_by_role("button", name="Inspect", exact=True).last.click()
    page.get_by_role("button", name="Search deeper").click(timeout=20_000)
    expect(page.locator(".tried summary")).to_contain_text("Searched deeply: ", timeout=30_000)
    expect(page.locator(".deeper")).to_have_count(0)
