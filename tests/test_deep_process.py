"""The process of the deep search: each line of its input gets a line, and nothing else is said."""

import json
import subprocess
import sys

import pytest

from webapp.deep_lines import House, question, subject
from webapp.deep_process import answered
from webapp.inspector import tokens
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.chain import certificate
from webapp.inspector.example import NOW
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.signature import Evidence
from webapp.inspector.submission import Submission

from .inspector.chain import maker
from .inspector.signature import workshop as w
from .running import ROOT

SIGNED = w.signing_input("ES256")
SOUND = w.token(SIGNED, w.signature("ES256", SIGNED.encode()))
CUT = SOUND[:-1]
KEY = w.pem(w.P256, "key.pem")
HOUSE = House(BUILT_IN, DEFAULTS, ())


def asking(text, *files, house=HOUSE, **more):
    return question(Submission(text, files or (KEY,), deep=True, **more), NOW, house)


def about(text):
    (token,) = tokens(Submission(text))
    return subject(Evidence(token, ALGORITHMS["ES256"], ()))


@pytest.mark.parametrize(
    ("text", "faulty"),
    [
        (SOUND, []),
        ("", []),
        ("no token", []),
        (CUT, [CUT]),
        (f"{CUT}\n{SOUND}\n{SOUND}==", [CUT, f"{SOUND}=="]),
        (f"{CUT}\n{CUT}", [CUT]),
    ],
    ids=["sound", "nothing", "no token", "faulty", "several", "one twice"],
)
def test_each_signature_that_does_not_verify_has_its_answer(text, faulty):
    found = answered(asking(text))["found"]
    assert set(found) == {about(it) for it in faulty}
    assert all(it["causes"][0]["proved"] for it in found.values())
    assert all(it["causes"][0]["repaired"] == SOUND for it in found.values())


def test_nothing_is_searched_without_a_key():
    assert answered(question(Submission(CUT, deep=True), NOW, HOUSE)) == {"found": {}}


def test_root_of_the_house_makes_the_key_of_a_chain_one_to_search_with():
    root = maker.root()
    leaf = maker.signer(root)
    text = maker.token(leaf.key, [leaf.text])[:-1]
    house = House(BUILT_IN, DEFAULTS, (certificate.read(root.der, "root.pem"),))
    [found] = answered(asking(text, house=house))["found"].values()
    assert [it["id"] for it in found["causes"]] == ["transport.truncated"]


@pytest.mark.parametrize("broke", [ZeroDivisionError, RecursionError, MemoryError, KeyError])
def test_whatever_breaks_is_named_and_nothing_told_of_it(monkeypatch, broke):
    def examine(*_):
        raise broke(CUT)

    monkeypatch.setattr("webapp.deep_process.examine", examine)
    assert answered(asking(CUT)) == {"broke": broke.__name__}


@pytest.mark.parametrize(("line", "broke"), [("- -", "EOFError"), ("", "ValueError"), ("AAA A", "Error")])
def test_line_that_is_no_question_is_answered_too(line, broke):
    assert answered(line) == {"broke": broke}


def test_process_answers_line_by_line_and_ends_with_its_input():
    lines = "".join(f"{line}\n" for line in (asking(CUT), "no question", asking(SOUND)))
    ended = subprocess.run(
        [sys.executable, "-m", "webapp.deep_process"],
        cwd=ROOT, input=lines, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    first, second, third = map(json.loads, ended.stdout.splitlines())
    assert [it["id"] for it in first["found"][about(CUT)]["causes"]] == ["transport.truncated"]
    assert (second, third) == ({"broke": "Error"}, {"found": {}})
    assert ended.stderr == ""
