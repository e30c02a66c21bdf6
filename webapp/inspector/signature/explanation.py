"""What explains a signature, and how a search for it goes on: step by step, each with its price first."""

from collections.abc import Iterator
from dataclasses import dataclass

from .cause import Assumed, Axis, Content
from .variant import Variant


@dataclass(frozen=True, slots=True)
class Explanation:
    """What has to be assumed for the signature to verify, and the bytes it then has."""

    assumed: Assumed
    content: Content
    signature: bytes


# The price in microseconds of each next step before it is taken; at the end what was found, if anything was.
Steps = Iterator[int | Explanation]


def explanation(steps: tuple[Variant, ...], content: Content, signature: bytes) -> Explanation:
    """The causes of the steps; an edited header explains the algorithm too."""
    assumed = [one for step in steps for one in step.assumed]
    if content.algorithm:
        assumed = [(cause, says) for cause, says in assumed if cause.axis is not Axis.ALGORITHM]
    return Explanation(tuple(assumed), content, signature)
