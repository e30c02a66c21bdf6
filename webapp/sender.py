"""Whoever sent the request under way, and whether they still wait for the answer."""

import socket
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """Seen through the connection; without one nothing is known, and they are taken to be there."""

    connection: socket.socket | None = None

    @property
    def gone(self) -> bool:
        """The connection was closed. Reads nothing of what may still come over it, and waits for nothing."""
        if self.connection is None:
            return False
        try:
            return not self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True
