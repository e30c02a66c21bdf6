"""The site that is asked for keys."""

from collections.abc import Iterator

import pytest

from ..tls_site import Site, serving


@pytest.fixture(scope="package")
def _server(tmp_path_factory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("tls")) as site:
        yield site


@pytest.fixture
def site(_server) -> Site:
    _server.pages.clear()
    _server.asked.clear()
    return _server
