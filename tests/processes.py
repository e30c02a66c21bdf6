"""The processes behind a real server, as Linux tells them."""

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .running import Running

PROC = Path("/proc")

needed = pytest.mark.skipif(not (PROC / "self" / "task").exists(), reason="there is no /proc to ask")


def deep_process(server: Running) -> int | None:
    """The one that searches deeply, if it was started already."""
    started = descendants(server.process.pid)
    return next((it for it in started if b"deep_process" in (PROC / str(it) / "cmdline").read_bytes()), None)


def descendants(process: int) -> Iterator[int]:
    """The processes that the threads of `process` started, and those that they started."""
    for thread in (PROC / str(process) / "task").iterdir():
        for child in (thread / "children").read_text().split():
            yield int(child)
            yield from descendants(int(child))


def is_busy(process: int) -> bool:
    """Whether it computes, rather than waits."""
    return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()[0] == "R"


@contextmanager
def must_end(process: int) -> Iterator[None]:
    """What is done within it ends `process`, soon."""
    watched = os.pidfd_open(process)
    try:
        yield
        assert select.select([watched], [], [], 20)[0], "it goes on"
    finally:
        os.close(watched)
