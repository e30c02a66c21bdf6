"""The real server in a process of its own: what it answers, what it writes, how it starts and stops."""

import json
import os
import re
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from webapp.headers import SECURITY
from webapp.server import address, greeting, limit_stalls
from webapp.settings import Settings

from .running import FORM, ROOT, Running, clean_environment, multipart, running
from .watched import MARK

MIB = 1024 * 1024


def raw(server: Running, request: bytes) -> bytes:
    """Everything the server answers to these very bytes."""
    with socket.create_connection(server.address, timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_says_its_address_and_answers_there(server):
    assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/", server.url)
    response, body = server.ask("GET", "/healthz")
    assert (response.status, body) == (200, b"ok")
    assert server.ask("GET", "/")[0].status == 200


@pytest.mark.parametrize("path", ["/", "/api/inspect", "/healthz", "/nowhere"])
def test_security_headers_survive_the_server(server, path):
    response, _ = server.ask("GET", path)
    assert {name: response.headers[name] for name in SECURITY} == SECURITY
    assert not re.search("[0-9]", response.headers["Server"] or "")


TOO_LARGE = [
    ("/api/inspect", {"content_type": "application/json"}, b'{"text": "' + b"x" * 3 * MIB + b'"}'),
    ("/", {"content_type": FORM}, multipart(("key", "AuthKey_7XK4Q2M9RT.p8", b"x" * 3 * MIB))),
    ("/", {"content_type": FORM}, multipart(("text", None, b"x" * 3 * MIB))),
    ("/", {"content_type": "application/x-www-form-urlencoded"}, b"text=" + b"x" * 3 * MIB),
]


@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
@pytest.mark.parametrize(("path", "headers", "body"), TOO_LARGE, ids=["json", "file", "field", "urlencoded"])
def test_body_over_the_limit_is_refused_in_our_words(server, path, headers, body, chunked):
    sent = iter(body[at : at + 65_536] for at in range(0, len(body), 65_536)) if chunked else body
    response, answer = server.ask("POST", path, sent, **headers)
    assert response.status == 413
    assert b"One request may hold 2 MiB" in answer
    assert ("error" in json.loads(answer)) if path == "/api/inspect" else (b"<h" in answer)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/json", "origin": "http://a"}, 403),
    ],
)
def test_refusal_reaches_even_a_sender_of_much(server, headers, status):
    assert server.ask("POST", "/api/inspect", b"x" * 1_900_000, **headers)[0].status == status


def test_body_in_chunks_is_read(server):
    body = iter([b'{"te', b'xt": "e30.e30."}'])
    assert server.ask("POST", "/api/inspect", body, content_type="application/json")[0].status == 200


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    """A stopped server that was sent secrets in every way, and the word that was in all of them."""
    marker = "marker" + secrets.token_hex(8)
    folder = tmp_path_factory.mktemp("tmp")
    with running("-m", "tests.watched", TMPDIR=str(folder), PYTHONDONTWRITEBYTECODE="1") as server:
        send_secrets(server, marker)
        server.stop()
    yield server, marker
    assert list(folder.iterdir()) == []


