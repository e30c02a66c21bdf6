"""What may be written to a log: the type of a fault and its place in the code, never a value.

An exception's message may quote a token, a key or a secret; so may any library's. Neither is written.
"""

import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator

LOG = logging.getLogger("webapp")
OUR_VOICES = ("webapp", "gunicorn.error")  # their messages are known to hold nothing of a request
FRAMES = 12


class Discreet(logging.Formatter):
    """Formats without values: of an exception its `fault`, of another package's record where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: time, level, what is said, and the fault if there is one."""
        said = record.getMessage() if record.name in OUR_VOICES else _unquoted(record)
        error = record.exc_info[1] if record.exc_info else None
        line = f"{self.formatTime(record)} {record.levelname.lower()}: {said}"
        return f"{line} ({fault(error)})" if error else line


def fault(error: BaseException) -> str:
    """The types of `error` and of its causes, and the calls that led there, innermost last."""
    return ", because of ".join(f"{type(link).__qualname__} at {_calls(link)}" for link in _chain(error))


def configure() -> None:
    """Make everything this process writes about itself discreet; for the server, not for tests."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.raiseExceptions = False  # else a record that cannot be formatted is printed with its values
    warnings.simplefilter("ignore")
    sys.excepthook = lambda _type, error, _trace: LOG.error("stopped by %s", fault(error))
    threading.excepthook = lambda args: LOG.error("a thread was stopped by %s", _thrown(args.exc_value))


def _thrown(error: BaseException | None) -> str:
    return fault(error) if error else "nothing known"


def _unquoted(record: logging.LogRecord) -> str:
    return f"{record.name} said something at {record.module}:{record.lineno}; its words may quote a request"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    while error is not None and error not in seen and len(seen) < 5:
        yield error
        seen.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _calls(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return (
        " > ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames) or "no place"
    )


def _short(filename: str) -> str:
    return "/".join(filename.split("/")[-3:])
