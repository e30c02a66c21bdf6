"""The registered claims (RFC 7519 section 4.1). Their types are told by the profile of the plain JWT."""

import re
from decimal import Decimal
from math import isinf

from ..example import Example, claims
from ..json_tree import Array, Number
from ..place import Place
from ..rule import Case, Problem, Severity, members, payload, rfc, rule
from ..token import Claim
from .values import shown

SOUND = Example()
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S*")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:")
_APART = re.compile(r"[\s,;]+")
_SAFE_DIGITS = 16  # of 2^53; with fewer a double is exact
_PLAIN_IN_JAVASCRIPT = 1e21  # from there on it prints an exponent


def texts(claim: Claim) -> list[tuple[Place, str]]:
    """The text that a claim is, or each text of the list that it is, and where that stands."""
    if isinstance(claim.value, str):
        return [(claim.place, claim.value)]
    items = enumerate(claim.value.items) if isinstance(claim.value, Array) else ()
    return [(claim.place / index, item.value) for index, item in items if isinstance(item.value, str)]


@rule(
    payload("aud"),
    Severity.ERROR,
    rfc(7519, "4.1.3"),
    passes="The audience is a text or a list of texts",
    good=(SOUND, claims(aud=["https://api.example.com"])),
    bad=(
        claims(aud=[]),
        claims(aud=["https://api.example.com", 7]),
        claims(aud="https://a.example, https://b.example"),
    ),
)
def unusable_audience(aud: Claim, _: Case) -> Problem | None:
    """The audience names no receiver.

    `aud` is one text, or a list of texts. An empty list names nobody, and a list written as one
    text with commas or blanks in it is compared as a whole and fits nobody.
    """
    if isinstance(aud.value, Array):
        if not aud.value.items:
            return Problem("aud is an empty list; it must name the receiver.")
        if not all(isinstance(item.value, str) for item in aud.value.items):
            return Problem("aud is a list that holds something else than texts.")
    if not isinstance(aud.value, str):
        return None
    if addresses := _addresses(aud.value):
        return Problem(f"aud is the one text {shown(aud.value)}; several receivers are a list.", addresses)
    if ":" in aud.value or len(_parts(aud.value)) < 2:
        return None  # one address, which may have a comma in it; of its blanks not_a_uri tells
    says = f"aud is the one text {shown(aud.value)}. If several receivers are meant, write a list of them."
    return Problem(says, severity=Severity.NOTICE)


def _addresses(text: str) -> list[str]:
    """The addresses that stand in a text with commas or blanks between, if it is several and nothing else."""
    parts = _parts(text)
    return parts if len(parts) > 1 and all(map(_ADDRESS.match, parts)) else []


def _parts(text: str) -> list[str]:
    return [part for part in _APART.split(text) if part]


@rule(
    payload("iss", "sub", "aud", "jti"),
    Severity.WARNING,
    rfc(7519, "4.1"),
    passes="No registered claim is empty",
    good=SOUND,
    bad=claims(iss=""),
)
def empty_claim(claim: Claim, case: Case) -> Problem | None:
    """A claim that identifies somebody is empty.

    An empty text is what a missing setting becomes. Receivers compare it and refuse, or worse, match
    it with their own missing setting.
    """
    asked_for = case.profile.payload.get(claim.name)
    if claim.value == "" and asked_for and asked_for.required:
        return None  # told by missing-field
    for place, text in texts(claim):
        if not text.strip():
            verb = "is" if place == claim.place else "holds"
            says = (
                f"{claim.name} {verb} an empty text; probably a setting was missing when the token was made."
            )
            return Problem(says, place=place, span=claim.span)
    return None


@rule(
    payload("iss", "sub", "aud"),
    Severity.WARNING,
    rfc(7519, "2"),
    passes="What looks like an address is one",
    good=SOUND,
    bad=claims(iss="12:34 o'clock"),
)
def not_a_uri(claim: Claim, _: Case) -> Problem | None:
    """A name with a colon in it is no URI.

    `iss`, `sub` and `aud` may be any text, but one with a colon must be a URI, and a URI has no blank
    in it and none at its end. Receivers compare it character by character.
    """
    for place, text in texts(claim):
        if ":" in text and not _URI.fullmatch(text) and not _addresses(text):
            return _no_uri(claim, place, text)
    return None


def _no_uri(claim: Claim, place: Place, text: str) -> Problem:
    verb = "is" if place == claim.place else "holds"
    bare = text.strip()
    return Problem(
        f"{claim.name} {verb} {shown(text)}: with a colon in it, it must be a URI.",
        bare if _URI.fullmatch(bare) else None,
        place=place,
        span=claim.span,
    )


@rule(
    members,
    Severity.WARNING,
    rfc(8259, "6"),
    passes="Every number keeps its digits in JavaScript",
    good=SOUND,
    bad=claims(account=100002348117421473),
)
def big_integer(claim: Claim, case: Case) -> Problem | None:
    """A whole number is larger than JavaScript can hold exactly.

    Beyond 2^53 a double-precision number loses digits: a browser or Node.js reads
    100002348117421473 as 100002348117421470. An identifier belongs in quotation marks.
    """
    literal = claim.value.literal if isinstance(claim.value, Number) else ""
    if len(literal) < _SAFE_DIGITS or not literal.lstrip("-").isdigit() or _is_date(claim, case):
        return None
    double = float(literal)
    if isinf(double):
        return None  # told by unbounded-number
    whole = int(Decimal(repr(double)))  # the digits that JavaScript prints
    if whole == int(literal):
        return None
    read_as = whole if abs(double) < _PLAIN_IN_JAVASCRIPT else double
    return Problem(f"{claim.name} is {literal}; JavaScript reads it as {read_as}.", literal)


def _is_date(claim: Claim, case: Case) -> bool:
    """Whether the rules of dates tell what is wrong with a number."""
    return any(date.place == claim.place for date in case.dates)
