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

_TRIED = "The inspector undoes it and verifies again. What then verifies is proved, not guessed."
_DECRYPTED = "The inspector undoes it and decrypts again. What then opens is proved, not guessed."
_SEEN = "It can be seen in the token itself. Nothing is tried, and no key can prove it: it is a suspicion."


@dataclass(frozen=True, slots=True)
class CausePage:
    """`axis` is the step at which it strikes, `proof` how one knows.

    `repairable`: the token can be put right without the private key. `acceptance`: who
    takes it as it is. `help`: what does it right.
    """

    id: str
    title: str
    family: str
    why: str
    fix: str
    axis: Axis | Step
    proof: str
    repairable: bool
    acceptance: Acceptance
    help: Help | None
    neighbours: tuple[Row, ...]


def row(cause: Cause) -> Row:
    """A cause as a line of a list."""
    return Row(cause.id, cause.title, f"/causes/{cause.id}", first_sentence(cause.why))


def family(cause: Cause) -> str:
    """The family of a cause: the module it is written in."""
    return cause.id.partition(".")[0]


def groups(query: str, _: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The causes by family."""
    found = [it for it in CAUSES.values() if holds(query, it.id, it.title, it.why, it.fix)]
    names = dict.fromkeys(map(family, found))
    return tuple(_group(name, [it for it in found if family(it) == name]) for name in names)


def _group(name: str, causes: list[Cause]) -> Group:
    about = sys.modules[_home(name, causes[0])].__doc__ or ""
    return Group(name, first_sentence(about).rstrip("."), "", tuple(map(row, causes)))


def _home(name: str, cause: Cause) -> str:
    """The module or package in which the causes of the family called `name` are written."""
    module = cause.undo.__module__
    before, found, _ = module.partition(f".{name}.")
    return f"{before}.{name}" if found else module


def page(id_: str, _: Mapping[str, Profile]) -> CausePage | None:
    """All there is to say of a cause."""
    cause = CAUSES.get(id_)
    if cause is None:
        return None
    assert isinstance(cause.axis, Axis | Step)
    others = (it for it in CAUSES.values() if it is not cause and family(it) == family(cause))
    return CausePage(
        id=id_,
        title=cause.title,
        family=family(cause),
        why=cause.why,
        fix=cause.fix,
        axis=cause.axis,
        proof=_proof(cause.axis),
        repairable=cause.repairable,
        acceptance=cause.acceptance,
        help=helping(id_),
        neighbours=tuple(map(row, others)),
    )


def _proof(axis: Axis | Step) -> str:
    if axis in {Axis.FACT, Step.FACT}:
        return _SEEN
    return _DECRYPTED if isinstance(axis, Step) else _TRIED


def known(_: Mapping[str, Profile]) -> dict[str, Row]:
    """Every cause by its id."""
    return {cause.id: row(cause) for cause in CAUSES.values()}
