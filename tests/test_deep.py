"""The deep search runs beside the server; whatever happens to it, the report arrives."""

import json
import select
import socket
from contextlib import closing
from threading import Event, Thread

import pytest
from werkzeug.exceptions import ClientDisconnected

from tests.inspector.signature import workshop as w
from webapp import create_app
from webapp.deep import Deep, sought
from webapp.deep_lines import House, subject
from webapp.errors import Refusal
from webapp.inspector import examine, tokens
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.as_json import as_json
from webapp.inspector.chain import certificate
from webapp.inspector.example import NOW
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.signature import Evidence, explain
from webapp.inspector.submission import Submission
from webapp.sender import Sender
from webapp.settings import Settings

from . import processes
from .inspector.chain import maker
from .running import running

SIGNED = w.signing_input("ES256")
SOUND = w.token(SIGNED, w.signature("ES256", SIGNED.encode()))
FAULTY = SOUND[:-1]
OTHER = f"{SOUND[:-4]}AAAA"
KEY = w.pem(w.P256, "key.pem")
STRANGER = w.pem(w.ec.generate_private_key(w.ec.SECP256R1()), "stranger.pem")
BODY = {"text": FAULTY, "keys": [{"name": "key.pem", "text": KEY.data.decode()}], "deep": True}
UNEXPLAINED = {**BODY, "text": SOUND, "keys": [{"name": "stranger.pem", "text": STRANGER.data.decode()}]}
HOUSE = House(BUILT_IN, DEFAULTS, ())
LONG = House(BUILT_IN, Limits(deep_search_seconds=60), ())  # of work, which nothing here waits for


def signature(reply):
    return reply.get_json()["tokens"][0]["signature"]


@pytest.fixture
def app():
    """One of its own, whose process has not been started yet."""
    app = create_app(Settings.from_environment({}))
    app.testing = True
    return app


@pytest.fixture
def deep(app):
    return app.extensions["deep"]


def test_what_is_found_is_what_the_same_search_finds_in_place(client):
    reply = client.post("/api/inspect", json={**BODY, "now": 0})
    in_place = as_json(examine(Submission(FAULTY, (KEY,), deep=True), 0))
    assert signature(reply) == in_place["tokens"][0]["signature"]
    assert [it["id"] for it in signature(reply)["causes"]] == ["transport.truncated"]
    assert signature(reply)["causes"][0]["repaired"] == SOUND
    assert signature(reply)["tried"]["deep"] is True


def test_each_signature_gets_what_was_found_of_itself():
    deep, both = Deep(), Submission(f"{SOUND}\n{FAULTY}", (KEY,), deep=True)
    searcher = deep.search(Submission(f"{OTHER}\n{FAULTY}", (KEY,), deep=True), 0, HOUSE, Sender())
    _, faulty = examine(both, 0, searcher=searcher).tokens
    assert faulty.verification.causes[0].repaired == SOUND


def test_what_the_operator_trusts_is_trusted_at_the_moment_of_judgement(tmp_path):
    """The key that signed is that of a chain that holds by an operator's root and today's date alone."""
    root = maker.root()
    leaf = maker.signer(root)
    (tmp_path / "root.pem").write_bytes(root.pem)
    text = maker.token(leaf.key, [leaf.text])[:-1]
    client = create_app(Settings.from_environment({"JWTCLINIC_ROOTS": str(tmp_path)})).test_client()
    found = signature(client.post("/api/inspect", json={**BODY, "text": text, "now": NOW}))
    trusted = (certificate.read(root.der, "root.pem"),)
    in_place = as_json(examine(Submission(text, (KEY,), deep=True), NOW, roots=trusted))
    assert found == in_place["tokens"][0]["signature"]
    assert [(it["id"], it["proved"]) for it in found["causes"]] == [("transport.truncated", True)]


def test_page_searches_in_the_same_way(client):
    fields = {"text": FAULTY, "key_text": KEY.data.decode(), "deep": "1"}
    assert SOUND in client.post("/", data=fields).get_data(as_text=True)


def test_process_is_started_when_it_is_needed_and_kept(client, deep):
    client.post("/api/inspect", json={**BODY, "deep": False})
    client.post("/api/inspect", json={**BODY, "keys": []})
    assert deep._process is None
    client.post("/api/inspect", json={**BODY, "text": SOUND})
    first = deep._process.pid
    client.post("/api/inspect", json={**BODY, "text": SOUND})
    assert deep._process.pid == first


