"""The process of the deep search: `python -m webapp.deep_process` answers each line of its input with one."""

import json
import os
import sys

from . import logs
from .deep_lines import Json, answer, asked, subject
from .inspector import examine
from .inspector.signature import Evidence, Explained, explain


def main() -> None:
    """Answer until there are no more questions."""
    logs.configure()
    if hasattr(os, "nice"):
        os.nice(3)  # after the requests that others wait for
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answered(line)) + "\n")
        sys.stdout.flush()


def answered(question: str) -> Json:
    """What the searches of a submission find, each by its subject, or what broke."""
    found: dict[str, Json] = {}

    def search(evidence: Evidence, budget: int) -> Explained:
        one = explain(evidence, budget)
        found[subject(evidence)] = answer(one)
        return one

    try:
        submission, now, house = asked(question)
        examine(submission, now, house.known, house.limits, house.roots, search)
    except Exception as error:  # the fault is the clinic's, and the report comes all the same
        return {"broke": type(error).__name__}
    return {"found": found}


if __name__ == "__main__":
    main()
