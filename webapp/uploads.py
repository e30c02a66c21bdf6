"""Requests that stay in memory, up to the limit, however they are sent.

Werkzeug by itself would write a file above 500 kB to a temporary file, would quietly cut a body sent
in chunks where the limit is, and would answer too early for a sender that reads only when it has sent all.
"""

from io import BytesIO
from typing import IO

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.utils import cached_property
from werkzeug.wsgi import get_input_stream

from .kinds import MIB

READ_ON = 32 * MIB  # beyond the limit, and forgotten at once, so that the sender gets to read our answer


class InMemoryRequest(Request):
    """A request whose body and files are held in memory; `MAX_CONTENT_LENGTH` bounds them all together."""

    @cached_property
    def stream(self) -> IO[bytes]:
        """The whole body; RequestEntityTooLarge when there is more than allowed."""
        limit = self.max_content_length or 0
        body, size = bytearray(), 0
        stream = get_input_stream(self.environ, max_content_length=limit + READ_ON)
        while piece := stream.read(65_536):
            size += len(piece)
            body += piece if size <= limit else b""
        if size > limit:
            raise RequestEntityTooLarge
        return BytesIO(body)

    def _get_file_stream(self, *_size_and_names: object, **_more: object) -> IO[bytes]:
        return BytesIO()
