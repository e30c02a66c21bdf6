"""Why an encrypted token does not open. Imported, each module has entered its causes."""

from . import agreed_key, content, content_key, fact, header, key, plaintext, tag

__all__ = ["agreed_key", "content", "content_key", "fact", "header", "key", "plaintext", "tag"]
