"""A public half to a row of the report: type and size, PEM, JWK and thumbprint."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, mldsa, rsa, x448, x25519
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import ECKey, OKPKey, RSAKey, thumbprint

from ..base64url import encode
from .armour import armoured
from .half import Half
from .key import Key
from .source import Refusal, Source

CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521", "secp256k1": "secp256k1"}
_MOST_EXPONENT_BITS = 256
_OTHER_CURVES = {"secp192r1": "P-192", "secp224r1": "P-224"}  # which have a name, but none in JOSE


def described(half: Half, source: Source) -> Key:
    """The row for `half`."""
    source = source.noting(*half.notes)
    if half.public is None:
        return _secret(half, source)
    kind, curve, bits = _facts(half.public, source)
    jwk = _jwk(half.public, curve)
    return Key(
        name=source.name,
        type=kind,
        curve=curve,
        bits=bits,
        private=half.private,
        key_id=half.key_id or source.key_id,
        public=half.public,
        public_pem=_pem(half),
        public_jwk=jwk | _said(half) if jwk else None,
        thumbprint=thumbprint(jwk) if jwk else None,
        alg=half.alg or (jwk or {}).get("alg"),
        use=half.use,
        key_ops=half.key_ops,
        certificate=half.certificate,
        notes=source.notes,
    )


def _secret(half: Half, source: Source) -> Key:
    secret = half.secret or b""
    return Key(
        name=source.name,
        type="oct",
        curve=None,
        bits=8 * len(secret),
        private=False,
        key_id=half.key_id or source.key_id,
        secret=secret,
        alg=half.alg,
        use=half.use,
        key_ops=half.key_ops,
        notes=source.notes,
    )


def _facts(public: PublicKeyTypes, source: Source) -> tuple[str, str | None, int]:
    """Type, curve and bits."""
    match public:
        case rsa.RSAPublicKey():
            _usable_exponent(public)
            return "RSA", None, _within(source.limits.rsa_bits, public.key_size)
        case ec.EllipticCurvePublicKey():
            name = public.curve.name
            return "EC", CURVES.get(name) or _OTHER_CURVES.get(name, name), public.key_size
        case ed25519.Ed25519PublicKey():
            return "OKP", "Ed25519", 256
        case ed448.Ed448PublicKey():
            return "OKP", "Ed448", 456
        case x25519.X25519PublicKey():
            return "OKP", "X25519", 256
        case x448.X448PublicKey():
            return "OKP", "X448", 448
        case mldsa.MLDSA44PublicKey() | mldsa.MLDSA65PublicKey() | mldsa.MLDSA87PublicKey():
            return "AKP", None, 8 * len(public.public_bytes_raw())
    raise Refusal("unsupported", "This is a key of a kind that no JOSE algorithm uses.")


def _usable_exponent(public: rsa.RSAPublicKey) -> None:
    """Refuse one that makes a verification hundreds of times as dear; FIPS 186-5 ends at 256 bits."""
    bits = public.public_numbers().e.bit_length()
    if bits > _MOST_EXPONENT_BITS:
        raise Refusal("unsupported", f"Its public exponent has {bits:,} bits; usual is 65537, with 17.")


def _within(most: int, bits: int) -> int:
    if bits > most:
        raise Refusal("unsupported", f"Its modulus has {bits:,} bits; at most {most:,} are read here.")
    return bits


def _jwk(public: PublicKeyTypes, curve: str | None) -> dict[str, Any] | None:
    """The JWK with nothing but the members that the thumbprint is made of (RFC 7638 section 3.2)."""
    match public:
        case rsa.RSAPublicKey():
            return {"kty": "RSA"} | RSAKey.binding.export_public_key(public)
        case ec.EllipticCurvePublicKey():
            return (
                {"kty": "EC"} | ECKey.binding.export_public_key(public) if curve in CURVES.values() else None
            )
        case mldsa.MLDSA44PublicKey() | mldsa.MLDSA65PublicKey() | mldsa.MLDSA87PublicKey():
            return {"kty": "AKP", "alg": parameter_set(public), "pub": encode(public.public_bytes_raw())}
    return {"kty": "OKP"} | OKPKey(public, public).as_dict()  # type: ignore[arg-type]  # the kinds left


def parameter_set(public: object) -> str:
    """The name of an ML-DSA key's parameter set, which JOSE takes for its algorithm."""
    match public:
        case mldsa.MLDSA44PublicKey():
            return "ML-DSA-44"
        case mldsa.MLDSA65PublicKey():
            return "ML-DSA-65"
    return "ML-DSA-87"


def _said(half: Half) -> dict[str, Any]:
    """What the JWK said of itself, to be said again."""
    said = {
        "kid": half.key_id,
        "use": half.use,
        "key_ops": half.key_ops and list(half.key_ops),
        "alg": half.alg,
    }
    return {name: value for name, value in said.items() if value}


def _pem(half: Half) -> str:
    assert half.public is not None
    info = half.info or half.public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return armoured("PUBLIC KEY", info)
