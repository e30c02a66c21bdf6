"""The registries of IANA: what a claim, a header parameter or an algorithm means, and who says so.

Registered is not required: what a token needs is said by its receiver, in a profile.
"""

from collections.abc import Mapping

from . import load
from .entry import (
    Curve,
    KeyType,
    RegisteredAlgorithm,
    RegisteredClaim,
    RegisteredHeader,
    Registry,
    Use,
)

__all__ = [
    "ALGORITHMS",
    "CLAIMS",
    "CLAIM_GROUPS",
    "CURVES",
    "HEADERS",
    "KEY_TYPES",
    "Curve",
    "KeyType",
    "RegisteredAlgorithm",
    "RegisteredClaim",
    "RegisteredHeader",
    "Registry",
    "Use",
    "algorithm",
    "claim",
    "header",
]

_claims, _headers, _algorithms = map(load.tables, ("claims.toml", "headers.toml", "algorithms.toml"))

CLAIMS = load.registry(_claims, "claims", RegisteredClaim)
CLAIM_GROUPS: Mapping[str, str] = _claims["groups"]  # what each group is called
HEADERS = load.registry(_headers, "headers", RegisteredHeader)
ALGORITHMS = load.registry(_algorithms, "algorithms", RegisteredAlgorithm)
KEY_TYPES = load.entries(_algorithms, "key_types", KeyType)
CURVES = load.entries(_algorithms, "curves", Curve)


def claim(name: str) -> RegisteredClaim | None:
    """What is registered of the claim called `name`; None of a private one."""
    return CLAIMS.entries.get(name)


def header(name: str) -> RegisteredHeader | None:
    """What is registered of the header parameter called `name`; None of a private one."""
    return HEADERS.entries.get(name)


def algorithm(name: str) -> RegisteredAlgorithm | None:
    """What is registered of the algorithm called `name`, upper and lower case as they are."""
    return ALGORITHMS.entries.get(name)
