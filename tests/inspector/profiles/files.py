"""Profiles from the text of their files."""

from pathlib import Path

import pytest

from webapp.inspector import profiles
from webapp.inspector.profiles import Profile, ProfileError, parse
from webapp.inspector.rules import ALL_RULES

HERE = Path(profiles.__file__).parent
HEAD = 'title = "Door opener"\naudience = "the door"\nurl = "https://intranet.example/doors"\n'


def read(text: str, name: str = "door.toml") -> Profile:
    return parse(text.encode(), name, ALL_RULES)


def complaints(text: str) -> list[str]:
    """What is said of a file with this text, which begins on its fourth line: `5: payload is empty.`"""
    with pytest.raises(ProfileError) as caught:
        read(HEAD + text)
    return [problem.removeprefix("door.toml, line ") for problem in caught.value.problems]
