"""What no document forbids and experience advises against."""

import re

from ..dates import DAY, HOUR, duration
from ..example import Example, claims
from ..json_tree import Array, Number, Value
from ..place import PAYLOAD
from ..profiles import PLAIN
from ..rule import Case, Gate, Problem, Severity, Whole, payload, rfc, rule, token
from ..token import Claim
from .apple_examples import RECEIVER, SECRET
from .examples import assertion

SOUND = Example()
RETIRED = assertion(HOUR)
_MOST = 366 * DAY  # a year that has a leap day in it
_HINT = re.compile(r"pass|secret|key|card|cvv|ssn", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SECRET = re.compile(
    r"(?:pass_?(?:word|wd|phrase)|secret|(?:api|private|secret(?:_access)?)_?key|credit_?card|card_?number"
    r"|(?:^|_)(?:cvv|ssn))s?(?:_hash)?$"
)


def _is_plain(case: Case) -> bool:
    """Whether no profile has a word to say of its lifetime."""
    return case.profile.id == PLAIN


@rule(
    token,
    Severity.NOTICE,
    rfc(8725, "3.9"),
    where=_is_plain,
    passes="The token expires some day",
    good=SOUND,
    bad=claims(exp=None),
)
def no_expiry(whole: Whole, _: Case) -> Problem | None:
    """The token never expires.

    Without `exp` a stolen token serves for ever, unless the receiver limits its age by `iat`.
    """
    payload = whole.token.payload
    if not payload.is_object or payload.claim("exp") or payload.cut_off:
        return None
    return Problem("There is no exp: the token is valid for ever.", place=PAYLOAD / "exp")


@rule(
    payload("exp"),
    Severity.NOTICE,
    rfc(8725, "3.9"),
    where=_is_plain,
    passes="The token lives no longer than a year",
    good=SOUND,
    bad=claims(exp=4_000_000_000),
)
def long_life(_: Claim, case: Case) -> Problem | None:
    """The token is valid for more than a year.

    The longer a token lives, the longer a stolen one serves. Where the receiver does not ask for such
    a lifetime, minutes or hours are usual.
    """
    end, start = case.seconds("exp"), case.seconds("iat") or case.now
    if end is None or end - start <= _MOST:
        return None
    return Problem(f"The token lives {duration(end - start)}; a stolen one serves as long.")


@rule(
    payload(),
    Severity.WARNING,
    rfc(7519, "12"),
    where=lambda case: not case.token.encrypted,
    passes="No claim looks like a secret",
    good=SOUND,
    bad=claims(password="hunter2"),  # noqa: S106  # an example
)
def readable_secret(claim: Claim, case: Case) -> Problem | None:
    """A claim looks like a secret.

    A signed token is not encrypted: whoever sees it reads every claim. Passwords, keys and card
    numbers do not belong in it. It is the name of the claim that says so.
    """
    if claim.name in case.profile.payload or not _holds_text_or_number(claim.value):
        return None
    if not _names_a_secret(claim.name[-100:]):
        return None
    return Problem(
        f"“{claim.name[:60]}” can be read by everyone who sees the token; leave it out.", remove=True
    )


def _names_a_secret(name: str) -> bool:
    """Whether it is the secret itself that a name ends with: `apiKey`, and not `password_changed_at`."""
    if not _HINT.search(name):
        return False
    return _SECRET.search("_".join(_WORDS.findall(name)).lower()) is not None


def _holds_text_or_number(value: Value) -> bool:
    match value:
        case Array(items):
            return bool(items)
        case str() | Number():
            return value != ""
        case _:
            return False


@rule(
    token,
    Severity.WARNING,
    RECEIVER,
    where=lambda case: case.profile.retired,
    passes="The receiver still takes such tokens",
    good=SECRET,
    bad=RETIRED,
    gate=Gate.PAYLOAD,
)
def retired_token(_: Whole, case: Case) -> Problem:
    """The receiver has ceased to take tokens of this kind.

    The token may be as it should be; the service that took it was switched off, or takes something
    else now.
    """
    return Problem(case.profile.retired, citation=case.profile.citation())
