"""The pages of the profiles: what each receiver asks of its tokens, and what it answers when it refuses."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .. import examine
from ..example import Example
from ..profiles import BUILT_IN, Profile
from ..profiles.sample import broken, sound
from ..profiles.sign import Sign
from ..profiles.vocabulary import (
    Address,
    ChainDemand,
    Either,
    KeyFacts,
    KnownAnswer,
    Lifetime,
    Mark,
    Sample,
    Sending,
)
from ..report import Report
from ..rule import Citation, Severity
from ..rules import ALL_RULES
from ..rules.lifetime import exactly
from ..words import capital, counted, joined
from .fields import FieldRow, condition, field_rows, sign_words
from .find import holds
from .index import Group, Row
from .patterns import texts
from .shown import Shown, shown

OWN, OTHERS = "your-own", "others"
# The makers stand before the general ones.
_ORDER = {OWN: 0, "standards": 2, "frameworks": 3, OTHERS: 4}

_GROUP = re.compile(r"\\(?:[0-9]|g<[^>]*>)")  # where a meaning quotes the error text


@dataclass(frozen=True, slots=True)
class SignRow:
    """A sign that a token is of this profile. The weights of those that are seen add up: 10 is certain,
    6 strong, 3 a hint; what speaks against it weighs less than nothing."""

    place: str
    words: str
    weight: int


@dataclass(frozen=True, slots=True)
class Life:
    """How long a token may live, in seconds from `start`, and the same in words."""

    condition: str
    max: int | None
    min: int | None
    start: str
    words: str
    note: str
    mark: Mark
    citation: Citation


@dataclass(frozen=True, slots=True)
class ChainRow:
    """What the certificates in x5c must be, in sentences; `condition` says when."""

    condition: str
    demands: tuple[str, ...]
    mark: Mark
    citation: Citation


@dataclass(frozen=True, slots=True)
class Target:
    """An address, `*` standing for anything."""

    url: str
    says: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """The request that carries the token: in its body's `parameter`, or as a bearer token."""

    method: tuple[str, ...]
    content_type: str
    parameter: str
    bearer: bool
    client_id: str
    urls: tuple[Target, ...]
    wrong: tuple[Target, ...]
    parameters: tuple[FieldRow, ...]
    mark: Mark
    citation: Citation


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An error text of the receiver by the regular expression it is known by, and what it means.

    `texts` are what the expression finds, with … for what varies.
    """

    pattern: str
    texts: tuple[str, ...]
    meaning: str
    by: str
    look_at: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class EitherRow:
    """Places of which one must be filled at least, or only `one`."""

    of: tuple[str, ...]
    one: bool
    condition: str
    note: str
    mark: Mark
    citation: Citation


@dataclass(frozen=True, slots=True)
class SoftenedRow:
    """A rule that this receiver judges otherwise."""

    rule: str
    title: str
    severity: Severity
    because: str


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A sample with a fault, and the rules it breaks, each with the place."""

    title: str
    draws: tuple[str, ...]
    answer: str
    example: Shown


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """`closed` are the parts that hold nothing but their fields, `misuse` names that such a token is
    wrongly sent under, `ask` the questions that no token answers. `kinds` are the more general profiles
    that it takes its demands from, and `variants` those that take theirs from it."""

    id: str
    title: str
    audience: str
    noun: str
    maker: str
    own: bool
    family: str
    issuer: str
    retired: str
    overlay: str
    kinds: tuple[Row, ...]
    variants: tuple[Row, ...]
    citation: Citation
    recognised: tuple[SignRow, ...]
    header: tuple[FieldRow, ...]
    payload: tuple[FieldRow, ...]
    closed: Mapping[str, Mark]
    lifetime: tuple[Life, ...]
    either: tuple[EitherRow, ...]
    request: RequestRow | None
    misuse: Mapping[str, str]
    key: KeyFacts | None
    chain: tuple[ChainRow, ...]
    ask: Mapping[str, str]
    answers: tuple[AnswerRow, ...]
    softened: tuple[SoftenedRow, ...]
    sources: tuple[Citation, ...]
    sample: Shown | None
    broken: tuple[BrokenRow, ...]


