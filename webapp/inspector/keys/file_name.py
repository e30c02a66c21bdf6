"""What the name of a key file tells, and the name under which its public half is downloaded."""

import re

from .key import Key

# Apple's files hold no Key ID: their name is the only place of it. Browsers add ` (1)` to a second download.
_KEY_ID = re.compile(
    r"(?:AuthKey|SubscriptionKey|ApiKey|APN[Ss]AuthKey)_([A-Z0-9]{8,12})(?:_public)?(?: ?\(\d{1,3}\))?"
    r"(?:\.(?:p8|pem|txt)){1,2}"
)
_COPY_NUMBER = re.compile(r" ?\(\d{1,3}\)$")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}(?=$|\[)")
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


def key_id_in(name: str) -> str | None:
    """The Key ID in the name of a file from Apple's developer portal, or None.

    >>> key_id_in("AuthKey_7XK4Q2M9RT (1).p8")
    '7XK4Q2M9RT'
    """
    found = _KEY_ID.fullmatch(re.split(r"[/\\]", name)[-1].strip())
    return found[1] if found else None


def public_file_name(key: Key) -> str:
    """A name for the public half of `key` as a file: `AuthKey_7XK4Q2M9RT_public.pem`."""
    base = re.split(r"[/\\]", key.name)[-1].strip()
    stem = _COPY_NUMBER.sub("", _EXTENSION.sub("", base[:200])).removesuffix("_public")
    fit = _UNFIT.sub("_", stem).strip("._-")[:80] or "key"
    return f"{fit}_public.pem"
