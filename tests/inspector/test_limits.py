"""How much one report may cost: beyond a limit the inspector says so and goes on, within it says nothing."""

import json

import pytest

from webapp import create_app
from webapp.inspector import Submission, examine
from webapp.inspector.as_json import as_json
from webapp.inspector.example import NOW, Example, claims, header
from webapp.inspector.example_certificates import INTERMEDIATE, LEAF, ROOT
from webapp.inspector.example_forms import disclosing, disclosure, signed_by, signer
from webapp.inspector.example_keys import P256, key_file
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.submission import KeyFile
from webapp.settings import Settings

SOUND = Example().paste
KEY = KeyFile("key.json", key_file(P256).encode())


def tokens(number):
    return Submission("\n".join(claims(sub=str(it)).paste for it in range(number)))


def files(number):
    return Submission(SOUND, (KEY,) * number)


def key_set(number):
    keys = key_file(*({**P256, "kid": str(it)} for it in range(number)))
    return Submission(SOUND, (KeyFile("keys.json", keys.encode()),))


def key_of_bytes(number):
    return Submission(SOUND, (KeyFile("key.json", KEY.data.ljust(number)),))


def signatures(number):
    return signed_by(*(signer({"kid": str(it)}) for it in range(number))).submission


def certificates(number):
    return header(x5c=[LEAF, INTERMEDIATE, ROOT, ROOT][:number]).submission


def disclosures(number):
    return disclosing(*(disclosure(str(it), it) for it in range(number))).submission


def nested(number):
    """Objects in objects, so many with the payload itself."""
    return claims(deep=json.loads("[" * (number - 1) + "]" * (number - 1))).submission


def values(number):
    """So many values with the payload itself."""
    return claims(list=[0] * (number - 7)).submission


def characters(number):
    return Submission(f"{SOUND}{'A' * (number - len(SOUND))}")


def inside(number):
    """A token in a token …, so many in the outermost."""
    text = SOUND
    for _ in range(number):
        text = claims(inner=text).paste
    return Submission(text)


LONG = len(SOUND) + 4
CUT = "The payload was not read to its end:"
BEYOND = {
    "tokens": (tokens, "tokens", 2, "3 tokens; the first 2 are judged."),
    "key files": (files, "keys", 2, "1 more file was not read."),
    "key set": (
        key_set,
        "keys",
        2,
        "3 keys are in this file; the first 2 were read and the rest only counted.",
    ),
    "key file": (
        key_of_bytes,
        "key_bytes",
        300,
        "The file has 301 bytes; at most 300 are read of a key file.",
    ),
    "signatures": (signatures, "signatures", 2, "1 more signature was not looked at."),
    "certificates": (
        certificates,
        "certificates",
        2,
        "x5c: it holds 3 certificates; the first 2 were read, and no receiver needs so many.",
    ),
    "disclosures": (
        disclosures,
        "disclosures",
        2,
        "The token was not read to its end: it has more than 2 disclosures, and the rest was not opened.",
    ),
    "depth": (
        nested,
        "json_depth",
        4,
        f"{CUT} it is nested more than 4 levels deep, and the rest was not read.",
    ),
    "values": (
        values,
        "json_values",
        20,
        f"{CUT} it has more than 20 values, and the rest was not read.",
    ),
    "characters": (
        characters,
        "token_characters",
        LONG,
        f"A token is {LONG + 1} characters long; the first {LONG} are read.",
    ),
    "tokens inside": (inside, "nesting", 2, "1 token inside was not opened."),
}


def said(made, **limits):
    """Every sentence of the report, and how many tokens there are in it."""
    report = as_json(examine(made, NOW, limits=Limits(search_seconds=0, **limits)))
    told = [*report["paste"]["notes"], *(it["error"]["message"] for it in report["keys"] if it["error"])]
    return told + [it["message"] for token in report["tokens"] for it in _findings(token)], report["tokens"]


def _findings(token):
    return [*token["findings"], *(it for inner in token["nested"] for it in _findings(inner))]


every_limit = pytest.mark.parametrize(("make", "limit", "most", "words"), BEYOND.values(), ids=BEYOND)


@every_limit
def test_what_is_within_the_limit_is_read_without_a_word(make, limit, most, words):
    at_most, _ = said(make(most), **{limit: most})
    assert at_most == said(make(most))[0]
    assert words not in at_most


@every_limit
def test_what_is_beyond_is_counted_and_the_rest_judged(make, limit, most, words):
    told, judged = said(make(most + 1), **{limit: most})
    assert words in told
    assert len(judged) >= 1


@pytest.mark.parametrize(
    ("make", "limit", "words"),
    [
        (files, "keys", "2 more files were not read."),
        (signatures, "signatures", "2 more signatures were not looked at."),
    ],
    ids=["files", "signatures"],
)
def test_several_are_said_to_be_several(make, limit, words):
    assert words in said(make(4), **{limit: 2})[0]


def test_defaults_are_those_of_the_documentation():
    assert (DEFAULTS.token_characters, DEFAULTS.tokens, DEFAULTS.keys) == (1024 * 1024, 20, 200)
    assert (DEFAULTS.json_depth, DEFAULTS.json_digits, DEFAULTS.key_bytes) == (64, 1000, 256 * 1024)
    assert (DEFAULTS.rsa_bits, DEFAULTS.pbes2_rounds, DEFAULTS.inflated_bytes) == (16_384, 10**6, 256 * 1024)
    assert (DEFAULTS.search_seconds, DEFAULTS.deep_search_seconds) == (0.3, 3.0)
    assert Settings.from_environment({}).limits == DEFAULTS


@pytest.mark.parametrize(
    ("variable", "made", "words"),
    [
        ("KEYS", key_set, ["1 more key was counted", "2 more keys were counted"]),
        ("CERTIFICATES", certificates, ["1 more certificate was not", "2 more certificates were not"]),
    ],
    ids=["keys", "certificates"],
)
def test_page_counts_one_as_one(variable, made, words):
    environ = {f"JWTCLINIC_MAX_{variable}": "2", "JWTCLINIC_SEARCH": "0"}
    client = create_app(Settings.from_environment(environ)).test_client()
    for number, sentence in zip((3, 4), words, strict=True):
        given = made(number)
        keys = {"key_text": given.keys[0].data.decode()} if given.keys else {}
        page = client.post("/", data={"text": given.text, **keys}).text
        assert sentence in " ".join(page.split())