def test_several_tokens_get_each_its_own_answer(client):
    cut = SOUND[:-2]
    tokens = client.post("/api/inspect", json={**BODY, "text": f"{FAULTY}\n{SOUND}\n{cut}"}).get_json()[
        "tokens"
    ]
    assert [token["signature"]["status"] for token in tokens] == ["invalid", "verified", "invalid"]
    messages = [tokens[index]["signature"]["causes"][0]["message"] for index in (0, 2)]
    assert ["last 1 character is" in messages[0], "last 2 characters are" in messages[1]] == [True, True]


def test_process_that_dies_costs_its_findings_alone(client, deep):
    client.post("/api/inspect", json={**BODY, "text": SOUND})
    deep._process.kill()
    deep._process.wait()
    assert signature(client.post("/api/inspect", json=BODY))["tried"]["broke"] is None  # another was started
    process = deep._process
    deep._running = lambda: process
    process.kill()
    found = signature(client.post("/api/inspect", json=UNEXPLAINED))
    assert (found["status"], found["tried"]["broke"]) == ("invalid", "ChildProcessError")
    assert found["tried"]["count"] > 100  # the quick search was made instead


def test_search_that_takes_too_long_is_stopped_and_said_so():
    deep = Deep(patience=0.05)  # in which no process can even start
    searcher = deep.search(Submission(SOUND, (STRANGER,), deep=True), 0, LONG, Sender())
    report = examine(Submission(SOUND, (STRANGER,), deep=True), 0, limits=LONG.limits, searcher=searcher)
    tried = report.tokens[0].verification.tried
    assert (tried.broke, tried.deep) == ("TimeoutError", True)
    assert deep._process.poll() is not None


def test_answer_that_was_not_foreseen_is_replaced(app, monkeypatch):
    deep = Deep()
    monkeypatch.setattr(deep, "_asked", lambda *_: {"found": {}})
    searcher = deep.search(Submission(FAULTY, (KEY,), deep=True), 0, HOUSE, Sender())
    report = examine(Submission(FAULTY, (KEY,), deep=True), 0, searcher=searcher)
    assert report.tokens[0].verification.tried.broke == "LookupError"


def test_others_are_answered_while_it_searches(client, deep, monkeypatch):
    """The only place is taken up by a search that goes on until the other answer is there."""
    begun, answered_meanwhile = Event(), Event()

    def asked_for_long(*_):
        begun.set()
        assert answered_meanwhile.wait(20)
        return {"found": {}}

    monkeypatch.setattr(deep, "_asked", asked_for_long)
    searching = Thread(target=client.post, args=("/api/inspect",), kwargs={"json": BODY})
    searching.start()
    assert begun.wait(20)
    reply = client.application.test_client().post("/api/inspect", json={**BODY, "text": SOUND, "deep": False})
    answered_meanwhile.set()
    searching.join()
    assert signature(reply)["status"] == "verified"


def test_more_than_can_wait_are_asked_to_come_back():
    deep = Deep(waiting=0)
    with deep._place(), pytest.raises(Refusal) as refused:
        deep.search(Submission(FAULTY, (KEY,), deep=True), 0, HOUSE, Sender())
    assert (refused.value.code, refused.value.retry_after) == (429, 5)
    with deep._place():
        pass


class Leaving:
    """A sender who goes away as soon as `when` says so."""

    def __init__(self, when):
        self._when = when

    @property
    def gone(self):
        return self._when()


UNSEEN = Submission(SOUND, (STRANGER,), deep=True)


def test_search_of_one_who_left_is_ended():
    deep = Deep()
    with pytest.raises(ClientDisconnected):
        deep.search(UNSEEN, 0, LONG, Leaving(lambda: deep._process is not None))
    assert deep._process.poll() is not None


def test_one_who_left_while_waiting_gives_back_the_place():
    deep = Deep(waiting=1)
    with deep._place(), deep._alone, pytest.raises(ClientDisconnected):
        deep.search(UNSEEN, 0, LONG, Leaving(lambda: True))
    with pytest.raises(ClientDisconnected):
        deep.search(UNSEEN, 0, LONG, Leaving(lambda: True))
    assert deep._process is None
    with deep._place(), deep._place(), deep._alone:
        pass


