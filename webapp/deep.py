"""The deep search, in a process of its own: it takes seconds, which no other request should wait for.

Each worker of the server starts one such process when it is first needed, and asks it one thing at
a time. Question and answer go through its pipes, a line each, and nowhere else. A process that takes
too long is killed, and so is one whose answer nobody waits for any more; the next question starts another.
"""

import json
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from math import ceil
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock, Thread

from flask import current_app
from werkzeug.exceptions import ClientDisconnected

from .deep_lines import House, Json, explained, question, subject
from .errors import Refusal
from .examination import profiles, roots
from .forms import sender
from .inspector.limits import Limits
from .inspector.signature import Evidence, Explained, Searcher, explain
from .inspector.submission import Submission
from .sender import Sender
from .settings import current_settings

PATIENCE_SECONDS = 20.0  # on a busy machine; or three times what the search may take, if that is longer
WAITING = 2  # that wait for the one under way; whoever comes then is asked to come back
LOOK_SECONDS = 0.1  # between two looks whether whoever asked is still there
_ROOT = Path(__file__).parent.parent


class Deep:
    """The process that searches, and whoever waits for it. `patience` is in seconds."""

    def __init__(self, patience: float | None = None, waiting: int = WAITING) -> None:
        self._patience = patience
        self._places = BoundedSemaphore(1 + waiting)
        self._alone = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._end: Callable[[], object] = int  # nothing to end yet

    def search(self, submission: Submission, now: int, house: House, sender: Sender) -> Searcher:
        """Search now, as of `now`; what was found is given out when the examination asks for it.

        Refuses with 429 where too many wait, and goes no further once the `sender` has gone. A search
        that fails or takes too long costs only what it would have found: the quick one is made in its place.
        """
        limits = house.limits
        patience = self._patience or max(PATIENCE_SECONDS, 3 * limits.deep_search_seconds)
        with self._place(), self._turn(sender):
            answer = self._asked(question(submission, now, house), patience, sender)
        if "broke" in answer:
            return _quick(answer["broke"], limits)
        return _given_out(answer["found"], limits)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            message = "Other deep searches are under way. Your input is fine: send it again in a few seconds."
            raise Refusal(429, "too-many", message, retry_after=5)
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def _turn(self, sender: Sender) -> Iterator[None]:
        """Wait for those who came before, as long as the `sender` does."""
        while not self._alone.acquire(timeout=LOOK_SECONDS):
            _heed(sender)
        try:
            _heed(sender)
            yield
        finally:
            self._alone.release()

    def _asked(self, line: str, patience: float, sender: Sender) -> Json:
        """The answer of the process; what broke, where it gives none in time."""
        process = self._running()
        with _Watch(process, patience, sender) as watch:
            try:
                answer = _exchanged(process, line)
            except (OSError, ValueError):  # it was killed, or died
                answer = {"broke": watch.why or "ChildProcessError"}
                self._end()
        if watch.why:
            self._end()
        _heed(sender)
        return answer

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _started()
            self._end = weakref.finalize(self, _end, self._process)
        return self._process


def sought(submission: Submission, now: int) -> Searcher:
    """Who explains the signatures of `submission`: the ordinary search, or what a deep one has found."""
    if not submission.deep or not (submission.keys or submission.secret):
        return explain
    deep: Deep = current_app.extensions["deep"]
    house = House(profiles(), current_settings().limits, roots())
    return deep.search(submission, now, house, sender())


class _Watch:
    """Within it, `process` is killed once its time is over or the `sender` has gone; `why` says which."""

    def __init__(self, process: "subprocess.Popen[str]", patience: float, sender: Sender) -> None:
        self.why = ""
        self._process = process
        self._looks = ceil(patience / LOOK_SECONDS)
        self._sender = sender
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        for _ in range(self._looks):
            if self._over.wait(LOOK_SECONDS):
                return
            if self._sender.gone:
                self.why = "ClientDisconnected"
                break
        else:
            self.why = "TimeoutError"
        self._process.kill()


def _heed(sender: Sender) -> None:
    """Go no further for somebody who has gone; there is nobody to be told."""
    if sender.gone:
        raise ClientDisconnected


def _started() -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603  # this very program
        (sys.executable, "-m", f"{__package__}.deep_process"),
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="ascii",
        start_new_session=True,  # Ctrl+C is for the server, with which it ends
    )


def _exchanged(process: "subprocess.Popen[str]", line: str) -> Json:
    assert process.stdin, "it was started with pipes"
    assert process.stdout, "it was started with pipes"
    process.stdin.write(line + "\n")
    process.stdin.flush()
    answer: Json = json.loads(process.stdout.readline())
    return answer


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    with suppress(OSError, ValueError):
        process.communicate()


def _quick(broke: str, limits: Limits) -> Searcher:
    """The quick search in place of a deep one that broke."""
    share = limits.search_seconds / max(limits.deep_search_seconds, limits.search_seconds)

    def search(evidence: Evidence, budget: int) -> Explained:
        causes, tried = explain(evidence, int(budget * share))
        return causes, replace(tried, broke=broke)

    return search


def _given_out(answers: Mapping[str, Json], limits: Limits) -> Searcher:
    """What was found of each signature."""

    def search(evidence: Evidence, budget: int) -> Explained:
        answer = answers.get(subject(evidence))
        return explained(answer) if answer else _quick("LookupError", limits)(evidence, budget)

    return search
