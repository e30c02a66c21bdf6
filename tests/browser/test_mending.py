"""A damaged key is dropped and its repaired file saved, with scripts and without; the page stays as it is."""

import re

import pytest
from playwright.sync_api import expect

from webapp.samples import KEY_NAME, PRIVATE_KEY

from .conftest import headline, paste

DAMAGED = {
    "name": KEY_NAME,
    "mimeType": "application/octet-stream",
    "buffer": PRIVATE_KEY.replace("\n", "\\n").encode(),
}
SOUND = PRIVATE_KEY.strip() + "\n"


def saved(page):
    """The file that the button brings: its name and its text."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the repaired file").click()
    return download.value.suggested_filename, download.value.path().read_text()


def test_a_dropped_file_is_saved_mended_and_the_page_stays(page):
    page.set_input_files("#key", [DAMAGED])
    paste(page, "eyJhbGciOiJFUzI1NiJ9.e30.AAAA")
    headline(page).not_to_contain_text("Paste a token")
    page.evaluate("window.stays = true")
    assert saved(page) == (KEY_NAME, SOUND)
    assert saved(page) == (KEY_NAME, SOUND)
    assert page.evaluate("window.stays")
    assert page.evaluate("document.getElementById('key').files.length") == 0
    expect(page.locator("#text")).to_have_value("eyJhbGciOiJFUzI1NiJ9.e30.AAAA")
    assert PRIVATE_KEY.split("\n")[2] not in page.content()


def test_a_pasted_key_is_saved_mended(page):
    page.locator("#key_text").focus()
    paste(page, PRIVATE_KEY.replace("\n", "\\n"))
    expect(page.locator(".chip")).to_contain_text("backslash")
    expect(page.locator("#key_text")).to_have_value("")
    assert saved(page) == ("pasted_key.pem", SOUND)


def test_a_removed_file_is_forgotten(page):
    page.set_input_files("#key", [DAMAGED])
    expect(page.locator(".chip")).to_have_count(1)
    page.get_by_role("button", name=f"Remove {KEY_NAME}").click()
    expect(page.locator(".chip")).to_have_count(0)
    page.set_input_files("#key", [{**DAMAGED, "buffer": PRIVATE_KEY.encode()}])
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".mend")).to_have_count(0)


def test_without_scripts_the_file_is_given_once_more(open_page):
    page = open_page(java_script_enabled=False)
    page.set_input_files("#key", [DAMAGED])
    page.get_by_role("button", name="Inspect").last.click()
    expect(page.locator(".chip")).to_contain_text("Give the file once more")
    page.get_by_role("button", name="Download the repaired file").click()
    expect(page.locator("#keys .problem")).to_contain_text("Its private half was not kept here.")
    page.set_input_files("#key", [DAMAGED])
    assert saved(page) == (KEY_NAME, SOUND)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_chip_fits(open_page, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    page.set_input_files("#key", [DAMAGED])
    button = page.get_by_role("button", name=re.compile("repaired file"))
    expect(button).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert button.bounding_box()["height"] >= 24
