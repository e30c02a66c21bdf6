"""One shape for every error, and nothing of the input in any of them."""

import logging

import pytest
from flask import abort

from webapp import create_app
from webapp.errors import TITLES, Refusal
from webapp.settings import Settings

MARKER = "marker-7f3a91"


@pytest.fixture
def failing():
    """The application with addresses that fail on purpose, as users would meet it."""
    app = create_app(Settings.from_environment({}))

    @app.post("/api/fail")
    @app.post("/fail")
    def fail():
        try:
            int(MARKER)
        except ValueError as error:
            raise KeyError({"token": MARKER}) from error

    app.add_url_rule("/api/<int:status>", "status", lambda status: abort(status))
    app.add_url_rule("/page/<int:status>", "page_status", lambda status: abort(status))

    @app.get("/api/refused")
    def refused():
        raise Refusal(429, "too-many", "Wait a little.", retry_after=7)

    return app.test_client()


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 415, 418, 429, 500, 503])
def test_api_answers_in_one_shape(failing, status):
    answer = failing.get(f"/api/{status}")
    assert answer.status_code == status
    assert set(answer.json) == {"error"}
    assert set(answer.json["error"]) == {"code", "message"}
    assert answer.json["error"]["message"].endswith(".")


@pytest.mark.parametrize("status", sorted(TITLES))
def test_pages_answer_with_a_page(failing, status):
    answer = failing.get(f"/page/{status}")
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert TITLES[status] in answer.text


def test_address_alone_decides_between_json_and_page(client):
    for path in ("/api/nowhere", "/nowhere.json"):
        assert client.get(path, headers={"Accept": "text/html"}).is_json
    assert not client.get("/nowhere", headers={"Accept": "application/json"}).is_json


def test_refusal_says_when_to_come_back(failing):
    answer = failing.get("/api/refused")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "7"
    assert answer.json == {"error": {"code": "too-many", "message": "Wait a little."}}


def test_wrong_method_names_the_right_ones(client):
    answer = client.get("/api/inspect")
    assert answer.status_code == 405
    assert set(answer.allow) == {"POST"}
    assert answer.json["error"]["message"] == "It answers POST only."


def test_address_is_not_echoed(client):
    assert MARKER not in client.get(f"/{MARKER}?{MARKER}").text


@pytest.mark.parametrize("path", ["/fail", "/api/fail"])
def test_failure_tells_its_type_and_place_and_never_a_value(failing, caplog, capfd, path):
    with caplog.at_level(logging.DEBUG):
        answer = failing.post(f"{path}?{MARKER}", data={"token": MARKER})
    assert answer.status_code == 500
    (record,) = caplog.records
    said = record.getMessage()
    assert "KeyError at " in said
    assert "because of ValueError at " in said
    assert "tests/test_errors.py:" in said
    for text in (answer.text, caplog.text, *capfd.readouterr()):
        assert MARKER not in text
    assert "Traceback" not in answer.text
