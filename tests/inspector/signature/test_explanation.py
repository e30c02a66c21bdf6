"""The causes of a signature are told in the order of the way from the key to the paste."""

import random

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.signature.cause import Axis, Content, on
from webapp.inspector.signature.explanation import explanation

CONTENT = Content("header", "payload")
ORDER = ["KEY", "FACT", "ALGORITHM", "STRUCTURE", "HASH", "PREPARATION", "INPUT", "CONTENT"]
OF_EACH_AXIS = {axis.name: (on(axis)[0], f"Said of {axis.name}.") for axis in Axis}


def told(assumed, content=CONTENT):
    return [cause.axis.name for cause, _ in explanation(tuple(assumed), content, b"signature").assumed]


def test_what_signed_comes_before_what_was_signed_and_both_before_the_signature():
    for seed in range(20):
        assumed = random.Random(seed).sample(sorted(OF_EACH_AXIS.values(), key=str), len(OF_EACH_AXIS))
        names = told(assumed)
        assert names[: len(ORDER)] == ORDER
        assert set(names[len(ORDER) :]) == {"ENCODING", "FORM", "MAC", "TEXT"}


def test_what_became_of_the_signature_is_told_as_it_was_undone():
    for names in (["ENCODING", "FORM", "MAC"], ["FORM", "ENCODING"], ["TEXT", "FORM"]):
        assert told(map(OF_EACH_AXIS.get, names)) == names


def test_an_edited_header_explains_the_algorithm_too():
    edited = CONTENT._replace(algorithm=ALGORITHMS["HS256"])
    assumed = list(map(OF_EACH_AXIS.get, ("CONTENT", "ALGORITHM", "KEY")))
    assert told(assumed, edited) == ["KEY", "CONTENT"]
    assert told(assumed) == ["KEY", "ALGORITHM", "CONTENT"]


def test_words_content_and_signature_are_kept():
    one = OF_EACH_AXIS["KEY"]
    found = explanation((one,), CONTENT, b"signature")
    assert (found.assumed, found.content, found.signature) == ((one,), CONTENT, b"signature")
    assert explanation((), CONTENT, b"").assumed == ()
