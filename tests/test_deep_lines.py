"""What the deep search is asked and what it answers: a line each, in which nothing is lost."""

import json

import pytest

from webapp.deep_lines import House, answer, asked, explained, question, subject
from webapp.inspector import examine, tokens
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.chain import certificate
from webapp.inspector.example import NOW, Example, claims
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.profiles import BUILT_IN, Profiles, parse
from webapp.inspector.signature import Evidence, Tried, explain
from webapp.inspector.submission import KeyFile, SecretEncoding, Submission

from .inspector.chain import maker
from .inspector.signature import workshop as w

HOUSE = House(BUILT_IN, DEFAULTS, ())
PLAIN = Submission(Example().paste, deep=True)


def evidence(text, keys=()):
    (token,) = tokens(Submission(text))
    return Evidence(token, ALGORITHMS["ES256"], keys)


SUBMISSIONS = {
    "plain": PLAIN,
    "empty": Submission(""),
    "of many lines": Submission("one\ntwo\r\nthree\x85four\u2028five", secret="a b\n"),
    "half a character": Submission("té\ud800xt", client_id="\ud800", error_text="\x00"),
    "keys": Submission("x", (KeyFile("k", b"\x00\xff\n", "pw"), KeyFile("", b"", was_private=True))),
    "whole": Submission("x", (), "s", SecretEncoding.HEX, "c", "jwt", "e", 60, True, b"\x00"),  # noqa: FBT003
}


@pytest.mark.parametrize("given", SUBMISSIONS.values(), ids=SUBMISSIONS)
@pytest.mark.parametrize("now", [0, -1, NOW], ids=["1970", "before", "now"])
def test_question_is_one_line_and_loses_nothing(given, now):
    line = question(given, now, HOUSE)
    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert asked(f"{line}\n") == (given, now, HOUSE)


def test_house_goes_with_the_question():
    """The operator's own profiles, limits and roots; the built-in profiles are there already."""
    own = parse(b'title = "Ours"\naudience = "We"\nurl = "https://id.example"\n', "ours.toml")
    root = certificate.read(maker.root().der, "ours.pem")
    house = House(Profiles((*BUILT_IN.values(), own)), Limits(deep_search_seconds=60), (root,))
    _, _, read = asked(question(PLAIN, NOW, house))
    assert read == house
    assert len(question(PLAIN, NOW, house)) < 20_000


def test_house_is_made_once_for_all_questions_of_one_installation():
    first, second = (asked(question(given, NOW, HOUSE))[2] for given in (PLAIN, Submission("")))
    assert first is second
    other = House(BUILT_IN, Limits(tokens=1), ())
    assert asked(question(PLAIN, NOW, other))[2] == other
    assert asked(question(PLAIN, NOW, HOUSE))[2] == HOUSE


@pytest.mark.parametrize("line", ["", "\n", "-", "- -", "AAAA", "A A A"])
def test_line_that_is_no_question_is_told_by_an_exception(line):
    with pytest.raises((ValueError, EOFError)):
        asked(line)


SIGNED = w.signing_input("ES256")
SOUND = w.token(SIGNED, w.signature("ES256", SIGNED.encode()))


def test_search_is_told_by_what_is_signed_and_by_the_signature():
    texts = (SOUND, SOUND[:-1], claims(exp=None).paste, claims(sub="a").paste, "eyJ9.e30.", "eyJ9.e30")
    subjects = {subject(evidence(text)) for text in texts[:-2]}
    assert len(subjects) == len(texts) - 2
    assert subject(evidence(SOUND)) == subject(evidence(f"Bearer {SOUND}"))
    assert all(len(it) == 64 for it in subjects)


@pytest.mark.parametrize(
    "text", [SOUND[:-1], f"{SOUND}=", SOUND[:-4] + "AAAA"], ids=["cut", "padded", "other"]
)
def test_answer_loses_nothing_on_its_way_as_json(text):
    report = examine(Submission(text, (w.pem(w.P256),)), 0).tokens[0]
    found = explain(evidence(text, report.case.keys), 50_000)
    line = json.dumps(answer(found), allow_nan=False)
    assert explained(json.loads(line)) == found
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    "tried",
    [
        Tried(0, ()),
        Tried(4321, ("which key it was", "é")),
        Tried(1, (), "ValueError"),
        Tried(2, (), None, deep=True),
    ],
    ids=["nothing", "much", "broken", "deep"],
)
def test_answer_without_a_cause_tells_what_was_tried(tried):
    assert explained(json.loads(json.dumps(answer(((), tried))))) == ((), tried)


@pytest.mark.parametrize(
    "answered",
    [
        {},
        {"causes": []},
        {"causes": [{}], "tried": {"count": 0, "what": []}},
        {"causes": [{"id": "no.such", "fix": "", "message": "", "proved": True, "repaired": None}],
         "tried": {"count": 0, "what": []}},
        {"causes": [], "tried": {"count": 0, "what": [], "more": 1}},
    ],
    ids=["empty", "nothing tried", "empty cause", "unknown cause", "unknown member"],
)  # fmt: skip
def test_answer_that_was_not_foreseen_is_told_by_an_exception(answered):
    with pytest.raises((LookupError, TypeError)):
        explained(answered)
