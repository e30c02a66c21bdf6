"""Entries of a key set, read as the doctor reads them."""

import json

from webapp.inspector.key_sets.members import HIDDEN, Entry
from webapp.inspector.keys import read
from webapp.inspector.submission import KeyFile


def entry(jwk, index=0, *, alone=False):
    """What is read of a JWK that is the only one of its set, or of any other value."""
    members = jwk if isinstance(jwk, dict) else {}
    [row] = read(KeyFile(f"jwks.json[{index}]", json.dumps(jwk).encode()))
    return Entry(index, {name: None if name in HIDDEN else it for name, it in members.items()}, row, alone)


def entries(*jwks):
    return [entry(jwk, index) for index, jwk in enumerate(jwks)]
