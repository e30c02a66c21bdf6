"""The recipes from their files, read once, at start."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .recipe import Language, Recipe, Snippet

_HERE = Path(__file__).parent
_SAID: Mapping[str, Any] = tomllib.loads((_HERE / "recipes.toml").read_text("utf-8"))


def _recipe(id_: str, title: str, about: str, algorithms: list[str] | None = None) -> Recipe:
    return Recipe(id_, title, about.strip(), tuple(algorithms or ()), tuple(_languages(id_)))


def _languages(recipe: str) -> Iterator[Language]:
    for ending, title in _SAID["languages"].items():
        if snippets := tuple(_snippets(recipe, ending)):
            yield Language(ending, title, snippets)


def _snippets(recipe: str, ending: str) -> Iterator[Snippet]:
    for id_, library in _SAID["libraries"].items():
        path = _HERE / recipe / f"{id_}.{ending}"
        if path.exists():
            yield Snippet(id_, library["title"], library["tested"], path.read_text("utf-8"))


RECIPES: Mapping[str, Recipe] = {id_: _recipe(id_, **said) for id_, said in _SAID["recipes"].items()}
_SIGNING = tuple(it for it in RECIPES.values() if it.id.startswith("sign-"))


def _meant(said: str | list[str]) -> tuple[Recipe, ...]:
    return _SIGNING if said == "sign" else tuple(RECIPES[id_] for id_ in said)


_LEADS: Mapping[str, tuple[Recipe, ...]] = {
    id_: _meant(said) for kind in ("causes", "rules", "notes") for id_, said in _SAID[kind].items()
}


def recipes_for(id_: str, alg: str | None = None) -> tuple[Recipe, ...]:
    """The recipes that help against a cause, a note or what a rule finds, the likeliest first.

    Where one of them is for the algorithm `alg`, that one alone.
    """
    found = _LEADS.get(id_, ())
    return tuple(it for it in found if alg in it.algorithms) or found


def leading(recipe: Recipe) -> tuple[str, ...]:
    """The ids of the causes, rules and notes that lead to a recipe."""
    return tuple(id_ for id_, recipes in _LEADS.items() if recipe in recipes)
