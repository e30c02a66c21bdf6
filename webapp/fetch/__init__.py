"""Keys fetched from where their issuer publishes them. Off, unless the operator lists whom it may ask.

Nothing of a token is sent: only the addresses it names are asked for, at hosts that are allowed.
"""

from .allowed import NOBODY, Allowed
from .client import Client, NotFetched
from .key_sets import Fetched, Fetcher

__all__ = ["NOBODY", "Allowed", "Client", "Fetched", "Fetcher", "NotFetched"]
