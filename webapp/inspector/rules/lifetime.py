"""How long the receiver lets a token live, and how old it may be."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from ..dates import DAY, HOUR, MINUTE, duration, moment, relative
from ..example import NOW
from ..profiles.vocabulary import Field, Lifetime, Start
from ..rule import AtClaim, Case, Problem, Selector, Severity, rule
from ..token import Claim
from ..words import capital
from .apple_examples import RECEIVER, SECRET, provider_token, secret
from .examples import session

_LIMIT = 15_777_000  # seconds ahead of now, of a client_secret
_FAR = 4_000_000_000  # seconds since 1970; no calendar is asked about dates beyond it


@dataclass(frozen=True, slots=True)
class Limit(AtClaim):
    """A date that may lie so far, and no farther, after `start`, in seconds since 1970."""

    claim: Claim
    date: int
    start: int
    life: Lifetime

    @property
    def lead(self) -> int:
        return self.date - self.start

    @property
    def safe(self) -> int:
        """A date that is within the limit by a comfortable margin."""
        life = self.life
        longest = (life.min or 0) if life.max is None else life.max - life.margin
        return self.start + (longest if life.safe is None else life.safe)


def limits(case: Case) -> Iterator[Limit]:
    """The limits that the profile sets to the dates of this token."""
    for it in case.expected:
        life = it.field.ahead
        if it.claim and life and (date := _seconds(it.claim, case)) is not None:
            yield Limit(it.claim, date, case.now, life)
    if case.profile.lifetime:
        yield from _lifetime(case)


def _lifetime(case: Case) -> Iterator[Limit]:
    exp, end = case.token.payload.claim("exp"), case.seconds("exp")
    life = _life(case) if end is not None else None
    start = _start(life.start, case) if life else None
    if exp and life and end is not None and start is not None:
        yield Limit(exp, end, start, life)


def _life(case: Case) -> Lifetime | None:
    """The first lifetime whose condition holds."""
    return next((it for it in case.profile.lifetime if it.holds(case.seen)), None)


def _start(start: Start, case: Case) -> int | None:
    return case.now if start is Start.NOW else case.seconds(start)


def _seconds(claim: Claim, case: Case) -> int | None:
    """The date in seconds since 1970, None where it is in another unit than it should."""
    return next((date.seconds for date in case.dates if date.claim is claim), None)


@rule(
    limits,
    Severity.ERROR,
    RECEIVER,
    passes="The token expires within the time that the receiver allows",
    good=SECRET,
    bad=(secret(exp=NOW + _LIMIT + 1), secret(iat=NOW, exp=NOW + 31_536_000)),
)
def far_expiry(limit: Limit, case: Case) -> Problem | None:
    """The token lives longer than the receiver allows.

    Some receivers allow only so many seconds, counted from the date of issue or from their own clock,
    and refuse a token that would live longer. Six calendar months have up to 184 days.
    """
    if limit.life.max is None or limit.lead <= limit.life.max:
        return None
    start = limit.life.start
    said = f"{limit.claim.name} is {limit.date}, {moment(limit.date)}: {exactly(limit.lead)} after {start}"
    allowed = (
        f"{capital(case.profile.audience)} allows at most {exactly(limit.life.max)}, counted from {start}."
    )
    return Problem(
        " ".join(filter(None, (f"{said}{_calendar(limit, case)}.", allowed, limit.life.note))),
        limit.safe,
        severity=limit.life.mark.severity,
        citation=case.profile.citation(limit.life.source),
    )


@rule(
    limits,
    Severity.WARNING,
    RECEIVER,
    passes="The expiry leaves room for clocks that differ",
    good=SECRET,
    bad=(secret(exp=NOW + _LIMIT), secret(exp=NOW + _LIMIT - 600)),
)
def tight_expiry(limit: Limit, case: Case) -> Problem | None:
    """The token lives for just as long as the receiver allows.

    The receiver measures by its own clock. Where that is a little behind, the limit is passed, and
    the token is refused now and then without a visible reason.
    """
    life = limit.life
    if life.max is None or not life.margin or not life.max - life.margin <= limit.lead <= life.max:
        return None
    return Problem(
        f"{limit.claim.name} is {exactly(limit.lead)} after {life.start}, and the limit is "
        f"{exactly(life.max)}: that leaves no room for clocks that differ.",
        limit.safe,
        citation=case.profile.citation(life.source),
    )


@rule(
    limits,
    Severity.ERROR,
    RECEIVER,
    passes="The token lives as long as the receiver demands",
    good=session(1800),
    bad=session(1799),
)
def near_expiry(limit: Limit, case: Case) -> Problem | None:
    """The token lives shorter than the receiver demands.

    Some receivers refuse a token that would end before the session it is for could begin.
    """
    life = limit.life
    if life.min is None or limit.lead >= life.min:
        return None
    return Problem(
        f"{limit.claim.name} is {exactly(limit.lead)} after {life.start}. "
        f"{capital(case.profile.audience)} demands at least {exactly(life.min)}.",
        limit.start + max(life.min, life.safe or 0),
        severity=life.mark.severity,
        citation=case.profile.citation(life.source),
    )


def exactly(length: int) -> str:
    """So many seconds to the second: `20 minutes`, `1 day`, `15,777,000 seconds (182.6 days)`."""
    if (length % MINUTE == 0 and length <= 2 * HOUR) or (length % HOUR == 0 and length < 2 * DAY):
        return duration(length)
    days = f" ({round(length / DAY, 1):g} days)" if length >= 2 * DAY else ""
    return f"{length:,} seconds{days}"


def _calendar(limit: Limit, case: Case) -> str:
    """What was probably added to iat, if it was months of the calendar."""
    issued = case.seconds("iat")
    if issued is None or not 0 < issued < limit.date < _FAR:
        return ""
    added = (months for months in _MONTHS if abs(_later(issued, months) - limit.date) <= HOUR)
    months = next(added, None)
    return f", which is {_MONTHS[months]} after iat" if months else ""


_MONTHS = {1: "one calendar month", 3: "three calendar months", 6: "six calendar months", 12: "one year"}


def _later(start: int, months: int) -> int:
    """The same day and hour, so many months later; the last day of a month that is too short."""
    date = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=start)
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    day = min(date.day, monthrange(year, month + 1)[1])
    return int(date.replace(year=year, month=month + 1, day=day).timestamp())


@dataclass(frozen=True, slots=True)
class Age(AtClaim):
    """A date of the token, and how many seconds back it may lie."""

    claim: Claim
    date: int
    field: Field
    most: int


def ages(most: Callable[[Field], int | None]) -> Selector:
    """The dates of which the profile says how far back they may lie."""

    def select(case: Case) -> Iterator[Age]:
        for it in case.expected:
            if it.claim and (bound := most(it.field)) is not None:
                date = _seconds(it.claim, case)
                if date is not None:
                    yield Age(it.claim, date, it.field, bound)

    return select


@rule(
    ages(attrgetter("age")),
    Severity.ERROR,
    RECEIVER,
    passes="The token is as young as the receiver wants it",
    good=provider_token(3600),
    bad=provider_token(3601),
)
def stale_token(age: Age, case: Case) -> Problem | None:
    """The token is older than the receiver allows.

    Some receivers ask for no expiry and look at the date of issue instead: a token serves for so
    long after it, and then a new one is due.
    """
    if case.now - age.date <= age.most:
        return None
    return Problem(
        f"{age.claim.name} is {age.date}, {moment(age.date)}: {relative(age.date, case.now)}. "
        f"{capital(case.profile.audience)} takes a token for {exactly(age.most)}; make a new one. "
        "If this one was young when it was sent, judge it as of that moment.",
        case.now,
        severity=age.field.mark.severity,
        citation=case.profile.citation(age.field.source),
    )


@rule(
    ages(attrgetter("fresh")),
    Severity.NOTICE,
    RECEIVER,
    passes="The token was made lately",
    good=SECRET,
    bad=secret(iat=NOW - 40 * DAY),
)
def aged_token(age: Age, case: Case) -> Problem | None:
    """The token was made some time ago.

    That is allowed, but where keys or identifiers were changed since, an old token may still be in a
    cache or a setting.
    """
    end, old = case.seconds("exp"), case.now - age.date
    if old <= age.most or (end is not None and end <= case.now) or old > (age.field.age or old):
        return None  # fresh, or told by expired or stale-token
    client = case.token.payload.text_of("sub")
    key = case.token.header.text_of("kid")
    made = " ".join(filter(None, (client and f"for “{client[:80]}”", key and f"with the key “{key[:40]}”")))
    return Problem(
        f"This {case.profile.noun} was made {relative(age.date, case.now)}{made and f', {made}'}. If the "
        "identifier or the key has changed since, a new one is needed.",
        citation=case.profile.citation(age.field.source),
    )
