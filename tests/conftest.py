"""What tests of every kind share: the application, its client, a real server, a browser's tools."""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from webapp import create_app
from webapp.settings import Settings

from .running import Running, running

hypothesis.settings.register_profile("same every time", derandomize=True, database=None)
hypothesis.settings.load_profile("same every time")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--complete", action="store_true", help="a skip that tests/skips.txt does not list is a failure"
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and session.config.option.complete:
        reporter.ensure_newline()
        for nodeid in unlisted(report.nodeid for report in reporter.stats.get("skipped", ())):
            reporter.write_line(f"skipped, and tests/skips.txt does not say why: {nodeid}", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def unlisted(skipped: Iterable[str]) -> list[str]:
    """The skipped tests that begin with no line of tests/skips.txt; what follows a # there is the reason."""
    lines = (Path(__file__).parent / "skips.txt").read_text("utf-8").splitlines()
    listed = tuple(filter(None, (line.partition("#")[0].strip() for line in lines)))
    return [nodeid for nodeid in skipped if not nodeid.startswith(listed)]


@pytest.fixture(scope="session")
def app() -> Flask:
    """The application on its default settings; what goes wrong in it fails the test.

    One for all, as a server has it: to compile its templates takes far longer than a test.
    """
    app = create_app(Settings.from_environment({}))
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """The real server in a process of its own, on a free port."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to be put into a page with `page.evaluate`."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
