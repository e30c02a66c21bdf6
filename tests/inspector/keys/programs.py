"""Whether the programs of other languages read a private key: one process for each, scripts in `loads`."""

import base64
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.other_languages import ask, program
from webapp.inspector.keys.overlooked import Program

FOLDER = Path(__file__).parent / "loads"
COMMANDS = {
    Program.NODE: ("node", FOLDER / "loads.mjs"),
    Program.PHP: ("php", FOLDER / "loads.php"),
    Program.RUBY: ("ruby", FOLDER / "loads.rb"),
    Program.JAVA: ("java", FOLDER / "Loads.java"),
    Program.GO: ("go", "run", FOLDER / "loads.go"),
}
ASKED = (Program.COMMAND, *COMMANDS, Program.PYTHON)


@cache
def reading(program: Program, files: tuple[bytes, ...]) -> list[bool]:
    """Whether `program` reads a private key from each of `files`; skips the test where it is not there."""
    if program is Program.PYTHON:
        return [_python(file) for file in files]
    if program is Program.COMMAND:
        return [_openssl(file) for file in files]
    return _answers(COMMANDS[program], files)


def _answers(command: tuple[str | Path, ...], files: Iterable[bytes]) -> list[bool]:
    questions = [{"file": base64.b64encode(file).decode()} for file in files]
    return [answer["reads"] for answer in ask([program(str(command[0])), *command[1:]], questions)]


def _python(file: bytes) -> bool:
    try:
        load_pem_private_key(file, None)
    except (ValueError, TypeError):
        return False
    return True


def _openssl(file: bytes) -> bool:
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl")
    command = ["openssl", "pkey", "-pubout", "-passin", "pass:"]
    return subprocess.run(command, input=file, capture_output=True, check=False).returncode == 0
