"""What a profile can say. Each class is one kind of table in a profile's file; `words.py` reads them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ..place import Place
from ..rule import Citation, Severity
from .sign import Evidence, Scalar, Sign, Type
from .template import Template

PLAIN = "jwt"  # the profile of whatever is recognised as nothing in particular


class Mark(StrEnum):
    """How sure we are that the receiver refuses: its documents say so, its users do, or we believe so."""

    VERIFIED = "verified"
    REPORTED = "reported"
    REMEMBERED = "remembered"

    @property
    def severity(self) -> Severity:
        """What is not verified about a vendor is never an error."""
        return _SEVERITIES[self]


_SEVERITIES = {
    Mark.VERIFIED: Severity.ERROR,
    Mark.REPORTED: Severity.WARNING,
    Mark.REMEMBERED: Severity.NOTICE,
}


class Start(StrEnum):
    """The moment a lifetime is counted from."""

    NOW = "now"
    ISSUE = "iat"
    START = "nbf"


class Meaning(StrEnum):
    """The registered date that a date of another name stands for."""

    EXPIRY = "exp"
    START = "nbf"
    ISSUE = "iat"


class Unit(StrEnum):
    """What a date counts."""

    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a demand is taken from, and where in it."""

    document: str
    url: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong value that people are known to put there.

    `says` is a clause that names it after the value: “an Issuer ID of App Store Connect”.
    `instead` gives the right value, with `\\1` for what the pattern's first group matched.
    """

    says: str
    pattern: re.Pattern[str] | None = None
    type: Type | None = None
    instead: str | None = None
    mark: Mark | None = None
    source: str = ""


def _all_hold(signs: tuple[Sign, ...], seen: Evidence) -> bool:
    return all(sign.holds(seen) for sign in signs)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How many seconds `exp` may lie after `start`; `margin` of them are better left, `safe` always do.

    `min` is how many it must.
    """

    max: int | None = None
    min: int | None = None
    start: Start = Start.ISSUE
    margin: int = 0
    safe: int | None = None
    note: str = ""
    mark: Mark = Mark.VERIFIED
    source: str = ""
    when: tuple[Sign, ...] = ()

    def holds(self, seen: Evidence) -> bool:
        return _all_hold(self.when, seen)


@dataclass(frozen=True, slots=True)
class Field:
    """What a profile says of one header parameter, claim or request parameter.

    `within`, `age` and `fresh` are seconds: how far ahead of now a date may lie, how far back it
    may, and how far back it does without a remark. `least` and `most` bound the size: characters of
    a text, items of a list, members of an object, or a number itself. `members` are those of an
    object, by name, where * stands for any other characters; `items` is each of a list. `cases` are
    other demands on the same field, of which the first whose `when` holds replaces these.
    """

    required: bool = False
    forbidden: bool = False
    type: tuple[Type, ...] = ()
    equals: Scalar | None = None
    one_of: tuple[Scalar, ...] = ()
    pattern: re.Pattern[str] | None = None
    form: str = ""  # the pattern in words: ten characters, A to Z and 0 to 9
    least: int | None = None
    most: int | None = None
    same_as: Template | None = None
    members: Mapping[str, "Field"] = field(default_factory=dict)
    items: "Field | None" = None
    label: str = ""  # what it is in the receiver's words: Team ID
    note: str = ""  # a sentence more, shown beside the value
    within: int | None = None
    margin: int = 0
    safe: int | None = None
    age: int | None = None
    fresh: int | None = None
    unit: Unit = Unit.SECONDS
    means: Meaning | None = None
    mistakes: tuple[Mistake, ...] = ()
    mark: Mark = Mark.VERIFIED
    source: str = ""
    when: tuple[Sign, ...] = ()
    cases: tuple["Field", ...] = ()
    # What follows from these, and would be asked of every token again:
    wanted: tuple[Scalar, ...] = field(default=(), init=False)  # the values allowed, if only some are
    ahead: Lifetime | None = field(default=None, init=False)  # how far ahead of now it may lie
    dated: bool = field(default=False, init=False)  # something is said of it that only a date can be

    def __post_init__(self) -> None:
        said = (self.means, self.within, self.age, self.fresh)
        object.__setattr__(self, "wanted", self.one_of if self.equals is None else (self.equals,))
        object.__setattr__(self, "ahead", None if self.within is None else self._ahead())
        object.__setattr__(self, "dated", any(it is not None for it in said))

    def _ahead(self) -> Lifetime:
        return Lifetime(
            self.within, None, Start.NOW, self.margin, self.safe, mark=self.mark, source=self.source
        )

    def given(self, seen: Evidence) -> "Field":
        """The demands that hold in the light of `seen`; none, if their condition does not."""
        if not self.when and not self.cases:
            return self
        return next((it for it in (*self.cases, self) if _all_hold(it.when, seen)), _NO_DEMANDS)


_NO_DEMANDS = Field()


@dataclass(frozen=True, slots=True)
class Either:
    """Places of which one must be filled at least, or exactly `one`."""

    of: tuple[Place, ...]
    one: bool = False
    note: str = ""
    mark: Mark = Mark.VERIFIED
    source: str = ""
    when: tuple[Sign, ...] = ()

    def holds(self, seen: Evidence) -> bool:
        return _all_hold(self.when, seen)


