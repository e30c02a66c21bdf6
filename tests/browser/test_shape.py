"""The page on small screens, in the dark, on paper, without scripts; and what loading it costs."""

import time

import pytest
from playwright.sync_api import expect

from webapp.samples import KEY_NAME, five_faults, sound

from .conftest import KEY_FILE, headline, paste

NOW = int(time.time())
SOUND = sound(NOW).submission.text
FAULTY = five_faults(NOW).submission.text
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll('button, select, input, summary, .button, nav a')]
  .filter((it) => it.checkVisibility() && !it.classList.contains('unseen'))
  .filter((it) => it.type !== 'checkbox' && it.type !== 'file')
  .filter((it) => it.getBoundingClientRect().height < 24 || it.getBoundingClientRect().width < 24)
  .map((it) => it.outerHTML.slice(0, 100))"""
SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [320, 375, 640, 900, 1280, 1920])
@pytest.mark.parametrize(
    "path", ["", "?sample=sound", "?sample=five-faults"], ids=["empty", "sound", "faulty"]
)
def test_nothing_sticks_out_and_nothing_is_too_small_to_hit(open_page, width, path):
    page = open_page(path, width=width, height=812)
    for fold in page.locator("details:not([open]) > summary").all():
        if fold.is_visible() and fold.evaluate("it => getComputedStyle(it).pointerEvents") != "none":
            fold.click()
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(SMALL_TARGETS) == []


def test_verdict_is_in_sight_on_a_phone(open_page):
    page = open_page(width=375, height=812, has_touch=True, is_mobile=True)
    paste(page, FAULTY)
    headline(page).to_contain_text("4 errors")
    page.set_input_files("#key", [KEY_FILE])
    expect(page.locator(".chip")).to_have_count(1)
    assert page.locator("#verdict").bounding_box()["y"] < 600
    expect(page.locator("#headline")).to_be_in_viewport()


def test_box_is_in_sight_on_a_phone_at_once(open_page):
    page = open_page(width=375, height=812)
    assert page.locator("#text").bounding_box()["y"] < 200


def test_verdict_stays_in_sight_on_a_wide_screen(open_page):
    page = open_page("?sample=five-faults")
    page.mouse.move(900, 600)
    page.mouse.wheel(0, 1500)
    expect(page.locator("#headline")).to_be_in_viewport()
    expect(page.locator("#text")).to_be_in_viewport()


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_jumps_while_loading(open_page, width):
    page = open_page("about:blank")
    page.add_init_script(SHIFTS)
    page.set_viewport_size({"width": width, "height": 812})
    for path in ("", "?sample=five-faults"):
        page.goto(path, wait_until="networkidle")
        assert page.evaluate("shift") < 0.01


def test_dark_follows_the_system_and_the_switch_is_remembered(open_page):
    page = open_page(color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#theme").select_option("light")
    assert page.evaluate(paper) != dark
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "light"
    assert page.evaluate(paper) != dark
    page.locator("#theme").select_option("")
    page.reload()
    assert page.evaluate(paper) == dark
    assert page.evaluate("document.cookie") == ""


def test_paper_gets_the_report_and_nothing_else(open_page):
    page = open_page("?sample=five-faults")
    page.emulate_media(media="print")
    expect(page.locator("#headline")).to_be_visible()
    expect(page.locator(".finding").first).to_be_visible()
    for hidden in ("#form", ".bar", ".copy", ".pem"):
        expect(page.locator(hidden).first).not_to_be_visible()


def test_motion_only_where_it_is_wanted(open_page):
    page = open_page(reduced_motion="reduce")
    assert page.locator("button.main").evaluate("it => getComputedStyle(it).transitionDuration") == "0s"


def test_forced_colours_leave_the_box_readable(open_page):
    page = open_page("?sample=sound", forced_colors="active")
    expect(page.locator(".line").first).to_be_visible()
    expect(page.locator(".tinted")).to_have_count(0)


def test_first_load_is_small(open_page, server):
    page = open_page("about:blank")
    loaded = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(server.url, wait_until="networkidle")
    assert len(loaded) <= 8
    assert sum(len(response.body()) for response in loaded) <= 60_000


# Without scripts


@pytest.fixture
def plain(open_page):
    return open_page(java_script_enabled=False)


def test_without_scripts_the_form_does_it_all(plain):
    plain.locator("#text").fill(FAULTY)
    plain.locator("#key").set_input_files([KEY_FILE])
    plain.get_by_role("button", name="Inspect").last.click()
    headline(plain).to_have_text("Apple will refuse this client_secret: 4 errors.")
    expect(plain.locator(".chip")).to_contain_text(KEY_NAME)
    plain.get_by_role("button", name="Use this").click()
    headline(plain).to_have_text("Apple will refuse this client_secret: 3 errors.")
    plain.locator("#text").fill(SOUND)
    plain.get_by_role("button", name="Inspect").last.click()
    headline(plain).to_contain_text(f"Sound. Signed with {KEY_NAME}")
    plain.get_by_role("button", name=f"Remove {KEY_NAME}").click()
    headline(plain).to_contain_text("no key given")
    plain.get_by_role("link", name="Clear everything").click()
    headline(plain).to_have_text("Paste a token to begin")


def test_without_scripts_the_secret_can_be_shown(plain):
    secret = plain.locator("#secret")
    secret.fill("hidden")
    expect(secret).to_have_css("-webkit-text-security", "disc")
    plain.locator(".show input").first.check()
    expect(secret).to_have_css("-webkit-text-security", "none")


def test_without_scripts_samples_and_the_honest_paragraph_work(plain):
    plain.get_by_role("link", name="one with five faults").click()
    headline(plain).to_contain_text("4 errors")
    plain.get_by_role("button", name="Where does my token go?").click()
    expect(plain.locator("#privacy")).to_be_visible()


def test_without_scripts_no_control_is_shown_that_would_do_nothing(plain):
    plain.get_by_role("link", name="a sound one").click()
    for dead in (".copy", ".theme", "[popovertarget=shortcuts]"):
        expect(plain.locator(dead).first).not_to_be_visible()


def test_without_scripts_the_key_fits_on_a_phone(open_page):
    page = open_page("?sample=sound", width=320, java_script_enabled=False)
    page.locator("#key-fold > summary").click()
    expect(page.locator("#key")).to_be_visible()


def test_a_secret_has_room_on_a_phone(open_page):
    page = open_page(width=375, height=812)
    page.locator("#key-fold summary").click()
    assert page.locator("#secret").bounding_box()["width"] > 300
