"""What the name of a key file tells, and the names under which it is downloaded again."""

import re

from .key import Key

# Apple's files hold no Key ID: their name is the only place of it. Browsers add ` (1)` to a second download.
_KEY_ID = re.compile(
    r"(?:AuthKey|SubscriptionKey|ApiKey|APN[Ss]AuthKey)_([A-Z0-9]{8,12})(?:_public)?(?: ?\(\d{1,3}\))?"
    r"(?:\.(?:p8|pem|txt)){1,2}"
)
_COPY_NUMBER = re.compile(r" ?\(\d{1,3}\)$")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}(?=$|\[)")
_PEM_EXTENSION = re.compile(r"\.(?:p8|pem|key|crt|cer|txt)$", re.IGNORECASE)
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


def key_id_in(name: str) -> str | None:
    """The Key ID in the name of a file from Apple's developer portal, or None.

    >>> key_id_in("AuthKey_7XK4Q2M9RT (1).p8")
    '7XK4Q2M9RT'
    """
    found = _KEY_ID.fullmatch(name.replace("\\", "/").rpartition("/")[2].strip())
    return found[1] if found else None


def public_file_name(key: Key) -> str:
    """A name for the public half of `key` as a file: `AuthKey_7XK4Q2M9RT_public.pem`."""
    return f"{_fit(_EXTENSION.sub('', _base(key.name))).removesuffix('_public')}_public.pem"


def repaired_file_name(name: str) -> str:
    """The name of a key file for its repaired form, which is PEM whatever it was.

    >>> repaired_file_name("AuthKey_7XK4Q2M9RT (1).p8")
    'AuthKey_7XK4Q2M9RT.p8'
    """
    base = _base(name)
    extension = _PEM_EXTENSION.search(base)
    return f"{_fit(_EXTENSION.sub('', base))}{extension[0].lower() if extension else '.pem'}"


def _base(name: str) -> str:
    """The name without the folders before it."""
    return re.split(r"[/\\]", name)[-1].strip()[:200]


def _fit(stem: str) -> str:
    """A stem that every file system takes, without the number that browsers add."""
    return _UNFIT.sub("_", _COPY_NUMBER.sub("", stem)).strip("._-")[:80] or "key"
