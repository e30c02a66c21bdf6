"""The content was authenticated together with another header than the token has."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...base64url import decode, encode
from ..cause import Evidence, Guess, Step, cause
from ..content import Sealed
from ..envelope import Envelope

_MOST = 40  # parameters of a header that are left out one at a time


@cause(
    Step.CONTENT,
    cost=9,
    fix="Give the cipher the text of the token’s first part, as it is sent, for its additional data.",
)
def aad(sealed: Sealed, evidence: Evidence) -> Iterable[Guess]:
    """The additional authenticated data is not the encoded header.

    GCM, and CBC with HMAC, authenticate the token’s first part as it is sent: `updateAAD` in Java,
    `additionalData` in WebCrypto, `setAAD` in Node. It is forgotten, or the decoded header is given.
    """
    for says, data in _additional(evidence.envelope):
        if data != sealed.aad:
            yield Guess(replace(sealed, aad=data), f"It opens when the additional data is {says}.")


def _additional(envelope: Envelope) -> Iterator[tuple[str, bytes]]:
    header = envelope.protected.encode("utf-8", "replace")
    yield "empty", b""
    yield "the decoded header instead of the encoded one", decode(envelope.protected).bytes
    yield "the header with padding", header + b"=" * (-len(header) % 4)
    yield "the header and the dot behind it", header + b"."
    yield "the header in UTF-16", envelope.protected.encode("utf-16-le", "replace")
    if envelope.aad is not None:
        yield "the header alone, without the member aad", header
        yield "the member aad alone", envelope.aad.encode("utf-8", "replace")
        yield "the header, a dot and the decoded member aad", header + b"." + decode(envelope.aad).bytes
        yield "the decoded member aad alone", decode(envelope.aad).bytes


@cause(
    Step.CONTENT,
    cost=12,
    fix="Write the whole header before encrypting: nothing in it can be changed or added afterwards.",
)
def header_edited(sealed: Sealed, evidence: Evidence) -> Iterable[Guess]:
    """The header was changed after the content was encrypted.

    The header is authenticated with the content. What is added to it afterwards, and be it a `kid`,
    breaks the token, though the plaintext is intact.
    """
    try:
        header = json.loads(decode(evidence.envelope.protected).bytes.decode("utf-8"))
    except (ValueError, RecursionError):
        return
    for says, edited in _edits(header) if isinstance(header, dict) else ():
        written = encode(edited.encode("utf-8", "replace"))
        yield Guess(replace(sealed, aad=replace(evidence.envelope, protected=written).authenticated), says)


def _edits(header: dict[str, object]) -> Iterator[tuple[str, str]]:
    for says, written in _writings(header):
        yield f"It opens with the header {says}.", written
    for name in list(header)[:_MOST]:
        rest = {key: value for key, value in header.items() if key != name}
        says = f"It opens without “{name[:40]}” in the header: that was added after encrypting."
        yield from ((says, written) for _, written in _writings(rest))
    for name, value in (("typ", "JWT"), ("cty", "JWT"), ("typ", "JWE")):
        if header.get(name) != value:
            says = f"It opens with {name} “{value}” in the header: that was changed after encrypting."
            yield says, _compact({**header, name: value})


def _writings(header: dict[str, object]) -> Iterator[tuple[str, str]]:
    yield "written without blanks", _compact(header)
    yield "written with blanks after colons and commas", json.dumps(header, ensure_ascii=False)
    yield "in the order of its names", _compact(dict(sorted(header.items())))


def _compact(header: dict[str, object]) -> str:
    return json.dumps(header, ensure_ascii=False, separators=(",", ":"))
