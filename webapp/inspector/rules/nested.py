"""Tokens inside tokens."""

import re
from dataclasses import dataclass

from ..example import Example, claims
from ..place import HEADER, PAYLOAD, Place, Span
from ..rule import Case, Problem, Severity, rfc, rule
from ..token import Claim
from .values import shown

SOUND = Example()
_INSIDE = Example().paste
_CTY = HEADER / "cty"
_A_JWT = re.compile(r"(?:^|[/+])(?:sd-)?jwt\Z", re.IGNORECASE)  # jwt, application/jwt, at+jwt, dc+sd-jwt


@dataclass(frozen=True, slots=True)
class Nested:
    """A payload that is a token itself, and what the header says of it."""

    cty: Claim | None
    place: Place = _CTY

    @property
    def span(self) -> Span | None:
        return self.cty.span if self.cty else None


def _nested(case: Case) -> list[Nested]:
    return [Nested(case.token.header.claim("cty"))] if case.payload_is_token else []


@rule(
    _nested,
    Severity.ERROR,
    rfc(7519, "5.2"),
    passes="The header says that there is a token inside",
    good=Example(text=_INSIDE),
    bad=Example(payload=_INSIDE),
)
def missing_content_type(it: Nested, _: Case) -> Problem | None:
    """The payload is a token, and the header does not say so.

    Where one JWT is put into another, `cty` of the outer one must be JWT. Without it the receiver
    takes the inner token for the claims, which it is not.
    """
    if it.cty is None:
        return Problem("The payload is a token; say so with “cty”: “JWT” in the header.", "JWT")
    if isinstance(it.cty.value, str) and _A_JWT.search(it.cty.value):
        return None
    return Problem(f"cty is {shown(it.cty.value)}, and the payload is a token: write “JWT”.", "JWT")


@dataclass(frozen=True, slots=True)
class Unopened:
    """Tokens inside this one that are beyond the limits."""

    count: int
    place: Place = PAYLOAD
    span: Span | None = None


def _unopened(case: Case) -> list[Unopened]:
    return [Unopened(case.unopened)] if case.unopened else []


@rule(
    _unopened,
    Severity.NOTICE,
    rfc(8725, "3.3"),
    passes="Every token inside was opened",
    good=SOUND,
    bad=claims(tokens=[_INSIDE] * 20),
)
def unopened_token(unopened: Unopened, _: Case) -> Problem:
    """There are more tokens inside than are opened here.

    A report opens twenty tokens in all, four deep. Paste what is left by itself.
    """
    tokens = "1 token inside was" if unopened.count == 1 else f"{unopened.count:,} tokens inside were"
    return Problem(f"{tokens} not opened.")
