"""What a recipe says of itself."""

import pytest

from webapp.inspector.recipes import Language, Recipe, Snippet


def language(title, *libraries):
    return Language(
        title.lower(), title, tuple(Snippet(it.lower(), it, tested=True, text="") for it in libraries)
    )


@pytest.mark.parametrize(
    ("languages", "names"),
    [
        ((), ()),
        ((language("Go", "jwx"),), ("Go", "jwx")),
        (
            (language("Python", "PyJWT", "joserfc"), language("Go", "jwx"), language("Shell")),
            ("Python", "Go", "Shell", "PyJWT", "joserfc", "jwx"),
        ),
    ],
)
def test_names_are_the_languages_and_then_their_libraries(languages, names):
    assert Recipe("sign", "Sign", "about", (), languages).names == names
