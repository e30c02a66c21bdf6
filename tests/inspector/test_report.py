"""What a report says in short: four gates, the order of the findings, whether the whole is sound."""

from dataclasses import replace

import pytest

from tests.inspector.cases import judge, own, sample
from webapp.inspector import examine
from webapp.inspector.example import NOW, Example, claims, header, macked
from webapp.inspector.example_forms import encrypted, flattened, segment, signed_by, signer
from webapp.inspector.example_keys import P256, SECRET, key_file
from webapp.inspector.place import HEADER, PAYLOAD
from webapp.inspector.report import in_order
from webapp.inspector.rule import Gate, Severity
from webapp.inspector.submission import KeyFile, Submission

STRANGER = (KeyFile("stranger.json", key_file(P256).encode()),)
EMBEDDED = encrypted(cty="JWT", content=macked(SECRET).paste.encode(), secret=SECRET)
APPLE = sample("apple-client-secret")

# request, header, payload, signature
GATES = {
    "sound, no key": (Example(), "unchecked pass pass unchecked"),
    "verified": (macked(SECRET), "unchecked pass pass pass"),
    "by another key": (Example(keys=STRANGER), "unchecked pass pass fail"),
    "unsigned": (Example(header={"alg": "none"}, signature=""), "unchecked fail pass fail"),
    "error": (claims(exp="x"), "unchecked pass fail unchecked"),
    "warning": (claims(iss=""), "unchecked pass warn unchecked"),
    "notice": (claims(exp=None), "unchecked pass pass unchecked"),
    "header that is no JSON": (Example(header="{"), "unchecked fail pass unchecked"),
    "payload that is no JSON": (Example(payload="hello"), "unchecked pass fail unchecked"),
    "content of another kind": (flattened(payload=segment("hello")), "unchecked pass unchecked unchecked"),
    "detached": (flattened(payload=None), "unchecked pass unchecked unchecked"),
    "encrypted": (encrypted(), "unchecked pass unchecked unchecked"),
    "decrypted": (encrypted(secret=True), "unchecked pass pass pass"),
    "not decrypted": (encrypted(secret="x" * 32), "unchecked pass unchecked fail"),
    "decrypted to a token": (EMBEDDED, "unchecked pass pass pass"),
    "decrypted to text": (encrypted(secret=True, content=b"hello"), "unchecked pass unchecked pass"),
    "decrypted to bytes": (encrypted(secret=True, content=b"\xff"), "unchecked pass unchecked pass"),
    "client_id": (replace(APPLE, client_id="com.example.web"), "pass pass pass unchecked"),
    "another client_id": (replace(APPLE, client_id="other"), "fail pass pass unchecked"),
}


@pytest.mark.parametrize(("example", "states"), GATES.values(), ids=GATES)
def test_gates(example, states):
    assert " ".join(judge(example).gates.values()) == states


SOUND = {
    "sound, no key",
    "verified",
    "warning",
    "notice",
    "content of another kind",
    "detached",
    "encrypted",
    "decrypted",
    "decrypted to a token",
    "decrypted to text",
    "decrypted to bytes",
    "client_id",
}


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, (example, _) in GATES.items()])
def test_sound_is_what_has_no_error_and_nothing_that_refutes_it(name, example):
    report = examine(example.submission, NOW)
    assert report.sound is report.tokens[0].sound is (name in SOUND)


def test_unsigned_token_is_refused_by_its_finding_and_not_by_a_key():
    """A profile may allow it: then nothing is wrong with it, and its gate is shut all the same."""
    known = own('[soften.no-algorithm]\nseverity = "notice"\nbecause = "It is a test."')
    report = judge(Example(header={"alg": "none"}, signature="", profile="door"), known)
    assert (report.gates[Gate.SIGNATURE], report.sound) == ("fail", True)


def test_what_is_wrong_inside_makes_the_whole_unsound():
    inner = judge(claims(inner=claims(exp="x").paste))
    assert (inner.errors, inner.sound) == (0, False)
    assert judge(claims(inner=Example().paste)).sound


