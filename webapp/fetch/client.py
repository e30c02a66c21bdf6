"""One guarded GET: https only, to a host that is allowed, at an address that was looked up once.

Whoever writes a token chooses what is asked for here, so that every answer is distrusted, too:
it must be JSON, small and quick, and may lead to no other host.
"""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from .allowed import HTTPS, NOBODY, Allowed

SECONDS = 5.0  # for one address, from looking up its host to the last byte
BYTES = 512 * 1024
REDIRECTS = 3  # within the same host

Resolve = Callable[[str, int], list[str]]


class NotFetched(Exception):
    """Nothing came of it; the message is one sentence that names the address and the reason."""


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON object as it was received. `lifetime`: seconds for which the server lets it be kept."""

    address: str
    data: bytes = field(repr=False)
    members: dict[str, Any] = field(repr=False)
    lifetime: int = 0


def resolved(host: str, port: int) -> list[str]:
    """The addresses of `host`, by the system's resolver."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Client:
    """Asks those whom `allowed` lists, and nobody else."""

    allowed: Allowed = NOBODY
    resolve: Resolve = resolved
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)
    seconds: float = SECONDS

    def get(self, address: str) -> Document:
        """The JSON object at `address`; NotFetched for every other outcome."""
        asked = address
        for _ in range(REDIRECTS + 1):
            target = self._permitted(asked)
            with self._answer(target) as answer:
                if answer.status in {301, 302, 303, 307, 308}:
                    asked = _redirected(target, answer.headers.get("Location", ""))
                    continue
                return _document(asked, answer)
        raise NotFetched(f"{address} redirects more than {REDIRECTS} times.")

    def permits(self, address: str) -> bool:
        """Whether `address` may be asked at all."""
        try:
            return bool(self._permitted(address))
        except NotFetched:
            return False

    def _permitted(self, address: str) -> SplitResult:
        """`address` taken apart, if it may be asked."""
        target = _taken_apart(address)
        if target.scheme != "https":
            raise NotFetched(f"{_quoted(address)} is not asked: keys are fetched over https only.")
        if target.username is not None or target.password is not None:
            raise NotFetched(f"{target.hostname} is not asked: the address holds a user name or a password.")
        if not self.allowed.names(target.hostname or "", _port(target)):
            raise NotFetched(
                f"{target.netloc[:100]} is not asked: JWTCLINIC_ALLOW_FETCH does not list it. "
                "Open the address yourself and give the key set as a file, or ask whoever runs the clinic."
            )
        return target

    @contextmanager
    def _answer(self, target: SplitResult) -> Iterator[HTTPResponse]:
        """The answer to a GET, ended by force when the time is over."""
        connection = _Pinned(target, self._addresses(target), self)
        clock = Timer(self.seconds, connection.end)
        clock.start()
        try:
            connection.request("GET", _path(target), headers=_HEADERS)
            with closing(connection.getresponse()) as answer:
                yield answer
        except (OSError, HTTPException, ValueError, NotFetched) as error:
            if connection.ended or isinstance(error, TimeoutError):
                raise NotFetched(f"{target.netloc} took longer than {self.seconds:g} seconds.") from None
            if isinstance(error, NotFetched):
                raise
            raise NotFetched(f"{target.netloc} {_reason(error)}.") from None
        finally:
            clock.cancel()
            connection.close()

    def _addresses(self, target: SplitResult) -> list[str]:
        """What to connect to, looked up once: a second look-up could be given another answer."""
        host = target.hostname or ""
        with_time = ThreadPoolExecutor(1)
        try:
            found = with_time.submit(self.resolve, host, _port(target)).result(self.seconds)
        except (OSError, UnicodeError, TimeoutError):
            raise NotFetched(f"{host} is not known to the name server that the clinic asks.") from None
        finally:
            with_time.shutdown(wait=False)
        if not found:
            raise NotFetched(f"{host} has no address.")
        for address in found:
            if not self.allowed.reaches(address):
                raise NotFetched(
                    f"{host} is not asked: its address {address} is a private one. If it is meant, add the "
                    f"address or its network to JWTCLINIC_ALLOW_FETCH."
                )
        return found


