"""Can an encrypted token be opened, with which key, and if not, why?"""

from dataclasses import dataclass, field, replace

from .. import keys
from ..keys import Key, Vault
from ..limits import DEFAULTS, Limits
from ..submission import KeyFile
from ..token import Token
from .attempt import Given, attempt
from .decryption import Decryption, Refused, Status
from .envelope import envelopes
from .purse import Purse

__all__ = ["Decryption", "Locksmith", "Refused", "Status"]

_MICROSECONDS = 2_000_000  # of arithmetic for all the tokens of one paste, before any search
_BEST = [Status.DECRYPTED, Status.FAILED, Status.UNCHECKED, Status.UNSUPPORTED]


@dataclass(slots=True)
class Locksmith:
    """Opens the encrypted tokens of one paste with its keys, and is gone before the report is made.

    A private half is taken out of the `files` only when there is a token to open, and kept in nothing
    else; no decryption leads to one. `search` is the time to look for a fault, in seconds for each token.
    """

    given: tuple[Key, ...] = ()
    files: tuple[KeyFile, ...] = field(default=(), repr=False)
    search: float = DEFAULTS.search_seconds
    limits: Limits = DEFAULTS
    _purse: Purse | None = field(default=None, repr=False)
    _vault: Vault | None = field(default=None, repr=False)

    def decrypt(self, token: Token) -> Decryption | None:
        """Try every key on an encrypted token; where none opens it, find out why. Never raises.

        None for a token that is not encrypted.
        """
        if not token.encrypted:
            return None
        found = []
        for number, envelope in enumerate(envelopes(token)):
            found.append(replace(attempt(token, envelope, self._given(token)), recipient=number))
            if found[-1].status is Status.DECRYPTED:
                break
        return min(found, key=lambda it: (_BEST.index(it.status), it.plaintext is None))

    def _given(self, token: Token) -> Given:
        self._purse = self._purse or Purse(_MICROSECONDS, self.limits.pbes2_rounds)
        self._vault = self._vault or self._filled()
        search = int(self.search * 1_000_000) // max(len(token.recipients), 1)
        return Given(self.given, self._vault, self._purse, search, self.limits)

    def _filled(self) -> Vault:
        """The private halves that the files hold."""
        vault = Vault()
        for file in self.files:
            if vault.size < self.limits.keys:
                keys.read(file, self.limits, vault)
        return vault
