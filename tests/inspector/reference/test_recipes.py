"""The pages of the recipes: found by what they do or the library one has, and led to by causes and rules."""

import pytest

from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.recipes import RECIPES
from webapp.inspector.reference.helping import helping
from webapp.inspector.reference.recipes import groups, known, page


def listed(query=""):
    return {group.id: [row.name for row in group.entries] for group in groups(query, BUILT_IN)}


def test_what_makes_tokens_stands_before_the_rest():
    assert list(listed()) == ["make", "other"]
    assert "sign-es256" in listed()["make"]
    assert "write-dates" in listed()["other"]
    assert {it for names in listed().values() for it in names} == set(RECIPES) == set(known(BUILT_IN))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sign-es256", {"make": ["sign-es256"]}),
        ("SIGN-es256 pyjwt", {"make": ["sign-es256"]}),
        ("cobol", {}),
    ],
)
def test_recipe_is_found_by_what_it_does_and_by_its_libraries(query, found):
    assert listed(query) == found


def test_library_finds_every_recipe_that_has_lines_for_it():
    having = {id_ for id_, it in RECIPES.items() if "PyJWT" in it.names}
    assert len(having) > 2
    assert {it for names in listed("pyjwt").values() for it in names} >= having


@pytest.mark.parametrize("id_", RECIPES)
def test_page_is_the_recipe_and_what_leads_there(id_):
    found, recipe = page(id_, BUILT_IN), RECIPES[id_]
    assert (found.id, found.title, found.about) == (id_, recipe.title, recipe.about)
    assert (found.algorithms, found.languages) == (recipe.algorithms, recipe.languages)
    for line in (*found.causes, *found.rules):
        help_ = helping(line.name)
        assert id_ in {help_.recipe.id, *(it.name for it in help_.others)}


def test_causes_and_rules_are_told_apart():
    found = page("sign-es256", BUILT_IN)
    assert "ecdsa.der" in [it.name for it in found.causes]
    assert "der-signature" in [it.name for it in found.rules]
    assert {it.help.split("/")[1] for it in found.causes} == {"causes"}
    assert {it.help.split("/")[1] for it in found.rules} == {"rules"}


@pytest.mark.parametrize("name", ["", "sign", "Sign-ES256", "x" * 100_000])
def test_what_is_no_recipe_has_no_page(name):
    assert page(name, BUILT_IN) is None
