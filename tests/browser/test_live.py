"""The main job in a real browser: paste, drop the key, read, repair, until the token is sound."""

import json
import time

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from playwright.sync_api import expect

from webapp.inspector.example import Example, header
from webapp.inspector.lines import MOST_LINES
from webapp.samples import KEY_NAME, PRIVATE_KEY, five_faults, sound

from .conftest import KEY_FILE, headline, paste

NOW = int(time.time())
ENCRYPTED_KEY = (
    load_pem_private_key(PRIVATE_KEY.encode(), None)
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"correct horse"))
    .decode()
)
SOUND = sound(NOW).submission.text
FAULTY = five_faults(NOW).submission.text
DROP = """([name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name));
  return data;
}"""

NOTE_WHAT_IS_SENT = """() => {
  window.sent = [];
  const send = window.fetch;
  window.fetch = (address, options) => {
    sent.push([...options.body.keys()]);
    return send(address, options);
  };
}"""

HOLD_THE_FIRST_ANSWER = """() => {
  const send = window.fetch;
  window.fetch = async (address, { method, body }) => {
    window.fetch = send;
    const answer = await send(address, { method, body });
    await new Promise((resolve) => { window.held = resolve });
    setTimeout(() => { window.passed = true }, 50);
    return answer;
  };
}"""

NOTE_WHEN_SHOWN = """() => {
  document.addEventListener("paste", () => { window.pasted = performance.now() }, { capture: true });
  new MutationObserver(() => requestAnimationFrame(() => { window.shown = performance.now() }))
    .observe(document.getElementById("headline"), { childList: true, characterData: true, subtree: true });
}"""


def drop(page, selector, name=KEY_NAME, content=PRIVATE_KEY):
    page.dispatch_event(selector, "drop", {"dataTransfer": page.evaluate_handle(DROP, [name, content])})


def test_box_has_the_focus_and_a_paste_is_answered(page):
    expect(page.locator("#text")).to_be_focused()
    paste(page, SOUND)
    headline(page).to_have_text("Readable, nothing wrong in it, but not verified: no key given.")
    expect(page.locator("#text")).to_have_value(SOUND)
    expect(page.locator("#text")).to_be_focused()


def test_dropped_key_verifies_and_only_its_public_half_stays(page):
    paste(page, SOUND)
    drop(page, "body")
    headline(page).to_contain_text(f"Sound. Signed with {KEY_NAME}, valid for another")
    expect(page.locator(".chip")).to_contain_text("P-256 private key · Key ID 7XK4Q2M9RT")
    assert "PRIVATE" not in page.locator("[name=kept]").input_value()


def test_private_key_is_sent_once(page):
    page.evaluate(NOTE_WHAT_IS_SENT)
    paste(page, SOUND)
    drop(page, "body")
    headline(page).to_contain_text("Sound.")
    page.locator("#more-fold > summary").click()
    page.locator("#client_id").fill("com.example.app")
    headline(page).to_contain_text("1 error")
    sent = page.evaluate("sent")
    assert sum("key" in fields for fields in sent) == 1
    assert "kept" in sent[-1]


def test_key_can_be_chosen_or_pasted(page):
    paste(page, SOUND)
    page.set_input_files("#key", [KEY_FILE])
    headline(page).to_contain_text(f"Sound. Signed with {KEY_NAME}")
    page.get_by_role("button", name=f"Remove {KEY_NAME}").click()
    headline(page).to_contain_text("not verified")
    page.locator("#key_text").focus()
    paste(page, PRIVATE_KEY)
    headline(page).to_contain_text("Sound. Signed with pasted key")
    expect(page.locator("#key_text")).to_have_value("")


def test_token_is_repaired_until_it_is_sound(page):
    paste(page, FAULTY)
    drop(page, "body")
    headline(page).to_have_text("Apple will refuse this client_secret: 4 errors.")
    assert page.title().startswith("✗ 4 · client_secret")
    page.get_by_role("button", name="Use this").click()
    headline(page).to_have_text("Apple will refuse this client_secret: 3 errors.")
    expect(page.locator("#text")).to_have_value(FAULTY[:60] + page.locator("#text").input_value()[60:])
    page.locator("#text").focus()
    page.keyboard.press("Control+A")
    paste(page, SOUND)
    headline(page).to_contain_text("Sound.")
    assert page.title().startswith("✓ client_secret")
    assert page.locator("link[rel=icon]").get_attribute("href").endswith("/icons/sound.svg")