@dataclass(frozen=True, slots=True)
class Address:
    """An address the token is sent to, `*` standing for anything; or one that is for another token."""

    url: str
    pattern: re.Pattern[str]
    says: str = ""
    instead: str | None = None
    mark: Mark = Mark.VERIFIED
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """The request that carries the token: in the body's `parameter`, or as a `bearer` token.

    `client_id` names the claim that equals the parameter of that name.
    """

    parameter: str = ""
    bearer: bool = False
    client_id: str = ""
    method: tuple[str, ...] = ()
    content_type: str = ""
    urls: tuple[Address, ...] = ()
    wrong: tuple[Address, ...] = ()
    parameters: Mapping[str, Field] = field(default_factory=dict)
    closed: Mark | None = None  # how sure it is that no other parameter is taken
    mark: Mark = Mark.VERIFIED
    source: str = ""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The key that signs such a token. `foreign` tells by the file name's beginning what is not one."""

    type: str = ""
    curve: str = ""
    says: str = ""
    foreign: Mapping[str, str] = field(default_factory=dict)
    mark: Mark = Mark.REPORTED
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChainDemand:
    """What the certificates in `x5c` must be.

    `roots` gives the SHA-256 fingerprints of the trusted roots by their names, `leaf` and `intermediate` an
    extension that the first and the second certificate must have. `at` are the places of the date as of
    which they must be valid, the first that is there counting; without one, it is now.
    """

    length: int = 0
    roots: Mapping[str, str] = field(default_factory=dict)
    leaf: str = ""
    intermediate: str = ""
    at: tuple[Place, ...] = ()
    unit: Unit = Unit.SECONDS
    note: str = ""
    mark: Mark = Mark.VERIFIED
    source: str = ""
    when: tuple[Sign, ...] = ()

    def holds(self, seen: Evidence) -> bool:
        return _all_hold(self.when, seen)


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An error text of the receiver, what it means, and the places to look at.

    `by` is who says so, where that is not the receiver itself: the library that it checks with.
    `meaning` may quote the text, with `\\1` for what the pattern's first group matched. `mark` says
    how sure it is that the receiver answers so. One of `literals` is in whatever the pattern is found in.
    """

    pattern: re.Pattern[str]
    meaning: str
    look_at: tuple[str, ...] = ()
    by: str = ""
    text: str = ""  # the exact words, where they are known
    literals: frozenset[str] = frozenset({""})
    mark: Mark = Mark.VERIFIED
    source: str = ""


@dataclass(frozen=True, slots=True)
class Softened:
    """A rule this receiver is gentler about, and why."""

    severity: Severity
    because: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A token to show and to test with: members as in TOML, a date as `{ now = seconds from now }`.

    `draws` are the rules that a broken one breaks, each with the place of its finding, and `answer`
    is what the receiver says to it. `disclosures` are those of an SD-JWT, each a JSON text.
    `signature` is that of the sound one, where it has to verify; else any of the right form will do.
    """

    header: Mapping[str, Any] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    without: tuple[Place, ...] = ()
    draws: tuple[str, ...] = ()
    answer: str = ""
    signature: str = ""
    client_id: str | None = None
    form: str = "jws"
    disclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of token, seen by the one who receives it."""

    id: str
    title: str
    audience: str  # who refuses it, as the subject of a sentence: Apple
    url: str
    noun: str = "token"  # what its users call it: client_secret
    document: str = ""  # the name of what is at `url`
    maker: str = ""  # who makes it, as a clause
    family: str = ""  # the folder its file is in
    like: tuple[str, ...] = ()  # the profiles whose demands it takes over, the nearest first
    issuer: str = ""  # who makes every one of them, where that is one: Auth0
    retired: str = ""  # a sentence, if it is no longer taken
    overlay: str = ""  # what its claims are called, if they are added to tokens of other kinds
    added: "Profile | None" = None  # what it demands of such a token: all but what it takes over itself
    recognise: tuple[Sign, ...] = ()  # the heaviest first
    header: Mapping[str, Field] = field(default_factory=dict)
    payload: Mapping[str, Field] = field(default_factory=dict)
    closed: Mapping[str, Mark] = field(default_factory=dict)  # parts that hold nothing but their fields
    lifetime: tuple[Lifetime, ...] = ()
    either: tuple[Either, ...] = ()
    request: Sending | None = None
    misuse: Mapping[str, str] = field(default_factory=dict)  # names it must not be sent under
    key: KeyFacts | None = None
    chain: tuple[ChainDemand, ...] = ()  # the first whose condition holds
    ask: Mapping[str, str] = field(default_factory=dict)  # what the token cannot answer
    answers: tuple[KnownAnswer, ...] = ()
    soften: Mapping[str, Softened] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    sample: Sample | None = None
    broken: tuple[Sample, ...] = ()

    def overlaid(self, added: "Profile") -> "Profile":
        """The same with the fields and questions of an overlay; where both have one, that of this profile
        stands."""
        return replace(
            self,
            header={**added.header, **self.header},
            payload={**added.payload, **self.payload},
            either=(*self.either, *added.either),
            ask={**self.ask, **added.ask, **self.ask},  # its own first
            sources={**added.sources, **self.sources},
        )

    @property
    def citations(self) -> frozenset[Citation]:
        """All that its demands may cite."""
        return frozenset(map(self.citation, ("", *self.sources)))

    def citation(self, source: str = "") -> Citation:
        """Who says so: one of the profile's sources, by name, or the document it is made from."""
        named = self.sources.get(source) or Source(self.document or self.title, self.url)
        return Citation(named.document, named.section, named.url)
