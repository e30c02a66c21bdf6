"""A log line has a fault's type and place, and no value."""

import logging
import subprocess
import sys

from webapp.logs import Discreet, fault

from .running import ROOT

MARKER = "marker-51c0de"


def caught(raising):
    try:
        raising()
    except Exception as error:
        return error
    raise AssertionError


def test_fault_is_type_and_calls():
    assert fault(caught(lambda: int(MARKER))).startswith("ValueError at ")
    assert "test_logs.py:" in fault(caught(lambda: int(MARKER)))
    assert MARKER not in fault(caught(lambda: int(MARKER)))


def test_fault_of_deep_recursion_is_short():
    def deeper():
        deeper()

    assert len(fault(caught(deeper))) < 1500


def test_fault_whose_causes_go_in_a_circle_ends():
    first, second = ValueError(MARKER), KeyError(MARKER)
    first.__cause__, second.__cause__ = second, first
    assert fault(first) == "ValueError at no place, because of KeyError at no place"


def written(name, message, *arguments, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, "a/place.py", 7, message, arguments, info)
    return Discreet().format(record)


def test_our_own_words_are_written():
    assert written("webapp", "a request failed: %s", "here").endswith("error: a request failed: here")


def test_words_of_other_packages_are_withheld():
    line = written("somelibrary.jwk", "bad key %s", MARKER)
    assert line.endswith("somelibrary.jwk said something at place:7; its words may quote a request")


def test_message_of_an_exception_is_withheld():
    line = written("gunicorn.error", "Error handling request", error=caught(lambda: int(MARKER)))
    assert "Error handling request (ValueError at " in line
    assert MARKER not in line


SPEAK = f"""
import logging, threading, warnings
from webapp import logs
logs.configure()
logging.getLogger("library").error("%s", "{MARKER}")
logging.getLogger("library").error("%d", "{MARKER}")
warnings.warn("{MARKER}")
thread = threading.Thread(target=lambda: int("{MARKER}"))
thread.start(); thread.join()
try:
    raise KeyError("{MARKER}")
except KeyError:
    logging.getLogger("library").exception("{MARKER}")
int("{MARKER}")
"""


def test_nothing_a_process_says_by_itself_holds_a_value():
    ended = subprocess.run(
        [sys.executable, "-c", SPEAK], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert MARKER not in ended.stdout + ended.stderr
    assert ended.stderr.count("library said something at ") == 3
    assert "a thread was stopped by ValueError at " in ended.stderr
    assert "stopped by ValueError at " in ended.stderr.splitlines()[-1]