def row(profile: Profile) -> Row:
    """A profile as a line of a list."""
    return Row(profile.id, profile.title, f"/profiles/{profile.id}", capital(profile.maker))


def groups(query: str, profiles: Mapping[str, Profile]) -> tuple[Group, ...]:
    """The team's own profiles, those of each family, and then those that have no family here."""
    by_family: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles.values(), key=lambda it: it.title.casefold()):
        if _holds(profile, query):
            by_family[_family(profile)].append(profile)
    ordered = sorted(by_family, key=lambda it: (_ORDER.get(it, 1), it))
    return tuple(Group(it, _titled(it, by_family[it]), "", tuple(map(row, by_family[it]))) for it in ordered)


def _family(profile: Profile) -> str:
    """The folder that the profile's file is in, which names the maker or the protocol."""
    return (profile.family or OTHERS) if profile.id in BUILT_IN else OWN


def _titled(family: str, profiles: list[Profile]) -> str:
    """The family as its profiles write it: GitHub."""
    if family == OWN:
        return "Your own"
    words = " ".join(f"{it.issuer} {it.title} {it.audience}" for it in profiles).split()
    plain = family.replace("-", "")
    return next((word for word in words if word.casefold() == plain), family.replace("-", " ").capitalize())


def _holds(profile: Profile, query: str) -> bool:
    said = (profile.id, profile.title, profile.audience, profile.noun, profile.maker, profile.url)
    answers = (answer.text or answer.pattern.pattern for answer in profile.answers)
    return holds(query, *said, profile.issuer, profile.family, *profile.header, *profile.payload, *answers)


def known(profiles: Mapping[str, Profile]) -> dict[str, Row]:
    """Every profile by its id."""
    return {profile.id: row(profile) for profile in profiles.values()}


def page(id_: str, profiles: Mapping[str, Profile]) -> ProfilePage | None:
    """All that is known of one kind of token; `profiles` are those of this installation."""
    profile = profiles.get(id_)
    return _page(profile, profiles) if profile else None


def _page(profile: Profile, profiles: Mapping[str, Profile]) -> ProfilePage:
    it, sample = profile, judged_sample(profile, profiles)
    return ProfilePage(
        id=it.id,
        title=it.title,
        audience=it.audience,
        noun=it.noun,
        maker=it.maker,
        own=it.id not in BUILT_IN,
        family=_family(it),
        issuer=it.issuer,
        retired=it.retired,
        overlay=it.overlay,
        kinds=tuple(row(profiles[base]) for base in it.like if base in profiles),
        variants=tuple(_variants(it, profiles)),
        citation=it.citation(),
        recognised=tuple(_signs(it)),
        header=field_rows("header", it.header, it),
        payload=field_rows("payload", it.payload, it),
        closed=it.closed,
        lifetime=tuple(_life(life, it) for life in it.lifetime),
        either=tuple(_either(either, it) for either in it.either),
        request=_request(it.request, it) if it.request else None,
        misuse=it.misuse,
        key=it.key,
        chain=tuple(_chain(demand, it) for demand in it.chain),
        ask=it.ask,
        answers=tuple(map(_answer, it.answers)),
        softened=tuple(_softened(it)),
        sources=tuple(it.citation(name) for name in it.sources),
        sample=shown(*sample) if sample else None,
        broken=tuple(_broken(it, one, profiles) for one in it.broken),
    )


def _chain(demand: ChainDemand, profile: Profile) -> ChainRow:
    source = profile.citation(demand.source)
    return ChainRow(condition(demand.when), tuple(_demands(demand)), demand.mark, source)


