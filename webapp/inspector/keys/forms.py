"""A public key in the forms in which it is handed on: PEM, JWK and thumbprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, mldsa, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import ECKey, OKPKey, RSAKey, thumbprint

from ..base64url import encode
from .armour import armoured

CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521", "secp256k1": "secp256k1"}


@dataclass(frozen=True)  # without slots, since each form is kept here once somebody has asked for it
class Forms:
    """The forms of `public`. All a private key leaves behind for them is its public half."""

    public: PublicKeyTypes
    info: bytes | None = None  # the SubjectPublicKeyInfo, where the library would write it otherwise
    said: Mapping[str, Any] = field(default_factory=dict)  # members of the JWK beside the key's own

    @cached_property
    def pem(self) -> str:
        """Byte for byte what `openssl pkey -pubout` prints."""
        info = self.info or self.public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return armoured("PUBLIC KEY", info)

    @cached_property
    def jwk(self) -> Mapping[str, Any] | None:
        """What the JWK must hold, and what it said of itself before; None for a curve that none can name."""
        return {**self._bare, **self.said} if self._bare else None

    @cached_property
    def thumbprint(self) -> str | None:
        """RFC 7638, SHA-256, base64url; None where there is no JWK."""
        return thumbprint(self._bare) if self._bare else None

    @cached_property
    def _bare(self) -> dict[str, Any] | None:
        """The JWK with nothing but the members that the thumbprint is made of (RFC 7638 section 3.2)."""
        match self.public:
            case rsa.RSAPublicKey() as public:
                return {"kty": "RSA"} | RSAKey.binding.export_public_key(public)
            case ec.EllipticCurvePublicKey() as public:
                named = public.curve.name in CURVES
                return {"kty": "EC"} | ECKey.binding.export_public_key(public) if named else None
            case mldsa.MLDSA44PublicKey() | mldsa.MLDSA65PublicKey() | mldsa.MLDSA87PublicKey() as public:
                return {"kty": "AKP", "alg": parameter_set(public), "pub": encode(public.public_bytes_raw())}
        return {"kty": "OKP"} | OKPKey(self.public, self.public).as_dict()  # type: ignore[arg-type]  # the kinds left


def parameter_set(public: object) -> str:
    """The name of an ML-DSA key's parameter set, which JOSE takes for its algorithm."""
    match public:
        case mldsa.MLDSA44PublicKey():
            return "ML-DSA-44"
        case mldsa.MLDSA65PublicKey():
            return "ML-DSA-65"
    return "ML-DSA-87"
