"""The signature's bytes were encoded, or handled on the way, otherwise than JOSE wants them."""

from . import envelope, length, text, written

__all__ = ["envelope", "length", "text", "written"]
