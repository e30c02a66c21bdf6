"""The kinds of pages, and how each is found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import algorithms as jose
from .. import registry
from ..profiles import Profile
from ..registry import Registry
from . import algorithms, causes, documents, members, profiles, recipes, rules
from .find import nearest
from .index import Group, Index, Row, day

Profiles = Mapping[str, Profile]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page. `about` says what they hold, `missing` what to think of a name that has none.

    `groups` makes the list of what holds the words of a search, `page` the page of a name, and
    `known` gives a line for each name that has one.
    """

    id: str
    title: str
    about: str
    missing: str
    groups: Callable[[str, Profiles], tuple[Group, ...]]
    page: Callable[[str, Profiles], Any]
    known: Callable[[Profiles], dict[str, Row]]

    def index(self, query: str, known: Profiles) -> Index:
        """The list of the pages that hold the words of `query`; of all, if it is empty."""
        return Index(self.id, self.title, self.about, query, self.groups(query, known))

    def near(self, name: str, known: Profiles) -> tuple[Row, ...]:
        """The pages whose names are most like one that has none."""
        rows = self.known(known)
        alias = jose.meant(name) if self.id == "algorithms" else None
        close = dict.fromkeys((*([alias.name] if alias else ()), *nearest(name, rows)))
        return tuple(rows[it] for it in close)


def _as_of(source: Registry[Any], what: str) -> str:
    return f"{what} of IANA's registry “{source.title}” as of {day(source.date)}, in our own words."


KINDS = {
    kind.id: kind
    for kind in (
        Kind(
            "rules",
            "Rules",
            "Each rule looks at one thing in a token, and says what is wrong, why it is refused and what "
            "to write instead.",
            "The id of a rule stands under each finding, in small letters with hyphens.",
            rules.groups,
            rules.page,
            rules.known,
        ),
        Kind(
            "causes",
            "Causes",
            "Why a signature does not verify. Each cause is undone, and what comes of it is tried: the one "
            "that verifies is proved.",
            "The id of a cause has two parts with a dot between them, such as ecdsa.der.",
            causes.groups,
            causes.page,
            causes.known,
        ),
        Kind(
            "remarks",
            "Remarks",
            "What is said of a key set, of each of its keys, and of an issuer’s discovery document.",
            "The id of a remark stands under each, in small letters with hyphens.",
            documents.groups,
            documents.page,
            documents.known,
        ),
        Kind(
            "profiles",
            "Profiles",
            "What the receiver of each kind of token asks for, and what it answers when it refuses one.",
            "Tokens of a kind that has no profile are judged as a plain JWT. Whoever runs this clinic can "
            "add a profile.",
            profiles.groups,
            profiles.page,
            profiles.known,
        ),
        Kind(
            "claims",
            "Claims",
            _as_of(registry.CLAIMS, f"The {len(registry.CLAIMS.entries)} claims")
            + " Registered does not mean required: what a token needs, its receiver says.",
            "It is not registered, and no profile knows it: a private claim, whose meaning is between "
            "whoever makes the token and whoever receives it. That is allowed; receivers ignore what they "
            "do not know.",
            members.claim_groups,
            members.claim,
            members.known_claims,
        ),
        Kind(
            "headers",
            "Header parameters",
            _as_of(registry.HEADERS, f"The {len(registry.HEADERS.entries)} names"),
            "It is not registered, and no profile knows it: a private parameter. Receivers ignore what "
            "they do not know, unless crit lists it; then they refuse the token.",
            members.header_groups,
            members.header,
            members.known_headers,
        ),
        Kind(
            "algorithms",
            "Algorithms",
            _as_of(registry.ALGORITHMS, f"The {len(registry.ALGORITHMS.entries)} algorithms"),
            "JOSE has no algorithm of this name. Names are compared letter by letter, capitals and small "
            "letters included.",
            algorithms.groups,
            algorithms.page,
            algorithms.known,
        ),
        Kind(
            "recipes",
            "Recipes",
            "The few lines that do it right, in your language: with a library, and by hand where there is "
            "none.",
            "Recipes are listed by what they do, such as sign-es256.",
            recipes.groups,
            recipes.page,
            recipes.known,
        ),
    )
}
