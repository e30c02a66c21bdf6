"""A token of which nothing but the shape says what it is.

Until somebody says that it is, nobody knows who receives it; so nothing is an error but what would be one in
any other JWT.
"""

from collections.abc import Set
from dataclasses import replace

from .moments import dates_of
from .place import Place
from .profiles import Profile, expected
from .rule import Case, Finding, Outcome, Severity
from .rules import ALL_RULES

_Errors = Set[tuple[str, Place]]  # by rule and place


def outcomes(case: Case, plain: Profile) -> tuple[Outcome, ...]:
    """What becomes of each rule, if the profile of the case is a guess; `plain` is that of any JWT."""
    guessed = ALL_RULES.outcomes(case)
    if not _errors(guessed):
        return guessed
    fields = expected(plain, case.token, case.seen)
    as_any = replace(case, profile=plain, expected=fields, dates=tuple(dates_of(case.token, fields)))
    sure = _errors(ALL_RULES.outcomes(as_any))
    return tuple(_softened(outcome, sure, case.profile) for outcome in guessed)


def _errors(outcomes: tuple[Outcome, ...]) -> _Errors:
    found = (finding for outcome in outcomes for finding in outcome.findings)
    return {(it.rule.id, it.place) for it in found if it.severity is Severity.ERROR}


def _softened(outcome: Outcome, sure: _Errors, profile: Profile) -> Outcome:
    if not outcome.findings:
        return outcome
    return outcome._replace(findings=tuple(_doubted(it, sure, profile) for it in outcome.findings))


def _doubted(finding: Finding, sure: _Errors, profile: Profile) -> Finding:
    if finding.severity is not Severity.ERROR or (finding.rule.id, finding.place) in sure:
        return finding
    message = f"{finding.message} This holds only if the token is what it looks like: {profile.title}."
    return replace(finding, severity=Severity.WARNING, message=message)
