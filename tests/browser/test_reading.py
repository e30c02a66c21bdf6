"""Reading the report: fields and bytes light up together, keys lead through it, copies are right."""

import time

import pytest
from playwright.sync_api import expect

from webapp.inspector import base64url
from webapp.samples import five_faults, sound

from .conftest import KEY_FILE, headline, paste

NOW = int(time.time())
SOUND = sound(NOW).submission.text
FAULTY = five_faults(NOW).submission.text
LIT = "() => [...(CSS.highlights.get('field') ?? [])].map(String)"


@pytest.fixture
def faulty(page):
    page.set_input_files("#key", [KEY_FILE])
    paste(page, FAULTY)
    headline(page).to_contain_text("4 errors")
    expect(page.locator(".json [tabindex='0'].line")).to_have_count(2)
    return page


def line(page, name):
    return page.locator(".line", has_text=f'"{name}"').first


def decoded(text, token):
    """The bytes that these characters of the token's payload stand for, with their neighbours."""
    start = token.index(text) - token.index(".") - 1
    return base64url.decode(token.split(".")[1][start // 4 * 4 : start + len(text)]).bytes


def test_pointing_at_a_field_lights_its_bytes(faulty):
    line(faulty, "exp").hover()
    token = faulty.locator(".token").inner_text()
    lit = faulty.evaluate(LIT)
    assert len(lit) == 2  # in the encoded token and in the box
    assert f'"exp": "{NOW + 600}"'.encode()[:12] in decoded(lit[0], token) + b'"' or b'"exp"' in decoded(
        lit[0], token
    )
    assert lit[0] == lit[1]


def test_focus_lights_them_too_and_leaving_puts_them_out(faulty):
    line(faulty, "sub").focus()
    assert faulty.evaluate(LIT)
    faulty.locator("#text").focus()
    faulty.locator("h1 a").focus()
    assert faulty.evaluate(LIT) == []


def test_caret_in_the_box_lights_the_line(faulty):
    at = FAULTY.index("eyJ") + 3
    faulty.locator("#text").evaluate("(box, at) => { box.focus(); box.setSelectionRange(at, at) }", at)
    expect(faulty.locator(".line.lit")).to_contain_text('"alg"')


def test_pointing_at_a_byte_lights_the_line(faulty):
    faulty.locator(".token").scroll_into_view_if_needed()
    box = faulty.locator(".token .payload").nth(1).evaluate("piece => piece.getClientRects()[0].toJSON()")
    faulty.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(faulty.locator(".payload .line.lit")).to_have_count(1)


def test_box_is_tinted_in_three_hues(faulty):
    tinted = faulty.evaluate(
        """() => ['header', 'payload', 'signature']
          .map((part) => [...CSS.highlights.get(`tint-${part}`)].map(String))"""
    )
    assert ".".join(part for (part,) in tinted) == FAULTY[FAULTY.index("eyJ") :]


def test_large_box_is_left_plain(page):
    paste(page, f"{SOUND} {'x' * 25_000}")
    headline(page).to_contain_text("not verified")
    expect(page.locator(".paper")).not_to_have_class("paper tinted")


def test_next_and_previous_finding(faulty):
    faulty.locator("h1 a").focus()
    titles = []
    for _ in range(6):
        faulty.keyboard.press("n")
        titles.append(faulty.evaluate("document.activeElement.querySelector('strong').textContent"))
    assert len(set(titles)) == 5  # four findings, and one cause that says what the fifth does
    assert titles[5] == titles[0]
    faulty.keyboard.press("p")
    assert faulty.evaluate("document.activeElement.querySelector('strong').textContent") == titles[4]


def test_finding_in_the_list_leads_to_its_line(faulty):
    faulty.get_by_role("link", name="A date is text, not a number").click()
    expect(faulty.locator(".finding:target")).to_contain_text("A date is text")
    expect(faulty.locator(".finding:target")).to_be_in_viewport()


def test_finding_that_a_cause_explains_stands_with_it(faulty):
    faulty.get_by_role("link", name="The signature is DER-encoded").click()
    expect(faulty.locator(".cause .what:target")).to_be_in_viewport()
    expect(faulty.locator(".signature .finding")).to_have_count(0)
    expect(faulty.locator(".cause .source")).to_have_text("RFC 7518, section 3.4 · der-signature · ecdsa.der")


def test_arrows_go_from_line_to_line_and_enter_copies_the_value(faulty):
    line(faulty, "iss").focus()
    faulty.keyboard.press("ArrowDown")
    expect(line(faulty, "iat")).to_be_focused()
    faulty.keyboard.press("Enter")
    assert faulty.evaluate("navigator.clipboard.readText()") == str(NOW * 1000)
    faulty.keyboard.press("End")
    expect(faulty.locator(".payload .line").last).to_be_focused()
    faulty.keyboard.press("Home")
    expect(faulty.locator(".payload .line").first).to_be_focused()


def test_block_is_one_stop_and_the_links_of_its_line_are_the_next(faulty):
    line(faulty, "iss").focus()
    faulty.keyboard.press("Shift+Tab")
    faulty.keyboard.press("Tab")
    assert faulty.evaluate("document.activeElement.closest('.payload .json') !== null")
    reachable = faulty.locator(".payload .name[tabindex='0']")
    assert reachable.count() <= 1


@pytest.mark.parametrize("secure", [True, False], ids=["clipboard", "plain http"])
def test_repair_is_copied_to_the_letter(faulty, secure):
    if not secure:
        faulty.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, writable: true })")
    button = line(faulty, "exp").get_by_role("button", name="Copy")
    width = button.bounding_box()["width"]
    button.click()
    expect(line(faulty, "exp").get_by_role("button", name="Copied")).to_be_visible()
    assert line(faulty, "exp").get_by_role("button").bounding_box()["width"] == pytest.approx(width, abs=1)
    faulty.locator("#client_id").evaluate("field => { field.closest('details').open = true; field.focus() }")
    faulty.keyboard.press("Control+V")
    expect(faulty.locator("#client_id")).to_have_value(f'"exp": {NOW + 600}')


