"""The signature algorithms of JOSE: what each needs of its key, and how long its signatures are.

Sources: RFC 7518 section 3.1, RFC 8037 (EdDSA), RFC 8812 (ES256K), RFC 9864 (Ed25519, Ed448),
RFC 9964 (ML-DSA) and the IANA registry "JSON Web Signature and Encryption Algorithms".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .words import article


class Family(StrEnum):
    """The mathematics behind an algorithm."""

    HMAC = "HMAC"
    RSA = "RSASSA-PKCS1-v1_5"
    PSS = "RSASSA-PSS"
    ECDSA = "ECDSA"
    EDDSA = "EdDSA"
    ML_DSA = "ML-DSA"


MODULI = frozenset({128, 192, 256, 384, 512, 768, 1024, 2048})  # bytes, of the RSA keys that are made
_EDDSA_LENGTHS = (64, 114)  # with Ed25519 and Ed448


@dataclass(frozen=True, slots=True)
class Algorithm:
    """One registered signature algorithm.

    `hash` is the name of the hash in `hashlib`, empty where the signature has its own;
    `curves` the curves of a fitting key, empty where the key type says it all;
    `length` the signature's length in bytes, None where it is that of the RSA modulus or
    of one of two curves.
    """

    name: str
    family: Family
    key_type: str
    hash: str = ""
    curves: tuple[str, ...] = ()
    length: int | None = None

    def misses(self, length: int) -> bool:
        """Whether a signature of so many bytes has lost some; that of RSA is as long as the modulus."""
        if self.key_type == "RSA":
            return length not in MODULI
        return length < (self.length or min(_EDDSA_LENGTHS))

    @property
    def needs(self) -> str:
        """The key it takes, as a noun phrase."""
        match self.family:
            case Family.HMAC:
                return "a shared secret"
            case Family.RSA | Family.PSS:
                return "an RSA key"
            case Family.ML_DSA:
                return article(f"{self.name} key")
            case _:
                return article(f"{' or '.join(self.curves)} key")


def _named(*algorithms: Algorithm) -> Mapping[str, Algorithm]:
    return {algorithm.name: algorithm for algorithm in algorithms}


ALGORITHMS = _named(
    Algorithm("HS256", Family.HMAC, "oct", "sha256", length=32),
    Algorithm("HS384", Family.HMAC, "oct", "sha384", length=48),
    Algorithm("HS512", Family.HMAC, "oct", "sha512", length=64),
    Algorithm("RS256", Family.RSA, "RSA", "sha256"),
    Algorithm("RS384", Family.RSA, "RSA", "sha384"),
    Algorithm("RS512", Family.RSA, "RSA", "sha512"),
    Algorithm("PS256", Family.PSS, "RSA", "sha256"),
    Algorithm("PS384", Family.PSS, "RSA", "sha384"),
    Algorithm("PS512", Family.PSS, "RSA", "sha512"),
    Algorithm("ES256", Family.ECDSA, "EC", "sha256", ("P-256",), 64),
    Algorithm("ES384", Family.ECDSA, "EC", "sha384", ("P-384",), 96),
    Algorithm("ES512", Family.ECDSA, "EC", "sha512", ("P-521",), 132),
    Algorithm("ES256K", Family.ECDSA, "EC", "sha256", ("secp256k1",), 64),
    Algorithm("EdDSA", Family.EDDSA, "OKP", curves=("Ed25519", "Ed448")),
    Algorithm("Ed25519", Family.EDDSA, "OKP", curves=("Ed25519",), length=64),
    Algorithm("Ed448", Family.EDDSA, "OKP", curves=("Ed448",), length=114),
    Algorithm("ML-DSA-44", Family.ML_DSA, "AKP", length=2420),
    Algorithm("ML-DSA-65", Family.ML_DSA, "AKP", length=3309),
    Algorithm("ML-DSA-87", Family.ML_DSA, "AKP", length=4627),
)

# What other vocabularies call the registered algorithms.
_ALIASES = {
    "E256": "ES256",
    "SHA256": "HS256",
    "HMACSHA256": "HS256",
    "HMACSHA384": "HS384",
    "HMACSHA512": "HS512",
    "SHA256WITHRSA": "RS256",
    "SHA384WITHRSA": "RS384",
    "SHA512WITHRSA": "RS512",
    "RSASHA256": "RS256",
    "RSASHA384": "RS384",
    "RSASHA512": "RS512",
    "RSA": "RS256",
    "SHA256WITHECDSA": "ES256",
    "SHA384WITHECDSA": "ES384",
    "SHA512WITHECDSA": "ES512",
    "ECDSASHA256": "ES256",
    "ECDSASHA384": "ES384",
    "ECDSASHA512": "ES512",
    "ECDSA": "ES256",
    "ESP256": "ES256",
    "ESP384": "ES384",
    "ESP512": "ES512",
}


def _bare(name: str) -> str:
    """The name without what people vary: case, hyphens, underscores, blanks, a URI in front."""
    return re.sub(r"[-_\s/]", "", name.rpartition("#")[2]).upper()


_BY_BARE_NAME = {_bare(name): name for name in ALGORITHMS} | _ALIASES


def meant(name: str) -> Algorithm | None:
    """The algorithm that a misspelt `alg` means: `rs256`, `ES-256`, `SHA256withRSA`."""
    return ALGORITHMS.get(_BY_BARE_NAME.get(_bare(name[:100]), ""))
