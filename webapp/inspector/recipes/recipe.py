"""What a recipe is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """The lines of a recipe for one library, `title` being its name.

    `tested`: this project's tests run them, and verify what they make.
    """

    id: str
    title: str
    tested: bool
    text: str


@dataclass(frozen=True, slots=True)
class Language:
    """The snippets in one language, the likeliest library first; `id` is the ending of its files."""

    id: str
    title: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One thing to be done, in every language that it is known for.

    `algorithms` are those of a recipe that signs or encrypts; its snippets are written for the first.
    """

    id: str
    title: str
    about: str
    algorithms: tuple[str, ...]
    languages: tuple[Language, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The languages and libraries that it is known for."""
        libraries = (it.title for language in self.languages for it in language.snippets)
        return (*(it.title for it in self.languages), *libraries)