def test_report_is_copied_as_markdown(faulty):
    faulty.locator("h1 a").focus()
    faulty.keyboard.press("c")
    expect(faulty.locator("#copy-report")).to_have_text("Copied")
    copied = faulty.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("## Apple will refuse this client_secret: 4 errors.")
    assert "A date is text, not a number" in copied


def test_public_key_is_downloaded_under_its_name(faulty):
    with faulty.expect_download() as download:
        faulty.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "AuthKey_7XK4Q2M9RT_public.pem"
    assert download.value.path().read_text() == faulty.locator(".pem").inner_text().strip() + "\n"


def test_relative_times_tick_without_a_request(page):
    page.clock.install()
    paste(page, SOUND)
    headline(page).to_contain_text("nothing wrong in it")
    expect(page.locator(".dates .local").first).to_have_count(0)
    before = page.locator(".line .ago").last.inner_text()
    posts = []
    page.on("request", lambda request: posts.append(request.url))
    page.wait_for_load_state("networkidle")  # the module that ticks comes after the report
    page.clock.run_for(130_000)
    expect(page.locator(".line .ago").last).not_to_have_text(before)
    assert posts == []


def test_readers_own_zone_is_added(open_page):
    page = open_page(timezone_id="Asia/Tokyo", locale="en-GB")
    paste(page, SOUND)
    expect(page.locator(".line .local").first).to_contain_text("GMT+9")


def test_moment_that_was_asked_for_stands_still(page):
    page.clock.install()
    page.locator("#more-fold > summary").click()
    page.locator("#now").fill(str(NOW))
    paste_into_box(page)
    headline(page).to_contain_text("nothing wrong in it")
    before = page.locator(".line .ago").last.inner_text()
    page.clock.run_for(600_000)
    assert page.locator(".line .ago").last.inner_text() == before


def paste_into_box(page):
    page.locator("#text").focus()
    paste(page, SOUND)


@pytest.mark.parametrize("width", [375, 1280])
def test_line_of_life_names_its_dates_at_every_width(open_page, width):
    page = open_page("?sample=sound", width=width)
    for name in ("issued", "now", "expires"):
        expect(page.locator(".life-line text", has_text=name)).to_be_visible()
    expect(page.locator(".dates")).not_to_contain_text("expires")
