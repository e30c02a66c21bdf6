"""A page as plain data, safe to write as JSON: the attributes of its classes are the members."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from ..place import Place


def plain(value: Any) -> Any:
    """`value` in the types that JSON has; a pattern is its text, a place is written as in a report."""
    match value:
        case Enum():
            return value.value
        case None | str() | bool() | int() | float():
            return value
        case date():
            return value.isoformat()
        case re.Pattern():
            return value.pattern
        case Place():
            return str(value)
        case _:
            return _composed(value)


def _composed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if hasattr(value, "_asdict"):  # a named tuple
        return plain(value._asdict())
    if is_dataclass(value):
        return {it.name: plain(getattr(value, it.name)) for it in fields(value)}
    return [plain(item) for item in value]
