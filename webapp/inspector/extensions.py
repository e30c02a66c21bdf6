"""The header parameters that change how a token is read: `crit` (RFC 7515) and `b64` (RFC 7797)."""

from .json_tree import Array
from .token import Part

UNDERSTOOD = frozenset({"b64"})  # extensions that a token may mark as critical and still be verified here


def critical(header: Part) -> list[str]:
    """The names that `crit` lists, as far as it lists names."""
    crit = header.claim("crit")
    items = crit.value.items if crit and isinstance(crit.value, Array) else ()
    return [item.value for item in items if isinstance(item.value, str)]


def payload_is_unencoded(header: Part) -> bool:
    """Whether a protected header says that the payload is signed as it is (RFC 7797 section 3).

    That counts only where it is marked critical: else a receiver may not know the parameter.
    """
    b64 = header.claim("b64")
    return b64 is not None and b64.value is False and "b64" in critical(header)
