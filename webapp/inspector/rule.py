"""What a rule is, how one is written, and what running one yields.

A rule says what it wants to be shown (`payload("exp", "iat")`), looks at one such thing at a
time and returns a `Problem` or None. Its name is its id, its docstring its page, its examples
its tests; place, citation and isolation are added here.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from .by_id import ById
from .chain import Chain
from .encryption import Decryption
from .example import Example
from .fault import Fault
from .keys import Key
from .place import KEY, TOKEN, Place, Span
from .request import Request
from .sd_jwt import Presentation
from .signature import Verification
from .token import Claim, Part, Token

if TYPE_CHECKING:
    from .moments import Date
    from .profiles import Expected, Profile
    from .profiles.sign import Evidence


class Severity(StrEnum):
    """Error: the receiver refuses it, or the document says MUST. Warning: SHOULD, a refusal that
    users report, or accepted today by luck. Notice: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Gate(StrEnum):
    """The four checks in the order in which a receiver makes them."""

    REQUEST = "request"
    HEADER = "header"
    PAYLOAD = "payload"
    SIGNATURE = "signature"


class Citation(NamedTuple):
    """Who says so."""

    document: str
    section: str
    url: str

    def __str__(self) -> str:
        return f"{self.document}, section {self.section}" if self.section else self.document


def rfc(number: int, section: str) -> Citation:
    address = f"https://www.rfc-editor.org/rfc/rfc{number}"
    return Citation(f"RFC {number}", section, f"{address}#section-{section}" if section else address)


def policy(url: str, section: str = "") -> Citation:
    """A demand of our own, for the reason that `url` gives."""
    return Citation("JWT Clinic's own policy", section, url)


@dataclass(frozen=True, slots=True)
class Case:
    """One token under examination, with all that a rule may look at."""

    token: Token
    keys: tuple[Key, ...]
    verification: Verification
    profile: "Profile"
    seen: "Evidence"  # the token and its request, for the conditions of the profile
    request: Request | None
    client_id: str | None
    now: int
    leeway: int = 0
    decryption: Decryption | None = None  # of an encrypted token
    expected: tuple["Expected", ...] = ()  # the profile's fields, each beside what the token has
    presentation: Presentation | None = None  # of an SD-JWT
    unopened: int = 0  # tokens inside this one that are beyond the limits
    payload_is_token: bool = False
    chain: Chain | None = None  # the certificates that the token brings
    faults: "tuple[FaultAt, ...]" = ()  # of reading
    dates: tuple["Date", ...] = ()  # the registered ones first

    def seconds(self, name: str) -> int | None:
        """The claim of that name as a date in seconds since 1970; None where it is missing or no date."""
        for date in self.dates:
            if date.claim.name == name and date.claim.place.part == "payload":
                return date.seconds
        return None

    def verified(self, verification: Verification) -> "Case":
        """The same with another verification, if it is another."""
        return self if verification is self.verification else replace(self, verification=verification)


class Subject(Protocol):
    """Anything a rule can be shown."""

    @property
    def place(self) -> Place: ...

    @property
    def span(self) -> Span | None: ...


class AtClaim:
    """A subject that stands where its claim does."""

    __slots__ = ()
    claim: Claim

    @property
    def place(self) -> Place:
        return self.claim.place

    @property
    def span(self) -> Span | None:
        return self.claim.span


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule's complaint about the thing it was shown.

    `instead` is the value to write in its place, `remove` says that it should go altogether.
    `severity` and `citation` differ from the rule's own where a profile has more to say;
    `place` and `span` where the complaint belongs elsewhere.
    """

    message: str
    instead: Any = None
    remove: bool = False
    severity: Severity | None = None
    citation: Citation | None = None
    place: Place | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, the rule that found it, and the place it was found."""

    rule: "Rule"
    severity: Severity
    gate: Gate
    place: Place
    span: Span | None
    message: str
    instead: Any
    remove: bool
    citation: Citation

    @property
    def title(self) -> str:
        return self.rule.title

    @property
    def help(self) -> str:
        return f"/rules/{self.rule.id}"


class Outcome(NamedTuple):
    """What became of one rule: whether it had anything to look at, what it found, and the name of the
    exception if it crashed."""

    rule: "Rule"
    applies: bool
    findings: tuple[Finding, ...] = ()
    broke: str | None = None

    @property
    def passed(self) -> bool:
        return self.applies and not self.findings and self.broke is None


# A selector yields None for a thing it looked at and had nothing to show of; CLEAN where that is all.
Selector = Callable[[Case], Iterable[Any]]
CLEAN: Final = (None,)
Check = Callable[[Any, Case], Problem | None]
Condition = Callable[[Case], object]  # true of the cases that a rule concerns

_GATES = {"request": Gate.REQUEST, "paste": Gate.REQUEST, "header": Gate.HEADER, "payload": Gate.PAYLOAD}


