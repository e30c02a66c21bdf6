"""What a search may spend: work is counted before it is done, never timed."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..algorithms import Algorithm, Family
from ..keys import Key
from .cause import Content
from .edwards import Variant

Found = TypeVar("Found")

SKIPPED = 12  # microseconds, as all prices here: to see that a hypothesis cannot be
COMPARED = 16  # to prepare a message, hash it and compare the digest
_BITS_A_MICROSECOND = 6_400  # of a secret, which each HMAC hashes anew where it is long
_CHARACTERS_A_MICROSECOND = 250  # that are joined, encoded and hashed
_BY_CURVE = {"P-256": 80, "Ed25519": 75, "P-384": 390, "P-521": 430, "secp256k1": 330}
_TEACHING = 4500  # where the arithmetic is Python's own


@dataclass(slots=True)
class Purse:
    """How many microseconds of arithmetic are left, and how many hypotheses were tested with the rest."""

    left: int
    tried: int = 0

    def pays(self, price: int) -> bool:
        """Whether one more trial can be afforded."""
        self.left -= price
        self.tried += self.left >= 0 and price > SKIPPED
        return self.left >= 0


@dataclass(slots=True)
class Going(Generic[Found]):
    """A search under way, and the microseconds of its next turn, which grows by a factor."""

    steps: Iterator[int | Found]
    turn: int = 10_000
    growth: int = 2


def in_turns(searches: Iterable[Going[Found]], purse: Purse) -> Found | None:
    """What one of the searches finds.

    A search names the price of each step before it takes it, and what it has found in the end. Each
    goes on for a while in its turn, and for longer in the next, so that none starves another.
    """
    going = deque(searches)
    while going:
        search = going.popleft()
        until = purse.left - search.turn
        search.turn *= search.growth
        for step in search.steps:
            if not isinstance(step, int):
                return step
            if not purse.pays(step):
                return None
            if purse.left <= until:
                going.append(search)
                break
    return None


def of_trial(algorithm: Algorithm, key: Key) -> int:
    """The price of one verification, the search's own work included."""
    match algorithm.family:
        case Family.HMAC:
            return 24 + key.bits // _BITS_A_MICROSECOND
        case Family.RSA | Family.PSS:
            return 16 + _squared(key, 18)
        case _ if isinstance(key.public, Variant):
            return _TEACHING
        case _:
            return 15 + _BY_CURVE.get(key.curve or "", 300)


def of_opening(key: Key) -> int:
    """The price of raising an RSA signature to the public exponent, which Python does itself."""
    exponent = key.public.public_numbers().e if isinstance(key.public, RSAPublicKey) else 65_537
    return 60 + _squared(key, 160) * (exponent.bit_length() + 8) // 25


def of_reading(content: Content) -> int:
    """What a trial costs more for the length of what it reads."""
    return (len(content.header) + len(content.payload)) // _CHARACTERS_A_MICROSECOND


def _squared(key: Key, price: int) -> int:
    """The price of arithmetic modulo numbers as long as the key, where it is `price` for 2048 bits."""
    return max(1, price * key.bits * key.bits // 2048**2)
