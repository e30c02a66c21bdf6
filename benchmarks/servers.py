"""Which server, and how many workers: requests a second through the real thing, and the memory it takes.

Run by `make bench`, or by `python -m benchmarks.servers [SECONDS]`. Each client keeps one connection and
posts an Apple client_secret with its key to /api/inspect, one after the other.
"""

import json
import socket
import sys
import time
from multiprocessing import Pool
from pathlib import Path
from statistics import quantiles
from typing import BinaryIO

from joserfc import jwt
from joserfc.jwk import ECKey

from tests.running import Running, running

WAITRESS = """
from waitress import create_server
from wsgi import app
server = create_server(app, port=0, threads=8, inbuf_overflow=8 << 20, outbuf_overflow=64 << 20)
print(f"http://127.0.0.1:{server.effective_port}/", flush=True)
server.run()
"""

SERVERS = {
    "gunicorn, 1 worker": (("-m", "webapp.server"), {"JWTCLINIC_WORKERS": "1"}),
    "gunicorn, 2 workers": (("-m", "webapp.server"), {"JWTCLINIC_WORKERS": "2"}),
    "waitress": (("-c", WAITRESS), {}),
}
CLIENTS = (1, 8)


def main(seconds: float) -> None:
    """Print one table: a line for each server and number of clients."""
    body = request_body()
    print(f"POST /api/inspect, {len(body)} bytes, {seconds:g} s each")
    print("server               clients  requests/s  p50 ms  p95 ms  memory MiB")
    for name, (command, variables) in SERVERS.items():
        with running(*command, **variables) as server:
            for clients in CLIENTS:
                times = measure(server, body, clients, seconds)
                cuts = [1000 * cut for cut in quantiles(times, n=20)]
                figures = (
                    f"{len(times) / seconds:11.0f} {cuts[9]:7.2f} {cuts[18]:7.2f} {memory(server):11.0f}"
                )
                print(f"{name:20} {clients:7} {figures}")


def request_body() -> bytes:
    """A sound client_secret, made now, and the key it is signed with."""
    key, now = ECKey.generate_key("P-256"), int(time.time())
    claims = {
        "iss": "8M7RT2QX4K",
        "iat": now,
        "exp": now + 600,
        "aud": "https://appleid.apple.com",
        "sub": "com.example.shop.web",
    }
    token = jwt.encode({"alg": "ES256", "kid": "7XK4Q2M9RT"}, claims, key, default_type=None)
    file = {"name": "AuthKey_7XK4Q2M9RT.p8", "text": key.as_pem(private=True).decode()}
    return json.dumps({"text": token, "keys": [file]}).encode()


def measure(server: Running, body: bytes, clients: int, seconds: float) -> list[float]:
    """The seconds that each request took, of so many clients at once."""
    head = (
        "POST /api/inspect HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with Pool(clients) as pool:
        rows = pool.starmap(client, [(server.address, head.encode() + body, seconds)] * clients)
    return [taken for row in rows for taken in row]


def client(address: tuple[str, int], request: bytes, seconds: float) -> list[float]:
    """Send `request` again and again for so long; the first twenty warm up and are not counted."""
    taken = []
    with socket.create_connection(address, timeout=30) as connection, connection.makefile("rb") as answers:
        begin = time.perf_counter()
        while (sent := time.perf_counter()) < begin + seconds:
            connection.sendall(request)
            read_answer(answers)
            taken.append(time.perf_counter() - sent)
    return taken[20:]


def read_answer(answers: BinaryIO) -> None:
    """Read one response to its end; anything but 200 ends the measurement."""
    head = b"".join(iter(answers.readline, b"\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].split()[0])
    body = answers.read(length)
    if b" 200 " not in head[:16]:
        raise SystemExit(body.decode())


def memory(server: Running) -> float:
    """MiB of the server and its workers together, what they share counted once (Linux only)."""
    processes = [server.process.pid, *children(server.process.pid)]
    rows = (Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes)
    return sum(int(row.partition("\nPss:")[2].split()[0]) for row in rows) / 1024


def children(process: int) -> list[int]:
    """The ids of the processes that `process` has started."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5)
