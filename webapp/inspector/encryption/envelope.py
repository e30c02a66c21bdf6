"""What a receiver has of an encrypted token: the header that counts for it, and the bytes (RFC 7516)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..base64url import decode
from ..fault import Fault
from ..token import Part, Token
from .algorithms import ENCRYPTIONS, MANAGEMENTS, Encryption, Management

Header = Mapping[str, Any]

OCTETS = (
    "apu",
    "apv",
    "p2s",
    "iv",
    "tag",
)  # parameters whose value is base64url (RFC 7518 sections 4.6 to 4.8)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The token as one of its recipients sees it; `header` is the JOSE header of RFC 7516 section 4."""

    header: Header
    protected: str  # as encoded
    encrypted_key: bytes
    iv: bytes
    ciphertext: bytes
    tag: bytes
    aad: str | None = None  # the member of that name, as encoded
    well_formed: bool = True  # a strict decoder takes every part, and what is base64url in the header

    @property
    def management(self) -> Management | None:
        return MANAGEMENTS.get(self.text("alg") or "")

    @property
    def encryption(self) -> Encryption | None:
        return ENCRYPTIONS.get(self.text("enc") or "")

    @property
    def authenticated(self) -> bytes:
        """The additional authenticated data (RFC 7516 section 5.1, step 14)."""
        text = self.protected if self.aad is None else f"{self.protected}.{self.aad}"
        return text.encode("utf-8", "surrogatepass")

    def text(self, name: str) -> str | None:
        """A header parameter where it is text."""
        value = self.header.get(name)
        return value if isinstance(value, str) else None

    def octets(self, name: str) -> bytes | None:
        """What a header parameter is the base64url of, read leniently; None where it is no text."""
        text = self.text(name)
        return None if text is None else decode(text).bytes


def envelopes(token: Token) -> Iterator[Envelope]:
    """The token as each of its recipients sees it."""
    parts = {part.name: part for part in token.others}
    bare = _Bare(token, parts)
    if not token.recipients:
        yield bare.envelope(token.header.plain, token.other("encrypted_key"))
    for recipient in token.recipients:
        yield bare.envelope(recipient.header, recipient.encrypted_key)


@dataclass(frozen=True, slots=True)
class _Bare:
    """What all recipients have in common."""

    token: Token
    parts: Mapping[str, Part]

    def envelope(self, header: Header, encrypted_key: Part) -> Envelope:
        iv, ciphertext, tag = map(self.token.other, ("iv", "ciphertext", "tag"))
        aad = self.parts.get("aad")
        return Envelope(
            header=header,
            protected=self.token.header.text,
            encrypted_key=encrypted_key.bytes,
            iv=iv.bytes,
            ciphertext=ciphertext.bytes,
            tag=tag.bytes,
            aad=aad.text if aad else None,
            well_formed=self._well_formed(encrypted_key) and not any(map(faults_of, _octets(header))),
        )

    def _well_formed(self, encrypted_key: Part) -> bool:
        parts = (self.token.header, encrypted_key, *self.parts.values())
        return not any(part.misencoded for part in parts)


def _octets(header: Header) -> Iterator[Any]:
    return (header[name] for name in OCTETS if name in header)


def faults_of(value: Any) -> tuple[Fault, ...]:
    """What is wrong with the value of a header parameter in `OCTETS`, where it is text."""
    return decode(value).faults if isinstance(value, str) else ()
