"""The clinic's own server: `python -m webapp.server`.

gunicorn with threads: it streams a request's body from the socket into memory, never into a file.
What it would say of a request on its own, to the log or to the sender, is said here without quoting.
"""

import errno
import json
import os
import socket
import struct
import sys
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker
from werkzeug.exceptions import BadRequest

from . import create_app, errors, logs
from .headers import SECURITY
from .settings import Settings, WrongSetting, exit_on_wrong_setting

STALL_SECONDS = 10  # that a sender may keep us waiting for its next bytes, or for the taking of ours
FAREWELL_SECONDS = 10  # for the requests under way when the server is stopped
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  and the one of them to open here
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  where gunicorn's heartbeat, an empty file, need not touch a disk


def main() -> None:
    """Serve until stopped; a wrong setting or an address in use ends with one sentence and status 2."""
    logs.configure()
    with exit_on_wrong_setting():
        settings = Settings.from_environment(os.environ)
        app = create_app(settings)
        listener = listen(settings)
    app.register_error_handler(ParseException, lambda _error: errors.answer(BadRequest()))  # a broken chunk
    Server(app, settings, listener).run()


def listen(settings: Settings) -> socket.socket:
    """A listening socket at the address of `settings`; WrongSetting when there can be none."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    both = settings.host == "::" and socket.has_dualstack_ipv6()
    try:
        address = (settings.host, settings.port)
        listener = socket.create_server(address, family=family, backlog=512, dualstack_ipv6=both)
    except OSError as error:
        raise WrongSetting(_why_not(error, settings)) from None
    limit_stalls(listener, STALL_SECONDS)
    return listener


def limit_stalls(listener: socket.socket, seconds: float) -> None:
    """Let no connection of `listener` keep a thread waiting for longer than `seconds`."""
    patience = struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, option, patience)


def _why_not(error: OSError, settings: Settings) -> str:
    where = f"port {settings.port} of {settings.host}"
    if error.errno == errno.EADDRINUSE:
        return f"Another program listens on {where}: stop it, or give another port in JWTCLINIC_PORT."
    if error.errno == errno.EACCES:
        return f"This user may not listen on {where}: give a port above 1023 in JWTCLINIC_PORT."
    return f"Cannot listen on {where} ({error.strerror}): give an address of this machine in JWTCLINIC_HOST."


def address(settings: Settings, port: int) -> str:
    """The address to open in a browser on this machine, whatever the server listens on."""
    host = EVERY_ADDRESS.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.prefix}/"


def greeting(settings: Settings, port: int) -> str:
    """What the operator reads once the server listens."""
    lines = ["JWT Clinic is open. Ctrl+C closes it.", "", f"    {address(settings, port)}", ""]
    if settings.host in EVERY_ADDRESS and not settings.trusted_hosts:
        lines += [
            "Other machines are refused until JWTCLINIC_TRUSTED_HOSTS has the name they call this one by.",
            "",
        ]
    return "\n".join(lines)


class Server(BaseApplication):
    """gunicorn, told everything by `Settings`: no file, command line or variable of its own is read."""

    def __init__(self, app: Flask, settings: Settings, listener: socket.socket) -> None:
        self._app = app
        self._options = options(settings, listener)
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app


def options(settings: Settings, listener: socket.socket) -> dict[str, Any]:
    """gunicorn's settings; it takes over the socket `listener`."""
    welcome = greeting(settings, listener.getsockname()[1])
    return {
        "bind": f"fd://{listener.detach()}",
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": Worker,
        "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
        "preload_app": True,
        "keepalive": 15,
        "graceful_timeout": FAREWELL_SECONDS,
        "logger_class": DiscreetLogger,
        "loglevel": "warning",
        "accesslog": None,
        "control_socket_disable": True,
        "forwarded_allow_ips": "",  # whose X-Forwarded-* to believe is for JWTCLINIC_TRUSTED_PROXIES to say
        "when_ready": lambda _arbiter: _say(welcome),
    }


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class DiscreetLogger(Logger):
    """gunicorn's log, which else prints the messages of exceptions."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.Discreet())


class Worker(ThreadWorker):
    """gunicorn's threaded worker, which else logs and echoes what it could not read as a request."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:  # noqa: ARG002
        """Answer a request that no application gets to see."""
        status = status_of(exc)
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.error("a request failed: %s", logs.fault(exc))
        with suppress(OSError):  # the sender may have gone
            client.sendall(unreadable(status))


def unreadable(status: HTTPStatus) -> bytes:
    """The whole answer to what is no HTTP request: it quotes nothing, and closes the connection."""
    message = f"{status.phrase}: what was sent cannot be read as an HTTP request."
    body = json.dumps({"error": {"code": "bad-request", "message": message}}).encode()
    headers = {
        **SECURITY,
        "Cache-Control": "no-store",
        "Connection": "close",
        "Content-Length": str(len(body)),
        "Content-Type": "application/json",
    }
    lines = (f"HTTP/1.1 {status} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items()))
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def status_of(error: BaseException) -> HTTPStatus:
    """What the sender of an unreadable request is told; 500 when the fault is not in the request."""
    if isinstance(error, LimitRequestLine):
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if isinstance(error, LimitRequestHeaders):
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    return HTTPStatus.BAD_REQUEST if isinstance(error, ParseException) else HTTPStatus.INTERNAL_SERVER_ERROR


if __name__ == "__main__":
    main()
