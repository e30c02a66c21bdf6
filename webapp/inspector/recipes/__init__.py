"""Recipes: the few lines that do it right, in the reader's language.

A recipe does one thing, such as signing with ES256. Its lines for one library are a snippet, a file of its
own in its own language; many causes lead to the same recipe.
"""

from .load import RECIPES, leading, recipes_for
from .recipe import Language, Recipe, Snippet

__all__ = ["RECIPES", "Language", "Recipe", "Snippet", "leading", "recipes_for"]
