"""The registered claims (RFC 7519 section 4.1). Their types are told by the profile of the plain JWT."""

import re
from decimal import Decimal

from ..example import Example, claims
from ..json_tree import Array, Number
from ..rule import Case, Problem, Severity, members, payload, rfc, rule
from ..token import Claim

SOUND = Example()
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.*", re.DOTALL)
_SAFE_INTEGER = 2**53


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
        items = [item.value for item in aud.value.items]
        if not items:
            return Problem("aud is an empty list; it must name the receiver.")
        if not all(isinstance(item, str) for item in items):
            return Problem("aud is a list that holds something else than texts.")
    if isinstance(aud.value, str) and re.search(r"[,;]\s*\S|\S\s+\S", aud.value[:2000]):
        parts = [part for part in re.split(r"[\s,;]+", aud.value) if part]
        return Problem(f"aud is the one text “{aud.value[:120]}”; several receivers are a list.", parts)
    return None


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
    if isinstance(claim.value, str) and not claim.value.strip():
        return Problem(
            f"{claim.name} is an empty text; probably a setting was missing when the token was made."
        )
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

    `iss`, `sub` and `aud` may be any text, but one with a colon must be a URI.
    """
    if isinstance(claim.value, str) and ":" in claim.value and not _URI.fullmatch(claim.value):
        return Problem(f"{claim.name} is “{claim.value[:120]}”: with a colon in it, it must be a URI.")
    return None


@rule(
    members,
    Severity.WARNING,
    rfc(8259, "6"),
    passes="Every number keeps its digits in JavaScript",
    good=SOUND,
    bad=claims(account=100002348117421473),
)
def big_integer(claim: Claim, _: Case) -> Problem | None:
    """A whole number is larger than JavaScript can hold exactly.

    Beyond 2^53 a double-precision number loses digits: a browser or Node.js reads
    100002348117421473 as 100002348117421470. An identifier belongs in quotation marks.
    """
    if not isinstance(claim.value, Number) or not claim.value.literal.lstrip("-").isdigit():
        return None
    literal = claim.value.literal
    if len(literal) > 40 or abs(int(literal)) <= _SAFE_INTEGER or claim.name in {"exp", "nbf", "iat"}:
        return None
    read_as = int(Decimal(repr(float(literal))))  # the digits that JavaScript prints
    if read_as == int(literal):
        return None
    return Problem(f"{claim.name} is {literal}; JavaScript reads it as {read_as}.", literal)