_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "JWT-Clinic"}


class _Pinned(HTTPSConnection):
    """A connection to addresses already looked up, whose certificate must be that of the host asked for."""

    def __init__(self, target: SplitResult, addresses: list[str], client: Client) -> None:
        super().__init__(target.hostname or "", _port(target), timeout=client.seconds, context=client.tls)
        self._addresses, self._tls = addresses, client.tls
        self._line: socket.socket | None = None  # which `sock` no longer is once the answer begins
        self.ended = False

    def connect(self) -> None:
        self._line = self._tls.wrap_socket(
            self._reached(), server_hostname=self.host, do_handshake_on_connect=False
        )
        self._line.do_handshake()
        self.sock = self._line

    def _reached(self) -> socket.socket:
        """A connection to the first of the addresses that takes one."""
        failed = OSError()
        for address in self._addresses:
            try:
                return socket.create_connection((address, self.port), self.timeout)
            except OSError as error:
                failed = error
            if self.ended:
                break
        raise failed

    def close(self) -> None:
        super().close()
        if self._line:
            self._line.close()

    def end(self) -> None:
        """Break off, whatever is being waited for."""
        self.ended = True
        if self._line:
            with suppress(OSError):  # it had just ended by itself
                self._line.shutdown(socket.SHUT_RDWR)


def _taken_apart(address: str) -> SplitResult:
    try:
        target = urlsplit(address)
        _port(target)
    except ValueError:
        raise NotFetched(f"{_quoted(address)} is no address.") from None
    if not target.hostname or any(ord(letter) <= 32 or ord(letter) > 126 for letter in address):
        raise NotFetched(f"{_quoted(address)} is no address.")
    return target


def _port(target: SplitResult) -> int:
    return HTTPS if target.port is None else target.port


def _path(target: SplitResult) -> str:
    return (target.path or "/") + (f"?{target.query}" if target.query else "")


def _quoted(address: str) -> str:
    return f"“{address[:100]}”"


def _redirected(target: SplitResult, location: str) -> str:
    """Where the answer leads, if that is the same host."""
    there = urljoin(target.geturl(), location)
    if urlsplit(there)[:2] != target[:2]:
        raise NotFetched(f"{target.netloc} redirects elsewhere, to {_quoted(there)}, which is not followed.")
    return there


def _document(address: str, answer: HTTPResponse) -> Document:
    if answer.status != 200:
        raise NotFetched(f"{address} answers {answer.status} {answer.reason[:60]}.")
    kind = answer.headers.get_content_type()
    if not kind.endswith(("/json", "+json")):
        raise NotFetched(f"{address} answers with {kind}, not with JSON.")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise NotFetched(f"{address} answers compressed, which was not asked for.")
    data = answer.read(BYTES + 1)
    if len(data) > BYTES:
        raise NotFetched(f"{address} answers with more than {BYTES // 1024} KiB.")
    return Document(address, data, _members(address, data), _lifetime(answer))


def _members(address: str, data: bytes) -> dict[str, Any]:
    try:
        members = json.loads(data)
    except (ValueError, RecursionError):
        raise NotFetched(f"{address} answers with JSON that is broken.") from None
    if not isinstance(members, dict):
        raise NotFetched(f"{address} answers with JSON that is no object.")
    return members


def _lifetime(answer: HTTPResponse) -> int:
    """For how many seconds the answer may be kept (RFC 9111 section 4.2.1); 0 where it does not say."""
    directives = dict(_directive(one) for one in answer.headers.get("Cache-Control", "").lower().split(","))
    if directives.keys() & {"no-store", "no-cache"}:
        return 0
    return max(0, _number(directives.get("max-age", "")) - _number(answer.headers.get("Age", "")))


def _directive(text: str) -> tuple[str, str]:
    name, _, value = text.strip().partition("=")
    return name, value.strip('"')


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _reason(error: Exception) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return f"shows a certificate that is not trusted here: {error.verify_message}"
        case OSError():
            return f"cannot be reached: {(error.strerror or 'the connection broke').lower()}"
        case _:
            return "gives an answer that is no HTTP"
