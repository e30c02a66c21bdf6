"""The inspector: a submission in, a report out. Pure: no web, no clock, no network, no file system.

Profiles are read once, at start; the moment of judgement is an argument.
"""

from collections.abc import Mapping
from dataclasses import replace

from . import keys, paste, profiles, signature
from .decode import decode
from .keys import Key, Row, UnusableKey
from .limits import DEFAULTS, Limits
from .paste import Found
from .profiles import Profile
from .report import Report, TokenReport, in_order
from .request import Request
from .rule import Case
from .rules import ALL_RULES
from .submission import Submission

__all__ = ["Submission", "examine"]


def examine(
    submission: Submission,
    now: int,
    known: Mapping[str, Profile] = profiles.BUILT_IN,
    limits: Limits = DEFAULTS,
) -> Report:
    """Read, verify and judge everything in `submission` as of `now`, in seconds since 1970. Never raises."""
    pasted = paste.read(submission.text, limits)
    given = _keys(submission, limits)
    error_text = submission.error_text or pasted.error_text
    tokens = tuple(
        _token(found, submission, pasted.request, given, now, known, limits) for found in pasted.tokens
    )
    likeliest = tokens[0].recognition.profile.id if tokens else submission.profile
    answers = profiles.explain(error_text, known, likeliest) if error_text else []
    return Report(pasted, pasted.request, tuple(answers), given, tokens, now)


def _keys(submission: Submission, limits: Limits) -> tuple[Row, ...]:
    """Every key in the order given, and the secret; files beyond the limit are counted, not read."""
    given: list[Row] = []
    for number, file in enumerate(submission.keys):
        if len(given) >= limits.keys:
            left = len(submission.keys) - number
            given.append(UnusableKey(file.name, "too-many", f"{left:,} more files were not read."))
            break
        given += keys.read(file, replace(limits, keys=limits.keys - len(given)))
    if submission.secret:
        given.append(keys.read_secret(submission.secret, submission.secret_encoding))
    return tuple(given)


def _token(
    found: Found,
    submission: Submission,
    request: Request | None,
    given: tuple[Row, ...],
    now: int,
    known: Mapping[str, Profile],
    limits: Limits,
) -> TokenReport:
    token = decode(found, limits)
    usable = tuple(key for key in given if isinstance(key, Key))
    recognition = profiles.recognise(token, request, known, submission.profile)
    case = Case(
        token=token,
        keys=usable,
        verification=signature.verify(token, usable, submission.keys, deep=submission.deep, limits=limits),
        profile=recognition.profile,
        request=request,
        client_id=submission.client_id or _client_id(request),
        now=now,
        leeway=submission.leeway,
        expected=profiles.expected(recognition.profile, token, request),
    )
    outcomes = tuple(rule.run(case) for rule in ALL_RULES.values())
    return TokenReport(case, recognition, outcomes, in_order(outcomes))


def _client_id(request: Request | None) -> str | None:
    return next(iter(request.values("client_id")), None) if request else None
