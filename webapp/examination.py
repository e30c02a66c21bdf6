"""Where the outer world meets the inspector: the clock, the profiles, the limits, keys from elsewhere."""

import time
from dataclasses import replace

from flask import current_app

from .fetch import Fetched, Fetcher
from .inspector import Submission, examine, tokens
from .inspector.chain import Certificate
from .inspector.key_sources import key_sources
from .inspector.profiles import Profiles
from .inspector.report import Report
from .inspector.signature import Searcher, explain
from .settings import current_settings

MOST_SOURCES = 4  # asked for one submission


def examined(submission: Submission, now: int, searcher: Searcher = explain) -> Report:
    """The report on `submission`, as of `now`."""
    return examine(submission, now, profiles(), current_settings().limits, roots(), searcher)


def with_keys_fetched(submission: Submission, wanted: bool) -> tuple[Submission, tuple[Fetched, ...]]:
    """`submission` with the keys that its tokens' issuers publish, if wanted, and what came of asking."""
    if not wanted:
        return submission, ()
    read = tokens(submission, current_settings().limits)
    sources = dict.fromkeys(source for token in read for source in key_sources(token))
    fetched = tuple(map(fetcher().fetch, list(sources)[:MOST_SOURCES]))
    files = tuple(one.file for one in fetched if one.file)
    return replace(submission, keys=(*submission.keys, *files)), fetched


def as_of(given: int | None) -> int:
    """The moment of judgement: the one that was `given`, or else now."""
    return clock() if given is None else given


def clock() -> int:
    """Seconds since 1970. Nothing else in the application reads the clock."""
    return int(time.time())


def fetcher() -> Fetcher:
    """Who fetches keys here, from those whom the operator allows."""
    fetcher: Fetcher = current_app.extensions["fetcher"]
    return fetcher


def profiles() -> Profiles:
    """Every profile known here, the team's own among them."""
    known: Profiles = current_app.extensions["profiles"]
    return known


def roots() -> tuple[Certificate, ...]:
    """The roots that the operator trusts."""
    known: tuple[Certificate, ...] = current_app.extensions["roots"]
    return known
