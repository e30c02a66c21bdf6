"""A real Chromium on the real server; whatever it complains of fails the test."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from webapp.samples import KEY_NAME, PRIVATE_KEY

from ..chromium import chromium
from ..running import Running

NOTICE_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error("CSP", event.violatedDirective));
"""

# Of tests that focus something before the browser comes to do it by itself.
TOO_QUICK = "Autofocus processing was blocked because a document already has a focused element."

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("there is no Chromium")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


@pytest.fixture
def trouble() -> list[str]:
    """What the browser complained of; a test that provokes a complaint takes it out."""
    return []


@pytest.fixture
def open_page(browser: Browser, server: Running, trouble: list[str]) -> Iterator[Callable[..., Page]]:
    """Open an address of the clinic in a context of its own; its options are those of Playwright."""
    contexts = []

    def open_at(path: str = "", *, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(
            base_url=server.url,
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
            **options,
        )
        contexts.append(context)
        context.add_init_script(NOTICE_VIOLATIONS)
        page = context.new_page()
        page.on("console", lambda message: message.text == TOO_QUICK or trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: _at_home(request.url, server, trouble))
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert trouble == []


def _at_home(url: str, server: Running, trouble: list[str]) -> None:
    if not url.startswith((server.url, "data:", "blob:")):
        trouble.append(f"asked elsewhere: {url}")


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


KEY_FILE = {"name": KEY_NAME, "mimeType": "application/octet-stream", "buffer": PRIVATE_KEY.encode()}


def paste(page: Page, text: str) -> None:
    """Put `text` on the clipboard and press Ctrl+V wherever the focus is."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def headline(page: Page):
    return expect(page.locator("#headline"))
