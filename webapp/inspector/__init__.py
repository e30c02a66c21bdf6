"""The inspector: a submission in, a report out. Pure: no web, no clock, no network, no file system.

Profiles are read once, at start; the moment of judgement is an argument.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from . import keys, paste, profiles, signature
from .decode import decode
from .keys import Key, Row, UnusableKey
from .limits import DEFAULTS, Limits
from .profiles import Profile
from .report import Report, TokenReport, in_order
from .request import Request
from .rule import Case
from .rules import ALL_RULES
from .signature import Verification
from .submission import Submission
from .token import Token

__all__ = ["Submission", "examine", "tokens"]


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
    tokens = [decode(found, limits) for found in pasted.tokens]
    judge = _Judge(submission, pasted.request, given, tokens, now, known, _shared(limits, len(tokens)))
    reports = tuple(map(judge.report, tokens, judge.verifications()))
    likeliest = reports[0].recognition.profile.id if reports else submission.profile
    answers = profiles.explain(error_text, known, likeliest) if error_text else []
    return Report(pasted, pasted.request, tuple(answers), given, reports, now)


def tokens(submission: Submission, limits: Limits = DEFAULTS) -> list[Token]:
    """The tokens of `submission`, decoded and no more."""
    return [decode(found, limits) for found in paste.read(submission.text, limits).tokens]


def _shared(limits: Limits, tokens: int) -> Limits:
    """The limits with the time to search divided among the tokens of one paste."""
    parts = max(tokens, 1)
    return replace(
        limits,
        search_seconds=limits.search_seconds / parts,
        deep_search_seconds=limits.deep_search_seconds / parts,
    )


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


@dataclass(frozen=True, slots=True)
class _Judge:
    """All that the reports on the tokens of one paste have in common."""

    submission: Submission
    request: Request | None
    given: tuple[Row, ...]
    tokens: list[Token]
    now: int
    known: Mapping[str, Profile]
    limits: Limits

    def report(self, token: Token, verification: Verification) -> TokenReport:
        """Recognise and judge one of the tokens."""
        recognition = profiles.recognise(token, self.request, self.known, self.submission.profile)
        case = Case(
            token=token,
            keys=self.keys,
            verification=verification,
            profile=recognition.profile,
            request=self.request,
            client_id=self.submission.client_id or _client_id(self.request),
            now=self.now,
            leeway=self.submission.leeway,
            expected=profiles.expected(recognition.profile, token, self.request),
        )
        outcomes = tuple(rule.run(case) for rule in ALL_RULES.values())
        return TokenReport(case, recognition, outcomes, in_order(outcomes))

    def verifications(self) -> list[Verification]:
        """How the signature of each token stands, the others considered."""
        return signature.traced(self.tokens, [self.verification(it) for it in self.tokens], self.keys)

    def verification(self, token: Token) -> Verification:
        others = tuple(other for other in self.tokens if other is not token)
        given = self.submission
        return signature.verify(token, self.keys, given.keys, others, deep=given.deep, limits=self.limits)

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key for key in self.given if isinstance(key, Key))


def _client_id(request: Request | None) -> str | None:
    return next(iter(request.values("client_id")), None) if request else None
