"""The recipes that help, for the pages of causes and rules: the likeliest whole, the others by name."""

from dataclasses import dataclass

from ..recipes import Recipe, recipes_for
from .index import Row
from .prose import first_sentence


@dataclass(frozen=True, slots=True)
class Help:
    """The likeliest recipe, and the others that may be meant, such as those for other algorithms."""

    recipe: Recipe
    others: tuple[Row, ...]


def row(recipe: Recipe) -> Row:
    """A recipe as a line of a list."""
    return Row(recipe.id, recipe.title, f"/recipes/{recipe.id}", first_sentence(recipe.about))


def helping(id_: str) -> Help | None:
    """What helps against a cause or what a rule finds; None where no recipe does."""
    first, *others = recipes_for(id_) or (None,)
    return Help(first, tuple(map(row, others))) if first else None
