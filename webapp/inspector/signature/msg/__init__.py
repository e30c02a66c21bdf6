"""Something else than `header.payload` was signed, or the content was changed after it was signed."""

from . import foreign, forms, header, payload, reserialised

__all__ = ["foreign", "forms", "header", "payload", "reserialised"]
