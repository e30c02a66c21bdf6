"""Why a strict verifier refuses a token before it does any arithmetic."""

from ..extensions import UNDERSTOOD
from ..json_tree import Array
from ..token import Token


def refusal(token: Token) -> str:
    """One sentence; empty where the signature may be checked (RFC 7515 sections 4.1.11 and 5.2)."""
    if twice := repeated(token):
        return f"“{twice[0][:60]}” stands in both headers: a strict verifier refuses the token."
    crit = token.header.claim("crit")
    if crit is None:
        return ""
    if not isinstance(crit.value, Array) or not crit.value.items:
        return "crit is no list of names: a strict verifier refuses the token."
    return next((_demand(item.value) for item in crit.value.items if item.value not in UNDERSTOOD), "")


def _demand(name: object) -> str:
    named = f"“{name[:60]}”" if isinstance(name, str) else "what is no name"
    return f"crit demands {named}, which is not understood here: who does not understand it must refuse."


def repeated(token: Token) -> list[str]:
    """The parameters that stand in both headers of a JSON serialisation."""
    if token.unprotected is None or not token.header.text:
        return []
    names = dict.fromkeys(member.name for member in token.header.members)
    return [name for name in names if name in token.unprotected.named]
