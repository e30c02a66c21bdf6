"""A profile's fields beside what the token has in their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..place import Place, Span
from ..request import Request
from ..token import Claim, Part, Token
from .sign import Evidence, evidence
from .vocabulary import Field, Profile


@dataclass(frozen=True, slots=True)
class Expected:
    """A header parameter or claim that the profile knows, and the one in the token, if it is there."""

    name: str
    field: Field
    claim: Claim | None
    place: Place

    @property
    def span(self) -> Span | None:
        return self.claim.span if self.claim else None


def expected(profile: Profile, token: Token, request: Request | None) -> tuple[Expected, ...]:
    """Every field of `profile` in the parts of `token` that could be read; conditions are decided."""
    seen = evidence(token, request) if _conditional(profile) else None
    parts = ((token.header, profile.header), (token.payload, profile.payload))
    return tuple(it for part, fields in parts for it in _in(part, fields, seen))


def _conditional(profile: Profile) -> bool:
    return any(field.conditional for fields in (profile.header, profile.payload) for field in fields.values())


def _in(part: Part, fields: Mapping[str, Field], seen: Evidence | None) -> Iterator[Expected]:
    if part.is_object:
        claims = {claim.name: claim for claim in part.claims(*fields)}
        for name, field in fields.items():
            meant = field.given(seen) if seen else field
            yield Expected(name, meant, claims.get(name), part.place / name)
