"""The clinic's real server as a process of its own, for the tests that must not take Flask's word for it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent


BOUNDARY = "-" * 24 + "7f3a91"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def multipart(*fields: tuple[str, str | None, bytes]) -> bytes:
    """The body of a form; each field is its name, the name of its file or None, and its bytes."""
    parts = []
    for name, filename, data in fields:
        file = f'; filename="{filename}"\r\nContent-Type: application/octet-stream' if filename else ""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@dataclass(slots=True)
class Running:
    """A server that has said its address; `output` is filled when it has stopped."""

    process: subprocess.Popen[str]
    url: str
    output: str = ""

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 0

    def ask(
        self, method: str, path: str, body: bytes | str | Iterable[bytes] | None = None, **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        """One request on a connection of its own; `content_type="…"` gives a header."""
        connection = HTTPConnection(*self.address, timeout=20)
        try:
            connection.request(
                method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
            )
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def stop(self) -> int:
        """Ask the server to stop; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        self.output += "".join(self.process.communicate(timeout=20))
        return self.process.returncode


@contextmanager
def running(*command: str, **variables: str) -> Iterator[Running]:
    """Start the server on a free port with these variables of the environment, and stop it at the end."""
    command = command or ("-m", "webapp.server")
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**clean_environment(), "JWTCLINIC_PORT": "0", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    server = Running(process, "")
    try:
        server.url = _url(server)
        yield server
    finally:
        if process.poll() is None:
            server.stop()


def clean_environment() -> dict[str, str]:
    """The environment of the tests without the clinic's own settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("JWTCLINIC_")}


def _url(server: Running) -> str:
    for line in server.process.stdout or ():
        server.output += line
        if line.strip().startswith("http://"):
            return line.strip()
    raise AssertionError(f"the server did not start: {server.process.communicate()[1]}")
