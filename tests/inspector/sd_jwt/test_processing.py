"""What disclosures make of a payload, digest by digest."""

import json
import re

import pytest

from webapp.inspector.base64url import encode
from webapp.inspector.example_forms import disclosure
from webapp.inspector.json_tree import plain
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.parts import binary_part, json_part
from webapp.inspector.sd_jwt.disclosure import read
from webapp.inspector.sd_jwt.hashes import digest
from webapp.inspector.sd_jwt.processing import Processor

NAME, AGE = disclosure("name", "Erika"), disclosure("age", 64)
ELEMENT, OTHER = disclosure("DE"), disclosure("FR")


def d(text):
    return digest("sha-256", text)


def processed(payload, *disclosures, limits=DEFAULTS):
    """The processor when it is done, and the payload it made. A text stands for the JSON of it."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    made = [
        read(binary_part("disclosure", it, 1000 * n), "sha-256", limits)
        for n, it in enumerate(disclosures, 1)
    ]
    processor = Processor({it.digest: it for it in made}, limits)
    return processor, processor.process(json_part("payload", encode(text.encode()), 0, limits))


def claims(payload, *disclosures, **given):
    return plain(processed(payload, *disclosures, **given)[1].root.value)


WITHIN = disclosure("address", {"_sd": [d(NAME)], "at": [{"...": d(ELEMENT)}, {"...": "x"}]})
LIST = disclosure([{"...": d(ELEMENT)}, "FR"])
PAYLOADS = {
    "no digest": ({"a": 1}, (), {"a": 1}),
    "in the order of the digests": ({"_sd": [d(AGE), d(NAME)]}, (NAME, AGE), {"age": 64, "name": "Erika"}),
    "claim undisclosed": ({"_sd": ["x"], "_sd_alg": "sha-256", "a": 1}, (), {"a": 1}),
    "no digests": ({"_sd": []}, (), {}),
    "within an object": ({"a": {"_sd": [d(NAME)]}}, (NAME,), {"a": {"name": "Erika"}}),
    "within an object of a list": ({"a": [{"_sd": [d(NAME)]}]}, (NAME,), {"a": [{"name": "Erika"}]}),
    "elements": (
        {"a": [{"...": d(ELEMENT)}, 1, {"...": "x"}, {"...": d(OTHER)}]},
        (ELEMENT, OTHER),
        {"a": ["DE", 1, "FR"]},
    ),
    "elements undisclosed": ({"a": [{"...": "x"}, {"...": "y"}]}, (), {"a": []}),
    "list of lists": ({"a": [[{"...": d(ELEMENT)}], []]}, (ELEMENT,), {"a": [["DE"], []]}),
    "within a disclosure": (
        {"_sd": [d(WITHIN)]},
        (NAME, ELEMENT, WITHIN),
        {"address": {"at": ["DE"], "name": "Erika"}},
    ),
    "element of an element": ({"a": [{"...": d(LIST)}]}, (LIST, ELEMENT), {"a": [["DE", "FR"]]}),
    "_sd_alg further down": ({"a": {"_sd_alg": 1}}, (), {"a": {"_sd_alg": 1}}),
    "no object": ([1, {"...": d(ELEMENT)}], (ELEMENT,), [1, "DE"]),
    "text": ('"a"', (), "a"),
    "numbers as written": ('{"a": 1.50e1, "b": [-0]}', (), {"a": 15.0, "b": [0]}),
    "names as written": ('{"\\u0061\\"": "\\u00e9", "_sd": []}', (), {'a"': "é"}),
}  # fmt: skip


@pytest.mark.parametrize(("payload", "disclosures", "expected"), PAYLOADS.values(), ids=PAYLOADS)
def test_what_a_verifier_sees(payload, disclosures, expected):
    processor, part = processed(payload, *disclosures)
    assert json.dumps(plain(part.root.value)) == json.dumps(expected)
    assert (processor.faults, dict(processor.rejected)) == ([], {})
    assert len(processor.placed) == len(disclosures)


def test_text_is_kept_character_by_character():
    _, part = processed('{"\\u0061": 1.50E+1, "_sd": ["x"], "b": "\\/"}')
    assert re.sub(r"\s", "", part.json_text) == '{"\\u0061":1.50E+1,"b":"\\/"}'


@pytest.mark.parametrize("name", ['a"b\\', "naïve", "\N{GRINNING FACE}", "", " ", "\n", "\ud800"], ids=ascii)
def test_name_of_a_claim_may_be_any_text(name):
    made = disclosure(name, 1)
    assert list(claims({"_sd": [d(made)]}, made).values()) == [1]


def test_places_and_the_digests_that_nobody_opened():
    processor, _ = processed(
        {"_sd": [d(WITHIN), "a", "b"], "in": [{"...": "c"}, {"...": d(OTHER)}]}, NAME, ELEMENT, OTHER, WITHIN
    )
    assert {digest: str(place) for digest, place in processor.placed.items()} == {
        d(WITHIN): "payload.address",
        d(NAME): "payload.address.name",
        d(ELEMENT): "payload.address.at[0]",
        d(OTHER): "payload.in[0]",
    }
    assert processor.undisclosed == 4
    assert {"a", "b", "c", "x", d(NAME)} < processor.met


def test_claims_stand_where_their_characters_are():
    _, part = processed({"a": 1, "_sd": [d(NAME), "x"]}, NAME)
    assert part.claim("name").span == (1000, 1000 + len(NAME))
    assert part.claim("a").span == (1, 10)
    assert part.claim("_sd") is None


NO_ARRAY = "and must be an array of digests"
NO_TEXT = "a digest is the number 7, and must be text"
NO_NAME = "“...” is no name of a claim"
TWICE = "the digest “{}” stands there more than once"
THERE = "it discloses “name”, which the payload has already at this level"
RESERVED, DOTS, MAX = disclosure("_sd", []), disclosure("...", 1), disclosure("name", "Max")
FAULTS = {
    "no array": ({"_sd": {}}, (), "malformed-digest payload._sd", f"“_sd” is an object, {NO_ARRAY}"),
    "text": ({"a": {"_sd": "x"}}, (), "malformed-digest payload.a._sd", f"“_sd” is a text, {NO_ARRAY}"),
    "number": ({"_sd": [7]}, (), "malformed-digest payload._sd", NO_TEXT),
    "element a number": ({"a": [1, {"...": 7}]}, (), "malformed-digest payload.a[1]", NO_TEXT),
    "dots in an object": ({"a": {"...": "x"}}, (), 'malformed-digest payload.a["..."]', NO_NAME),
    "dots and more": ({"a": [{"...": "x", "b": 1}]}, (), 'malformed-digest payload.a[0]["..."]', NO_NAME),
    "twice": ({"_sd": ["x", "x"]}, (), "repeated-digest payload._sd", TWICE.format("x")),
    "in two members": ('{"_sd":["x"],"_sd":["x"]}', (), "repeated-digest payload._sd", TWICE.format("x")),
    "apart": ({"_sd": ["x"], "a": [{"...": "x"}]}, (), "repeated-digest payload._sd", TWICE.format("x")),
    "twice, disclosed": (
        {"_sd": [d(NAME)], "a": {"_sd": [d(NAME)]}},
        (NAME,),
        "repeated-digest payload._sd",
        TWICE.format(d(NAME)),
    ),
    "twice, long": ({"_sd": ["x" * 99] * 2}, (), "repeated-digest payload._sd", TWICE.format("x" * 60)),
    "no name": (
        {"_sd": [d(ELEMENT)]},
        (ELEMENT,),
        "malformed-disclosure 1",
        "it has no name, and its digest stands among those of claims",
    ),
    "name in an array": (
        {"a": [{"...": d(NAME)}]},
        (NAME,),
        "malformed-disclosure 1",
        "it names a claim, “name”, and its digest stands in an array",
    ),
    "name reserved": (
        {"_sd": [d(RESERVED)]},
        (RESERVED,),
        "malformed-disclosure 1",
        "it names a claim “_sd”, which no claim may be called",
    ),
    "dots for a name": (
        {"_sd": [d(DOTS)]},
        (DOTS,),
        "malformed-disclosure 1",
        "it names a claim “...”, which no claim may be called",
    ),
    "claim there": ({"name": 1, "_sd": [d(NAME)]}, (NAME,), "overriding-disclosure 1", THERE),
    "claim there later": ({"_sd": [d(NAME)], "name": 1}, (NAME,), "overriding-disclosure 1", THERE),
    "claim disclosed": ({"_sd": [d(NAME), d(MAX)]}, (NAME, MAX), "overriding-disclosure 2", THERE),
}


@pytest.mark.parametrize(("payload", "disclosures", "where", "message"), FAULTS.values(), ids=FAULTS)
def test_fault_is_told_once(payload, disclosures, where, message):
    processor, _ = processed(payload, *disclosures)
    told = [(f"{it.rule} payload{_steps(it.steps)}", it.message) for it in processor.faults]
    told += [
        (f"{it.rule} {it.start // 1000}", it.message) for each in processor.rejected.values() for it in each
    ]
    assert told == [(where, message)]


def _steps(steps):
    return "".join(
        f"[{it}]" if isinstance(it, int) else '["..."]' if it == "..." else f".{it}" for it in steps
    )


def test_claim_of_the_same_name_at_another_level_is_sound():
    assert claims({"name": 1, "a": {"_sd": [d(NAME)]}}, NAME) == {"name": 1, "a": {"name": "Erika"}}


def test_fault_within_a_disclosure_points_at_the_whole_of_it():
    made = disclosure("a", {"_sd": 7})
    processor, _ = processed({"_sd": [d(made)]}, made)
    [fault] = processor.faults
    assert (fault.start, fault.end) == (1000, 1000 + len(made))
    assert fault.steps == ("a", "_sd")


def test_fault_of_the_payload_points_at_its_characters():
    processor, _ = processed('{"_sd":[7]}')
    [fault] = processor.faults
    assert (fault.start, fault.end) == (10, 12)  # of eyJfc2QiOls3XX0


@pytest.mark.parametrize("payload", ["", "nonsense", "[", '{"a":', '{"_sd":[', "NaN"])
def test_broken_payload_does_no_harm(payload):
    assert processed(payload, NAME)[1].name == "payload"


def test_disclosures_beyond_the_depth_are_cut():
    chain = [disclosure("a", 1)]
    for _ in range(3):
        chain.append(disclosure("a", {"_sd": [d(chain[-1])]}))
    _, part = processed({"_sd": [d(chain[-1])]}, *chain, limits=Limits(json_depth=3))
    assert plain(part.root.value) == {"a": {"a": {"a": None}}}
    assert [it.message for it in part.faults] == ["its disclosures are nested too deep"]
    assert claims({"_sd": [d(chain[-2])]}, *chain, limits=Limits(json_depth=3)) == {"a": {"a": {"a": 1}}}


def test_more_values_than_are_read_are_cut_and_told_of_no_character():
    many = [disclosure(str(number), [0] * 7) for number in range(3)]
    _, part = processed({"_sd": [d(it) for it in many]}, *many, limits=Limits(json_values=12))
    [fault] = part.faults
    assert (fault.rule, fault.start, fault.end) == ("too-deep", -1, -1)
    assert fault.message == "it has more than 12 values, and the rest was not read"
    assert plain(part.root.value)["0"] == [0] * 7
