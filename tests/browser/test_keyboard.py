"""Everything can be done without a pointer."""

import time

from playwright.sync_api import expect

from webapp.samples import PRIVATE_KEY, sound

from .conftest import headline, paste

SOUND = sound(int(time.time())).submission.text
FOCUSED = """() => {
  const { id, textContent, outerHTML } = document.activeElement;
  return document.activeElement === document.body ? '' : id || textContent.trim() || outerHTML;
}"""


def stops(page, key="Tab", most=80):
    """Where the focus goes, key by key, until it comes round."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        where = page.evaluate(FOCUSED)
        if not where or (seen and where == seen[0]):
            return seen
        seen.append(where)
    raise AssertionError(f"the focus does not come round: {seen[-5:]}")


def test_token_and_key_without_a_pointer(page):
    paste(page, SOUND)
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator("#key_text")).to_be_focused()
    paste(page, PRIVATE_KEY)
    headline(page).to_contain_text("Sound.")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#text")).to_be_focused()


def test_tab_reaches_every_control_and_is_nowhere_trapped(page):
    paste(page, SOUND)
    headline(page).to_contain_text("nothing wrong in it")
    reached = stops(page)
    assert {"key", "key_text", "secret", "secret_encoding", "Inspect", "copy-report"} <= set(reached)


def test_skip_link_leads_past_the_bar(page):
    expect(page.get_by_role("link", name="Skip to the content")).not_to_be_in_viewport()
    page.get_by_role("link", name="Skip to the content").focus()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_focus_is_always_visible(page):
    paste(page, SOUND)
    headline(page).to_contain_text("nothing wrong in it")
    for _ in range(45):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              const element = document.activeElement;
              if (element === document.body) return true;
              const ringed = [element, element.closest('.drop')].filter(Boolean);
              return ringed.some((it) => getComputedStyle(it).outlineStyle !== 'none');
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_control_enter_inspects_from_any_field(page):
    page.locator("#text").evaluate("(box, text) => { box.value = text }", SOUND)
    page.locator("#key_text").focus()
    page.keyboard.press("Control+Enter")
    headline(page).to_contain_text("nothing wrong in it")


def test_letters_are_letters_in_a_box(page):
    page.keyboard.type("n/k?pc")
    expect(page.locator("#text")).to_have_value("n/k?pc")


def test_list_of_keys_opens_and_letters_can_be_switched_off(page):
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.get_by_label("Single letters work as shortcuts").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).not_to_be_visible()
    page.keyboard.press("k")
    expect(page.locator("#key_text")).not_to_be_focused()


def test_enter_in_a_field_inspects_and_removes_no_key(page):
    paste(page, SOUND)
    page.locator("#key_text").focus()
    paste(page, PRIVATE_KEY)
    headline(page).to_contain_text("Sound.")
    page.locator("#more-fold > summary").click()
    page.locator("#client_id").fill("com.example.web")
    page.keyboard.press("Enter")
    expect(page.locator(".gate").first).to_contain_text("sound")
    expect(page.locator(".chip")).to_have_count(1)
