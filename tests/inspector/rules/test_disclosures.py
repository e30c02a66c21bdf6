"""What is said of disclosures and digests: the words, the place and the characters."""

import json

import pytest

from tests.inspector.cases import finding, findings, judge
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, PAYLOAD, Example
from webapp.inspector.example_forms import disclosing, disclosure, flattened, presenting, segment
from webapp.inspector.sd_jwt.hashes import digest

NAME, REGION, ELEMENT = disclosure("given_name", "Erika"), disclosure("region", "Bayern"), disclosure("DE")


def d(text):
    return digest("sha-256", text)


def pointed_at(example, found):
    return example.paste[found.span.start : found.span.end]


FINDINGS = {
    "no JSON": (
        disclosing(encode(b"x")),
        "malformed-disclosure token.disclosures[0]",
        "Disclosure 1 cannot be used: it is not JSON: “x” stands without quotation marks (line 1, column 1).",
    ),
    "empty": (
        disclosing(NAME, "", digests=(d(NAME),)),
        "malformed-disclosure token.disclosures[1]",
        "Disclosure 2 cannot be used: it is not JSON: it is empty (line 1, column 1).",
    ),
    "element among claims": (
        disclosing(NAME, ELEMENT),
        "malformed-disclosure token.disclosures[1]",
        "Disclosure 2 cannot be used: it has no name, and its digest stands among those of claims.",
    ),
    "of another token": (
        disclosing(NAME, REGION, digests=(d(NAME),)),
        "unmatched-disclosure token.disclosures[1]",
        f"Disclosure 2 belongs to no digest: no digest is “{d(REGION)}”.",
    ),
    "disclosure twice": (
        disclosing(NAME, NAME, digests=(d(NAME),)),
        "repeated-digest token.disclosures[1]",
        "Disclosure 2 is one too many: it stands there twice.",
    ),
    "digest twice": (
        disclosing(digests=("x", "x")),
        "repeated-digest payload._sd",
        "In the payload, the digest “x” stands there more than once.",
    ),
    "overriding": (
        disclosing(disclosure("iss", "https://evil.example")),
        "overriding-disclosure token.disclosures[0]",
        "Disclosure 1 must not be there: it discloses “iss”, which the payload has already at this level.",
    ),
    "no digests": (
        disclosing(_sd="x"),
        "malformed-digest payload._sd",
        "In the payload, “_sd” is a text, and must be an array of digests.",
    ),
    "tilde": (
        Example(text=disclosing(NAME).paste.rstrip("~")),
        "missing-tilde token.key_binding",
        "The token must end in ~ after its last disclosure.",
    ),
}


@pytest.mark.parametrize(("example", "where", "message"), FINDINGS.values(), ids=FINDINGS)
def test_words_and_place(example, where, message):
    found = finding(example, *where.split())
    assert (found.message, found.severity, found.gate) == (message, "error", "payload")


@pytest.mark.parametrize(
    ("example", "where", "characters"),
    [
        (disclosing(NAME, ELEMENT), "malformed-disclosure token.disclosures[1]", ELEMENT),
        (disclosing(NAME, REGION, digests=(d(NAME),)), "unmatched-disclosure token.disclosures[1]", REGION),
        (disclosing(NAME, NAME, digests=(d(NAME),)), "repeated-digest token.disclosures[1]", NAME),
        (
            disclosing(disclosure("iss", 1)),
            "overriding-disclosure token.disclosures[0]",
            disclosure("iss", 1),
        ),
    ],
    ids=["malformed", "unmatched", "repeated", "overriding"],
)
def test_disclosure_is_pointed_at(example, where, characters):
    assert pointed_at(example, finding(example, *where.split())) == characters


@pytest.mark.parametrize(
    ("alg", "says", "instead"),
    [
        ("SHA256", "“SHA256”; the digests were tried as sha-256", "sha-256"),
        (" sha-512", "“ sha-512”; the digests were tried as sha-512", "sha-512"),
        ("md5", "“md5”; the digests were tried as sha-256", None),
        ("m" * 99, f"“{'m' * 60}”; the digests were tried as sha-256", None),
        (256, "the number 256; the digests were tried as sha-256", None),
        (False, "false; the digests were tried as sha-256", None),
    ],
    ids=["misspelt", "blank", "unknown", "long", "number", "false"],
)
def test_hash_that_is_not_known(alg, says, instead):
    name = instead or "sha-256"
    example = disclosing(NAME, digests=(digest(name, NAME),), _sd_alg=alg)
    found = finding(example, "unknown-hash", "payload._sd_alg")
    assert (found.message, found.instead) == (f"“_sd_alg” is {says}.", instead)
    assert findings(example) == {"unknown-hash payload._sd_alg"}


def test_other_hash_than_the_named_one_leaves_the_disclosure_without_digest():
    example = disclosing(NAME, digests=(digest("sha-512", NAME),), _sd_alg="sha-384")
    assert findings(example) == {"unmatched-disclosure token.disclosures[0]"}


def test_blank_within_a_disclosure_changes_its_digest():
    closer = encode(
        json.dumps(["2GLC42sKQveCfGfryNRN9w", "given_name", "Erika"], separators=(",", ":")).encode()
    )
    assert findings(disclosing(closer, digests=(d(NAME),))) == {"unmatched-disclosure token.disclosures[0]"}
    assert findings(disclosing(closer)) == set()


def test_parameters_of_the_unprotected_header_are_disclosures_too():
    example = flattened({"disclosures": [NAME, REGION, 7]}, payload=segment({**PAYLOAD, "_sd": [d(NAME)]}))
    drawn = {it for it in findings(example) if "disclosure" in it}
    assert drawn == {
        "unmatched-disclosure token.disclosures[1]",
        "malformed-disclosure token.disclosures[2]",
    }
    found = finding(example, "malformed-disclosure", "token.disclosures[2]")
    assert found.message == "Disclosure 3 cannot be used: it is the number 7, and must be text."


@pytest.mark.parametrize(
    "example",
    [
        disclosing(),
        disclosing(digests=("decoy", "other")),
        disclosing(_sd=[]),
        disclosing(NAME, _sd_alg="sha-256"),
        disclosing(ELEMENT, digests=(), a=[{"...": d(ELEMENT)}, {"...": "decoy"}]),
        disclosing(disclosure("given name", {"a": [None]})),
        disclosing(disclosure("name", 1), a={"name": 2}),
        presenting(),
    ],
    ids=[
        "nothing",
        "decoys",
        "no digests",
        "hash named",
        "elements",
        "any name",
        "other level",
        "key binding",
    ],
)
def test_odd_and_sound(example):
    assert findings(example) == set()


def test_plain_token_is_not_looked_at():
    ids = {it.rule.id for it in judge(Example()).outcomes if it.applies}
    assert not ids & {"malformed-disclosure", "unknown-hash", "missing-tilde", "malformed-digest"}


def test_claim_that_was_disclosed_is_judged_like_any_other():
    early = disclosure("nbf", NOW + 60)
    found = finding(disclosing(early), "not-yet-valid", "payload.nbf")
    assert pointed_at(disclosing(early), found) == early
