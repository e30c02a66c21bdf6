"""What opening the tokens of one paste may cost, and what it has cost."""

from dataclasses import dataclass

from .algorithms import Family, Management
from .content_key import rounds
from .envelope import Envelope
from .opener import Opener

_BYTES_A_MICROSECOND = 120  # that are decrypted, and hashed


@dataclass(slots=True)
class Purse:
    """Microseconds of arithmetic, and rounds of password derivation, that may still be spent."""

    microseconds: int
    rounds: int
    tried: int = 0

    def pays_key(self, management: Management, envelope: Envelope, opener: Opener) -> bool:
        """Whether a content key may once more be had."""
        if management.family is Family.PASSWORD:
            return self._pays_rounds(rounds(envelope) or 0)
        return self._pays(_price(management, opener))

    def pays_content(self, envelope: Envelope) -> bool:
        """Whether the content may once more be opened."""
        length = len(envelope.ciphertext) + len(envelope.authenticated)
        return self._pays(25 + length // _BYTES_A_MICROSECOND)

    def share(self, microseconds: int) -> "Purse":
        """A purse of its own for the time, with the rounds that are left."""
        return Purse(microseconds, self.rounds)

    def _pays(self, price: int) -> bool:
        self.microseconds -= price
        self.tried += self.microseconds >= 0
        return self.microseconds >= 0

    def _pays_rounds(self, count: int) -> bool:
        affordable = count <= self.rounds
        self.rounds -= count if affordable else 0
        self.tried += affordable
        return affordable


def _price(management: Management, opener: Opener) -> int:
    """Microseconds of one core."""
    match management.family:
        case Family.RSA:
            return 1200 * max(1, opener.key.bits // 1024) ** 3 // 8
        case Family.AGREEMENT:
            return {"P-384": 900, "P-521": 800}.get(opener.key.curve or "", 200)
    return 30
