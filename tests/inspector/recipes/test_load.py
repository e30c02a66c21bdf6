"""The table of recipes is whole: every file is offered, every name is known."""

from pathlib import Path

import pytest

from webapp.inspector.recipes import RECIPES, leading, load, recipes_for
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.signature.cause import CAUSES

SAID = load._SAID
FOLDER = Path(load.__file__).parent
SNIPPETS = [
    (recipe, language, snippet)
    for recipe in RECIPES.values()
    for language in recipe.languages
    for snippet in language.snippets
]
every_snippet = pytest.mark.parametrize(
    ("recipe", "language", "snippet"),
    SNIPPETS,
    ids=[f"{recipe.id}-{snippet.id}" for recipe, _, snippet in SNIPPETS],
)


def test_all_that_leads_to_a_recipe_exists():
    assert set(SAID["causes"]) <= set(CAUSES)
    assert set(SAID["rules"]) <= set(ALL_RULES)


def test_every_file_is_offered():
    files = {f"{path.parent.name}/{path.name}" for path in FOLDER.glob("*-*/*") if path.is_file()}
    assert {f"{recipe.id}/{snippet.id}.{language.id}" for recipe, language, snippet in SNIPPETS} == files


def test_every_library_is_used():
    assert {snippet.id for _, _, snippet in SNIPPETS} == set(SAID["libraries"])


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_something_leads_to_every_recipe(recipe):
    assert leading(recipe)
    assert {"Python", "Node.js"} <= {it.title for it in recipe.languages}


@every_snippet
def test_snippet_is_short_and_fits_beside_the_form(recipe, language, snippet):
    lines = snippet.text.expandtabs(4).splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 100
    assert snippet.text == snippet.text.strip("\n") + "\n"


@every_snippet
def test_snippet_says_its_algorithm_and_no_other(recipe, language, snippet):
    said = {alg for it in RECIPES.values() for alg in it.algorithms[:1] if f'"{alg}"' in snippet.text}
    assert said <= set(recipe.algorithms[:1]) or not recipe.algorithms


@pytest.mark.parametrize(
    ("id_", "alg", "expected"),
    [
        ("ecdsa.der", "ES256", ["sign-es256"]),
        ("sigenc.hex", "HS512", ["sign-hs256"]),
        ("sigenc.hex", "PS384", ["sign-ps256"]),
        ("digest.double_raw", "Ed25519", ["sign-eddsa"]),
        ("rsa.pkcs1_vs_pss", "RS256", ["sign-rs256"]),
        ("hmac.secret_is_pem", "HS256", ["sign-es256", "sign-rs256", "sign-ps256", "sign-eddsa"]),
        ("jwe.oaep_mgf1", "RSA-OAEP-256", ["encrypt-rsa-oaep"]),
        ("jwe.aad", "dir", ["encrypt-rsa-oaep"]),
        ("hmac.secret_base64", "HS256", ["decode-secret"]),
        ("text-date", "ES256", ["write-dates"]),
        ("key.damaged_pem", None, ["key-from-variable"]),
        ("transport.typo", "ES256", []),
        ("no.such_cause", None, []),
    ],
)
def test_algorithm_decides_among_the_recipes(id_, alg, expected):
    assert [it.id for it in recipes_for(id_, alg)] == expected


def test_all_that_sign_are_offered_where_nobody_says_which():
    assert [it.id for it in recipes_for("sigenc.hex")] == [
        *("sign-es256", "sign-rs256", "sign-ps256", "sign-hs256", "sign-eddsa"),
    ]
