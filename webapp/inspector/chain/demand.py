"""What a profile asks of a chain beyond that it holds: its length, its root, and the marks in it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..words import counted
from .certificate import Certificate
from .path import Reason
from .root import Root, Trust

if TYPE_CHECKING:
    from ..profiles.vocabulary import ChainDemand

FOREIGN = "foreign-chain"


def unmet(chain: Sequence[Certificate | None], root: Root | None, demand: "ChainDemand") -> Iterator[Reason]:
    """What `chain` lacks of what is asked for; the marks matter only below the right root."""
    if demand.length and len(chain) != demand.length:
        held = counted(len(chain), "certificate")
        yield Reason(FOREIGN, f"It has {held}; what is asked for is {demand.length}.")
    elif demand.roots and root and root.trust is Trust.NONE:
        wanted = " or ".join(demand.roots)
        yield Reason(FOREIGN, f"It ends in “{root.name}”; what is asked for is {wanted}.", len(chain) - 1)
    else:
        yield from _unmarked(chain, demand)


def _unmarked(chain: Sequence[Certificate | None], demand: "ChainDemand") -> Iterator[Reason]:
    marks = (demand.leaf, demand.intermediate) if chain else ()
    for index, mark in enumerate(marks):
        if mark and index == len(chain):
            message = f"It has no second certificate, which must have the extension {mark}. {demand.note}"
            yield Reason(FOREIGN, message.strip())
        elif mark and (certificate := chain[index]) and mark not in certificate.marks:
            message = f"“{certificate.name}” lacks the extension {mark}. {demand.note}"
            yield Reason(FOREIGN, message.strip(), index)
