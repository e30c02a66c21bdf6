"""The chain that a token presents in its header, judged as its profile prescribes."""

from collections.abc import Sequence
from dataclasses import replace

from .. import dates, signature
from ..json_tree import plain
from ..limits import Limits
from ..profiles import Profile
from ..profiles.sign import Evidence
from ..profiles.vocabulary import ChainDemand, Unit
from ..signature import Status
from ..token import Token
from . import Chain, chain
from .certificate import Certificate

_TRIED = {Status.VERIFIED: True, Status.INVALID: False}


def presented(
    token: Token,
    profile: Profile,
    seen: Evidence,
    now: int,
    roots: Sequence[Certificate],
    limits: Limits,
) -> Chain | None:
    """The chain in `x5c`, or None where the token has none. Never raises.

    That of an encrypted token is its receiver's, and certifies nobody who signed.
    """
    claim = token.header.claim("x5c")
    if claim is None or token.encrypted:
        return None
    demand = next((it for it in profile.chain if it.holds(seen)), None)
    at, moment_of = _moment(demand, seen) or (now, "")
    found = chain(plain(claim.value), "x5c", at, roots, demand, limits)
    return replace(found, moment_of=moment_of, signs=_signs(token, found, limits))


def _moment(demand: ChainDemand | None, seen: Evidence) -> tuple[int, str] | None:
    """The date that the profile says counts, and where it stands."""
    if demand is None:
        return None
    units = 1000 if demand.unit is Unit.MILLISECONDS else 1
    for place in demand.at:
        value = seen.at(place)
        number = dates.seconds(value)  # type: ignore[arg-type]  # what is absent is no number either
        if number is not None:
            return number // units, str(place)
    return None


def _signs(token: Token, found: Chain, limits: Limits) -> bool | None:
    """Whether the leaf's key verifies the signature. No search is made for why not."""
    if found.key is None:
        return None
    checked = signature.verify(token, (found.key,), limits=replace(limits, search_seconds=0))
    return _TRIED.get(checked.status)