def _demands(demand: ChainDemand) -> Iterator[str]:
    if demand.length:
        yield f"{counted(demand.length, 'certificate')}, the signer's first."
    if demand.roots:
        roots = [f"{name} (SHA-256 fingerprint {of})" for name, of in demand.roots.items()]
        yield f"Its root is {joined(roots, 'or')}."
    for which, mark in (("first", demand.leaf), ("second", demand.intermediate)):
        if mark:
            yield f"The {which} certificate has the extension {mark}."
    if demand.note:
        yield demand.note
    if demand.at:
        places = " or ".join(map(str, demand.at))
        yield f"The certificates are judged as of the moment in {places}, not as of now."


def _variants(profile: Profile, profiles: Mapping[str, Profile]) -> Iterator[Row]:
    found = [it for it in profiles.values() if it.like[:1] == (profile.id,)]
    return map(row, sorted(found, key=lambda it: it.title.casefold()))


def _either(either: Either, profile: Profile) -> EitherRow:
    return EitherRow(
        tuple(map(str, either.of)),
        either.one,
        condition(either.when),
        either.note,
        either.mark,
        profile.citation(either.source),
    )


def _signs(profile: Profile) -> Iterator[SignRow]:
    for sign in sorted(profile.recognise, key=lambda sign: -sign.weight):
        yield SignRow(str(sign.place), sign_words(sign, _label(sign, profile)), sign.weight)


def _label(sign: Sign, profile: Profile) -> str:
    """What the receiver calls the member that the sign looks at, if that speaks for the profile."""
    parts = {"header": profile.header, "payload": profile.payload}
    if sign.weight < 0 or len(sign.place.steps) != 1:
        return ""
    field = parts.get(sign.place.part, {}).get(str(sign.place.steps[0]))
    return field.label if field else ""


def _life(life: Lifetime, profile: Profile) -> Life:
    start = {"now": "now", "iat": "the date of issue"}.get(life.start, life.start)
    bounds = (("at least", life.min), ("at most", life.max))
    said = joined([f"{words} {exactly(bound)}" for words, bound in bounds if bound is not None])
    words = f"{said} after {start}"
    return Life(
        condition(life.when),
        life.max,
        life.min,
        life.start,
        words,
        life.note,
        life.mark,
        profile.citation(life.source),
    )


def _request(sending: Sending, profile: Profile) -> RequestRow:
    return RequestRow(
        sending.method,
        sending.content_type,
        sending.parameter,
        sending.bearer,
        sending.client_id,
        tuple(map(_target, sending.urls)),
        tuple(map(_target, sending.wrong)),
        field_rows("request", sending.parameters, profile),
        sending.mark,
        profile.citation(sending.source),
    )


def _answer(known: KnownAnswer) -> AnswerRow:
    pattern = known.pattern.pattern
    said = (known.text,) if known.text else texts(pattern)
    return AnswerRow(pattern, said, _GROUP.sub("…", known.meaning), known.by, known.look_at, known.mark)


def _target(address: Address) -> Target:
    return Target(address.url, address.says, address.instead)


def _softened(profile: Profile) -> Iterator[SoftenedRow]:
    for rule_id, softened in profile.soften.items():
        if rule := ALL_RULES.get(rule_id):
            yield SoftenedRow(rule_id, rule.title, softened.severity, softened.because)


def judged_sample(profile: Profile, profiles: Mapping[str, Profile]) -> tuple[Example, Report] | None:
    """The profile's sound sample and the report on it, if it has one."""
    example = sound(profile)
    return _judged(example, profile, profiles) if example else None


def _judged(example: Example, profile: Profile, profiles: Mapping[str, Profile]) -> tuple[Example, Report]:
    pinned = replace(example, profile=profile.id)
    return pinned, examine(pinned.submission, pinned.now, profiles)


def _broken(profile: Profile, sample: Sample, profiles: Mapping[str, Profile]) -> BrokenRow:
    judged = _judged(broken(profile, sample), profile, profiles)
    return BrokenRow(sample.title, sample.draws, sample.answer, shown(*judged))
