"""The HMAC was made with other bytes than those of the secret given, or is no HMAC at all.

A secret is bytes, and what is written down of it is text. Between the two lie base64, hex, line
breaks, quotes, character sets, shells and templates, and the two sides rarely pass through the same.
"""

from . import characters, construction, document, edges, encoding, escaping, known

__all__ = ["characters", "construction", "document", "edges", "encoding", "escaping", "known"]
