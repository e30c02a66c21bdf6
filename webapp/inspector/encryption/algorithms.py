"""The algorithms of encrypted tokens: how the content key is had (`alg`) and what it opens (`enc`).

Sources: RFC 7518 sections 4 and 5, RFC 8037 section 3.2 (X25519, X448) and the IANA registry "JSON
Web Signature and Encryption Algorithms".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """How a content key is had."""

    RSA = "RSA"
    WRAP = "AES Key Wrap"
    GCM_WRAP = "AES-GCM Key Wrap"
    DIRECT = "the shared secret itself"
    AGREEMENT = "ECDH-ES"
    PASSWORD = "PBES2"  # noqa: S105  # not one


@dataclass(frozen=True, slots=True)
class Management:
    """One `alg`. `wrap` is the length in bytes of the AES key that wraps the content key, 0 where none does.

    `hash` is that of OAEP or PBKDF2; RSA without one is RSA1_5.
    """

    name: str
    family: Family
    wrap: int = 0
    hash: str = ""

    @property
    def needs(self) -> str:
        """What opens it, as a noun phrase."""
        match self.family:
            case Family.RSA:
                return "the RSA private key"
            case Family.AGREEMENT:
                return "the private key that it was encrypted to, on P-256, P-384, P-521, X25519 or X448"
            case Family.PASSWORD:
                return "the password"
            case Family.DIRECT:
                return "the shared secret"
        return f"the shared secret of {self.wrap} bytes"

    @property
    def has_encrypted_key(self) -> bool:
        """The second part holds the content key; else it is empty."""
        return self.family is not Family.DIRECT and bool(self.wrap or self.family is Family.RSA)


@dataclass(frozen=True, slots=True)
class Encryption:
    """One `enc`; lengths in bytes. `hash` is that of its MAC, empty for GCM."""

    name: str
    key: int
    iv: int
    tag: int
    hash: str = ""


def _wrapping(prefix: str, family: Family, suffix: str = "KW") -> list[Management]:
    return [Management(f"{prefix}A{bits}{suffix}", family, bits // 8) for bits in (128, 192, 256)]


MANAGEMENTS: Mapping[str, Management] = {
    it.name: it
    for it in (
        Management("RSA1_5", Family.RSA),
        Management("RSA-OAEP", Family.RSA, hash="sha1"),
        *(Management(f"RSA-OAEP-{bits}", Family.RSA, hash=f"sha{bits}") for bits in (256, 384, 512)),
        *_wrapping("", Family.WRAP),
        Management("dir", Family.DIRECT),
        Management("ECDH-ES", Family.AGREEMENT),
        *_wrapping("ECDH-ES+", Family.AGREEMENT),
        *_wrapping("", Family.GCM_WRAP, "GCMKW"),
        *(
            Management(f"PBES2-HS{2 * bits}+A{bits}KW", Family.PASSWORD, bits // 8, f"sha{2 * bits}")
            for bits in (128, 192, 256)
        ),
    )
}

ENCRYPTIONS: Mapping[str, Encryption] = {
    it.name: it
    for it in (
        *(Encryption(f"A{n}CBC-HS{2 * n}", n // 4, 16, n // 8, f"sha{2 * n}") for n in (128, 192, 256)),
        *(Encryption(f"A{n}GCM", n // 8, 12, 16) for n in (128, 192, 256)),
    )
}


def meant(name: str, among: Mapping[str, object]) -> str | None:
    """The registered name that a misspelt one means: `A256gcm`, `RSA_OAEP`."""
    plain = _bare(name[:60])
    return next((known for known in among if _bare(known) == plain), None)


def _bare(name: str) -> str:
    return name.replace("-", "").replace("_", "").replace("+", "").replace(" ", "").upper()
