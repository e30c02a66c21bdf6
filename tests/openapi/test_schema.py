"""Short words for the parts of a schema, and schemas read off classes, which their plain data fits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator

from webapp.inspector.place import PAYLOAD, Place
from webapp.inspector.reference.plain import plain
from webapp.openapi.schema import (
    ANYTHING,
    Classes,
    boolean,
    choice,
    integer,
    listed,
    mapped,
    members,
    named,
    nullable,
    said,
    text,
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        (text(), {"type": "string"}),
        (text("a name", maxLength=3), {"type": "string", "maxLength": 3, "description": "a name"}),
        (integer("", minimum=0), {"type": "integer", "minimum": 0}),
        (boolean("so"), {"type": "boolean", "description": "so"}),
        (choice(Colour), {"type": "string", "enum": ["red", "blue"]}),
        (listed(text()), {"type": "array", "items": {"type": "string"}}),
        (mapped(ANYTHING), {"type": "object", "additionalProperties": {}}),
        (
            nullable(text(), "or not"),
            {"anyOf": [{"type": "string"}, {"type": "null"}], "description": "or not"},
        ),
        (named("Key"), {"$ref": "#/components/schemas/Key"}),
        (said(ANYTHING, ""), {}),
        (said(text("one"), "other"), {"type": "string", "description": "other"}),
    ],
    ids=["text", "bounded", "least", "boolean", "choice", "list", "map", "null", "named", "any", "said"],
)
def test_words(schema, written):
    assert schema == written
    Draft202012Validator.check_schema(schema)


def test_members_are_required_but_for_the_optional_ones():
    schema = members("Both.", ("b",), a=text(), b=integer())
    assert schema["required"] == ["a"]
    assert list(schema["properties"]) == ["a", "b"]
    assert schema["description"] == "Both."


def test_words_do_not_change_what_they_are_given():
    base = text()
    said(base, "more")
    assert base == {"type": "string"}


@dataclass(frozen=True)
class Leaf:
    """A leaf of a
    `tree`."""

    colour: Colour
    size: float = 1.5


class Pair(NamedTuple):
    name: str
    leaf: Leaf | None = None


@dataclass(frozen=True)
class Tree:
    """A tree, with trees on it."""

    place: Place
    day: date
    pattern: re.Pattern[str]
    leaves: tuple[Leaf, ...]
    by_name: Mapping[str, Leaf]
    pair: Pair
    branches: tuple["Tree", ...] = ()
    anything: Any = None
    flag: bool | None = None


PAIR = Pair("x", Leaf(Colour.RED))
TREE = Tree(
    PAYLOAD / "exp", date(2026, 7, 20), re.compile("a+"), (Leaf(Colour.BLUE),), {"a": PAIR.leaf}, PAIR
)


@pytest.fixture(scope="module")
def classes():
    classes = Classes()
    assert classes.of(Tree) == {"$ref": "#/components/schemas/Tree"}
    return classes


def faults(classes, data):
    schema = {"$ref": "#/components/schemas/Tree", "components": {"schemas": classes.components}}
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(data)]


def test_plain_data_of_a_class_is_valid(classes):
    around = replace(TREE, leaves=(), by_name={}, pair=Pair("y"), branches=(TREE,), anything=[1], flag=True)
    assert faults(classes, plain(TREE)) == faults(classes, plain(around)) == []


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("place", 1),
        ("leaves", {}),
        ("leaves", [{"colour": "green", "size": 1.5}]),
        ("by_name", {"a": {"colour": "red"}}),
        ("pair", {"name": "x"}),
        ("branches", [{}]),
        ("flag", "yes"),
    ],
)
def test_anything_else_is_not(classes, member, value):
    assert faults(classes, {**plain(TREE), member: value})


def test_each_class_is_entered_once_by_its_name_and_with_its_words(classes):
    assert set(classes.components) == {"Tree", "Leaf", "Pair"}
    assert classes.components["Leaf"]["description"] == "A leaf of a tree."
    assert "name" in classes.components["Pair"]["required"]
    assert classes.of(Leaf) == named("Leaf")


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (int | None, {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        (tuple[str, ...], {"type": "array", "items": {"type": "string"}}),
        (Mapping[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (Colour, {"type": "string", "enum": ["red", "blue"]}),
        (Any, {}),
    ],
    ids=str,
)
def test_hints_without_a_class(hint, schema):
    classes = Classes()
    assert classes.of(hint) == schema
    assert classes.components == {}