@dataclass(frozen=True, slots=True)
class Rule:
    """`title` says what is wrong, `passes` what is right when nothing is; `why` explains."""

    id: str
    title: str
    why: str
    passes: str
    severity: Severity
    cites: Citation
    select: Selector = field(repr=False)
    check: Check = field(repr=False)
    good: tuple[Example, ...] = field(repr=False)
    bad: tuple[Example, ...] = field(repr=False)
    gate: Gate | None = None  # by place, if not given
    where: Condition | None = field(default=None, repr=False)

    def run(self, subjects: Iterable[Any], case: Case) -> Outcome | None:
        """Run the check on what there is to show; None where it complains of nothing. A rule that breaks
        costs its own line of the report, no more."""
        check, found = self.check, []
        try:
            for it in subjects:
                if it is not None and (problem := check(it, case)):
                    found.append(self._finding(it, problem, case))
        except Exception as error:
            return self.broken(error)
        return Outcome(self, applies=True, findings=tuple(found)) if found else None

    def broken(self, error: Exception) -> Outcome:
        return Outcome(self, applies=True, broke=type(error).__name__)

    def _finding(self, subject: Subject, problem: Problem, case: Case) -> Finding:
        place = problem.place or subject.place
        severity, message = problem.severity or self.severity, problem.message
        if softened := case.profile.soften.get(self.id):
            severity, message = softened.severity, f"{message} {softened.because}"
        return Finding(
            rule=self,
            severity=severity,
            gate=self.gate or _GATES.get(place.part, Gate.SIGNATURE),
            place=place,
            span=problem.span or (subject.span if problem.place is None else None),
            message=message,
            instead=problem.instead,
            remove=problem.remove,
            citation=problem.citation or self.cites,
        )


class _Run(NamedTuple):
    """A rule with its number among all, and its outcome where there is nothing to complain of."""

    number: int
    rule: Rule
    passed: Outcome


class Rules(ById[Rule]):
    """Rules by id, ready to be run together: what several of them ask for is asked once."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        super().__init__(rules)
        self._idle = [Outcome(rule, applies=False) for rule in self.values()]
        self._runs: dict[Condition | None, dict[Selector, list[_Run]]] = {}
        for number, rule in enumerate(self.values()):
            selectors = self._runs.setdefault(rule.where, {})
            selectors.setdefault(rule.select, []).append(_Run(number, rule, Outcome(rule, applies=True)))

    def outcomes(self, case: Case) -> tuple[Outcome, ...]:
        """What becomes of each rule, in their order. Most have nothing to look at in most tokens."""
        outcomes = self._idle.copy()
        for where, selectors in self._runs.items():
            for select, runs in selectors.items() if where is None or where(case) else ():
                try:
                    subjects = tuple(select(case))
                except Exception as error:
                    for number, rule, _ in runs:
                        outcomes[number] = rule.broken(error)
                    continue
                for number, rule, passed in runs if subjects else ():
                    outcomes[number] = passed if subjects is CLEAN else rule.run(subjects, case) or passed
        return tuple(outcomes)


def rule(
    select: Selector,
    severity: Severity,
    cites: Citation,
    *,
    passes: str,
    good: Example | tuple[Example, ...],
    bad: Example | tuple[Example, ...],
    gate: Gate | None = None,
    where: Condition | None = None,
) -> Callable[[Check], Rule]:
    """Turn a check into a rule: its name gives the id, its docstring the title and the explanation.

    It concerns only cases of which `where` holds; in all others it has neither passed nor failed.
    """

    def make(check: Check) -> Rule:
        title, _, why = (inspect.getdoc(check) or "").partition("\n\n")
        id_ = check.__name__.replace("_", "-")
        return Rule(
            id_,
            " ".join(title.split()).rstrip("."),
            why,
            passes,
            severity,
            cites,
            select,
            _of_its_own(id_, check) if select is faults else check,
            good if isinstance(good, tuple) else (good,),
            bad if isinstance(bad, tuple) else (bad,),
            gate,
            where,
        )

    return make


def _of_its_own(rule_id: str, check: Check) -> Check:
    """The check of a rule that tells about faults of reading, shown those of others as well."""
    return lambda found, case: check(found, case) if found.fault.rule == rule_id else None


@dataclass(frozen=True, slots=True)
class FaultAt:
    """A fault of reading, with the part it was found in."""

    part: Part
    fault: Fault

    @property
    def place(self) -> Place:
        return Place(self.part.place.part, (*self.part.place.steps, *self.fault.steps))

    @property
    def span(self) -> Span | None:
        return Span(self.fault.start, self.fault.end) if self.fault.start >= 0 else None


@dataclass(frozen=True, slots=True)
class GivenKey:
    """One of the keys that were handed over."""

    key: Key
    place: Place
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """The token as a whole."""

    token: Token
    place: Place = TOKEN

    @property
    def span(self) -> Span:
        return Span(0, len(self.token.text))


@cache
def payload(*names: str) -> Selector:
    """The claims called one of `names`, or all of them."""
    return lambda case: case.token.payload.claims(*names)


@cache
def header(*names: str) -> Selector:
    """The header parameters called one of `names`, or all of them."""
    return lambda case: case.token.header.claims(*names)


def members(case: Case) -> list[Claim]:
    """Every header parameter and every claim."""
    return [*case.token.header.claims(), *case.token.payload.claims()]


def faults(case: Case) -> Iterable["FaultAt | None"]:
    """The faults of reading. A rule is shown those alone that bear its name."""
    return case.faults or CLEAN


def faults_of(token: Token) -> Iterator[FaultAt]:
    """Every fault of reading, in the order of the parts."""
    for part in token.parts:
        for fault in part.faults:
            yield FaultAt(part, fault)


def signature(case: Case) -> list[Part]:
    """The signature, where there is one."""
    return [case.token.signature] if case.token.signature.text else []


def is_encrypted(case: Case) -> bool:
    """Whether it is a JWE."""
    return case.token.encrypted


def token(case: Case) -> list[Whole]:
    return [Whole(case.token)]


def keys(case: Case) -> list[GivenKey]:
    """The keys that were handed over; a single one has the place `key`, several `key[0]`, `key[1]`, …"""
    if len(case.keys) == 1:
        return [GivenKey(case.keys[0], KEY)]
    return [GivenKey(key, KEY / index) for index, key in enumerate(case.keys)]
