"""What explains a signature, and how a search for it goes on: step by step, each with its price first."""

from collections.abc import Iterator
from dataclasses import dataclass

from .cause import Assumed, Axis, Cause, Content


@dataclass(frozen=True, slots=True)
class Explanation:
    """What has to be assumed for the signature to verify, and the bytes it then has."""

    assumed: Assumed
    content: Content
    signature: bytes


# The price in microseconds of each next step before it is taken; at the end what was found, if anything was.
Steps = Iterator[int | Explanation]

_TOLD_FIRST = (
    Axis.KEY,
    Axis.FACT,
    Axis.ALGORITHM,
    Axis.STRUCTURE,
    Axis.HASH,
    Axis.PREPARATION,
    Axis.INPUT,
    Axis.CONTENT,
)  # and then what became of the signature


def explanation(assumed: Assumed, content: Content, signature: bytes) -> Explanation:
    """The causes in the order in which they are told; an edited header explains the algorithm too."""
    told = [one for one in assumed if not (content.algorithm and one[0].axis is Axis.ALGORITHM)]
    return Explanation(tuple(sorted(told, key=_rank)), content, signature)


def _rank(one: tuple[Cause, str]) -> int:
    axis = one[0].axis
    return _TOLD_FIRST.index(axis) if axis in _TOLD_FIRST else len(_TOLD_FIRST)