def test_undo_brings_back_what_was_repaired(page):
    paste(page, FAULTY)
    drop(page, "body")
    page.get_by_role("button", name="Use this").click()
    headline(page).to_contain_text("3 errors")
    page.locator("#text").focus()
    page.keyboard.press("Control+Z")
    expect(page.locator("#text")).to_have_value(FAULTY)


def test_whole_paste_replaces_the_old_one(page):
    paste(page, FAULTY)
    headline(page).to_contain_text("errors")
    paste(page, SOUND)
    expect(page.locator("#text")).to_have_value(SOUND)
    headline(page).to_contain_text("nothing wrong in it")


def test_second_token_is_added_behind_a_line_break(page):
    paste(page, SOUND)
    page.keyboard.press("Enter")
    paste(page, header(alg="none").paste)
    headline(page).to_have_text("2 tokens: 1 refused, 1 not verified.")
    expect(page.locator(".one-of-many")).to_have_count(2)


def test_paste_anywhere_finds_its_box(page):
    page.locator("#headline").click()
    page.evaluate("document.activeElement.blur()")
    paste(page, SOUND)
    expect(page.locator("#text")).to_have_value(SOUND)
    page.evaluate("document.activeElement.blur()")
    paste(page, PRIVATE_KEY)
    headline(page).to_contain_text("Sound. Signed with pasted key")


def test_text_file_dropped_on_the_box_is_pasted(page):
    drop(page, "#text", "request.txt", FAULTY)
    expect(page.locator("#text")).to_have_value(FAULTY)
    headline(page).to_contain_text("errors")


def test_typing_is_answered_after_a_pause(page):
    page.locator("#text").press_sequentially(header(alg="none").paste)
    headline(page).to_have_text("Not signed: anyone can write this token.")


def test_encrypted_key_waits_for_its_password(page):
    paste(page, SOUND)
    drop(page, "body", KEY_NAME, ENCRYPTED_KEY)
    headline(page).to_contain_text("the key cannot be read")
    page.locator("#key_password").press_sequentially("correct", delay=100)
    expect(page.locator(".chip")).to_contain_text("password")
    page.locator("#key_password").press_sequentially(" horse", delay=100)
    headline(page).to_contain_text(f"Sound. Signed with {KEY_NAME}")
    expect(page.locator("#key_password")).to_have_count(0)


def test_unreadable_key_can_be_removed(page):
    paste(page, SOUND)
    drop(page, "body", "notes.txt", "nothing like a key")
    headline(page).to_contain_text("the key cannot be read")
    expect(page.locator(".chip")).to_contain_text("notes.txt")
    page.get_by_role("button", name="Remove notes.txt").click()
    headline(page).to_contain_text("no key given")
    expect(page.locator(".chip")).to_have_count(0)


def test_secret_verifies_and_is_masked_until_shown(page):
    token = (
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0Ijox"
        "NTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
    )
    paste(page, token)
    secret = page.locator("#secret")
    secret.fill("your-256-bit-secret")
    expect(page.locator("#token-0-signature")).to_contain_text("Verified with the secret")
    expect(secret).to_have_css("-webkit-text-security", "disc")
    page.locator(".show input").first.check()
    expect(secret).to_have_css("-webkit-text-security", "none")


def test_clear_everything_leaves_nothing(page):
    paste(page, SOUND)
    drop(page, "body")
    headline(page).to_contain_text("Sound.")
    page.get_by_role("link", name="Clear everything").click()
    headline(page).to_have_text("Paste a token to begin")
    expect(page.locator("#text")).to_have_value("")
    expect(page.locator(".chip")).to_have_count(0)


def test_nothing_pasted_is_stored_or_put_into_the_address(page):
    paste(page, SOUND)
    drop(page, "body")
    headline(page).to_contain_text("Sound.")
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.href]")
    assert stored[:3] == [0, 0, ""]
    assert "eyJ" not in stored[3]