def test_one_token_that_is_not_sound_is_enough():
    both = examine(Submission(f"{Example().paste}\n{claims(exp='x').paste}"), NOW)
    assert [it.sound for it in both.tokens] == [True, False]
    assert (both.usable, both.sound) == (True, False)


@pytest.mark.parametrize("paste", ["", "hello", "eyJhbGciOiJ"], ids=["nothing", "no token", "a beginning"])
def test_where_nothing_can_be_read_nothing_is_sound(paste):
    report = examine(Submission(paste), NOW)
    assert (report.usable, report.sound, report.decrypting) == (False, False, False)


FINDINGS = judge(Example(claims(exp="x", iss="", nbf=NOW + 60).payload, {"alg": "ES999", "typ": 7}))


def test_findings_are_counted_and_found_by_place_and_gate():
    found = FINDINGS
    assert (found.errors, found.warnings) == (found.count(Severity.ERROR), found.count(Severity.WARNING))
    assert found.errors + found.warnings + found.count(Severity.NOTICE) == len(found.findings)
    assert [it.rule.id for it in found.at(PAYLOAD / "iss")] == ["empty-claim"]
    assert found.at(PAYLOAD) == found.at(PAYLOAD / "sub") == []
    assert {it.place for it in found.of(Gate.HEADER)} == {HEADER / "alg", HEADER / "typ"}
    assert found.of(Gate.REQUEST) == []


def test_worst_comes_first_and_among_equals_what_a_receiver_meets_first():
    order = [f"{it.severity} {it.gate}" for it in FINDINGS.findings]
    assert order == sorted(order, key=lambda it: (*map("error warning header payload".index, it.split()),))
    assert len(set(order)) >= 3
    backwards = in_order(reversed(FINDINGS.outcomes))
    assert [f"{it.severity} {it.gate}" for it in backwards] == order
    assert in_order(()) == ()


def test_rule_passes_breaks_or_has_nothing_to_look_at():
    report = FINDINGS
    passed, drawn = {it.rule.id for it in report.passed}, {it.rule.id for it in report.findings}
    assert "big-integer" in passed
    assert "key-type-mismatch" not in passed | drawn  # there is no key to look at
    assert not passed & drawn
    assert report.broke == []


@pytest.mark.parametrize(
    ("example", "audience", "noun"),
    [
        (Example(), "any JWT library", "JWT"),
        (APPLE, "Apple", "client_secret"),
        (
            Example({"iss": "8R4ZP2XK9T", "exp": 1}, {"alg": "ES256", "kid": "7XK4Q2M9RT"}),
            "the receiver",
            "token",
        ),
    ],
    ids=["plain", "known", "guessed"],
)
def test_who_refuses_it_is_named_where_it_is_known(example, audience, noun):
    assert (judge(example).audience, judge(example).noun) == (audience, noun)


def test_further_signature_is_reported_as_if_it_were_the_only_one():
    report = judge(signed_by(signer(), signer({"kid": "b"}, alg="ES384")))
    [further] = report.cosigners
    assert (str(further.place), further.token.alg) == ("signature[1]", "ES384")
    assert report.verifications == [report.verification, further.verification]


@pytest.mark.parametrize(
    ("pasted", "files", "beside", "documents"),
    [
        (Example().paste, STRANGER, ["stranger.json"], []),
        (key_file(P256), STRANGER, ["stranger.json"], ["pasted"]),
        (key_file(P256, P256), (), [], ["pasted"]),
        (
            Example().paste,
            (KeyFile("set.json", key_file(P256, P256).encode()),),
            ["set.json[0]", "set.json[1]"],
            ["set.json"],
        ),
    ],
    ids=["key", "pasted key and a file", "pasted set", "set"],
)
def test_pasted_keys_are_there_already(pasted, files, beside, documents):
    report = examine(Submission(pasted, files), NOW)
    assert [it.name for it in report.keys_beside] == beside
    assert [it.name for it in report.documents] == documents


def test_encrypted_token_takes_a_key_to_read():
    assert examine(encrypted().submission, NOW).decrypting
    assert not examine(header(typ="JOSE").submission, NOW).decrypting
