"""The Chromium that the browser tests drive. `python -m tests.chromium` prints its path, or fails."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str | None:
    """The path of a Chromium: one of the system's, else Playwright's own, else None."""
    return next(filter(None, map(shutil.which, COMMANDS)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    path = chromium()
    sys.stdout.write(f"{path or 'none'}\n")
    sys.exit(path is None)
