"""Tokens in JSON, detached payloads and `b64`: what is said of which member, and what is left to others."""

import json
from dataclasses import replace

import pytest

from tests.inspector.cases import finding, findings, judge
from webapp.inspector import examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, SIGNATURE, Example
from webapp.inspector.example_forms import encrypted, flattened, segment, signed_by, signer

RAW = {"alg": "ES256", "b64": False, "crit": ["b64"]}
PROTECTED, _, IV, CIPHERTEXT, TAG = encrypted().paste.split(".")


def found(example, rule):
    return [it for it in judge(example).findings if it.rule.id == rule]


def sealed(**members):
    """An encrypted token in JSON."""
    return Example(
        text=json.dumps({"protected": PROTECTED, "iv": IV, "ciphertext": CIPHERTEXT, "tag": TAG, **members})
    )


@pytest.mark.parametrize(
    ("example", "said"),
    [
        (
            signed_by(signer(), protected="e30", header={}, signature="AA"),
            [
                "“protected” stands beside “signatures”; it belongs into the objects there.",
                "“header” stands beside “signatures”; it belongs into the objects there.",
                "“signature” stands beside “signatures”; it belongs into the objects there.",
            ],
        ),
        (
            flattened(signatures=[]),
            ["“signatures” is an empty array, and should be an array with an object for each signature."],
        ),
        (
            flattened(signatures=7),
            ["“signatures” is the number 7, and should be an array with an object for each signature."],
        ),
        (
            sealed(recipients=[{}], header={}, encrypted_key=""),
            [
                "“header” stands beside “recipients”; it belongs into the objects there.",
                "“encrypted_key” stands beside “recipients”; it belongs into the objects there.",
            ],
        ),
        (
            sealed(recipients="x"),
            ["“recipients” is a text, and should be an array with an object for each recipient."],
        ),
        (sealed(recipients=[{}], unprotected={"kid": "a"}), []),
        (sealed(header={"kid": "a"}), []),
    ],
    ids=["signed", "empty", "number", "encrypted", "text", "general", "flattened"],
)
def test_mixed_serialisation(example, said):
    problems = found(example, "mixed-serialisation")
    assert [it.message for it in problems] == said
    document = "RFC 7516" if "ciphertext" in example.paste else "RFC 7515"
    assert {it.citation.document for it in problems} <= {document}
    for it in problems:
        member = json.loads(example.paste)[it.place.steps[0]]
        assert json.loads(example.paste[it.span.start : it.span.end]) == member


def test_each_repeated_parameter_is_shown_where_the_signature_does_not_cover_it():
    example = flattened({"kid": "a", "typ": "x", "alg": "ES256"})
    problems = found(example, "repeated-parameter")
    assert [example.paste[it.span.start : it.span.end] for it in problems] == ['"alg": "ES256"', '"typ": "x"']
    assert problems[1].message == "“typ” stands in both headers; leave it out of the unprotected one."
    assert "unprotected-algorithm header.alg" not in findings(example)


@pytest.mark.parametrize(
    ("example", "drawn"),
    [
        (flattened({"crit": ["b64"], "b64": True}), ["header.crit", "header.b64"]),
        (flattened({"b64": True}, protected=segment(RAW)), ["header.b64"]),
        (flattened({"kid": "a"}, protected=segment({**RAW, "b64": True})), []),
        (flattened({}), []),
        (flattened(), []),
    ],
    ids=["both", "one", "protected", "empty", "none"],
)
def test_unprotected_extension(example, drawn):
    problems = found(example, "unprotected-extension")
    assert [str(it.place) for it in problems] == drawn
    for it in problems:
        name = it.place.steps[0]
        assert it.message == f"“{name}” is in the unprotected header; it must be in the protected one."


def test_an_unprotected_algorithm_is_a_matter_of_signatures():
    signed = flattened({"alg": "ES256"}, protected=None)
    assert finding(signed, "unprotected-algorithm", "header.alg").severity == "warning"
    encrypted_to_one = sealed(protected=segment({"enc": "A256GCM"}), header={"alg": "dir"})
    assert "unprotected-algorithm header.alg" not in findings(encrypted_to_one)


EMPTY = ("error", "The payload is empty. A JWT has its claims in it, at the least {}.")
ELSEWHERE = (
    "notice",
    "The payload is not in the token; give it beside the token, exactly as it was signed.",
)


