"""The pages of the causes: why a signature may not verify or a token not decrypt, and how one knows."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from ..encryption.cause import Step
from ..profiles import Profile
from ..signature.acceptance import Acceptance
from ..signature.cause import CAUSES, Axis, Cause
from .find import holds
from .helping import Help, helping
from .index import Group, Row
from .prose import first_sentence
from .remarks import REMARKS, Remark

_TRIED = "The inspector undoes it and verifies again. What then verifies is proved, not guessed."
_DECRYPTED = "The inspector undoes it and decrypts again. What then opens is proved, not guessed."
_UNDONE = "It was undone when the token was read, and said so. It takes no key to see."
_NOTED = "It is said beside the key when it is read, or when a token was checked with it."
_SEEN = "It can be seen in the token itself. Nothing is tried, and no key can prove it: it is a suspicion."


@dataclass(frozen=True, slots=True)
class CausePage:
    """`axis` is the step at which it strikes, `proof` how one knows.

    `repairable`: the token can be put right without the private key; None where it is the key's
    fault. `acceptance`: who takes it as it is. `help`: what does it right.
    """

    id: str
    title: str
    family: str
    why: str
    fix: str
    axis: Axis | Step | str
    proof: str
    repairable: bool | None
    acceptance: Acceptance
    help: Help | None
    neighbours: tuple[Row, ...]


# The causes that are tried and the remarks that are made, by id.
ENTRIES: Mapping[str, Cause | Remark] = {**REMARKS, **CAUSES}


def row(entry: Cause | Remark) -> Row:
    """A cause as a line of a list."""
    return Row(entry.id, entry.title, f"/causes/{entry.id}", first_sentence(entry.why))


def family(entry: Cause | Remark) -> str:
    """The family of a cause: the module it is written in."""
    return entry.id.partition(".")[0]


def groups(query: str, _: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The causes by family."""
    found = [it for it in ENTRIES.values() if holds(query, it.id, it.title, it.why, it.fix)]
    names = dict.fromkeys(map(family, CAUSES.values()))
    grouped = ((name, [it for it in found if family(it) == name]) for name in names)
    return tuple(_group(name, entries) for name, entries in grouped if entries)


def _group(name: str, entries: list[Cause | Remark]) -> Group:
    first = next(it for it in CAUSES.values() if family(it) == name)
    about = sys.modules[_home(name, first)].__doc__ or ""
    return Group(name, first_sentence(about).rstrip("."), "", tuple(map(row, entries)))


def _home(name: str, cause: Cause) -> str:
    """The module or package in which the causes of the family called `name` are written."""
    module = cause.undo.__module__
    before, found, _ = module.partition(f".{name}.")
    return f"{before}.{name}" if found else module


def page(id_: str, _: Mapping[str, Profile]) -> CausePage | None:
    """All there is to say of a cause."""
    entry = ENTRIES.get(id_)
    if entry is None:
        return None
    axis, proof, repairable = _standing(entry)
    others = (it for it in ENTRIES.values() if it is not entry and family(it) == family(entry))
    return CausePage(
        id=id_,
        title=entry.title,
        family=family(entry),
        why=entry.why,
        fix=entry.fix,
        axis=axis,
        proof=proof,
        repairable=repairable,
        help=helping(id_),
        acceptance=Acceptance() if isinstance(entry, Remark) else entry.acceptance,
        neighbours=tuple(map(row, others)),
    )


def _standing(entry: Cause | Remark) -> tuple[Axis | Step | str, str, bool | None]:
    """At which step it strikes, how one knows, and whether the token can be put right."""
    if isinstance(entry, Remark):
        return ("the text of the token", _UNDONE, True) if entry.undone else ("the key", _NOTED, None)
    assert isinstance(entry.axis, Axis | Step)
    return entry.axis, _proof(entry.axis), entry.repairable


def _proof(axis: Axis | Step) -> str:
    if axis in {Axis.FACT, Step.FACT}:
        return _SEEN
    return _DECRYPTED if isinstance(axis, Step) else _TRIED


def known(_: Mapping[str, Profile]) -> dict[str, Row]:
    """Every cause by its id."""
    return {id_: row(entry) for id_, entry in ENTRIES.items()}
