"""Take the README's picture of the page: the sample with five faults, in a real browser on the real server.

Run by `make screenshot`, which writes docs/screenshot.png.
"""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import chromium
from tests.running import running

PICTURE = Path(__file__).parent.parent / "docs" / "screenshot.png"
WIDTH, HEIGHT = 1280, 1000


def main() -> None:
    """Open the page, take the sample with five faults and write what is in sight."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with running() as server, sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if root else []
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(server.url)
        page.get_by_role("link", name="one with five faults").click()
        page.locator("#headline", has_text="Apple will refuse").wait_for()
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
