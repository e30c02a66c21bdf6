"""Testing hypotheses about ECDSA: messages on one side, readings of the signature with keys on the other.

Each side is computed once for each of its variants, however many there are on the other; where two
meet, the signature verifies.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from .cause import Evidence
from .explanation import Explanation, Steps, explanation
from .generator import multiple
from .message import messages
from .points import Numbers, digest_on, is_possible
from .primitives import verifies
from .purse import of_beginning, of_left_side, of_message, of_numbers, of_right_side
from .readings import readings
from .variant import Choices, Variant, joined
from .weierstrass import Curve


def by_point(curve: Curve, evidence: Evidence, algorithms: Choices, keys: Choices) -> Steps:
    """Both sides go on together, from what is cheap to assume to what is dear."""
    possible = (it for it in readings(evidence) if is_possible(curve, it.value))
    on_curve = Choices(it for it in keys if it.value.curve == curve.name)
    of_curve = Choices(it for it in algorithms if curve.name in it.value.curves)
    right = Choices(joined(Choices(possible), on_curve, _pair))
    left = Choices(joined(Choices(messages(evidence)), of_curve, _pair))
    if not right.get(0):
        return
    yield of_beginning(curve)
    sides = _Sides(curve)
    for cost in count():
        for one in right.at(cost):
            yield from sides.with_right(one)
        for one in left.at(cost):
            yield from sides.with_left(one)
        if cost > max(left.highest, right.highest):
            return


@dataclass(slots=True)
class _Sides:
    """What was computed so far, by the x of its point."""

    curve: Curve
    left: dict[int, Variant] = field(default_factory=dict)
    right: dict[int, Variant] = field(default_factory=dict)
    _digests: set[int] = field(default_factory=set)
    _numbers: dict[bytes, Numbers] = field(default_factory=dict)

    def with_right(self, one: Variant) -> Steps:
        signature, key = one.value
        numbers = self._numbers.get(signature)
        yield of_right_side(self.curve) + (0 if numbers else of_numbers(self.curve))
        numbers = self._numbers[signature] = numbers or Numbers.of(self.curve, signature)
        for x in numbers.right_sides(key.public):
            self.right.setdefault(x, one)
            yield from self._met(x)

    def with_left(self, one: Variant) -> Steps:
        message, algorithm = one.value
        used = message.hashed_by(algorithm)
        digest = digest_on(self.curve, used.hash, message.bytes) if self.curve.name in used.curves else 0
        is_new = digest and digest not in self._digests
        yield of_message(message) + (of_left_side(self.curve) if is_new else 0)
        if is_new:
            self._digests.add(digest)
            x = multiple(self.curve, digest)
            self.left[x] = one
            yield from self._met(x)

    def _met(self, x: int) -> Iterator[Explanation]:
        """What explains the signature, where both sides have this x."""
        if x in self.left and x in self.right:
            left, right = self.left[x], self.right[x]
            (message, algorithm), (signature, key) = left.value, right.value
            if verifies(message.hashed_by(algorithm), key, signature, message.bytes):
                yield explanation((*left.assumed, *right.assumed), message.content, signature)


def _pair(one: object, other: object) -> tuple[object, object]:
    return one, other