@pytest.mark.parametrize(
    ("typ", "says"),
    [
        ("JWT", EMPTY),
        ("jwt", EMPTY),
        ("application/jwt", EMPTY),
        ("at+JWT", EMPTY),
        ("application/at+jwt", EMPTY),
        ("JOSE", ELSEWHERE),
        ("jwt+json", ELSEWHERE),
        ("notajwt", ELSEWHERE),
        (7, ELSEWHERE),
        (None, ELSEWHERE),
    ],
)
def test_a_payload_may_be_sent_beside_the_token_unless_that_is_a_jwt(typ, says):
    header = {"alg": "ES256"} | ({"typ": typ} if typ else {})
    problem = finding(Example(payload="", header=header), "detached-payload", "payload")
    assert (problem.severity, problem.message) == says


def test_a_token_in_json_is_no_jwt():
    problem = finding(flattened(payload=None), "detached-payload", "payload")
    assert (problem.severity, problem.message) == ELSEWHERE


def test_nothing_is_asked_once_the_payload_is_given():
    submission = replace(Example(payload="", header=RAW).submission, payload=b"$.02")
    [report] = examine(submission, NOW).tokens
    assert [it.rule.id for it in report.findings] == []


@pytest.mark.parametrize("typ", ["JWT", "at+jwt", "application/JWT"])
def test_a_jwt_must_not_say_that_it_is_not_encoded(typ):
    problem = finding(Example(header={**RAW, "typ": typ}), "unencoded-claims", "header.b64")
    assert (problem.message, problem.remove) == ("“b64” is false, which a JWT must not say.", True)


@pytest.mark.parametrize("header", [RAW, {**RAW, "typ": "JOSE"}, {**RAW, "b64": True, "typ": "JWT"}])
def test_others_may(header):
    assert "unencoded-claims header.b64" not in findings(Example(header=header))


@pytest.mark.parametrize(
    ("members", "place", "message", "instead"),
    [
        ({"b64": False}, "header.crit", "“b64” is false; add “crit” to the header.", ["b64"]),
        (
            {"b64": False, "crit": ["exp"], "exp": 1},
            "header.crit",
            "“b64” is false; list it in “crit”.",
            ["exp", "b64"],
        ),
        ({"b64": "false"}, "header.b64", "“b64” is a text; it must be true or false.", None),
        ({"b64": 0}, "header.b64", "“b64” is the number 0; it must be true or false.", None),
        ({"b64": None}, "header.b64", "“b64” is null; it must be true or false.", None),
    ],
    ids=["absent", "another", "text", "number", "null"],
)
def test_unmarked_b64(members, place, message, instead):
    problem = finding(Example(header={"alg": "ES256", **members}), "unmarked-b64", place)
    assert (problem.message, problem.instead) == (message, instead)
    assert (problem.span is None) is (place == "header.crit" and "crit" not in members)


@pytest.mark.parametrize("crit", [[], "b64", {}, [7]])
def test_of_a_crit_without_names_another_rule_tells(crit):
    drawn = findings(Example(header={**RAW, "crit": crit}))
    assert "unknown-critical header.crit" in drawn
    assert "unmarked-b64 header.crit" not in drawn


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        ("a.b", "The payload has a dot in it, and is not encoded: send it detached."),
        (".", "The payload has a dot in it, and is not encoded: send it detached."),
        ("a.b.c", "The payload has dots in it, and is not encoded: send it detached."),
        ("a" + "." * 11, "The payload has dots in it, and is not encoded: send it detached."),
        ("ab", None),
    ],
)
def test_dots_in_an_unencoded_payload(payload, message):
    example = Example(text=f"{segment(RAW)}.{payload}.{encode(SIGNATURE)}")
    assert [it.message for it in found(example, "payload-with-dot")] == ([message] if message else [])


@pytest.mark.parametrize(
    ("signers", "drawn"),
    [
        ([signer(), signer(), signer(b64=False, crit=["b64"])], {"differing-encodings header.b64"}),
        ([signer(b64=True, crit=["b64"]), signer()], set()),
        ([signer(b64=False, crit=["b64"])] * 2, set()),
    ],
    ids=["differ", "both-encoded", "neither"],
)
def test_differing_encodings(signers, drawn):
    assert {it for it in findings(signed_by(*signers)) if it.startswith("differing")} == drawn


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (20, None),
        (21, "1 more signature was not looked at."),
        (22, "2 more signatures were not looked at."),
        (1020, "1,000 more signatures were not looked at."),
    ],
)
def test_unread_signatures(number, message):
    problems = found(signed_by(*[signer()] * number), "unread-signatures")
    assert [it.message for it in problems] == ([message] if message else [])
