"""axe-core has nothing to say, in any state, in light and dark, wide and narrow."""

import json
import time
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from webapp.inspector.example import claims, header
from webapp.inspector.example_forms import presenting, signed_by, signer
from webapp.samples import five_faults, sound

from ..inspector.chain.maker import three, token
from ..inspector.forms import signed
from ..inspector.signature.workshop import P256, public_jwk
from ..inspector.test_discovery import OPENID
from .conftest import KEY_FILE, headline, paste

NOW = int(time.time())
SOUND = sound(NOW).submission.text
PUBLIC = public_jwk(P256)
ROOT, AUTHORITY, SIGNER = three()


def made(kid):
    """A sound token of the workshop's key."""
    return signed({"alg": "ES256", "kid": kid}, {"sub": "x", "iat": NOW - 60, "exp": NOW + 600})


STATES = {
    "empty": ("", False, "Paste a token to begin"),
    "decoded": (SOUND, False, "not verified"),
    "error": (five_faults(NOW).submission.text, True, "4 errors"),
    "verified": (SOUND, True, "Sound."),
    "many": (f"{SOUND}\n{header(alg='none').paste}", True, "2 tokens"),
    "no token": ("hello", False, "There is no JWT"),
    "several signatures": (signed_by(signer({"kid": "a"}), signer(alg="none")).paste, False, "refuse"),
    "disclosed": (presenting(nonce=None).paste, False, "refuse"),
    "several of one key": (f"{made('a')}\n{made('b')}", False, "2 tokens"),
    "key set": (
        json.dumps({"keys": [{**PUBLIC, "kid": "a"}, {**PUBLIC, "kid": "a"}]}),
        False,
        "A key set of 2 keys",
    ),
    "discovery": (
        json.dumps({**OPENID, "issuer": "http://login.example.com/"}),
        False,
        "The discovery document",
    ),
    "chain": (token(SIGNER.key, [SIGNER.text, AUTHORITY.text]), False, "refuse"),
    "tokens inside": (claims(exp=None, data={"inner": header(alg="none").paste}).paste, False, "refuse"),
}
RUN = """async () => {
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe.run({ runOnly });
  return violations.map((it) => [it.id, it.nodes.map((node) => node.html.slice(0, 200))]);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page, axe, state, width, theme):
    text, with_key, said = STATES[state]
    page = open_page(width=width, color_scheme=theme, reduced_motion="reduce")
    if with_key:
        page.set_input_files("#key", [KEY_FILE])
        expect(page.locator(".chip")).to_have_count(1)
    page.locator("#text").focus()
    if text:
        paste(page, text)
    headline(page).to_contain_text(said)
    for fold in page.locator("details").all():
        fold.evaluate("it => { it.open = true }")
    page.evaluate(axe)
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("popover", ["privacy", "shortcuts"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_pops_up(open_page, axe, popover, theme):
    page = open_page(color_scheme=theme)
    page.locator(f"[popovertarget={popover}]").first.click()
    expect(page.locator(f"#{popover}")).to_be_visible()
    page.evaluate(axe)
    assert page.evaluate(RUN) == []


def test_only_the_headline_is_announced(page):
    expect(page.get_by_role("status")).to_have_count(1)
    paste(page, SOUND)
    headline(page).to_contain_text("not verified")
    expect(page.get_by_role("status")).to_have_count(1)
    assert page.get_by_role("status").inner_text() == page.locator("#headline").inner_text()
    assert page.locator("[aria-live]").count() == 0


def test_headline_is_the_same_element_from_answer_to_answer(page):
    page.locator("#headline").evaluate("it => { it.mark = 'kept' }")
    paste(page, SOUND)
    headline(page).to_contain_text("not verified")
    assert page.locator("#headline").evaluate("it => it.mark") == "kept"


def test_headings_are_in_order(open_page):
    page = open_page("?sample=five-faults")
    levels = page.evaluate(
        "() => [...document.querySelectorAll('main h1,main h2,main h3,main h4')].map((it) => +it.tagName[1])"
    )
    assert levels[0] == 2
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
