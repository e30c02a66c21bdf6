"""What an installation adds to a submission: the moment, profiles, limits and roots, keys from elsewhere."""

import pytest

from webapp import create_app
from webapp.examination import MOST_SOURCES, as_of, clock, examined, with_keys_fetched
from webapp.fetch import Fetched
from webapp.inspector.example import NOW, Example, header
from webapp.inspector.example import claims as changed
from webapp.inspector.submission import KeyFile, Submission
from webapp.settings import Settings

from .inspector.chain import maker

OWN = KeyFile("own.pem", b"")


@pytest.mark.parametrize("given", [0, -1, NOW])
def test_moment_that_is_given_is_the_one(given, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 7.9)
    assert as_of(given) == given


def test_moment_that_is_not_given_is_now_in_whole_seconds(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 7.9)
    assert (as_of(None), clock()) == (7, 7)


def test_report_is_made_with_the_profiles_limits_and_roots_of_the_installation(tmp_path):
    root, authority, leaf = maker.three()
    (tmp_path / "root.pem").write_bytes(root.pem)
    (tmp_path / "door.toml").write_text('title = "Door"\naudience = "the door"\nurl = "https://a.example"\n')
    environ = {
        "JWTCLINIC_ROOTS": str(tmp_path),
        "JWTCLINIC_PROFILES": str(tmp_path),
        "JWTCLINIC_MAX_TOKENS": "1",
    }
    text = maker.token(leaf.key, [leaf.text, authority.text])
    with create_app(Settings.from_environment(environ)).app_context():
        report = examined(Submission(f"{text}\n{Example().paste}", profile="door"), NOW)
    [token] = report.tokens
    assert (report.now, token.recognition.profile.title, token.chain.standing) == (NOW, "Door", "trusted")


class Issuer:
    """In the place of whoever fetches keys: a key file for each but those at broken.example."""

    def __init__(self):
        self.asked = []

    def fetch(self, source):
        self.asked.append(source.issuer or source.key_set)
        if source.host == "broken.example":
            return Fetched(source, problem="It is broken.")
        return Fetched(source, source.address, KeyFile(source.host, b"{}"))


@pytest.fixture
def issuer(app, monkeypatch):
    issuer = Issuer()
    monkeypatch.setitem(app.extensions, "fetcher", issuer)
    with app.app_context():
        yield issuer


def of(*issuers):
    return [changed(iss=it).paste for it in issuers]


MANY = of(*(f"https://{number}.example" for number in range(MOST_SOURCES + 1)))


@pytest.mark.parametrize(
    ("tokens", "asked", "files"),
    [
        ([], [], ["own.pem"]),
        (of("us"), [], ["own.pem"]),
        (of("https://a.example"), ["https://a.example"], ["own.pem", "a.example"]),
        (of("https://a.example", "https://a.example"), ["https://a.example"], ["own.pem", "a.example"]),
        (
            of("https://a.example", "https://a.example/"),
            ["https://a.example", "https://a.example/"],
            ["own.pem", "a.example", "a.example"],
        ),
        (
            of("https://broken.example", "https://a.example"),
            ["https://broken.example", "https://a.example"],
            ["own.pem", "a.example"],
        ),
        (
            [header(jku="https://b.example/keys").paste],
            ["https://login.example.com", "https://b.example/keys"],
            ["own.pem", "login.example.com", "b.example"],
        ),
        (
            MANY,
            [f"https://{number}.example" for number in range(4)],
            ["own.pem", *(f"{number}.example" for number in range(4))],
        ),
    ],
    ids=[
        "no token",
        "no address",
        "one",
        "one named twice",
        "one with and without a slash",
        "one that does not answer",
        "two of one token",
        "one too many",
    ],
)
def test_keys_are_fetched_once_from_each_source(issuer, tokens, asked, files):
    submission, fetched = with_keys_fetched(Submission("\n".join(tokens), (OWN,)), wanted=True)
    assert issuer.asked == asked
    assert [it.name for it in submission.keys] == files
    assert [bool(it.problem) for it in fetched] == ["broken" in address for address in asked]


def test_nobody_is_asked_unless_it_is_wanted(issuer):
    submission = Submission(Example().paste, (OWN,))
    assert with_keys_fetched(submission, wanted=False) == (submission, ())
    assert issuer.asked == []
