"""One guarded GET, against a real server: what is taken, and every trick that is not."""

import gzip
import json
import socket
import ssl
from threading import Event

import pytest

from webapp.fetch import Client, NotFetched

from ..tls_site import HOST, reply

KEYS = json.dumps({"keys": []}).encode()


def refusal(client, address):
    with pytest.raises(NotFetched) as refused:
        client.get(address)
    return str(refused.value)


def test_json_object_is_taken(site):
    site.pages["/keys?v=2"] = reply(KEYS, content_type="application/jwk-set+json")
    document = site.client().get(f"{site.url}/keys?v=2")
    assert (document.data, document.members, document.lifetime) == (KEYS, {"keys": []}, 0)


def test_nothing_is_sent_but_the_address(site):
    site.pages["/keys"] = reply(KEYS)
    site.client().get(f"{site.url}/keys")
    ((path, headers),) = site.asked
    assert path == "/keys"
    assert headers == {
        "Host": f"{HOST}:{site.port}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "JWT-Clinic",
    }


@pytest.mark.parametrize(
    ("control", "age", "lifetime"),
    [
        ("max-age=300", "0", 300),
        ("public, MAX-AGE=300, must-revalidate", "100", 200),
        ('max-age="60"', "0", 60),
        ("max-age=300", "400", 0),
        ("no-store, max-age=300", "0", 0),
        ("no-cache", "0", 0),
        ("max-age=-1", "0", 0),
        ("max-age=99999999999999999999", "0", 0),
        ("max-age=١", "0", 0),
        ("", "x", 0),
    ],
)
def test_lifetime_is_the_servers_own(site, control, age, lifetime):
    site.pages["/keys"] = reply(KEYS, cache_control=control.encode("utf-8").decode("latin-1"), age=age)
    assert site.client().get(f"{site.url}/keys").lifetime == lifetime


ADDRESSES = {
    "plain http": ("http://{at}/keys", "over https only"),
    "a file": ("file:///etc/passwd", "is no address"),
    "ftp": ("ftp://{at}/keys", "over https only"),
    "gopher": ("gopher://{at}/_x", "over https only"),
    "no scheme": ("{at}/keys", "is no address"),
    "nothing": ("", "is no address"),
    "a user name": ("https://admin@{at}/keys", "user name or a password"),
    "a password": ("https://admin:pw@{at}/keys", "user name or a password"),
    "an empty user name": ("https://@{at}/keys", "user name or a password"),
    "another host behind @": ("https://{at}@evil.test/keys", "user name or a password"),
    "another host": ("https://evil.test/keys", "does not list it"),
    "a host below it": ("https://a.{at}/keys", "does not list it"),
    "a host that begins like it": ("https://issuer.test.evil.net/keys", "does not list it"),
    "a host behind a fragment": ("https://evil.test#@{at}/keys", "does not list it"),
    "a backslash": ("https://evil.test\\@{at}/keys", "user name or a password"),
    "another port": ("https://issuer.test/keys", "does not list it"),
    "a port that is none": ("https://issuer.test:99999/keys", "is no address"),
    "a port in letters": ("https://issuer.test:https/keys", "is no address"),
    "a decimal address": ("https://2130706433:{port}/keys", "does not list it"),
    "a hexadecimal address": ("https://0x7f000001:{port}/keys", "does not list it"),
    "an octal address": ("https://0177.0.0.1:{port}/keys", "does not list it"),
    "a short address": ("https://127.1:{port}/keys", "does not list it"),
    "loopback": ("https://127.0.0.1:{port}/keys", "does not list it"),
    "IPv6 loopback": ("https://[::1]:{port}/keys", "does not list it"),
    "IPv4 within IPv6": ("https://[::ffff:127.0.0.1]:{port}/keys", "does not list it"),
    "the cloud's own address": ("https://169.254.169.254/latest/meta-data", "does not list it"),
    "letters that look alike": ("https://ıssuer.test:{port}/keys", "is no address"),
    "full-width letters": ("https://ｉssuer.test:{port}/keys", "is no address"),
    "a line break": ("https://{at}/keys\r\nX: y", "is no address"),
    "a space": ("https://{at}/ke ys", "is no address"),
    "an open bracket": ("https://[::1/keys", "is no address"),
}


@pytest.mark.parametrize(("address", "says"), ADDRESSES.values(), ids=ADDRESSES)
def test_address_that_is_not_asked(site, address, says):
    site.pages["/keys"] = reply(KEYS)
    assert says in refusal(site.client(), address.format(at=f"{HOST}:{site.port}", port=site.port))
    assert site.asked == []


