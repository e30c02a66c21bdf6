"""A first draft of a profile, from one token: its names and types, never what stands in it.

Copied are the algorithm, the type and the host of the issuer, which tell such tokens from others. Every
other value is made up.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import examine
from .algorithms import ALGORITHMS
from .dates import seconds
from .json_tree import Array, Number, Object, Value
from .place import Place
from .profiles import Profiles, parse
from .profiles.formats import FORMATS
from .profiles.sample import sound
from .profiles.sign import STRONG, evidence
from .registry import claim as registered_claim
from .rule import Severity
from .token import Claim, Part, Token

_GUESSED = ("uuid", "https url", "email", "digits", "hex sha256")  # forms that a value may show
_MADE_UP = {
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
    "https url": "https://example.com",
    "email": "name@example.com",
    "digits": "1234567890",
    "hex sha256": "0123456789abcdef" * 4,
}
_DATES = (600_000_000, 4_000_000_000)  # what a number may be, to be a date by its look
_NAME = re.compile(r"[^*@\x00-\x1f\x7f]{1,80}")  # of a member that one may speak of; others are data
_ID = re.compile(r"(?=.*\d)[A-Za-z0-9_-]{20,}")
_HOST = re.compile(r"(https?://[A-Za-z0-9.-]{1,100})(?:[:/].*)?")
_TYPE = re.compile(r"[A-Za-z0-9.+/_-]{1,40}")
_OF_SD_JWT = ("_sd", "_sd_alg")  # of the form of the token, not of its payload (RFC 9901)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as the draft has it: what is demanded of it, and a value for the sample."""

    name: str
    demand: str
    made_up: str


def first_draft(id_: str, token: Token, known: Profiles) -> str:
    """The text of a profile called `id_` for tokens like `token`, to be told apart from those `known`."""
    draft = _draft(id_, token, known, set())
    return _draft(id_, token, known, set(_faulty(draft, id_, known)))


def _faulty(draft: str, id_: str, known: Profiles) -> Iterator[str]:
    """The claims whose made-up values draw more than a notice."""
    profile = parse(draft.encode(), f"{id_}.toml")
    example = sound(profile)
    report = examine(example.submission, example.now, {**known, id_: profile}) if example else None
    for finding in report.tokens[0].findings if report and report.tokens else ():
        if finding.severity is not Severity.NOTICE and finding.place.steps:
            yield str(finding.place.steps[0])


def _draft(id_: str, token: Token, known: Profiles, faulty: set[str]) -> str:
    header = [_header(claim) for claim in _spoken_of(token.header) if claim.name in {"alg", "typ", "kid"}]
    payload = [_member(it) for it in _spoken_of(token.payload) if it.name not in {*faulty, *_OF_SD_JWT}]
    parts = (_head(id_), _recognise(token, known), *_fields("header", header), *_fields("payload", payload))
    return "\n".join((*parts, _questions(), *_samples(header, payload)))


def _spoken_of(part: Part) -> list[Claim]:
    return [claim for claim in part.named.values() if _speakable(claim.name)]


def _speakable(name: str) -> bool:
    """Whether a name is one, and no datum such as an address or an identifier."""
    return bool(_NAME.fullmatch(name) and name.strip()) and name.isprintable() and not _ID.fullmatch(name)


def _head(id_: str) -> str:
    title = id_.replace("-", " ").capitalize()
    return f"""title = {_text(title)}
audience = "the receiver"  # who refuses it, as the subject of a sentence
maker = "your service makes it"  # who makes it, as a clause
url = "https://wiki.example.com/{id_}"  # where it is documented
document = {_text(title)}
like = "jwt"  # or a nearer one: oidc-id-token, oauth-access-token, …
"""


def _recognise(token: Token, known: Profiles) -> str:
    """The signs: one that outweighs whatever else such a token is taken for, and the private names."""
    others = known.scores(evidence(token, None))
    weight = max(STRONG, *(score + 1 for score, _ in others)) if others else STRONG
    rows = [f"  {{ {_heaviest(token)}, weight = {weight} }},"]
    private = [it.name for it in _spoken_of(token.payload) if registered_claim(it.name) is None]
    rows += [f"  {{ place = {_literal(_place('payload', name))}, weight = 1 }}," for name in private[:4]]
    return "\n".join(("# 10 is certain, 6 strong, 3 a hint", "recognise = [", *rows, "]", ""))


