"""What a sample may say, and what is said of one that could not be made."""

import pytest

from tests.inspector.profiles.files import HEAD
from webapp.inspector.place import Place
from webapp.inspector.profiles import ProfileError, parse
from webapp.inspector.profiles.reading import At
from webapp.inspector.profiles.sample_words import MOMENT, left_out, sample_value

AT = At("door.toml", "") / "x"


@pytest.mark.parametrize(
    "value",
    [
        "a",
        1.5,
        True,
        {"a": [{"b": []}, 1, "c"], "": {}},
        {"now": -60},
        {"now": 60, "unit": "milliseconds", "text": True},
        [{"now": 0}],
        {"now": "a claim of its own"},
        {"digest": 0},
    ],
    ids=str,
)
def test_value(value):
    assert sample_value(value, AT) == value


MISTAKES = {
    "a date of TOML": (
        "payload.exp = 2026-11-23T02:13:20Z",
        "sample.payload.exp is 2026-11-23 02:13:20+00:00, a date of TOML; "
        "write { now = 600 } for 600 seconds after now.",
    ),
    "a day within a list": (
        "payload.days = [1, [2026-11-23]]",
        "sample.payload.days is 2026-11-23, a date of TOML; write { now = 600 } for 600 seconds after now.",
    ),
    "a time of the day": (
        "payload.at = 02:13:20",
        "sample.payload.at is 02:13:20, a date of TOML; write { now = 600 } for 600 seconds after now.",
    ),
    "what is no number": ("payload.a = nan", "sample.payload.a is nan, which no number in JSON can be."),
    "a misspelt unit": (
        'payload.iat = { now = 0, unti = "seconds" }',
        "“unti” is no word of a moment; did you mean “unit”?",
    ),
    "an unknown unit": (
        'payload.iat = { now = 0, unit = "millis" }',
        "sample.payload.iat.unit is “millis”; did you mean “milliseconds”?",
    ),
    "a digest of nothing": (
        "payload._sd = [{ digest = 0 }]",
        "sample.payload._sd.digest is 0; the sample has no such disclosure, the first being 0.",
    ),
    "a digest too far": (
        "disclosures = ['[]']\npayload._sd = [{ digest = 0 }, { digest = 1 }]",
        "sample.payload._sd.digest is 1; the sample has no such disclosure, the first being 0.",
    ),
    "a digest from the end": (
        "disclosures = ['[]']\npayload._sd = [{ digest = -1 }]",
        "sample.payload._sd.digest is -1; the sample has no such disclosure, the first being 0.",
    ),
    "an unknown form": ('form = "JWE "', "sample.form is “JWE ”; did you mean “jwe”?"),
    "a list of claims": ("payload = []", "sample.payload must be a table, not a list."),
}


@pytest.mark.parametrize(("said", "says"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(said, says):
    with pytest.raises(ProfileError) as caught:
        parse(f"{HEAD}[sample]\n{said}".encode(), "door.toml")
    assert caught.value.problems == (f"door.toml, line {4 + len(said.splitlines())}: {says}",)


IN_BROKEN = {
    "a form of its own": (
        'form = "jwe"',
        "“form” is no word of a broken sample; there are",
    ),
    "a signature of its own": ('signature = "x"', "“signature” is no word of a broken sample;"),
    "a digest too far": (
        "payload = { x = { digest = 1 } }",
        "broken.payload.x.digest is 1; the sample",
    ),
    "a place that is none": (
        "without = ['door']",
        "broken.without is “door”: “door” is no part; there are header, payload.",
    ),
    "a whole part": (
        "without = ['payload']",
        "broken.without is “payload”, a whole part; name what is meant in it, such as payload.x.",
    ),
    "a member of a claim": (
        "without = ['payload.door', 'payload.kubernetes.io']",
        "broken.without is “payload.kubernetes.io”; only a whole member can be left out: "
        'payload.kubernetes, or payload["kubernetes.io"].',
    ),
}


@pytest.mark.parametrize(("said", "says"), IN_BROKEN.values(), ids=IN_BROKEN)
def test_mistake_in_a_broken_sample(said, says):
    text = f"{HEAD}[sample]\ndisclosures = ['[]']\n[[broken]]\ntitle = 'a'\ndraws = []\n"
    with pytest.raises(ProfileError) as caught:
        parse(f"{text}{said}".encode(), "door.toml")
    assert str(caught.value).startswith(f"door.toml, line 9: {says}")


def test_broken_sample_without_anything_is_told_what_it_needs():
    with pytest.raises(ProfileError) as caught:
        parse(f"{HEAD}[[broken]]".encode(), "door.toml")
    assert caught.value.problems == (
        "door.toml, line 4: a broken sample needs “title”: what is wrong with it.",
        "door.toml, line 4: a broken sample needs “draws”: "
        "each rule it breaks, and where: missing-field header.kid.",
    )


def test_digest_without_a_sample():
    with pytest.raises(ProfileError, match=r"line 4: broken\.payload\.x\.digest is 0; the sample has no"):
        parse(f"{HEAD}broken = {{ title = 'a', draws = [], payload.x.digest = 0 }}".encode(), "door.toml")


@pytest.mark.parametrize(
    ("written", "name"), [("header.kid", "kid"), ('header["a.b"]', "a.b"), ('header[""]', "")]
)
def test_left_out(written, name):
    assert left_out(written, AT) == Place("header", (name,))


def test_moment_needs_a_number_of_seconds():
    with pytest.raises(ProfileError, match=r"x\.now must be a whole number, not true"):
        MOMENT({"now": True}, AT)