@pytest.mark.parametrize(
    "addresses",
    [
        *(["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["fe80::1%lo"], ["::ffff:127.0.0.1"]),
        *(["64:ff9b::7f00:1"], ["0.0.0.0"], ["93.184.216.34", "127.0.0.1"]),
    ],
    ids=str,
)
def test_host_at_a_private_address_is_not_asked(site, addresses):
    client = site.client(f"{HOST}:{site.port}", tuple(addresses))
    assert "is a private one" in refusal(client, f"{site.url}/keys")
    assert site.asked == []


def test_host_is_looked_up_once(site):
    """A name server that answers differently the second time has no second time."""
    site.pages["/keys"] = reply(KEYS)
    answers = iter([["127.0.0.1"]])
    client = Client(site.client().allowed, lambda *_: next(answers), site.tls)
    assert client.get(f"{site.url}/keys").data == KEYS


def test_every_address_of_a_host_is_tried(site):
    site.pages["/keys"] = reply(KEYS)
    client = site.client(addresses=("127.0.0.99", "127.0.0.1"))
    assert client.get(f"{site.url}/keys").data == KEYS


def test_host_that_is_unknown(site):
    def unknown(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    client = Client(site.client().allowed, unknown, site.tls)
    assert (
        refusal(client, f"{site.url}/keys") == f"{HOST} is not known to the name server that the clinic asks."
    )
    assert "has no address" in refusal(site.client(addresses=()), f"{site.url}/keys")


def test_host_that_is_not_there(site):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        client = site.client(f"{HOST}:{port},127.0.0.1")
        assert "cannot be reached: connection refused" in refusal(client, f"https://{HOST}:{port}/keys")


REDIRECTS = {
    "another host": "https://evil.test/keys",
    "another port": f"https://{HOST}/keys",
    "plain http": "http://issuer.test:{port}/keys",
    "without a scheme": "//evil.test/keys",
    "to a private address": "https://127.0.0.1:{port}/keys",
    "with a user name": "https://a@issuer.test:{port}/keys",
    "a script": "javascript:alert(1)",
}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_within_the_host_is_followed(site, status):
    site.pages["/old"] = reply(b"", status, location="/keys")
    site.pages["/keys"] = reply(KEYS)
    assert site.client().get(f"{site.url}/old").address == f"{site.url}/keys"


@pytest.mark.parametrize("there", REDIRECTS.values(), ids=REDIRECTS)
def test_redirect_elsewhere_is_not_followed(site, there):
    site.pages["/keys"] = reply(b"", 302, location=there.format(port=site.port))
    assert "redirects elsewhere" in refusal(site.client(), f"{site.url}/keys")
    assert len(site.asked) == 1


def test_redirects_in_a_circle_end(site):
    site.pages["/keys"] = reply(b"", 302, location="/keys")
    assert "redirects more than 3 times" in refusal(site.client(), f"{site.url}/keys")
    assert len(site.asked) == 4


ANSWERS = {
    "a page": (reply(b"<html>", content_type="text/html"), "answers with text/html, not with JSON"),
    "JSON called text": (reply(KEYS, content_type="text/plain"), "answers with text/plain"),
    "nothing there": (reply(b"{}", 404), "answers 404 Not Found"),
    "a fault of the server": (reply(b"{}", 500), "answers 500"),
    "partial": (reply(KEYS, 206), "answers 206"),
    "compressed": (reply(gzip.compress(KEYS), content_encoding="gzip"), "answers compressed"),
    "broken JSON": (reply(b'{"keys": ['), "JSON that is broken"),
    "bytes": (reply(b"\xff\xfe\x00"), "JSON that is broken"),
    "deep JSON": (reply(b"[" * 100_000), "JSON that is broken"),
    "a list": (reply(b"[]"), "JSON that is no object"),
    "too much": (reply(b" " * 512 * 1024 + KEYS), "more than 512 KiB"),
    "less than it said": (reply(KEYS[:-1], content_length="9999"), "JSON that is broken"),
}


@pytest.mark.parametrize(("answer", "says"), ANSWERS.values(), ids=ANSWERS)
def test_answer_that_is_not_taken(site, answer, says):
    site.pages["/keys"] = answer
    assert says in refusal(site.client(), f"{site.url}/keys")


def test_answer_without_end_is_left(site):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 65_536)

    site.pages["/keys"] = endless
    assert "more than 512 KiB" in refusal(site.client(), f"{site.url}/keys")


def drop_by_drop(handler):
    """A byte as soon as the last one was taken, for ever: the clock of no single read runs out."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    pause = Event()
    while not pause.wait(0.01):
        handler.wfile.write(b" ")


def endless_header(handler):
    pause = Event()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not pause.wait(0.01):
        handler.wfile.write(b"x")


def silence(handler):
    handler.connection.recv(1)


@pytest.mark.parametrize("slow", [drop_by_drop, endless_header, silence])
def test_slow_answer_is_cut_off(site, slow):
    site.pages["/keys"] = slow
    assert "took longer than 0.2 seconds" in refusal(site.client(seconds=0.2), f"{site.url}/keys")


def test_slow_name_server_is_not_waited_for(site):
    done = Event()
    client = Client(site.client().allowed, lambda *_: done.wait() and [], site.tls, seconds=0.2)
    try:
        assert "is not known" in refusal(client, f"{site.url}/keys")
    finally:
        done.set()


def test_silent_greeting_is_cut_off(site):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        client = site.client(f"{HOST}:{port},127.0.0.1", seconds=0.2)
        assert "took longer" in refusal(client, f"https://{HOST}:{port}/keys")


def test_certificate_that_nobody_vouches_for(site):
    stranger = Client(site.client().allowed, site.client().resolve, ssl.create_default_context())
    assert "certificate that is not trusted here" in refusal(stranger, f"{site.url}/keys")
    assert site.asked == []


def test_certificate_of_another_host(site):
    client = site.client(f"other.test:{site.port},127.0.0.1")
    assert "certificate that is not trusted here: Hostname mismatch" in refusal(
        client, f"https://other.test:{site.port}/keys"
    )


def test_no_fault_shows_more_of_an_address_than_its_beginning(site):
    long = f"https://evil.test/{'x' * 10_000}"
    assert len(refusal(site.client(), long)) < 400
