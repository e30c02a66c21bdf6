"""Who is answered, and what every answer carries."""

from pathlib import Path

import pytest

from webapp import create_app
from webapp.headers import SECURITY
from webapp.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types clinic"
)


def client_with(**variables):
    app = create_app(
        Settings.from_environment({f"JWTCLINIC_{name}": value for name, value in variables.items()})
    )
    return app.test_client()


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/rules", "/api/inspect", "/nowhere", "/api/nowhere"])
def test_every_answer_carries_the_security_headers(client, method, path):
    headers = client.open(path, method=method).headers
    assert {name: headers[name] for name in SECURITY} == SECURITY


def test_policy_is_the_documented_one(client):
    headers = client.get("/").headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("POST", "/"),
        ("POST", "/api/inspect"),
        ("GET", "/healthz"),
        ("GET", "/nowhere"),
        ("GET", "/rules/no"),
    ],
)
def test_what_may_hold_user_data_is_never_stored(client, method, path):
    assert client.open(path, method=method).headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_for_good_under_an_address_of_their_version(app, client):
    folder, version = app.static_url_path.rsplit("/", 1)
    assert folder == "/static"
    assert len(version) == 12
    file = next(Path(app.static_folder).rglob("*.css"))
    with client.get(f"{app.static_url_path}/{file.relative_to(app.static_folder)}") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_reference_pages_are_asked_for_again_by_their_tag(client):
    first = client.get("/rules")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/rules", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"])
def test_own_names_are_answered(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1", "127.0.0.1.nip.io"])
def test_another_name_is_refused_with_the_setting_that_allows_it(client, host):
    answer = client.get("/api/nowhere", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "unknown-host"
    assert f"“{host}” is not a name of this clinic" in answer.json["error"]["message"]
    assert "JWTCLINIC_TRUSTED_HOSTS" in answer.json["error"]["message"]


def test_names_that_the_operator_adds_are_answered():
    client = client_with(TRUSTED_HOSTS="jwt.intranet,.example.org")
    for host, status in (("jwt.intranet", 200), ("a.example.org:81", 200), ("evil.example", 400)):
        assert client.get("/", headers={"Host": host}).status_code == status
    assert client_with(TRUSTED_HOSTS="*").get("/", headers={"Host": "anything"}).status_code == 200


def test_health_is_told_under_any_name(client):
    answer = client.get("/healthz", headers={"Host": "10.9.8.7"})
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize("host", ["a b", "<script>", "localhost:port", ""])
def test_what_is_no_host_name_is_refused(client, host):
    assert client.get("/api/nowhere", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({}, False),  # curl
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": ""}, True),
        ({"Origin": "http://localhost"}, False),
        ({"Origin": "https://LOCALHOST"}, False),
        ({"Origin": "http://localhost:81"}, True),
        ({"Origin": "http://evil.example"}, True),
        ({"Origin": "http://localhost.evil.example"}, True),
        ({"Origin": "http://[evil"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": ""}, True),
    ],
)
def test_posts_of_other_sites_are_refused(client, headers, refused):
    answer = client.post("/api/inspect", json={"text": ""}, headers=headers)
    assert (answer.status_code == 403) is refused
    if refused:
        assert answer.json["error"]["code"] == "cross-site"


def test_following_a_link_from_another_site_is_no_offence(client):
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_get_head_and_post_have_a_meaning(client, method):
    for path in ("/", "/api/inspect", "/nowhere"):
        answer = client.open(path, method=method)
        assert answer.status_code == 405
        assert set(answer.allow) == {"GET", "HEAD", "POST"}
