"""The dearest of the hostile inputs: time and memory of a report, its page and its JSON.

Run by `make bench`, or by `python -m benchmarks.hostile [ROWS]`. Exits with 1 if a row takes a second or
200 MB on any face.
"""

import sys
import tracemalloc
from collections.abc import Callable
from time import perf_counter

from tests.hostile import Row, rows
from tests.running import FORM
from tests.test_hostile import form, submission
from webapp import create_app
from webapp.settings import Settings

SECONDS, MEGABYTES = 1.0, 200.0


def main(shown: int) -> int:
    """Print the dearest rows of each face; the number of rows beyond the limits."""
    client = create_app(Settings.from_environment({})).test_client()
    faces = {
        "page": lambda fields: client.post("/", data=form(fields), content_type=FORM),
        "API": lambda fields: client.post("/api/inspect", json=submission(fields)),
    }
    beyond = 0
    for face, send in faces.items():
        costs = sorted((cost(send, row) for row in rows()), reverse=True)
        beyond += sum(seconds > SECONDS or megabytes > MEGABYTES for seconds, megabytes, _ in costs)
        print(f"{face}: {len(costs)} rows")
        for seconds, megabytes, name in costs[:shown]:
            print(f"  {seconds * 1000:6.0f} ms {megabytes:6.1f} MB  {name}")
    return beyond


def cost(send: Callable[[dict[str, str]], object], row: Row) -> tuple[float, float, str]:
    """Seconds and, in a second run that tracing slows down, megabytes at the highest."""
    name, fields = row
    start = perf_counter()
    send(fields)
    seconds = perf_counter() - start
    if seconds < 0.02:
        return seconds, 0.0, name
    tracemalloc.start()
    send(fields)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, peak / 1e6, name


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10) > 0)
