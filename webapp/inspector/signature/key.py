"""The key is not the one that signed."""

import base64
import json
from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .. import keys
from ..json_tree import Array, plain
from ..submission import KeyFile
from .cause import Axis, Evidence, Guess, cause

_MOST_FILES = 4  # of bare bytes that are tried


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
    for name, key in carried(evidence):
        yield Guess(
            key, f"It verifies with the key in its own header parameter {name}, which proves nothing."
        )


def carried(evidence: Evidence) -> Iterator[tuple[str, keys.Key]]:
    """The public keys in the header, each with the name of its parameter."""
    for name, data in _carried(evidence):
        for key in keys.read(KeyFile(f"the key in {name}", data)):
            if isinstance(key, keys.Key) and key.public is not None:
                yield name, key


def _carried(evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """A JWK, and the first certificate of a chain."""
    jwk, x5c = evidence.token.header.claim("jwk"), evidence.token.header.claim("x5c")
    if jwk:
        yield "jwk", json.dumps(plain(jwk.value)).encode()
    if x5c and isinstance(x5c.value, Array) and x5c.value.items and isinstance(x5c.value.items[0].value, str):
        yield "x5c", base64.b64decode(x5c.value.items[0].value)


@cause(
    Axis.KEY,
    cost=4,
    fix="Give the key as a JWK or as PEM, which say what it is. openssl pkey -pubin -inform DER -in FILE "
    "writes PEM of a public key in DER, ssh-keygen -e -m PKCS8 -f FILE of one in the form of OpenSSH.",
)
def other_format(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The key is in another form than JOSE libraries read.

    DER, hexadecimal or base64 of it, a bare point, a modulus or 32 bare bytes, the forms of OpenSSH,
    PuTTY and .NET, a JSON file of a service. The clinic reads them and shows the key as PEM and as JWK;
    32 bare bytes, which may be a secret as well, it only takes for the public key of Ed25519 when the
    token verifies with them.
    """
    if "Ed25519" in evidence.algorithm.curves:
        for file in evidence.files[:_MOST_FILES]:
            if data := keys.bare_bytes(file.data):
                public = Ed25519PublicKey.from_public_bytes(data)
                says = f"It verifies with the 32 bytes of {file.name} as the public key of Ed25519."
                yield Guess(keys.Key(file.name, "OKP", "Ed25519", 256, private=False, public=public), says)


@cause(
    Axis.FACT,
    cost=5,
    fix="Give the key whose Key ID the header names, "
    "or write the Key ID of your key into the header and sign again.",
)
def kid_filename(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The header names another key than the file that was given.

    Apple's files hold no Key ID: only their name has it, as in `AuthKey_7XK4Q2M9RT.p8`. Apple looks the key
    up by `kid`, and answers `invalid_client` where that is another, however right the signature.
    """
    kid = evidence.token.header.text_of("kid")
    named = [key for key in evidence.keys if key.key_id]
    if kid and named and all(key.key_id != kid for key in named):
        yield Guess(None, f"The header names the key “{kid}”; the file given is for “{named[0].key_id}”.")