def send_secrets(server, marker):
    word = marker.encode()
    large = word * (1_900_000 // len(word))
    for fields in (
        [("text", None, large)],
        [("text", None, word), ("secret", None, word), ("key_text", None, word)],
        *(
            [("text", None, b"eyJhIjoxfQ.eyJhIjoxfQ."), (name, "AuthKey_7XK4Q2M9RT.p8", large)]
            for name in ("key", "keys")
        ),
    ):
        assert server.ask("POST", "/", multipart(*fields), content_type=FORM)[0].status == 200
    for body in (
        {"text": marker, "secret": marker, "keys": [{"name": marker, "text": marker, "password": marker}]},
        {"text": marker * 50_000},
        {"text": marker, "profile": marker},
        {"text": {"a": marker}},
    ):
        response, _ = server.ask("POST", "/api/inspect", json.dumps(body), content_type="application/json")
        assert response.status in (200, 400)
    server.ask("POST", "/api/inspect", b'{"text": "' + word, content_type="application/json")
    for path in (f"/?token={marker}", f"/{marker}", f"/api/{marker}?{marker}", f"/rules/{marker}.json"):
        server.ask("GET", path, authorization=f"Bearer {marker}", cookie=marker, referer=f"http://a/{marker}")
    for request in (*MALFORMED, *BROKEN_OFF):
        raw(server, request.replace(b"WORD", word))


BROKEN_OFF = [
    b"\x16\x03\x01\x02\x00\x01WORD",  # the first bytes of https
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 999\r\n\r\ntext=WORD",
]

MALFORMED = [
    b"WORD\r\n\r\n",
    b"GET /WORD HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"W=O=RD@WORD / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nWORD\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nWO RD: WORD\r\n\r\n",
    b"GET /" + b"WORD" * 3000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"WORD" * 5000 + b"\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: WORD\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: WORD\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nExpect: WORD\r\n\r\n",
    b"POST /api/inspect HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nWORD\r\nWORD",
    b"GET / HTTP/1.1\r\nHost: WORD WORD\r\n\r\n",
]


@pytest.mark.parametrize("request_bytes", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_no_request_is_refused_without_quoting_it(server, request_bytes):
    answer = raw(server, request_bytes)
    assert re.match(rb"HTTP/1\.1 4[0-9][0-9] ", answer)
    assert b"WORD" not in answer
    assert SECURITY["Content-Security-Policy"].encode() in answer


def test_nothing_that_was_sent_is_said(watched):
    server, marker = watched
    assert server.process.returncode == 0
    assert marker not in server.output
    assert "Traceback" not in server.output
    assert "a request failed" not in server.output


def test_nothing_is_written_to_a_file(watched):
    server, _ = watched
    written = [line for line in server.output.splitlines() if line.startswith(MARK)]
    assert written, "the hook saw nothing at all"
    assert [line for line in written if not line.startswith(f"{MARK}'/dev/")] == []


def test_nothing_that_was_sent_is_in_the_working_tree(watched):
    _, marker = watched
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in (".git", ".venv", "node_modules")]
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123
                assert marker.encode() not in file.read(), name


def test_stops_on_request_with_status_0():
    with running() as server:
        assert server.ask("GET", "/healthz")[0].status == 200
        assert server.stop() == 0
    assert "Traceback" not in server.output


def test_port_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = subprocess.run(
            [sys.executable, "-m", "webapp.server"],
            cwd=ROOT,
            env={**clean_environment(), "JWTCLINIC_PORT": port},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"Another program listens on port {port} of 127.0.0.1: "
        "stop it, or give another port in JWTCLINIC_PORT.\n"
    )


def test_address_that_is_not_this_machines_is_one_sentence():
    ended = subprocess.run(
        [sys.executable, "-m", "webapp.server"],
        cwd=ROOT,
        env={**clean_environment(), "JWTCLINIC_HOST": "192.0.2.1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 2
    assert "give an address of this machine in JWTCLINIC_HOST" in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "prefix", "url"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:80/"),
        ("0.0.0.0", "/jwt", "http://127.0.0.1:80/jwt/"),
        ("::", "", "http://[::1]:80/"),
        ("fd00::7", "", "http://[fd00::7]:80/"),
        ("jwt.intranet", "", "http://jwt.intranet:80/"),
    ],
)
def test_address_can_be_opened(host, prefix, url):
    settings = Settings.from_environment({"JWTCLINIC_HOST": host, "JWTCLINIC_PREFIX": prefix})
    assert address(settings, 80) == url


@pytest.mark.parametrize(
    ("variables", "warned"),
    [
        ({}, False),
        ({"JWTCLINIC_HOST": "0.0.0.0"}, True),
        ({"JWTCLINIC_HOST": "0.0.0.0", "JWTCLINIC_TRUSTED_HOSTS": "jwt.intranet"}, False),
        ({"JWTCLINIC_HOST": "10.1.2.3"}, False),
    ],
)
def test_greeting_says_when_other_machines_would_be_refused(variables, warned):
    said = greeting(Settings.from_environment(variables), 80)
    assert ("JWTCLINIC_TRUSTED_HOSTS" in said) is warned


def test_silent_sender_does_not_keep_a_thread():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        limit_stalls(listener, 0.05)
        with (
            socket.create_connection(listener.getsockname()),
            listener.accept()[0] as accepted,
            pytest.raises(BlockingIOError),
        ):
            accepted.recv(1)
