"""From where a token says its keys are, to the keys."""

import json

import pytest

from webapp.fetch import Fetcher
from webapp.inspector.key_sources import KeySource

from ..tls_site import HOST, reply

KEYS = {"keys": [{"kty": "oct", "k": "AAAA"}]}


def published(site, document=None, path="/.well-known/openid-configuration", **headers):
    document = {"issuer": site.url, "jwks_uri": f"{site.url}/keys"} if document is None else document
    site.pages[path] = reply(json.dumps(document).encode(), **headers)
    site.pages["/keys"] = reply(json.dumps(KEYS).encode(), **headers)


def issuer(site, issuer=None):
    documents = (
        f"{site.url}/.well-known/openid-configuration",
        f"{site.url}/.well-known/oauth-authorization-server",
    )
    return KeySource("iss names it", f"{HOST}:{site.port}", documents, issuer=issuer or site.url)


def asked(site):
    return [path for path, _ in site.asked]


def test_issuer_leads_to_its_keys(site):
    published(site)
    fetched = Fetcher(site.client()).fetch(issuer(site))
    assert (fetched.problem, fetched.address) == ("", f"{site.url}/keys")
    assert fetched.file.name == f"{HOST}:{site.port}"
    assert json.loads(fetched.file.data) == KEYS


def test_second_kind_of_document_is_tried_when_the_first_is_not_there(site):
    published(site, path="/.well-known/oauth-authorization-server")
    assert Fetcher(site.client()).fetch(issuer(site)).file
    assert asked(site) == [
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/keys",
    ]


def test_key_set_is_fetched_directly_where_its_address_is_known(site):
    published(site)
    source = KeySource("jku names it", HOST, key_set=f"{site.url}/keys")
    assert Fetcher(site.client()).fetch(source).file
    assert asked(site) == ["/keys"]


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"issuer": "https://evil.test", "jwks_uri": "{url}/keys"}, "is the document of “https://evil.test”"),
        ({"issuer": "{url}/", "jwks_uri": "{url}/keys"}, "must be equal to the letter"),
        ({"jwks_uri": "{url}/keys"}, "is the document of “None”"),
        ({"issuer": "{url}"}, "names no jwks_uri"),
        ({"issuer": "{url}", "jwks_uri": 7}, "names no jwks_uri"),
        ({"issuer": "{url}", "jwks_uri": "https://evil.test/keys"}, "does not list it"),
        ({"issuer": "{url}", "jwks_uri": "http://issuer.test/keys"}, "over https only"),
        ({"issuer": "{url}", "jwks_uri": "{url}/.well-known/openid-configuration"}, "is no key set"),
        ({"issuer": "{url}", "jwks_uri": "{url}/nothing"}, "answers 404"),
    ],
    ids=str,
)
def test_document_that_does_not_lead_to_keys(site, document, says):
    filled = {
        name: value.replace("{url}", site.url) if isinstance(value, str) else value
        for name, value in document.items()
    }
    published(site, filled)
    fetched = Fetcher(site.client()).fetch(issuer(site))
    assert fetched.file is None
    assert says in fetched.problem


def test_likeliest_document_is_the_one_that_is_spoken_of_when_none_is_there(site):
    problem = Fetcher(site.client()).fetch(issuer(site)).problem
    assert problem == f"{site.url}/.well-known/openid-configuration answers 404 Not Found."


def test_documents_are_kept_as_long_as_the_server_says(site):
    published(site, cache_control="max-age=60")
    fetcher = Fetcher(site.client())
    fetcher.fetch(issuer(site))
    again = fetcher.fetch(issuer(site))
    assert again.file
    assert len(site.asked) == 2


def test_documents_without_a_lifetime_are_asked_for_again(site):
    published(site)
    fetcher = Fetcher(site.client())
    fetcher.fetch(issuer(site))
    fetcher.fetch(issuer(site))
    assert len(site.asked) == 4


def test_one_too_many_is_asked_to_wait(site):
    fetcher = Fetcher(site.client(seconds=0))
    while fetcher._places.acquire(blocking=False):
        pass
    assert "try again in a moment" in fetcher.fetch(issuer(site)).problem


def test_only_what_is_allowed_is_offered(site):
    fetcher = Fetcher(site.client())
    assert fetcher.offers(issuer(site))
    assert not fetcher.offers(KeySource("iss names it", "evil.test", ("https://evil.test/",)))
