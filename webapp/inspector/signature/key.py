"""The key is not the one that signed."""

import base64
import json
from collections.abc import Iterable, Iterator

from .. import keys
from ..json_tree import Array, plain
from ..submission import KeyFile
from .cause import Axis, Evidence, Guess, cause


@cause(
    Axis.KEY,
    cost=5,
    fix="Take the key from the issuer, not from the token: whoever forges a token also puts a key into it.",
)
def embedded_key(_: object, evidence: Evidence) -> Iterable[Guess]:
    """Only the key that the token itself carries verifies it.

    That proves nothing but that the signer had the other half. It is right for DPoP proofs, and for a
    certificate chain that is checked up to a root one trusts; elsewhere it is the forgery
    CVE-2018-0114.
    """
    for name, data in _carried(evidence):
        for key in keys.read(KeyFile(f"the key in {name}", data)):
            if isinstance(key, keys.Key) and key.public is not None:
                yield Guess(
                    key, f"It verifies with the key in its own header parameter {name}, which proves nothing."
                )


def _carried(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """The keys in the header: a JWK, and the first certificate of a chain."""
    jwk, x5c = evidence.token.header.claim("jwk"), evidence.token.header.claim("x5c")
    if jwk:
        yield "jwk", json.dumps(plain(jwk.value)).encode()
    if x5c and isinstance(x5c.value, Array) and x5c.value.items and isinstance(x5c.value.items[0].value, str):
        yield "x5c", base64.b64decode(x5c.value.items[0].value)


@cause(
    Axis.FACT,
    cost=5,
    fix="Give the key whose Key ID the header names, "
    "or write the Key ID of your key into the header and sign again.",
)
def kid_filename(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The header names another key than the file that was given."""
    kid = evidence.token.header.text_of("kid")
    named = [key for key in evidence.keys if key.key_id]
    if kid and named and all(key.key_id != kid for key in named):
        yield Guess(None, f"The header says key {kid}; the file given is for key {named[0].key_id}.")
