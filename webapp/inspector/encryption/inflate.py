"""DEFLATE, undone in the open (RFC 7516 section 4.1.3, RFC 1951): never more comes out than is allowed."""

import zlib

RAW, ZLIB, GZIP = -15, 15, 31  # how zlib names the three wrappings


class TooLong(ValueError):
    """More would come out than is allowed."""


def inflated(data: bytes, most: int, wrapping: int = RAW) -> bytes | None:
    """What `data` was before it was compressed; None where it is no whole stream of that wrapping."""
    stream = zlib.decompressobj(wrapping)
    try:
        plain = stream.decompress(data, most + 1)
    except zlib.error:
        return None
    if len(plain) > most:
        raise TooLong
    return plain if stream.eof and not stream.unused_data else None