@pytest.mark.parametrize("address", ["/", "/api/inspect"])
def test_request_that_was_hung_up_on_is_not_examined(client, deep, monkeypatch, address):
    monkeypatch.setattr(f"webapp.views.{'api' if address != '/' else 'page'}.examined", lambda *_: 1 / 0)
    ours, theirs = socket.socketpair()
    theirs.close()
    fields = {"text": SOUND, "key_text": STRANGER.data.decode(), "deep": "1"}
    body = {"data": fields} if address == "/" else {"json": UNEXPLAINED}
    with closing(ours):
        reply = client.post(address, environ_overrides={"gunicorn.socket": ours}, **body)
    assert (reply.status_code, deep._process) == (400, None)


@processes.needed
def test_real_server_ends_the_search_of_one_who_hangs_up():
    body = json.dumps(UNEXPLAINED).encode()
    lines = ("Host: localhost", "Content-Type: application/json", f"Content-Length: {len(body)}")
    head = "\r\n".join(("POST /api/inspect HTTP/1.1", *lines, "", ""))
    with running(JWTCLINIC_WORKERS="1", JWTCLINIC_DEEP_SEARCH="60") as server:
        server.ask("POST", "/api/inspect", json.dumps(BODY), content_type="application/json")
        process = processes.deep_process(server)
        with processes.must_end(process), closing(socket.create_connection(server.address)) as connection:
            connection.sendall(head.encode() + body)
            while not processes.is_busy(process):
                assert not select.select([connection], [], [], 0.01)[0], "it was answered already"
        reply, _ = server.ask("POST", "/api/inspect", json.dumps(BODY), content_type="application/json")
        assert reply.status == 200
        assert server.stop() == 0
    assert "Error" not in server.output


def test_ordinary_search_stays_here(app):
    with app.app_context():
        assert sought(Submission(FAULTY, (KEY,)), 0) is explain


def test_command_line_searches_in_place(runner, tmp_path):
    (tmp_path / "key.pem").write_bytes(KEY.data)
    result = runner.invoke(args=["inspect", FAULTY, "--key", str(tmp_path / "key.pem"), "--deep", "--json"])
    found = json.loads(result.stdout)["tokens"][0]["signature"]
    assert (found["causes"][0]["repaired"], found["tried"]["deep"]) == (SOUND, True)


def test_real_server_searches_and_ends_without_leaving_anything():
    with running(JWTCLINIC_WORKERS="1") as server:
        reply, body = server.ask("POST", "/api/inspect", json.dumps(BODY), content_type="application/json")
        assert reply.status == 200
        assert json.loads(body)["tokens"][0]["signature"]["causes"][0]["repaired"] == SOUND
        assert server.stop() == 0
    assert FAULTY not in server.output


def test_application_without_a_search_starts_nothing():
    assert create_app(Settings.from_environment({})).extensions["deep"]._process is None


FORM = {"text": SOUND, "key_text": STRANGER.data.decode()}


def page(client, **fields):
    return client.post("/", data={**FORM, **fields}).get_data(as_text=True)


def test_page_offers_to_search_deeper_where_nothing_is_proved(client):
    assert '<button type="submit" form="form" name="deep" value="1" data-seconds="3">' in page(client)
    assert 'name="deep"' not in page(client, text=FAULTY, key_text=KEY.data.decode())  # it is explained
    assert 'name="deep"' not in page(client, key_text=KEY.data.decode())  # it verifies


def test_page_says_that_it_searched_deeply_and_found_nothing(client, deep, monkeypatch):
    found = {
        "causes": [],
        "tried": {"count": 4321, "what": ["which key it was"], "broke": None, "deep": False},
    }
    (token,) = tokens(Submission(SOUND))
    about = subject(Evidence(token, ALGORITHMS["ES256"], ()))
    monkeypatch.setattr(deep, "_asked", lambda *_: {"found": {about: found}})
    html = page(client, deep="1")
    assert "None of the 4,321 things tried explains it: most likely another key signed it" in html
    assert "Searched deeply: 4,321 things tried" in html
    assert "<li>which key it was</li>" in html
    assert 'name="deep"' not in html


@pytest.mark.parametrize(
    ("broke", "sentence"),
    [
        ("TimeoutError", "The deep search took longer than it may and was stopped"),
        ("ChildProcessError", "The search broke off (ChildProcessError): the fault is ours"),
    ],
)
def test_page_says_that_the_search_broke_off(client, deep, monkeypatch, broke, sentence):
    monkeypatch.setattr(deep, "_asked", lambda *_: {"broke": broke})
    html = page(client, deep="1")
    assert sentence in html
    assert 'name="deep"' in html  # to be tried again
