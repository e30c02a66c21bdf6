"""The kinds of value a setting may have: what is allowed in words, how it is read, how it is written."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` takes the operator's text and raises ValueError when it means nothing allowed."""

    allowed: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


def whole(least: int, most: int) -> Kind:
    """A whole number between two bounds, both included."""

    def read(text: str) -> int:
        return int(_within(least, int(_shaped("[0-9]{1,12}", text)), most))

    return Kind(f"a whole number from {least} to {most}", read)


def seconds(most: int) -> Kind:
    """A stretch of time, fractions allowed."""

    def read(text: str) -> float:
        return _within(0, float(_shaped(r"[0-9]{1,6}(\.[0-9]{1,6})?", text)), most)

    return Kind(f"a number of seconds from 0 to {most}", read, "{:g}".format)


def size(least: int, most: int) -> Kind:
    """A number of bytes or characters, written plainly or with KiB or MiB behind it."""

    def read(text: str) -> int:
        number = _shaped("[0-9]{1,12} ?(KiB|MiB)?", text).rstrip("KMiB ")
        return int(_within(least, int(number) * _UNITS[text[len(number) :].strip()], most))

    return Kind(
        f"a size from {write_size(least)} to {write_size(most)}, such as 262144 or 256 KiB", read, write_size
    )


def text(pattern: str, allowed: str) -> Kind:
    """Text of a certain shape."""
    return Kind(allowed, lambda text: _shaped(pattern, text))


def names(allowed: str) -> Kind:
    """Host names with commas between them, `*` for any; a leading dot stands for every name below."""

    def read(text: str) -> tuple[str, ...]:
        return tuple(_shaped(_HOST_NAME, name.strip().lower()) for name in text.split(","))

    return Kind(allowed, read, ",".join)


def folder() -> Kind:
    """A folder that is there and can be read."""

    def read(text: str) -> Path:
        if not (Path(text).is_dir() and os.access(text, os.R_OK | os.X_OK)):
            raise ValueError
        return Path(text)

    return Kind("the path of a folder that exists and can be read", read, lambda path: str(path or ""))


def write_size(value: int) -> str:
    """A size as people write it: 2 MiB, 64 KiB, 1000."""
    unit = next((unit for unit in ("MiB", "KiB") if value and value % _UNITS[unit] == 0), "")
    return f"{value // _UNITS[unit]} {unit}".strip()


_UNITS = {"": 1, "KiB": KIB, "MiB": MIB}
_HOST_NAME = r"\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]"


def _shaped(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError
    return text


def _within(least: float, value: float, most: float) -> float:
    if not least <= value <= most:
        raise ValueError
    return value
