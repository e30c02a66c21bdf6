"""What the receiver asks of each field, and the token lacks or gets wrong. The profile says what that is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..algorithms import meant
from ..dates import NAMES
from ..json_tree import Array, Value, plain
from ..profiles import Expected, Mark
from ..profiles.sign import Type
from ..profiles.vocabulary import Field
from ..rule import AtClaim, Case, Problem, Severity, rule
from ..token import Claim, Part
from ..words import capital
from .apple_examples import RECEIVER, SECRET, secret
from .values import asked, differing, malformed, mistyped, of_type, outsized, wrong

_MOST_FOREIGN_FIELDS = 20  # of one part; more would help nobody


def expected(case: Case) -> Iterable[Expected]:
    """The fields that the profile knows, each beside what the token has in its place."""
    return case.expected


def present(case: Case) -> list[Expected]:
    """Those of them that the token has, and not in name only, which missing-field tells."""
    return [it for it in case.expected if it.claim is not None and not _empty(it)]


@rule(
    expected,
    Severity.ERROR,
    RECEIVER,
    passes="Every field that the receiver asks for is there",
    good=SECRET,
    bad=(secret(sub=None), secret({"kid": None})),
)
def missing_field(it: Expected, case: Case) -> Problem | None:
    """A field that the receiver asks for is missing.

    The receiver refuses the whole token, mostly without saying which field it missed. A value that
    stands in the other part is missing too: a header parameter is no claim, nor a claim a parameter.
    """
    if not it.field.required or not (it.claim is None or _empty(it)):
        return None
    part, other = _parts(it, case)
    if part.cut_off:
        return None  # it may have stood in what is lost
    misplaced = other.claim(it.name) if len(it.place.steps) == 1 else None
    if misplaced:
        said = f"{it.name} stands in the {other.name}; it belongs in the {part.name}."
    elif "*" in it.name and it.claim is None:
        said = f"There is no {it.name}, with anything in the place of *."
    else:
        said = f"{it.name} is {'an empty text' if it.claim else 'missing'}."
    return Problem(
        " ".join(filter(None, (said, asked(it.field), it.field.note))),
        plain(misplaced.value) if misplaced else _fitting(it, case),
        severity=it.field.mark.severity,
        citation=case.profile.citation(it.field.source),
    )


def _empty(it: Expected) -> bool:
    """Whether it is there in name only. Of an empty date, text-date tells."""
    value = it.claim.value if it.claim else None
    return isinstance(value, str) and not value.strip() and it.field.required and not _is_date(it)


def _is_date(it: Expected) -> bool:
    return it.name in NAMES or Type.DATE in it.field.type


def _parts(it: Expected, case: Case) -> tuple[Part, Part]:
    """The part the field belongs to, and the other one."""
    header, payload = case.token.header, case.token.payload
    return (header, payload) if it.place.part == "header" else (payload, header)


def _fitting(it: Expected, case: Case) -> Any:
    """The value to put there, where the case tells it."""
    if len(it.field.wanted) == 1:
        return it.field.wanted[0]
    if it.name == "kid" and len(case.keys) == 1:
        return case.keys[0].key_id
    if case.profile.request and it.name == case.profile.request.client_id:
        return case.client_id
    if it.name == "iat":
        return case.now
    lives = [it.field.safe, *(life.safe for life in case.profile.lifetime)] if it.name == "exp" else []
    return next((case.now + safe for safe in lives if safe), None)


@rule(
    present,
    Severity.ERROR,
    RECEIVER,
    passes="Every field is of the JSON type that the receiver reads",
    good=SECRET,
    bad=(secret(sub=4711), secret({"kid": 1234567890}), secret(exp=True)),
)
def mistyped_field(it: Expected, case: Case) -> Problem | None:
    """A field is of another JSON type than the receiver reads.

    A number is not the text of its digits, and a list with one text in it is not that text. Some
    libraries convert in silence; a receiver that does not refuses the token.
    """
    if it.claim is None or _fits(it) or (_is_date(it) and isinstance(it.claim.value, str)):
        return None  # as it should be, or told by text-date
    return mistyped(it.name, it.field, it.claim.value, case.profile)


@rule(
    present,
    Severity.ERROR,
    RECEIVER,
    passes="Every field that has to hold a certain value holds it",
    good=SECRET,
    bad=(secret({"alg": "ES256K"}), secret(aud="https://appleid.apple.com/")),
)
def wrong_value(it: Expected, case: Case) -> Problem | None:
    """A field does not hold the value that the receiver takes.

    The receiver compares letter by letter: a slash at the end, a missing https:// or another
    spelling is another value.
    """
    if it.claim is None:
        return None
    value = it.claim.value
    if not it.field.wanted:
        return differing(it, value, case.profile)
    if isinstance(value, str) and value in it.field.wanted:
        return None
    if not isinstance(value, Array) and not _fits(it):
        return None  # told by mistyped-field
    if it.name == "alg" and isinstance(value, str) and _told_elsewhere(value, it.field):
        return None
    return wrong(it.name, it.field, value, case.profile)


def _fits(it: Expected) -> bool:
    return it.claim is not None and of_type(it.claim.value, it.field)


def _told_elsewhere(alg: str, field: Field) -> bool:
    """Whether no-algorithm or unknown-algorithm says all there is to say."""
    likely = meant(alg)
    misspelt = likely is not None and likely.name != alg and likely.name in field.wanted
    return misspelt or alg.strip().lower() == "none"


@rule(
    present,
    Severity.ERROR,
    RECEIVER,
    passes="Every identifier has the form of its kind",
    good=SECRET,
    bad=(
        secret({"kid": "AuthKey_7XK4Q2M9RT.p8"}),
        secret({"kid": "7XK4Q2M9RT\n"}),
        secret(iss="57246542-96fe-1a63-e053-0824d011072a"),
        secret(sub="8R4ZP2XK9T.com.example.web"),
    ),
)
def malformed_value(it: Expected, case: Case) -> Problem | None:
    """A value has not the form that it must have.

    Mostly it is an identifier of another kind, or the right one with something that came along when
    it was copied: quotation marks, a line end, the name of a file, an invisible character.
    """
    if it.claim is None or it.field.wanted or not _fits(it):
        return None
    return _misshapen(it, it.claim.value, case) or outsized(it.name, it.field, it.claim.value, case.profile)


def _misshapen(it: Expected, value: Value, case: Case) -> Problem | None:
    if isinstance(value, Array):
        return _malformed_item(it, value, case)
    return malformed(it.name, it.field, value, case.profile) if isinstance(value, str) else None


def _malformed_item(it: Expected, listed: Array, case: Case) -> Problem | None:
    if not it.field.pattern or not {Type.LIST, Type.TEXTS} & set(it.field.type):
        return None
    for index, item in enumerate(listed.items):
        name = f"{it.name}[{index}]"
        value = item.value
        problem = malformed(name, it.field, value, case.profile) if isinstance(value, str) else None
        if problem:
            return problem
    return None


@dataclass(frozen=True, slots=True)
class Unasked(AtClaim):
    """A member that ought not to be there; `field` is what the profile says of it, if anything."""

    claim: Claim
    field: Field | None
    mark: Mark


def unasked(case: Case) -> Iterator[Unasked | None]:
    """The members that the profile forbids, and in a closed part those it does not know."""
    forbidden = [it for it in case.expected if it.field.forbidden]
    yield from (Unasked(it.claim, it.field, it.field.mark) for it in forbidden if it.claim)
    for part, fields in (
        (case.token.header, case.profile.header),
        (case.token.payload, case.profile.payload),
    ):
        if mark := case.profile.closed.get(part.name):
            unknown = (claim for claim in part.claims() if claim.name not in fields)
            yield from (Unasked(claim, None, mark) for claim in islice(unknown, _MOST_FOREIGN_FIELDS))
    if forbidden or case.profile.closed:
        yield None


@rule(
    unasked,
    Severity.NOTICE,
    RECEIVER,
    passes="There is nothing that the receiver did not ask for",
    good=SECRET,
    bad=(secret(role="admin"), secret(kid="7XK4Q2M9RT")),
)
def foreign_field(it: Unasked, case: Case) -> Problem:
    """A field that the receiver does not ask for.

    Where the documents list the fields of a token, another one is needless at best. Some receivers
    refuse it, and some fields turn the token into one for another service.
    """
    return Problem(
        f"{_said(it, case)} Leave it out.",
        remove=True,
        severity=it.mark.severity,
        citation=case.profile.citation(it.field.source if it.field else ""),
    )


def _said(it: Unasked, case: Case) -> str:
    name = it.claim.name[:60]
    part = it.place.part
    if it.field:
        return " ".join(filter(None, (f"{name} must not be in the {part}.", it.field.note)))
    other = "header" if part == "payload" else "payload"
    if name in getattr(case.profile, other):
        return f"{name} belongs in the {other}; in the {part} nobody looks for it."
    return f"{capital(case.profile.audience)} does not ask for {name} in the {part}."