def _heaviest(token: Token) -> str:
    host = _HOST.fullmatch((token.payload.text_of("iss") or "")[:300])
    if host:
        return f'place = "payload.iss", pattern = {_literal(re.escape(host[1]) + "([:/].*)?")}'
    typ = token.header.text_of("typ") or ""
    if _TYPE.fullmatch(typ) and typ.lower() != "jwt":
        return f'place = "header.typ", equals = {_text(typ)}'
    part = "payload" if token.payload.named else "header"
    names = [it.name for it in _spoken_of(getattr(token, part))]
    return f'place = "{part}", only = [{", ".join(map(_text, names))}]'


def _header(claim: Claim) -> _Member:
    value = claim.value if isinstance(claim.value, str) else ""
    if claim.name == "alg":
        alg = value if value in ALGORITHMS else "RS256"
        return _Member("alg", f"required = true, equals = {_text(alg)}", _text(alg))
    if claim.name == "typ":
        typ = value if _TYPE.fullmatch(value) else "JWT"
        return _Member("typ", f"equals = {_text(typ)}", _text(typ))
    return _Member("kid", 'required = true, type = "text"', '"key-1"')


def _member(claim: Claim) -> _Member:
    demand, made_up = _told(claim.name, claim.value)
    if claim.name == "iss" and (host := _HOST.fullmatch(str(claim.value)[:300])):
        made_up = _text(host[1])
    return _Member(claim.name, f"required = true, {demand}" if demand else "required = true", made_up)


def _told(name: str, value: Value) -> tuple[str, str]:
    """The type of a value, and another value of this type."""
    match value:
        case bool():
            return 'type = "boolean"', str(value).lower()
        case str():
            return _told_text(value)
        case Number() if _is_date(name, value):
            return 'type = "date"', "{ now = 600 }" if name == "exp" else "{ now = -60 }"
        case Number():
            return ('type = "integer"', "7") if value.integer is not None else ('type = "number"', "7.5")
        case Array(items):
            texts = all(isinstance(item.value, str) for item in items)
            return ('type = "list of text"', '["example"]') if texts else ('type = "list"', "[]")
        case Object():
            return _told_object(value)
        case _:
            return "", '"example"'


def _told_text(value: str) -> tuple[str, str]:
    found = next((name for name in _GUESSED if FORMATS[name].pattern.fullmatch(value, 0, 1000)), "")
    return (
        (f'type = "text", format = "{found}"', _text(_MADE_UP[found]))
        if found
        else ('type = "text"', '"example"')
    )


def _told_object(value: Object) -> tuple[str, str]:
    """An object with the names and types of its members, where they have names."""
    named = {member.name: member.node.value for member in value.members if _speakable(member.name)}
    told = {
        name: _told(name, item) for name, item in list(named.items())[:20] if not isinstance(item, Object)
    }
    members = ", ".join(f"{_key(name)} = {{ {demand} }}" for name, (demand, _) in told.items())
    sample = ", ".join(f"{_key(name)} = {made_up}" for name, (_, made_up) in told.items())
    return f'type = "object", members = {{ {members} }}', f"{{ {sample} }}"


def _is_date(name: str, value: Number) -> bool:
    number = seconds(value)
    return number is not None and (name in {"exp", "nbf", "iat"} or _DATES[0] < number < _DATES[1])


def _fields(part: str, members: list[_Member]) -> Iterator[str]:
    if members:
        yield "\n".join((f"[{part}]", *(f"{_key(it.name)} = {{ {it.demand} }}" for it in members), ""))


def _questions() -> str:
    return '[ask]\nkey = "Is the key that signed it one that the receiver knows?"\n'


def _samples(header: list[_Member], payload: list[_Member]) -> Iterator[str]:
    yield "# Values of your own tokens belong in no file: these are made up.\n[sample]"
    for part, members in (("header", header), ("payload", payload)):
        yield f"{part} = {{ {', '.join(f'{_key(it.name)} = {it.made_up}' for it in members)} }}"
    several = payload if len(payload) > 1 else []  # of one, nothing would be left to know the token by
    lacking = next((it for it in reversed(several) if it.name not in {"iss", "sub"}), None)
    place = _place("payload", lacking.name) if lacking else "header.alg"
    yield f"""
[[broken]]
title = {_text(f"{lacking.name if lacking else 'alg'} is missing")}
without = [{_literal(place)}]
draws = [{_literal(f"missing-field {place}")}]
"""


def _place(part: str, name: str) -> str:
    return str(Place(part, (name,)))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    """A text as TOML, which escapes as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _literal(value: str) -> str:
    """The same without escapes, where that is possible."""
    return _text(value) if "'" in value or not value.isprintable() else f"'{value}'"
