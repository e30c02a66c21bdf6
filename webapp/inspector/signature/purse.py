"""What a search may spend: work is counted before it is done, never timed."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from ..algorithms import Algorithm, Family
from ..keys import Key
from .cause import Content
from .edwards import Variant
from .message import Message
from .weierstrass import Curve

Found = TypeVar("Found")

SHARE = 0.75  # of the time for an answer that goes into the search; reading and judging have the rest

# All prices are in microseconds: what it takes on two shared cores of a server, and a tenth more.
SKIPPED = 2  # to see that a hypothesis cannot be
COMPARED = 3  # a digest with those of the opened signatures
MENDED = 5  # a part with one character changed
GUESSED = 14  # a content or a secret as it may have been
_HASHED = 13  # a message that is put together and hashed
_WRITTEN = 0.35  # one character of JSON that is written anew
_READ = 500  # characters that are joined, encoded and hashed in a microsecond
_BITS_A_MICROSECOND = 6_400  # of a secret, which each HMAC hashes anew where it is long
_TEACHING = 3200  # a verification where the arithmetic is Python's own

_VERIFIED = {"P-256": 80, "P-384": 370, "P-521": 440, "secp256k1": 300, "Ed25519": 95, "Ed448": 200}


class _Points(NamedTuple):
    """What each costs on a curve: a message; R and S, once for all keys; every key; and the beginning."""

    left_side: int
    numbers: int
    right_side: int
    beginning: int = 0


_POINTS = {
    "P-256": _Points(40, 190, 130),
    "P-384": _Points(275, 950, 400),
    "P-521": _Points(290, 1080, 470),
    "secp256k1": _Points(250, 1600, 380, beginning=30_000),
}


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


def of_message(message: Message) -> int:
    """The price of a message, and of its content where it comes for the first time."""
    content = message.content
    made = GUESSED + int(_WRITTEN * content.written) + of_reading(content) if message.is_plain else 0
    return _HASHED + made + of_reading(content)


def of_trial(algorithm: Algorithm, key: Key) -> int:
    """The price of one verification."""
    match algorithm.family:
        case Family.HMAC:
            return 5 + key.bits // _BITS_A_MICROSECOND
        case Family.RSA | Family.PSS:
            return 16 + _squared(key, 18)
        case _ if isinstance(key.public, Variant):
            return _TEACHING
        case _:
            return 15 + _VERIFIED.get(key.curve or "", 300)


def of_beginning(curve: Curve) -> int:
    """The price of a table of multiples, also where it is there: no answer depends on an earlier one."""
    return _POINTS[curve.name].beginning


def of_left_side(curve: Curve) -> int:
    """The price of the point that stands for a message."""
    return _POINTS[curve.name].left_side


def of_numbers(curve: Curve) -> int:
    """The price of what is computed of R and S once for all keys."""
    return _POINTS[curve.name].numbers


def of_right_side(curve: Curve) -> int:
    """The price of what is computed of R and S for each key."""
    return _POINTS[curve.name].right_side


def of_opening(key: Key) -> int:
    """The price of raising an RSA signature to the public exponent, which Python does itself."""
    exponent = key.public.public_numbers().e if isinstance(key.public, RSAPublicKey) else 65_537
    return 60 + _squared(key, 160) * (exponent.bit_length() + 8) // 25


def of_reading(content: Content) -> int:
    """What a trial costs more for the length of what it reads."""
    return (len(content.header) + len(content.payload)) // _READ


def _squared(key: Key, price: int) -> int:
    """The price of arithmetic modulo numbers as long as the key, where it is `price` for 2048 bits."""
    return max(1, price * key.bits * key.bits // 2048**2)
