"""The token is meant for another reader, or its signature belongs to another token."""

import hashlib
from collections.abc import Iterable

from ...algorithms import ALGORITHMS
from ...base64url import encode
from ..cause import Axis, Content, Evidence, Guess, cause
from .pieces import pieces, quoted, segment, shown


@cause(
    Axis.CONTENT,
    cost=4,
    fix="Nothing is wrong with it: it is a token for Microsoft's own service. Ask for one for your own API, "
    "with its scope (api://…/.default), and verify that.",
)
def ms_nonce(content: Content, evidence: Evidence) -> Iterable[Guess]:
    """It is an access token for Microsoft Graph or SharePoint, which only Microsoft can verify.

    Those are signed with the SHA-256 of the header's `nonce` in the place of the nonce itself,
    so that nobody else accepts them. It is genuine, but not meant for your program: an
    application that asks for the scope of Graph gets such a token, and one for its own API if it
    asks for that.
    """
    found = pieces(evidence.token.header)
    index, nonce = found.index("nonce") if found else None, evidence.token.header.text_of("nonce")
    if found and index is not None and nonce is not None:
        hashed = encode(hashlib.sha256(nonce.encode("utf-8", "surrogatepass")).digest())
        text = found.replaced((index, quoted(hashed)))
        says = "It verifies with the SHA-256 of “nonce” in its place, as Microsoft signs tokens for Graph."
        yield Guess(content._replace(header=segment(text)), says)


@cause(
    Axis.CONTENT,
    cost=10,
    repairable=True,
    fix="Copy header, payload and signature from one and the same token.",
)
def other_tokens_signature(_: Content, evidence: Evidence) -> Iterable[Guess]:
    """The signature is that of another token.

    Two tokens were mixed up in copying, or a program kept the signature of the last one and put
    it behind a new header and payload. It verifies with the header and payload of the other
    token of the paste.
    """
    for other in evidence.others:
        algorithm = ALGORITHMS.get(other.alg or "")
        label = f" “{shown(other.label)}”" if other.label else ""
        says = f"It verifies with header and payload of the other token{label}: the signature is that one's."
        if algorithm:
            yield Guess(Content(other.header.text, other.encoded_payload, algorithm, other.unencoded), says)
