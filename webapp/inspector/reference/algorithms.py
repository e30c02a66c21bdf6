"""The pages of the algorithms: what key each takes, how long its signature is, and whether to use it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .. import algorithms, registry
from ..place import HEADER
from ..profiles import Profile
from ..registry import CURVES, KEY_TYPES, Curve, KeyType, RegisteredAlgorithm, Use
from .find import holds
from .index import Group, Listed, Row, address, listed
from .lookers import lookers
from .members import Usage, usage
from .rules import row as rule_row

_USES = {
    Use.SIGNATURE: "Signatures",
    Use.KEY: "Encryption: how the key is had",
    Use.CONTENT: "Encryption of the content",
    Use.JWK: "Prohibited in tokens",
}


@dataclass(frozen=True, slots=True)
class AlgorithmPage:
    """An algorithm. Where it is not registered, `seen` says what it is instead.

    `member` is the header parameter that names it, `key_types` and `curves` are those of a fitting
    key, `profiles` ask for it, and `rules` look at what the header names.
    """

    name: str
    registered: RegisteredAlgorithm | None
    seen: str
    member: str
    key_types: tuple[KeyType, ...]
    curves: tuple[Curve, ...]
    profiles: tuple[Usage, ...]
    rules: tuple[Row, ...]
    registry: Listed


def page(name: str, profiles: Mapping[str, Profile]) -> AlgorithmPage | None:
    """What is known of the algorithm called `name`; None where nothing is."""
    registered, seen = registry.algorithm(name), registry.ALGORITHMS.seen.get(name, "")
    if not (registered or seen):
        return None
    member = "enc" if registered and registered.use is Use.CONTENT else "alg"
    signing = algorithms.ALGORITHMS.get(name)
    return AlgorithmPage(
        name=name,
        registered=registered,
        seen=seen,
        member=member,
        key_types=tuple(KEY_TYPES[it] for it in registered.key_types) if registered else (),
        curves=tuple(CURVES[it] for it in signing.curves) if signing else (),
        profiles=tuple(_asking(name, member, profiles)),
        rules=tuple(map(rule_row, lookers(HEADER / member).at_it)),
        registry=listed(registry.ALGORITHMS),
    )


def _asking(name: str, member: str, profiles: Mapping[str, Profile]) -> Iterator[Usage]:
    for profile in sorted(profiles.values(), key=lambda it: it.title.casefold()):
        field = profile.header.get(member)
        if field and any(name in case.wanted for case in (*field.cases, field)):
            yield usage("header", member, field, profile)


def groups(query: str, _: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The registered algorithms by what they are for, names that are none, and the types of keys."""
    found = (
        *(_group(use, title, query) for use, title in _USES.items()),
        _named("elsewhere", "Registered elsewhere, not for JOSE", _seen(), query),
        _named("key-types", "Types of keys: the kty of a JWK", map(_key_row, KEY_TYPES.values()), query),
        _named("curves", "Curves: the crv of a JWK", map(_curve_row, CURVES.values()), query),
    )
    return tuple(it for it in found if it.entries)


def _group(use: Use, title: str, query: str) -> Group:
    entries = (it for it in registry.ALGORITHMS.entries.values() if it.use is use)
    return Group(use, title, "", tuple(row(it) for it in entries if holds(query, title, *_said(it))))


def _said(it: RegisteredAlgorithm) -> tuple[str, ...]:
    return (it.name, it.meaning, it.status, it.key, it.hash, it.note, *it.replaced_by, *it.header)


def _named(id_: str, title: str, rows: Iterator[Row], query: str) -> Group:
    found = (it for it in rows if holds(query, title, it.name, it.title, it.line, it.note))
    return Group(id_, title, "", tuple(found))


def row(entry: RegisteredAlgorithm) -> Row:
    """An algorithm as a line of a list."""
    note = "deprecated" if entry.status == "Deprecated" else ""
    return Row(entry.name, entry.meaning, address("algorithms", entry.name), note=note)


def _seen() -> Iterator[Row]:
    for name, says in registry.ALGORITHMS.seen.items():
        yield Row(name, says, address("algorithms", name))


def _key_row(it: KeyType) -> Row:
    private = f"private: {', '.join(it.private)}"
    line = "; ".join(filter(None, (f"public: {', '.join(it.public)}" if it.public else "", private)))
    return Row(it.name, it.meaning, "", line)


def _curve_row(it: Curve) -> Row:
    return Row(it.name, f"For {it.serves}", "")


def known(_: Mapping[str, Profile]) -> dict[str, Row]:
    """Every algorithm that has a page, by its name."""
    return {it.name: it for group in groups("", {}) for it in group.entries if it.help}
