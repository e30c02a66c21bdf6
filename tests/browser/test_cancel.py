"""Cancel ends the search itself: on a server that would else search for a minute."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .. import processes
from ..inspector.signature import workshop as w
from ..running import Running, running

SIGNED = w.signing_input("ES256")
SOUND = w.token(SIGNED, w.signature("ES256", SIGNED.encode()))
STRANGER = w.pem(w.ec.generate_private_key(w.ec.SECP256R1()), "stranger.pem").data.decode()


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(JWTCLINIC_WORKERS="1", JWTCLINIC_DEEP_SEARCH="60") as server:
        yield server


@processes.needed
def test_cancel_ends_the_process_of_the_search(page, server):
    page.fill("#text", SOUND)
    page.fill("[name=key_text]", STRANGER)
    page.get_by_role("button", name="Search deeper").click()
    expect(page.locator("progress")).not_to_have_attribute("value", "0")
    while not (process := processes.deep_process(server)):
        page.wait_for_timeout(50)
    with processes.must_end(process):
        page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#searching")).to_have_text("The deep search was cancelled.")
