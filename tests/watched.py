"""The server under an audit hook: every file that Python opens for writing is named on standard error.

A listing of a folder would not do: temporary files are made without a name, or lose it at once.
"""

import os
import runpy
import sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
MARK = "opened for writing: "


def name_files_written(event: str, arguments: tuple[object, ...]) -> None:
    if event != "open":
        return
    path, _, flags = arguments
    opened_before = isinstance(path, int)
    if isinstance(flags, int) and flags & WRITING and not opened_before:
        os.write(2, f"{MARK}{path!r}\n".encode())


if __name__ == "__main__":
    sys.addaudithook(name_files_written)
    runpy.run_module("webapp.server", run_name="__main__")
