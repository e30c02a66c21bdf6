"""The reference in a real browser: readable for everyone, at any width, with and without scripts."""

import pytest
from playwright.sync_api import expect

PATHS = [
    "/causes",
    "/rules/der-signature",
    "/remarks/other-issuer",
    "/rules/wrong-endpoint",
    "/rules/mixed-key-set",
    "/causes/ecdsa.der",
    "/causes/sigenc.hex",
    "/profiles",
    "/profiles?q=apple",
    "/profiles/apple-client-secret",
    "/profiles/firebase-custom-token",
    "/profiles/vocabulary",
    "/claims/aud",
    "/claims/cnf",
    "/headers/kid",
    "/headers/typ",
    "/algorithms/ES256",
    "/recipes",
    "/recipes/sign-es256",
]
every_path = pytest.mark.parametrize("path", PATHS)


@every_path
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, axe, path, scheme):
    page = open_page(path, color_scheme=scheme, bypass_csp=True)
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(it["id"], it["nodes"][0]["html"][:200]) for it in found] == []


@every_path
def test_nothing_has_to_be_scrolled_sideways(open_page, path):
    page = open_page(path)
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    for width in (320, 375, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_rules_are_found_without_scripts(open_page):
    page = open_page("/rules", java_script_enabled=False)
    page.get_by_label("Search the rules").fill("milliseconds")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="A date is in milliseconds, microseconds or nanoseconds").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("A date is in milliseconds")
    expect(page.locator(".finding").first).to_contain_text("Divide by 1000")


def test_profiles_are_found_while_one_types(open_page):
    page = open_page("/profiles")
    expect(page.get_by_role("link", name="Zoom Meeting SDK signature")).to_be_visible()
    page.get_by_label("Search the profiles").press_sequentially("ExpiredProviderToken")
    expect(page.get_by_role("status")).to_contain_text("1 entry with")
    expect(page.locator("#found .entries a")).to_have_text("APNs provider token")
    assert page.url.endswith("/profiles?q=ExpiredProviderToken")
    page.get_by_label("Search the profiles").fill("")
    expect(page.get_by_role("link", name="Zoom Meeting SDK signature")).to_be_visible()


def test_example_opens_in_the_inspector_with_nothing_in_the_address(open_page):
    page = open_page("/rules/client-id-mismatch")
    page.get_by_role("button", name="Open in the inspector").first.click()
    expect(page.locator("#headline")).to_contain_text("Apple will refuse this client_secret")
    expect(page.locator("#client_id")).to_have_value("com.example.app")
    assert page.evaluate("location.search + location.hash") == ""


def test_field_of_an_example_leads_to_its_meaning(open_page):
    page = open_page("/profiles/apple-client-secret")
    page.locator(".json a", has_text='"iss"').click()
    expect(page.locator(".meaning-of")).to_have_text("Who made the token and signed it")
