"""Profiles from their files: the one module of the inspector that reads any, once, at start."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from .inherit import added, inherited, marked
from .known import Profiles
from .reading import At, ProfileError, nearest, text
from .vocabulary import Profile
from .words import profile

_HERE = Path(__file__).parent
_DEEPEST = 50  # tables within tables
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def built_in() -> Profiles:
    """The profiles that JWT Clinic comes with."""
    files = _built_in_files()
    return Profiles(_profile(id_, files) for id_ in files)


def load_folder(folder: Path, known: Profiles) -> Profiles:
    """The `known` profiles and those in a team's own folder; ProfileError on the first that is not sound."""
    from ..rules import ALL_RULES  # not at the top, because their examples are judged by profiles

    own = _files(folder)
    for id_, file in own.items():
        if id_ in known:
            raise ProfileError(
                f"{file.at.file}, line 1: “{id_}” is a built-in profile; give the file another name."
            )
    files = {**_built_in_files(), **own}
    return Profiles((*known.values(), *(_profile(id_, files, ALL_RULES) for id_ in own)))


def parse(
    content: bytes, file: str, rules: Collection[str] | None = None, folder: Path | None = None
) -> Profile:
    """One profile from the bytes of its file, called `file`; its id is the name without .toml.

    It may be like a built-in one, or like one in the `folder` that it is in. With `rules`, those that it
    names must be among them.
    """
    id_, read = file.removesuffix(".toml"), _file(content, file)
    beside = _bases(read, folder) if folder else {}
    return _profile(id_, {**beside, **_built_in_files(), id_: read}, rules)


@dataclass(frozen=True, slots=True)
class _File:
    """A profile's file as TOML, and the folder within the profiles that it is in."""

    at: At
    facts: Mapping[str, Any]
    family: str = ""


def _bases(file: _File, folder: Path) -> dict[str, _File]:
    """The files in the folder of those profiles that this one is like, directly or because they are."""
    found: dict[str, _File] = {}
    while ID.fullmatch(base := str(file.facts.get("like"))) and base not in found:
        if not (path := folder / f"{base}.toml").is_file():
            break
        file = found[base] = _read(path, folder)
    return found


@cache
def _built_in_files() -> dict[str, _File]:
    return _files(_HERE)


def _files(folder: Path) -> dict[str, _File]:
    """The files of a folder and of the folders in it, by id."""
    try:
        within = [folder, *(path for path in folder.iterdir() if path.is_dir())]
        paths = sorted(path for one in within for path in one.iterdir() if path.suffix == ".toml")
    except OSError as error:
        raise ProfileError(f"{folder}: the folder cannot be read: {error.strerror}.") from None
    return {path.stem: _read(path, folder) for path in paths}


def _read(path: Path, folder: Path) -> _File:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ProfileError(f"{path.name}: the file cannot be read: {error.strerror}.") from None
    return _file(content, path.name, path.parent.name if path.parent != folder else "")


def _file(content: bytes, name: str, family: str = "") -> _File:
    if not ID.fullmatch(name.removesuffix(".toml")):
        raise ProfileError(
            f"{name}, line 1: a profile's file is named in lower case with hyphens, such as my-tokens.toml."
        )
    if name == "vocabulary.toml":
        raise ProfileError(f"{name}, line 1: /profiles/vocabulary is another page; rename the file.")
    written = _decoded(content, name)
    return _File(At(name, written), marked(_toml(written, name)), family)


def _profile(id_: str, files: Mapping[str, _File], rules: Collection[str] | None = None) -> Profile:
    file, like = files[id_], _like(id_, files)
    facts = file.facts
    for base in like:
        facts = inherited(facts, files[base].facts, base)
    read = replace(profile(facts, file.at), id=id_, like=like, family=file.family)
    if read.overlay:
        read = replace(read, added=replace(profile(added(file.facts, id_), file.at), id=id_))
    if rules is not None:
        _refuse_unknown_rules(read, file, rules)
    return read


def _refuse_unknown_rules(read: Profile, file: _File, rules: Collection[str]) -> None:
    named = [
        (file.at / word / rule, rule) for word in ("soften", "stricter") for rule in file.facts.get(word, ())
    ]
    for number, sample in enumerate(read.broken):
        draws = file.at / "broken" / number / "draws"
        named += [(draws / index, drawn.split()[0]) for index, drawn in enumerate(sample.draws)]
    unknown = [
        at.wrong(f"there is no rule “{it}”; {nearest(it, rules)}") for at, it in named if it not in rules
    ]
    if unknown:
        raise ProfileError(*map(str, unknown))


def _like(id_: str, files: Mapping[str, _File]) -> tuple[str, ...]:
    """The profiles that this one is like, directly or because they are like others, the nearest first."""
    found: list[str] = []
    file = files[id_]
    while "like" in file.facts:
        at = file.at / "like"
        base = text(file.facts["like"], at)
        if base not in files:
            raise at.wrong(f"there is no profile “{base}”; {nearest(base, files)}")
        if base == id_ or base in found:
            raise at.wrong(f"“{base}” would be like itself")
        found.append(base)
        file = files[base]
    return tuple(found)


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProfileError(f"{file}, line {line}: this is not UTF-8.") from None


def _toml(text: str, file: str) -> dict[str, Any]:
    read = _parsed(text, file)
    if read is None or _is_deep(read):
        raise ProfileError(
            f"{file}, line 1: tables or lists stand within each other more than {_DEEPEST} times."
        )
    return read


def _parsed(text: str, file: str) -> dict[str, Any] | None:
    """The tables of the file, None if they are nested deeper than anybody reads."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        return None
    except ValueError as error:  # a number of five thousand digits is one, too
        said, _, position = str(error).partition(" (at ")
        found = re.search(r"line (\d+)", position)
        line = int(found[1]) if found else text.count("\n") + 1
        raise ProfileError(f"{file}, line {line}: this is not TOML: {said[:1].lower()}{said[1:]}.") from None


def _is_deep(read: dict[str, Any]) -> bool:
    level: list[Any] = [read]
    for _ in range(_DEEPEST + 1):
        level = [inner for it in level for inner in _inside(it)]
    return bool(level)


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
