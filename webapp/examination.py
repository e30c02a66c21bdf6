"""Where the outer world meets the inspector: the clock, the profiles and the limits of this installation."""

import time

from flask import current_app

from .inspector import Submission, examine
from .inspector.profiles import Profiles
from .inspector.report import Report
from .settings import current_settings


def examined(submission: Submission, now: int | None = None) -> Report:
    """The report on `submission`, as of `now` or else of the clock."""
    return examine(submission, clock() if now is None else now, profiles(), current_settings().limits)


def clock() -> int:
    """Seconds since 1970. Nothing else in the application reads the clock."""
    return int(time.time())


def profiles() -> Profiles:
    """Every profile known here, the team's own among them."""
    known: Profiles = current_app.extensions["profiles"]
    return known
