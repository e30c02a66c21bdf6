"""The words of a sample, which shows a profile's tokens and puts the profile to the test."""

from datetime import date, time
from typing import Any

from ..place import Place
from .reading import (
    At,
    Table,
    Word,
    boolean,
    choice,
    holding,
    members_of,
    named,
    scalar,
    some,
    text,
    whole,
    word_of,
)
from .sample import FORMS
from .vocabulary import Sample, Unit

MOMENT = Table(
    "a moment",
    dict,
    (
        Word("now", whole, "how many seconds after now; less than 0 before it", required=True),
        Word("unit", choice(Unit), "what the date counts, seconds if nothing is said"),
        Word("text", boolean, "true, if the number is written as a text"),
    ),
)


@holding("anything that JSON has, or a moment")
def sample_value(value: Any, at: At) -> Any:
    """A value in a sample, for which JSON must have a way to be written."""
    match value:
        case {"now": int()}:
            return MOMENT(value, at)
        case dict():
            return named(sample_value)(value, at)
        case list():
            return list(some(sample_value)(value, at))
        case date() | time():
            raise at.wrong(
                f"{at.name} is {value}, a date of TOML; write {{ now = 600 }} for 600 seconds after now"
            )
        case _:
            return scalar(value, at)


@holding("place in header, payload")
def left_out(value: Any, at: At) -> Place:
    """The place of a member that a sample is without."""
    read = members_of("header", "payload")(value, at)
    if len(read.steps) > 1:
        member, dotted = Place(read.part, read.steps[:1]), Place(read.part, (".".join(map(str, read.steps)),))
        raise at.wrong(f"{at.name} is “{value}”; only a whole member can be left out: {member}, or {dotted}")
    return read


_DIFFERING = (
    Word("header", named(sample_value), "the header parameters, or those that differ"),
    Word(
        "payload",
        named(sample_value),
        "the claims, or those that differ; a date is { now = seconds from now }",
    ),
    Word("client_id", text, "the client_id sent beside it"),
)
SAMPLE = Table(
    "a sample",
    Sample,
    (
        *_DIFFERING,
        Word("form", word_of(*FORMS), "its serialisation: jws, jwe or sd-jwt"),
        Word("disclosures", some(text), "those of an SD-JWT, each the JSON text of its list"),
        Word("signature", text, "the signature, where it has to verify with a key that the token brings"),
    ),
)
BROKEN = Table(
    "a broken sample",
    Sample,
    (
        Word("title", text, "what is wrong with it", required=True),
        *_DIFFERING,
        Word("without", some(left_out), "the places whose members are left out of the sound sample"),
        Word("draws", some(text), "each rule it breaks, and where: missing-field header.kid", required=True),
        Word("answer", text, "what the receiver answers to it, word for word"),
    ),
)
