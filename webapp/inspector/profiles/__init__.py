"""Profiles: what the receiver of one kind of token demands. Each is one file of facts in this folder."""

from .answers import Answer, explain
from .expected import Expected, expected
from .known import Profiles
from .load import ID, built_in, load_folder, parse
from .reading import ProfileError
from .recognition import Candidate, Confidence, Recognition, recognise
from .vocabulary import PLAIN, Field, Mark, Profile, Softened

__all__ = [
    "BUILT_IN",
    "ID",
    "PLAIN",
    "Answer",
    "Candidate",
    "Confidence",
    "Expected",
    "Field",
    "Mark",
    "Profile",
    "ProfileError",
    "Profiles",
    "Recognition",
    "Softened",
    "expected",
    "explain",
    "load_folder",
    "parse",
    "recognise",
]

BUILT_IN = built_in()
