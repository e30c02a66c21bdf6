"""No regular expression of a built-in profile can be made to run away."""

import re
import time

import pytest

from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.profiles.sign import LONGEST

PIECES = ["a", "A", "0", ".", "-", "%41", " ", "a.", "a-", "\u200b"]
HEADS = ["", "c" + "0" * 32 + ".", "https://", "GET /v1/", "ABCDEFGHIJ."]
MOST_TIME = 0.001  # seconds for one pattern and one text; a runaway takes longer than one waits


def patterns(thing):
    """Every pattern within a profile, however deep."""
    if isinstance(thing, re.Pattern):
        yield thing
    elif isinstance(thing, dict):
        for item in thing.values():
            yield from patterns(item)
    elif isinstance(thing, tuple):
        for item in thing:
            yield from patterns(item)
    elif hasattr(thing, "__dataclass_fields__"):
        for name in thing.__dataclass_fields__:
            yield from patterns(getattr(thing, name))


TEXTS = [f"{head}{piece * LONGEST}{end}" for head in HEADS for piece in PIECES for end in ("", "!")]


@pytest.mark.parametrize("id_", BUILT_IN)
def test_no_pattern_runs_away_from_a_value(id_):
    found = set(patterns(BUILT_IN[id_]))
    started = time.process_time()
    for pattern in found:
        for text in TEXTS:
            pattern.fullmatch(text, 0, LONGEST)
    assert time.process_time() - started < MOST_TIME * len(found) * len(TEXTS) + 0.1


@pytest.mark.parametrize("id_", BUILT_IN)
def test_no_answer_runs_away_from_an_error_text(id_):
    answers = BUILT_IN[id_].answers
    started = time.process_time()
    for answer in answers:
        for text in TEXTS:
            answer.pattern.search((text * 10)[:10_000])
    assert time.process_time() - started < 10 * MOST_TIME * len(answers) * len(TEXTS) + 0.1


def test_all_patterns_are_found():
    assert len(set(patterns(BUILT_IN["apple-client-secret"]))) > 40
