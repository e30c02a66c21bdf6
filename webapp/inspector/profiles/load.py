"""Profiles from their files: the one module of the inspector that reads any, once, at start."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from .reading import At, ProfileError, nearest
from .recognition import Profiles
from .vocabulary import Profile
from .words import profile

_HERE = Path(__file__).parent
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def built_in() -> Profiles:
    """The profiles that JWT Clinic comes with."""
    return Profiles(_read(path) for path in _files(_HERE))


def load_folder(folder: Path, known: Profiles) -> Profiles:
    """The `known` profiles and those in a team's own folder; ProfileError on the first that is not sound."""
    from ..rules import ALL_RULES  # not at the top, because their examples are judged by profiles

    return Profiles((*known.values(), *_own(folder, known, ALL_RULES)))


def _own(folder: Path, known: Mapping[str, Profile], rules: Collection[str]) -> Iterator[Profile]:
    for path in _files(folder):
        if path.stem in known:
            raise ProfileError(
                f"{path.name}, line 1: “{path.stem}” is a built-in profile; give the file another name."
            )
        yield _read(path, rules)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError as error:
        raise ProfileError(f"{folder}: the folder cannot be read: {error.strerror}.") from None


def _read(path: Path, rules: Collection[str] | None = None) -> Profile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ProfileError(f"{path.name}: the file cannot be read: {error.strerror}.") from None
    return parse(content, path.name, rules)


def parse(content: bytes, file: str, rules: Collection[str] | None = None) -> Profile:
    """One profile from the bytes of its file, called `file`; its id is the name without .toml.

    With `rules`, those that it softens must be among them.
    """
    name = file.removesuffix(".toml")
    if not _ID.fullmatch(name):
        raise ProfileError(
            f"{file}, line 1: a profile's file is named in lower case with hyphens, such as my-tokens.toml."
        )
    text = _decoded(content, file)
    at = At(file, text)
    read = replace(profile(_toml(text, file), at), id=name)
    for rule in read.soften:
        if rules is not None and rule not in rules:
            raise (at / "soften" / rule).wrong(f"there is no rule “{rule}”; {nearest(rule, rules)}", rule)
    return read


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProfileError(f"{file}, line {line}: this is not UTF-8.") from None


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said, _, position = str(error).partition(" (at ")
        found = re.search(r"line (\d+)", position)
        line = int(found[1]) if found else text.count("\n") + 1
        raise ProfileError(f"{file}, line {line}: this is not TOML: {said[:1].lower()}{said[1:]}.") from None
