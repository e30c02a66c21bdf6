"""Lists of pages: what a search finds, in groups."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from ..registry import Registry
from ..rule import Severity


@dataclass(frozen=True, slots=True)
class Row:
    """One page in a list. `note` is a word or two more; `help` is its address, empty if it has no page."""

    name: str
    title: str
    help: str
    line: str = ""
    severity: Severity | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together."""

    id: str
    title: str
    about: str
    entries: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All pages of one kind that hold the words of `query`."""

    kind: str
    title: str
    about: str
    query: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.entries) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Listed:
    """The registry that a page is made from."""

    title: str
    url: str
    date: date


def listed(source: Registry[Any]) -> Listed:
    return Listed(source.title, source.url, source.date)


def address(kind: str, name: str) -> str:
    """The address of the page about a name, whatever characters it has."""
    return f"/{kind}/{quote(name, safe='', errors='replace')}"


def day(date_: date) -> str:
    """A date as one writes it: 20 July 2026."""
    return f"{date_.day} {date_:%B %Y}"