def test_open_folds_and_place_survive_the_next_answer(page):
    paste(page, SOUND)
    page.locator("#token-0-passed > summary").click()
    page.locator("#text").focus()
    page.keyboard.press("End")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.type(" ")
    expect(page.locator("#report")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#token-0-passed")).to_have_attribute("open", "")


def test_profile_can_be_pinned(page):
    paste(page, SOUND)
    page.locator("#more-fold > summary").click()
    page.locator("#profile").focus()
    expect(page.locator("#profiles option[value=jwt]")).to_have_count(1)
    page.locator("#profile").fill("jwt")
    expect(page.locator("#body")).to_contain_text("as you asked")


# What goes wrong


def test_old_report_is_dimmed_while_a_slow_answer_is_awaited(page):
    paste(page, header(alg="none").paste)
    headline(page).to_contain_text("Not signed")
    page.route("**/", lambda route: None if route.request.method == "POST" else route.continue_())
    paste(page, SOUND)
    expect(page.locator("#report")).to_have_attribute("aria-busy", "true")
    headline(page).to_contain_text("Not signed")
    page.unroute("**/")
    paste(page, SOUND)
    headline(page).to_contain_text("nothing wrong in it")
    expect(page.locator("#report")).to_have_attribute("aria-busy", "false")


def test_last_answer_wins_even_if_an_earlier_one_comes_later(page):
    page.evaluate(HOLD_THE_FIRST_ANSWER)
    paste(page, header(alg="none").paste)
    page.wait_for_function("() => window.held")
    page.keyboard.press("Control+A")
    paste(page, SOUND)
    headline(page).to_contain_text("nothing wrong in it")
    page.evaluate("held()")
    page.wait_for_function("() => window.passed")
    headline(page).to_contain_text("nothing wrong in it")
    expect(page.locator("#report")).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (
            413,
            "<section class=error><p>One request may hold 2 MiB.</p></section>",
            "One request may hold 2 MiB.",
        ),
        (502, "<h1>Bad gateway</h1>", "The server did not answer as it should."),
    ],
)
def test_refusal_is_said_and_the_input_stays(page, trouble, status, body, said):
    page.route("**/", lambda route: route.fulfill(status=status, body=body, content_type="text/html"))
    paste(page, SOUND)
    headline(page).to_have_text(said)
    expect(page.locator("#detail")).to_have_text("Your input is still here; press Inspect to try again.")
    expect(page.locator("#verdict > .sign")).to_have_class("sign caution")
    expect(page.locator("#text")).to_have_value(SOUND)
    page.unroute("**/")
    page.get_by_role("button", name="Inspect").last.click()
    headline(page).to_contain_text("nothing wrong in it")
    assert [line for line in trouble if str(status) not in line] == []
    trouble.clear()


def test_too_large_a_paste_is_refused_in_the_servers_words(page, trouble):
    page.locator("#text").evaluate("(box, size) => { box.value = 'x'.repeat(size) }", 2_200_000)
    page.evaluate("document.getElementById('form').requestSubmit()")
    headline(page).to_contain_text("One request may hold 2 MiB")
    assert all("413" in line for line in trouble)
    trouble.clear()


def test_silent_server_is_admitted(page, trouble):
    page.route("**/", lambda route: route.abort())
    paste(page, SOUND)
    headline(page).to_have_text("The server did not answer.")
    trouble.clear()


def test_large_token_is_shown_soon(page):
    token = Example(payload=json.dumps({"a": ["x" * 100] * 7_000})).paste
    assert len(token) > 900_000
    page.evaluate("text => navigator.clipboard.writeText(text)", token)
    page.evaluate(NOTE_WHEN_SHOWN)
    page.keyboard.press("Control+V")
    headline(page).not_to_have_text("Paste a token to begin")
    page.wait_for_function("() => window.shown")
    assert page.evaluate("shown - pasted") < 4000  # a second, on a machine that does nothing else
    expect(page.locator(".payload .line")).to_have_count(MOST_LINES)
