"""The pages of claims and header parameters: what a name means, who says so and who uses it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .. import registry
from ..place import Place
from ..profiles import Profile
from ..profiles.vocabulary import Field
from ..registry import RegisteredClaim, RegisteredHeader
from .fields import FieldRow, field_row
from .find import holds
from .index import Group, Listed, Row, address, listed
from .lookers import lookers
from .rules import row as rule_row


@dataclass(frozen=True, slots=True)
class Usage:
    """What one profile says of a member."""

    profile: str
    title: str
    field: FieldRow


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A claim or a header parameter. Where it is not registered, `seen` may say who writes it.

    `rules` look at it for its name's sake, `general_rules` at every member of its kind.
    """

    kind: str
    name: str
    registered: RegisteredClaim | RegisteredHeader | None
    seen: str
    profiles: tuple[Usage, ...]
    rules: tuple[Row, ...]
    general_rules: tuple[Row, ...]
    registry: Listed


def claim(name: str, profiles: Mapping[str, Profile]) -> MemberPage | None:
    """What is known of the claim called `name`; None where nothing is."""
    uses = tuple(_uses("payload", name, profiles))
    registered, seen = registry.claim(name), registry.CLAIMS.seen.get(name, "")
    if not (uses or registered or seen):
        return None
    return MemberPage(
        "claims", name, registered, seen, uses, *_rules("payload", name), listed(registry.CLAIMS)
    )


def header(name: str, profiles: Mapping[str, Profile]) -> MemberPage | None:
    """What is known of the header parameter called `name`; None where nothing is."""
    uses = tuple(_uses("header", name, profiles))
    registered, seen = registry.header(name), registry.HEADERS.seen.get(name, "")
    if not (uses or registered or seen):
        return None
    return MemberPage(
        "headers", name, registered, seen, uses, *_rules("header", name), listed(registry.HEADERS)
    )


def _uses(part: str, name: str, profiles: Mapping[str, Profile]) -> Iterator[Usage]:
    for profile in sorted(profiles.values(), key=lambda it: it.title.casefold()):
        if field := _fields(profile, part).get(name):
            yield usage(part, name, field, profile)


def _fields(profile: Profile, part: str) -> Mapping[str, Field]:
    return profile.header if part == "header" else profile.payload


def usage(part: str, name: str, field: Field, profile: Profile) -> Usage:
    """What `profile` says of the member called `name`."""
    return Usage(profile.id, profile.title, field_row(part, name, field, profile))


def _rules(part: str, name: str) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    looking = lookers(Place(part, (name,)))
    return tuple(map(rule_row, looking.at_it)), tuple(map(rule_row, looking.at_all))


def claim_groups(query: str, profiles: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The registered claims by what they are for, and then the private ones that profiles know."""
    entries = registry.CLAIMS.entries.values()
    titles = registry.CLAIM_GROUPS
    registered = (
        _group("claims", id_, title, [it for it in entries if it.group == id_], query)
        for id_, title in titles.items()
    )
    private = _private("claims", "payload", query, profiles)
    return tuple(it for it in (*registered, private) if it.entries)


def header_groups(query: str, profiles: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The registered header parameters by the tokens they are for, and then the private ones."""
    entries = registry.HEADERS.entries.values()
    groups = (
        _group("headers", "both", "Every token", [it for it in entries if it.jws and it.jwe], query),
        _group("headers", "jws", "Signed tokens (JWS)", [it for it in entries if not it.jwe], query),
        _group("headers", "jwe", "Encrypted tokens (JWE)", [it for it in entries if not it.jws], query),
        _private("headers", "header", query, profiles),
    )
    return tuple(it for it in groups if it.entries)


def _group(
    kind: str, id_: str, title: str, entries: list[RegisteredClaim] | list[RegisteredHeader], query: str
) -> Group:
    found = (it for it in entries if holds(query, title, *_said(it)))
    return Group(id_, title, "", tuple(Row(it.name, it.meaning, address(kind, it.name)) for it in found))


def _said(entry: RegisteredClaim | RegisteredHeader) -> tuple[str, ...]:
    """What its page says of it, by which it is found: `typ` by at+jwt, `cnf` by jkt."""
    names = entry.members if isinstance(entry, RegisteredClaim) else entry.values
    return (entry.name, entry.meaning, entry.form, *names, *names.values())


def _private(kind: str, part: str, query: str, profiles: Mapping[str, Profile]) -> Group:
    rows = (it for it in _unregistered(kind, part, profiles).values() if holds(query, it.name, it.title))
    return Group("private", "Not registered", "Names that are known here all the same.", tuple(rows))


def _unregistered(kind: str, part: str, profiles: Mapping[str, Profile]) -> dict[str, Row]:
    source = registry.CLAIMS if kind == "claims" else registry.HEADERS
    titles: dict[str, str] = dict(source.seen)
    for profile in profiles.values():
        for name in _fields(profile, part):
            titles.setdefault(name, f"In a token of the kind “{profile.title}”")
    private = sorted(titles.keys() - source.entries.keys(), key=str.casefold)
    return {name: Row(name, titles[name], address(kind, name)) for name in private}


def known_claims(profiles: Mapping[str, Profile]) -> dict[str, Row]:
    """Every claim that has a page, by its name."""
    return {it.name: it for group in claim_groups("", profiles) for it in group.entries}


def known_headers(profiles: Mapping[str, Profile]) -> dict[str, Row]:
    """Every header parameter that has a page, by its name."""
    return {it.name: it for group in header_groups("", profiles) for it in group.entries}
