"""OpenSSH and PuTTY keys. Their public half stands in clear even when the private half is encrypted."""

import base64
import re

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import load_ssh_private_key, load_ssh_public_key

from ..note import Note
from .armour import armoured
from .describe import described
from .half import PRIVATE, Half
from .key import Row
from .source import Refusal, Source, each

PRIVATE_MAGIC = b"openssh-key-v1\0"

_LINE = re.compile(
    r"^(?:[^\s#][^\n]*[ \t])?((?:ssh-|ecdsa-sha2-|sk-)[a-z0-9@.-]{3,60})[ \t]+(AAAA[A-Za-z0-9+/]+={0,2})",
    re.MULTILINE,
)
_PUTTY = re.compile(r"PuTTY-User-Key-File-\d: .*?^Public-Lines: (\d{1,4})\s*\n", re.MULTILINE | re.DOTALL)

_SSH_FORM = Note(
    "key.other_format",
    "This is a public key in the form of OpenSSH. JOSE libraries want PEM or a JWK, as shown here; "
    "ssh-keygen -e -m PKCS8 -f FILE writes PEM.",
)
_SSH_PRIVATE_FORM = Note(
    "key.other_format",
    "This is a private key in the form of OpenSSH, which OpenSSL and most JOSE libraries do not read. "
    "Convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY",
)
_PUTTY_FORM = Note(
    "key.other_format",
    "This is a private key in the form of PuTTY, which JOSE libraries do not read. "
    "Convert it: puttygen FILE -O private-openssh -o key.pem",
)
_ENCRYPTED = Note(
    "key.encrypted",
    "Its private half is encrypted; the public half stands in clear beside it, so no password was needed.",
)
SEALED = frozenset({_PUTTY_FORM, _ENCRYPTED})  # said of those whose private half is not read here

# and why, where that half is asked for
_PUTTY_SEALED = (
    "The private half of a PuTTY file is not read here; "
    "convert it: puttygen FILE -O private-openssh -o key.pem"
)
_OPENSSH_SEALED = (
    "The private half is encrypted as OpenSSH does it, which is not opened here, "
    "with or without its password; convert a copy: ssh-keygen -p -m PKCS8 -f COPY"
)
_DAMAGED = "The private half is damaged: something in it was changed or lost. Copy the key again."


def read(text: str, source: Source) -> list[Row] | None:
    """The keys of a PuTTY file or of lines as in authorized_keys, or None when it is neither."""
    if found := _PUTTY.match(text.lstrip()):
        lines = text.lstrip()[found.end() :].splitlines()[: int(found[1])]
        encrypted = "\nEncryption: none" not in found[0].replace("\r", "")
        return [described(_putty("".join(lines), source, encrypted=encrypted), source)]
    found_lines = [match[2] for match in _LINE.finditer(text)]
    return each(source, found_lines, _row) if found_lines else None


def _row(line: str, source: Source) -> list[Row]:
    return [described(public(_decoded(line)), source)]


def _putty(body: str, source: Source, *, encrypted: bool) -> Half:
    key = _key(_decoded(body))
    source.without_private(key, _PUTTY_SEALED)
    return Half(key, private=True, notes=(PRIVATE, _PUTTY_FORM, *((_ENCRYPTED,) if encrypted else ())))


def public(blob: bytes) -> Half:
    """The key of a public blob (RFC 4253 section 6.6)."""
    return Half(_key(blob), notes=(_SSH_FORM,))


def private(data: bytes, source: Source) -> Half:
    """The public half of a private key in OpenSSH's own form, which precedes the private half in clear."""
    cipher, rest = _string(data[len(PRIVATE_MAGIC) :])
    _, rest = _string(rest)  # how the encryption key is derived
    _, rest = _string(rest)  # and with what
    blob, rest = _string(rest[4:])
    _string(rest)  # the private half, which need only be there
    key, encrypted = _key(blob), cipher != b"none"
    if encrypted:
        source.without_private(key, _OPENSSH_SEALED)
    elif source.vault is not None:
        _lock_away(data, key, source)
    return Half(key, private=True, notes=(PRIVATE, _SSH_PRIVATE_FORM, *((_ENCRYPTED,) if encrypted else ())))


def _lock_away(data: bytes, public: PublicKeyTypes, source: Source) -> None:
    pem = armoured("OPENSSH PRIVATE KEY", data).encode("ascii")
    try:
        source.public_half(load_ssh_private_key(pem, None, unsafe_skip_rsa_key_validation=True))
    except (ValueError, UnsupportedAlgorithm):
        source.without_private(public, _DAMAGED)


def _key(blob: bytes) -> PublicKeyTypes:
    name, rest = _string(blob)
    while rest:  # every field must be whole
        _, rest = _string(rest)
    kind = name[:60].decode("ascii", "replace")
    if "-cert-" in kind:
        raise Refusal("unsupported", "This is an OpenSSH certificate. Give the key that it was made for.")
    try:
        return load_ssh_public_key(name + b" " + base64.b64encode(blob))
    except UnsupportedAlgorithm:
        raise Refusal(
            "unsupported", f"This is an SSH key of type {kind}, which no JOSE algorithm uses."
        ) from None
    except ValueError:
        raise Refusal(
            "damaged", "This has the form of an SSH key, but its numbers are not those of one."
        ) from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise Refusal("damaged", "This SSH key is not base64: something in it was changed or lost.") from None


def _string(data: bytes) -> tuple[bytes, bytes]:
    """A length of four bytes and so many bytes behind it, then the rest (RFC 4251 section 5)."""
    length = int.from_bytes(data[:4], "big")
    if len(data) < 4 + length:
        raise _cut_off()
    return data[4 : 4 + length], data[4 + length :]


def _cut_off() -> Refusal:
    return Refusal("truncated", "This SSH key is cut off. Copy it again.", "key.truncated")
