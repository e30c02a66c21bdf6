"""The pages of the recipes: the lines that do one thing right, and what leads there."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..profiles import Profile
from ..recipes import RECIPES, Language, leading
from . import causes, rules
from .find import holds
from .helping import row
from .index import Group, Row


@dataclass(frozen=True, slots=True)
class RecipePage:
    """`causes` and `rules` are those that it helps against."""

    id: str
    title: str
    about: str
    algorithms: tuple[str, ...]
    languages: tuple[Language, ...]
    causes: tuple[Row, ...]
    rules: tuple[Row, ...]


def groups(query: str, _: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The recipes that make tokens, and the rest; a language or a library finds those that have it."""
    found = [it for it in RECIPES.values() if holds(query, it.id, it.title, it.about, *it.names)]
    making = tuple(row(it) for it in found if it.algorithms)
    others = tuple(row(it) for it in found if not it.algorithms)
    both = (Group("make", "Make tokens", "", making), Group("other", "Keys, secrets and claims", "", others))
    return tuple(group for group in both if group.entries)


def page(id_: str, profiles: Mapping[str, Profile]) -> RecipePage | None:
    """A recipe with all its lines."""
    recipe = RECIPES.get(id_)
    if recipe is None:
        return None
    led = leading(recipe)
    known_causes, known_rules = causes.known(profiles), rules.known(profiles)
    return RecipePage(
        id=id_,
        title=recipe.title,
        about=recipe.about,
        algorithms=recipe.algorithms,
        languages=recipe.languages,
        causes=tuple(known_causes[it] for it in led if it in known_causes),
        rules=tuple(known_rules[it] for it in led if it in known_rules),
    )


def known(_: Mapping[str, Profile]) -> dict[str, Row]:
    """Every recipe by its id."""
    return {recipe.id: row(recipe) for recipe in RECIPES.values()}
