"""A public half to a row of the report: what kind of key it is, and what its file says of it."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, mldsa, rsa, x448, x25519
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

from .forms import CURVES, Forms, parameter_set
from .half import Half
from .key import Key
from .source import Refusal, Source

_MOST_EXPONENT_BITS = 256
_OTHER_CURVES = {"secp192r1": "P-192", "secp224r1": "P-224"}  # which have a name, but none in JOSE


def described(half: Half, source: Source) -> Key:
    """The row for `half`."""
    if half.public is None:
        return _secret(half, source)
    kind, curve, bits = _facts(half.public, source)
    return Key(
        name=source.name,
        type=kind,
        curve=curve,
        bits=bits,
        private=half.private,
        key_id=half.key_id or source.key_id,
        public=half.public,
        forms=Forms(half.public, half.info, _said(half)),
        alg=half.alg or (parameter_set(half.public) if kind == "AKP" else None),
        use=half.use,
        key_ops=half.key_ops,
        certificate=half.certificate,
        notes=source.noted(*half.notes),
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
        notes=source.noted(*half.notes),
    )


def _facts(public: PublicKeyTypes, source: Source) -> tuple[str, str | None, int]:
    """Type, curve and bits."""
    match public:
        case ec.EllipticCurvePublicKey():
            name = public.curve.name
            return "EC", CURVES.get(name) or _OTHER_CURVES.get(name, name), public.key_size
        case rsa.RSAPublicKey():
            usable_exponent(public.public_numbers().e)
            return "RSA", None, _within(source.limits.rsa_bits, public.key_size)
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


def usable_exponent(exponent: int) -> None:
    """Refuse one that makes a verification hundreds of times as dear; FIPS 186-5 ends at 256 bits."""
    bits = exponent.bit_length()
    if bits > _MOST_EXPONENT_BITS:
        raise Refusal("unsupported", f"Its public exponent has {bits:,} bits; usual is 65537, with 17.")


def _within(most: int, bits: int) -> int:
    if bits > most:
        raise Refusal("unsupported", f"Its modulus has {bits:,} bits; at most {most:,} are read here.")
    return bits


def _said(half: Half) -> dict[str, Any]:
    """What the JWK said of itself, to be said again."""
    said = {
        "kid": half.key_id,
        "use": half.use,
        "key_ops": half.key_ops and list(half.key_ops),
        "alg": half.alg,
    }
    return {name: value for name, value in said.items() if value}
