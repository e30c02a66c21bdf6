"""Libraries of other languages, for the tests: one process, JSON lines in, JSON lines out.

A script reads a question per line from its standard input and writes an answer per line, so that hundreds of
tokens cost one start. panva/jose is ready to be asked:

    jose([
        {"task": "verify", "token": "eyJ…", "key": {"kty": "EC", …}},
        {"task": "verify", "token": "eyJ…", "key": "-----BEGIN PUBLIC KEY-----…"},
        {"task": "verify", "token": "eyJ…", "secret": "typed as it is", "options": {"algorithms": ["HS256"]}},
        {"task": "verify_claims", "token": "eyJ…", "key": …, "now": 1795400000, "options": {"issuer": "…"}},
        {"task": "sign", "header": {"alg": "ES256"}, "payload": "{…}", "key": …},
        {"task": "encrypt", "header": {"alg": "RSA-OAEP-256", "enc": "A256GCM"}, "plaintext": "…", "key": …},
        {"task": "decrypt", "token": "eyJ…", "key": …, "options": {"keyManagementAlgorithms": ["A256KW"]}},
    ])

answers, in the same order,

    {"header": {…}, "payload": "{…}"}               verify: the text that was signed
    {"header": {…}, "payload": {…}}                 verify_claims: the claims, judged as of `now`
    {"token": "eyJ…"}                               sign, encrypt
    {"header": {…}, "plaintext": "…"}               decrypt
    {"error": "ERR_JWS_SIGNATURE_VERIFICATION_FAILED", "message": "signature verification failed"}

A `key` is a JWK (private where one is needed; an octet JWK for a secret of bytes) or PEM; a `secret` is
text in UTF-8. A `token` may be an object of the JSON serialisation. `options` are the library's own.

A script of one's own stands in tests/node (`import { answerLines } from "./lines.mjs"`) or anywhere, and is
asked by `node(path, questions)`, `php(…)`, `ruby(…)`. Where the program or its libraries are missing, the
test that asks is skipped; `make test` installs those of Node, `make tools` the rest. Without make: `npm ci
--prefix tests/node`.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).parent / "node"

Questions = Iterable[dict[str, Any]]
Answers = list[dict[str, Any]]


def jose(questions: Questions) -> Answers:
    """What panva/jose answers; see above."""
    return node(NODE / "panva_jose.mjs", questions)


def node(script: Path, questions: Questions) -> Answers:
    """The answers of a script for Node; in tests/node it may import what package.json there names."""
    node_modules()
    return ask([program("node"), script], questions)


def php(script: Path, questions: Questions) -> Answers:
    return ask([program("php"), script], questions)


def ruby(script: Path, questions: Questions) -> Answers:
    return ask([program("ruby"), script], questions)


def node_modules() -> Path:
    """Where Node's libraries are; the test is skipped where they are not."""
    folder = NODE / "node_modules"
    if not folder.is_dir():
        pytest.skip("the libraries of tests/node are not installed: npm ci --prefix tests/node")
    return folder


def program(name: str) -> str:
    """The path of a program; the test is skipped where there is none."""
    return shutil.which(name) or pytest.skip(f"there is no {name}")


def ask(command: Sequence[str | Path], questions: Questions) -> Answers:
    """Start `command` once, give it each question as a line of JSON, and read as many lines of answers."""
    lines = [json.dumps(question) + "\n" for question in questions]
    ended = subprocess.run(
        list(command), input="".join(lines).encode(), capture_output=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(answers) == len(lines), ended.stderr.decode(errors="replace")
    return answers
