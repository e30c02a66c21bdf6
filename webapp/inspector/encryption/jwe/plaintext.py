"""The content was compressed in another way than the header says."""

from collections.abc import Iterable

from ..cause import Evidence, Guess, Step, cause
from ..inflate import GZIP, RAW, ZLIB, TooLong, inflated


@cause(
    Step.PLAINTEXT,
    cost=4,
    fix="With zip DEF compress to raw DEFLATE (RFC 1951), without the frame of zlib or gzip. Better do not "
    "compress at all (RFC 8725 section 3.6), and leave zip out.",
)
def zip(plaintext: bytes, evidence: Evidence) -> Iterable[Guess]:  # noqa: A001  # it is called so
    """The content is compressed and the header does not say so, or the other way round.

    `zip` “DEF” means raw DEFLATE. The functions that compress put a frame of zlib or gzip around it
    unless they are told not to: `deflateRaw` in Node, `wbits=-15` in Python, `new Deflater(level, true)`
    in Java.
    """
    said = evidence.envelope.header.get("zip") == "DEF"
    forms = {"DEFLATE in the frame of zlib": ZLIB, "DEFLATE in the frame of gzip": GZIP}
    for says, wrapping in (forms if said else {"raw DEFLATE": RAW, **forms}).items():
        plain = _inflated(plaintext, evidence.inflated, wrapping)
        if plain is not None:
            silent = "" if said else ", and the header has no zip"
            yield Guess(plain, f"It decrypts, and what comes out is {says}{silent}.")
    if said:
        says = "It decrypts, and what comes out is no DEFLATE, though zip says “DEF”"
        yield Guess(plaintext, f"{says}: it is not compressed, or its end is missing.")


def _inflated(data: bytes, most: int, wrapping: int) -> bytes | None:
    try:
        return inflated(data, most, wrapping)
    except TooLong:
        return None
