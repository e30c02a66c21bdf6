"""Whether the process answers: for a proxy or a container's health check, whatever it calls the host."""

import pytest

from webapp import create_app
from webapp.settings import Settings


@pytest.mark.parametrize("host", ["localhost", "10.9.8.7:8080", "jwt.intranet", "never.heard.of", "[::1]"])
def test_it_is_well_whatever_it_is_called(client, host):
    answer = client.get("/healthz", headers={"Host": host})
    assert (answer.status_code, answer.data) == (200, b"ok")
    assert answer.content_type == "text/plain; charset=utf-8"


def test_it_is_asked_for_its_head_alone(client):
    answer = client.head("/healthz")
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_it_is_only_asked(client, method):
    assert client.open("/healthz", method=method).status_code == 405


def test_it_answers_below_a_prefix_too():
    client = create_app(Settings.from_environment({"JWTCLINIC_PREFIX": "/jwt"})).test_client()
    assert [client.get(path).text for path in ("/jwt/healthz", "/healthz")] == ["ok", "ok"]


def test_nothing_is_done_for_it(client, monkeypatch):
    """It answers while everything else is taken up, and a cache has nothing to keep."""
    monkeypatch.setattr("webapp.examination.examine", lambda *_: 1 / 0)
    answer = client.get("/healthz", query_string={"text": "eyJ"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Set-Cookie" not in answer.headers
