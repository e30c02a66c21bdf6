"""The registries from their files: the one module here that reads any, once, at start."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ..profiles.sign import Type
from ..profiles.vocabulary import Mark
from ..rule import Citation, rfc
from .entry import Registry, Use

E = TypeVar("E")

_HERE = Path(__file__).parent
_REFERENCE = re.compile(r"(?P<document>.+?)(?:, section (?P<section>[0-9.]+))?")
_RFC = re.compile(r"RFC (\d+)")


def tables(file: str) -> dict[str, Any]:
    """What is in one of the files beside this module."""
    return tomllib.loads((_HERE / file).read_text("utf-8"))


def registry(said: Mapping[str, Any], name: str, make: Callable[..., E]) -> Registry[E]:
    """The registry whose entries are the tables below `name`."""
    return Registry(
        said["registry"], said["url"], said["date"], entries(said, name, make), said.get("seen", {})
    )


def entries(said: Mapping[str, Any], name: str, make: Callable[..., E]) -> Mapping[str, E]:
    """What `make` makes of each of the tables below `name`."""
    documents = said.get("documents", {})
    return {key: make(key, **_attributes(words, documents)) for key, words in said[name].items()}


def _attributes(words: Mapping[str, Any], documents: Mapping[str, str]) -> dict[str, Any]:
    return {
        "references" if word == "reference" else word: _value(word, value, documents)
        for word, value in words.items()
    }


def _value(word: str, value: Any, documents: Mapping[str, str]) -> Any:
    match word:
        case "type":
            return tuple(map(Type, _listed(value)))
        case "reference":
            return tuple(_citation(text, documents) for text in _listed(value))
        case "jws" | "jwe":
            return _citation(value, documents)
        case "mark":
            return Mark(value)
        case "use":
            return Use(value)
        case _:
            return tuple(value) if isinstance(value, list) else value


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _citation(text: str, documents: Mapping[str, str]) -> Citation:
    """`RFC 7519, section 4.1.1` with its address; that of a document which is no RFC is among `documents`."""
    found = _REFERENCE.fullmatch(text)
    assert found  # any text matches
    document, section = found["document"], found["section"] or ""
    if numbered := _RFC.fullmatch(document):
        return rfc(int(numbered[1]), section)
    return Citation(document, section, documents[document])
