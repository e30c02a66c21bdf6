"""The recipes that help: the likeliest whole, the others by name, each once."""

import pytest

from webapp.inspector.recipes import RECIPES
from webapp.inspector.reference.helping import helping, row


@pytest.mark.parametrize(
    ("id_", "first", "others"),
    [
        ("ecdsa.der", "sign-es256", ""),
        ("text-date", "write-dates", ""),
        ("key.damaged_pem", "key-from-variable", ""),
        ("unknown-algorithm", "sign-es256", "sign-rs256 sign-ps256 sign-hs256 sign-eddsa"),
    ],
)
def test_likeliest_is_whole_and_the_others_are_named(id_, first, others):
    found = helping(id_)
    assert (found.recipe, [it.name for it in found.others]) == (RECIPES[first], others.split())


@pytest.mark.parametrize("id_", ["transport.typo", "big-integer", "no-such-thing", "", "x" * 100_000])
def test_where_nothing_helps_nothing_is_shown(id_):
    assert helping(id_) is None


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_line_of_a_list_is_a_title_and_a_sentence(recipe):
    line = row(recipe)
    assert (line.name, line.title, line.help) == (recipe.id, recipe.title, f"/recipes/{recipe.id}")
    assert line.line.endswith(".")
    assert " ".join(recipe.about.replace("`", "").split()).startswith(line.line)
