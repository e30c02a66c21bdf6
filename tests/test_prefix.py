"""The clinic under a path, behind proxies of two kinds."""

import pytest

from webapp import create_app
from webapp.settings import Settings


def client_with(**variables):
    app = create_app(
        Settings.from_environment({f"JWTCLINIC_{name}": value for name, value in variables.items()})
    )

    @app.get("/seen")
    def seen():
        from flask import request, url_for

        return {
            "link": url_for("health.healthz"),
            "address": request.url,
            "sender": request.remote_addr,
        }

    return app.test_client()


@pytest.mark.parametrize("path", ["/jwt/seen", "/seen"], ids=["kept by the proxy", "removed by the proxy"])
def test_links_begin_with_the_prefix(path):
    assert client_with(PREFIX="/jwt").get(path).json["link"] == "/jwt/healthz"


def test_prefix_alone_is_the_first_page():
    client = client_with(PREFIX="/jwt")
    assert client.get("/jwt").status_code == client.get("/jwt/").status_code == 200
    assert client.get("/jwtx/seen").status_code == 404


FORWARDED = {"X-Forwarded-For": "10.0.0.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "jwt.intranet"}


def test_forwarded_headers_are_believed_of_trusted_proxies_only():
    seen = client_with(TRUSTED_HOSTS="jwt.intranet").get("/seen", headers=FORWARDED).json
    assert (seen["address"], seen["sender"]) == ("http://localhost/seen", "127.0.0.1")
    seen = client_with(TRUSTED_HOSTS="jwt.intranet", TRUSTED_PROXIES="1").get("/seen", headers=FORWARDED).json
    assert (seen["address"], seen["sender"]) == ("https://jwt.intranet/seen", "10.0.0.7")


def test_name_that_a_trusted_proxy_forwards_must_be_known():
    assert client_with(TRUSTED_PROXIES="1").get("/seen", headers=FORWARDED).status_code == 400


def test_origin_is_compared_with_the_forwarded_name():
    client = client_with(TRUSTED_HOSTS="jwt.intranet", TRUSTED_PROXIES="1")
    own = client.post("/", headers={**FORWARDED, "Origin": "https://jwt.intranet"})
    foreign = client.post("/", headers={**FORWARDED, "Origin": "http://localhost"})
    assert (own.status_code, foreign.status_code) == (200, 403)
