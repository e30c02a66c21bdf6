"""The recipes in a real browser: a language is chosen once and remembered; all works without scripts."""

import pytest
from playwright.sync_api import expect

from webapp.inspector.recipes import RECIPES
from webapp.samples import KEY_NAME, PRIVATE_KEY

from .conftest import headline

FAULTS = "?sample=five-faults"
TEXTS = {
    (language.id, snippet.id): snippet.text
    for language in RECIPES["sign-es256"].languages
    for snippet in language.snippets
}
STORED = "JSON.stringify({...localStorage, ...sessionStorage})"


def unfold(page):
    page.get_by_text("Sign with ES256, in your language").click()
    return page.locator(".cause .recipe").first


def shown(place):
    return place.locator("pre:visible").all_text_contents()


def test_report_shows_the_lines_for_the_first_library(open_page):
    recipe = unfold(open_page(FAULTS))
    assert shown(recipe) == [TEXTS["py", "pyjwt"]]
    recipe.locator("summary", has_text="joserfc").click()
    assert shown(recipe) == [TEXTS["py", "pyjwt"], TEXTS["py", "joserfc"]]


def test_language_is_chosen_once_and_remembered(open_page):
    page = open_page(FAULTS)
    unfold(page).get_by_text("Ruby", exact=True).click()
    page.goto("/causes/ecdsa.der")
    assert shown(page.locator(".recipe")) == [TEXTS["rb", "ruby-jwt"]]
    page.goto(f"/{FAULTS}")
    assert shown(unfold(page)) == [TEXTS["rb", "ruby-jwt"]]


def test_nothing_but_the_language_is_stored(open_page):
    page = open_page(FAULTS)
    assert page.evaluate(STORED) == "{}"
    unfold(page).get_by_text("Go", exact=True).click()
    assert page.evaluate(STORED) == '{"language":"go"}'
    assert page.evaluate("document.cookie") == ""


def test_language_survives_the_next_answer(open_page):
    page = open_page(FAULTS)
    unfold(page).get_by_text("PHP", exact=True).click()
    page.locator("#text").focus()
    page.keyboard.press("Control+End")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.type(" ")
    expect(page.locator("#report")).to_have_attribute("aria-busy", "false")
    expect(page.locator("pre:visible", has_text="use Firebase")).to_have_count(1)


def test_what_is_not_stored_still_holds_on_the_page(open_page):
    page = open_page("about:blank")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page.goto("/recipes/sign-es256")
    page.get_by_text("Java", exact=True).click()
    assert shown(page.locator(".recipe")) == [TEXTS["java", "jjwt"]]


def test_nonsense_in_the_storage_shows_the_first_language(open_page):
    page = open_page("/recipes/sign-es256")
    page.evaluate("localStorage.setItem('language', '\"] x')")
    page.reload()
    assert shown(page.locator(".recipe")) == [TEXTS["py", "pyjwt"]]


def test_languages_are_chosen_by_the_arrow_keys(open_page):
    page = open_page("/recipes/sign-es256")
    page.get_by_label("Python").focus()
    page.keyboard.press("ArrowRight")
    assert shown(page.locator(".recipe")) == [TEXTS["mjs", "jose"]]
    label = page.locator("label", has_text="Node.js")
    assert label.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "jose"


@pytest.mark.parametrize("width", [320, 375])
def test_copy_covers_no_line_on_a_phone(open_page, width):
    page = open_page("/recipes/publish-public-key", width=width)
    page.get_by_text("Node.js", exact=True).click()
    lines = page.locator("pre:visible").bounding_box()
    assert page.locator(".lines .copy:visible").bounding_box()["y"] >= lines["y"] + lines["height"]


def test_copy_takes_the_lines_as_they_are(open_page):
    page = open_page("/recipes/sign-es256")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == TEXTS["py", "pyjwt"]


@pytest.mark.parametrize("path", ["/causes/ecdsa.der", "/rules/der-signature", "/recipes/sign-es256"])
def test_without_scripts_every_language_can_be_read(open_page, path):
    page = open_page(path, java_script_enabled=False)
    assert shown(page.locator(".recipe")) == [TEXTS["py", "pyjwt"]]
    page.get_by_text("Node.js", exact=True).click()
    page.get_by_text("node:crypto, by hand").click()
    assert shown(page.locator(".recipe")) == [TEXTS["mjs", "jose"], TEXTS["mjs", "node"]]
    expect(page.get_by_role("button", name="Copy").first).not_to_be_visible()


def test_without_scripts_the_report_shows_them_too(open_page):
    page = open_page(FAULTS, java_script_enabled=False)
    recipe = unfold(page)
    recipe.get_by_text("Swift", exact=True).click()
    assert shown(recipe) == [TEXTS["swift", "cryptokit"]]
    expect(recipe.get_by_text("not run by the tests").locator("visible=true")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_report_needs_no_scrolling_sideways(open_page, width):
    page = open_page(FAULTS, width=width)
    recipe = unfold(page)
    for label in recipe.locator("label").all():
        label.click()
        page.evaluate("for (const it of document.querySelectorAll('.snippet')) it.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_report(open_page, axe, scheme):
    page = open_page(FAULTS, color_scheme=scheme, bypass_csp=True)
    unfold(page)
    page.evaluate(axe)
    found = page.evaluate("axe.run('.cause')")["violations"]
    assert [(it["id"], it["nodes"][0]["html"][:200]) for it in found] == []


def test_finding_leads_to_its_recipe(open_page):
    page = open_page(FAULTS)
    page.locator(".finding").get_by_role("link", name="Write dates as seconds").first.click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Write dates as seconds")


def test_damaged_key_leads_to_its_recipe(open_page):
    page = open_page()
    escaped = PRIVATE_KEY.strip().replace("\n", "\\n").encode()
    page.set_input_files("#key", [{"name": KEY_NAME, "mimeType": "text/plain", "buffer": escaped}])
    page.locator(".chip").get_by_role("link", name="Read a private key").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(
        "Read a private key from an environment variable"
    )
    headline(page).to_have_count(0)
