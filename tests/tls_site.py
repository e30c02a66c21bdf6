"""A real server over TLS on loopback, whose answers a test writes itself: issuer.test, or localhost."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from webapp.fetch import Allowed, Client

HOST = "issuer.test"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FAR_AHEAD = LONG_AGO + timedelta(days=40_000)

Reply = Callable[[BaseHTTPRequestHandler], None]


def reply(body: bytes, status: int = 200, **headers: str) -> Reply:
    """An answer with that body; `content_type="…"` gives a header."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {"content_type": "application/json", "content_length": str(len(body)), **headers}
        for name, value in given.items():
            handler.send_header(name.replace("_", "-").title(), value)
        handler.end_headers()
        handler.wfile.write(body)

    return write


@dataclass(slots=True)
class Site:
    """The server; `pages` are its answers by path, `asked` what it was asked, in order."""

    port: int = 0
    tls: ssl.SSLContext | None = None
    certificate: Path | None = None
    pages: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}"

    def client(self, allowed: str = "", addresses: tuple[str, ...] = ("127.0.0.1",), **rest) -> Client:
        """A client that knows the site by its name."""
        listed = Allowed.read(allowed or f"{HOST}:{self.port},127.0.0.0/8")
        return Client(listed, lambda *_: list(addresses), self.tls, **rest)


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A site of its own; the file with its certificate is left in `folder`."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key)
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    site = Site(certificate=file)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    with_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with_tls.load_cert_chain(file)
    server.socket = with_tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.port = server.server_address[1]
    site.tls = ssl.create_default_context(cadata=certificate.public_bytes(Encoding.PEM).decode())
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


def _certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(LONG_AGO)
        .not_valid_after(FAR_AHEAD)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(HOST), x509.DNSName("localhost")]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            with suppress(OSError):  # the client may leave before the end
                site.pages.get(self.path, reply(b"{}", 404))(self)

        def log_message(self, *_: object) -> None: ...

        def handle(self) -> None:
            with suppress(OSError):
                super().handle()

    return Handler
