"""What the page costs its reader: the first load, and the time from pasting to the painted report.

Run by `make bench`, or by `python -m benchmarks.page [PASTES]`. A real Chromium on the real server, one run;
the clock is the page's own, from the paste event to the frame that shows the report.
"""

import os
import sys
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from tests.chromium import chromium
from tests.running import running
from webapp.inspector.example import claims

# Waits for one paste; `painted` resolves with the milliseconds to the changed report and to its frame.
WATCH = """() => {
  window.painted = new Promise(resolve => {
    addEventListener("paste", () => {
      const begun = performance.now();
      new MutationObserver((_, observer) => {
        observer.disconnect();
        const changed = performance.now() - begun;
        requestAnimationFrame(() => setTimeout(() => resolve([changed, performance.now() - begun])));
      }).observe(document.getElementById("report"), { childList: true, subtree: true });
    }, { capture: true, once: true });
  });
}"""


def main(pastes: int) -> None:
    """Print the first load, then the median and 95th percentile of the pastes."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with running() as server, sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if root else []
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        rights = ["clipboard-read", "clipboard-write"]
        page = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=rights).new_page()
        first_load(page, server.url)
        pasting(page, pastes)
        browser.close()


def first_load(page: Page, url: str) -> None:
    """Requests and bytes as sent, hosts asked, first paint and layout shift of an empty cache."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    sent = sum(answer.request.sizes()["responseBodySize"] for answer in answers)
    hosts = {answer.url.split("/")[2] for answer in answers if not answer.url.startswith("data:")}
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    size = f"{len(answers)} requests, {sent / 1000:.1f} KB, {len(hosts)} host"
    print(f"First load: {size}, painted at {paint:.0f} ms")


def pasting(page: Page, pastes: int) -> None:
    """Paste tokens that differ, so that nothing can be remembered."""
    times = [paste(page, claims(jti=str(number)).paste) for number in range(pastes + 3)][3:]
    for name, column in (("report changed", 0), ("painted", 1)):
        values = [row[column] for row in times]
        middle, slow = median(values), quantiles(values, n=20)[-1]
        print(f"Paste to {name}: median {middle:.0f} ms, p95 {slow:.0f} ms, of {pastes}")


def paste(page: Page, token: str) -> list[float]:
    """One paste by the keyboard, over what is there."""
    page.evaluate("text => navigator.clipboard.writeText(text)", token)
    page.focus("#text")
    page.keyboard.press("Control+A")
    page.evaluate(WATCH)
    page.keyboard.press("Control+V")
    measured: list[float] = page.evaluate("window.painted")
    return measured


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
