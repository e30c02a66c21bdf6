"""JSON Schema (2020-12) for what the API takes and gives: short words for its parts, and classes read off."""

import inspect
import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..inspector.place import Place

Schema = dict[str, Any]

ANYTHING: Schema = {}
_SIMPLE: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    Place: {"type": "string"},
    re.Pattern: {"type": "string", "format": "regex"},
}


def text(description: str = "", **more: Any) -> Schema:
    return said({"type": "string", **more}, description)


def integer(description: str = "", **more: Any) -> Schema:
    return said({"type": "integer", **more}, description)


def boolean(description: str = "") -> Schema:
    return said({"type": "boolean"}, description)


def choice(words: type[Enum], description: str = "") -> Schema:
    """One of the words of an enumeration."""
    return said({"type": "string", "enum": [word.value for word in words]}, description)


def listed(items: Schema, description: str = "") -> Schema:
    return said({"type": "array", "items": items}, description)


def mapped(values: Schema, description: str = "") -> Schema:
    """An object whose names are free."""
    return said({"type": "object", "additionalProperties": values}, description)


def nullable(schema: Schema, description: str = "") -> Schema:
    return said({"anyOf": [schema, {"type": "null"}]}, description)


def named(component: str, description: str = "") -> Schema:
    """One of the schemas under `components`."""
    return said({"$ref": f"#/components/schemas/{component}"}, description)


def members(description: str, optional: tuple[str, ...] = (), /, **schemas: Schema) -> Schema:
    """An object with these members, all of them there but the `optional` ones."""
    required = [name for name in schemas if name not in optional]
    return said({"type": "object", "properties": schemas, "required": required}, description)


def said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description} if description else schema


class Classes:
    """Schemas of the plain data that classes become, gathered by the name of the class."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of(self, hint: Any) -> Schema:
        """The schema of a type hint; classes are entered as components and referred to."""
        if hint in _SIMPLE:
            return _SIMPLE[hint]
        if get_origin(hint) in _COMPOSED:
            return self._composed(get_origin(hint), get_args(hint))
        if inspect.isclass(hint) and issubclass(hint, Enum):
            return choice(hint)
        if is_dataclass(hint) or hasattr(hint, "_fields"):
            return self._entered(hint)
        return ANYTHING

    def _composed(self, origin: Any, arguments: tuple[Any, ...]) -> Schema:
        if origin in {Union, types.UnionType}:
            return {"anyOf": [self.of(it) for it in arguments]}
        if origin is Mapping:
            return mapped(self.of(arguments[1]))
        return _SIMPLE[re.Pattern] if origin is re.Pattern else listed(self.of(arguments[0]))

    def _entered(self, class_: Any) -> Schema:
        name = class_.__name__
        if name not in self.components:
            self.components[name] = {}  # lest a class that holds itself be entered for ever
            hints = get_type_hints(class_)
            names = [it.name for it in fields(class_)] if is_dataclass(class_) else class_._fields
            properties = {it: self.of(hints[it]) for it in names}
            self.components[name] = members(_about(class_), **properties)
        return named(name)


_COMPOSED = {Union, types.UnionType, Mapping, tuple, re.Pattern}


def _about(class_: Any) -> str:
    """What the class says of itself, on one line and without the marks of code."""
    return " ".join((inspect.getdoc(class_) or "").replace("`", "").split())
