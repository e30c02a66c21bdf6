"""The members of a JWK, by its key type, to a public key (RFC 7518 section 6, RFC 8037, RFC 9964)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, mldsa, rsa, x448, x25519
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

from ..base64url import encode
from ..note import Note
from ..words import counted
from . import jwk_number, rsa_private
from .describe import usable_exponent
from .jwk_number import octets
from .source import Refusal, Source
from .vault import Vault

Jwk = Mapping[str, Any]

EC_CURVES: dict[str, ec.EllipticCurve] = {
    "P-256": ec.SECP256R1(),
    "P-384": ec.SECP384R1(),
    "P-521": ec.SECP521R1(),
    "secp256k1": ec.SECP256K1(),
}
OKP_CURVES: dict[str, tuple[int, Any, Any]] = {
    "Ed25519": (32, ed25519.Ed25519PublicKey, ed25519.Ed25519PrivateKey),
    "Ed448": (57, ed448.Ed448PublicKey, ed448.Ed448PrivateKey),
    "X25519": (32, x25519.X25519PublicKey, x25519.X25519PrivateKey),
    "X448": (56, x448.X448PublicKey, x448.X448PrivateKey),
}
_AKP: dict[str, tuple[int, Any, Any]] = {
    "ML-DSA-44": (1312, mldsa.MLDSA44PublicKey, mldsa.MLDSA44PrivateKey),
    "ML-DSA-65": (1952, mldsa.MLDSA65PublicKey, mldsa.MLDSA65PrivateKey),
    "ML-DSA-87": (2592, mldsa.MLDSA87PublicKey, mldsa.MLDSA87PrivateKey),
}
_NO_SEPARATORS = str.maketrans("", "", "-_ ")
_PRIVATE_RSA = {"d", "p", "q"}
_USUAL_EXPONENTS = {3, 17, 65537}
_OTHER_NAMES = {
    "p256": "P-256",
    "secp256r1": "P-256",
    "prime256v1": "P-256",
    "p384": "P-384",
    "secp384r1": "P-384",
    "p521": "P-521",
    "p512": "P-521",
    "secp521r1": "P-521",
    "p256k": "secp256k1",
    "k256": "secp256k1",
    "curve25519": "X25519",
    "curve448": "X448",
}


_NACL_KEY = Note(
    "eddsa.seed_as_public",
    "The x of this JWK holds a private key of NaCl and Go, 64 bytes: the secret seed and the public key "
    "behind it. Whoever has read the JWK can sign with it. Make a new pair, and publish its last 32 bytes.",
)


class Numbers(NamedTuple):
    """The public key that the public members name, and the one that belongs to the private members."""

    public: PublicKeyTypes
    own: PublicKeyTypes | None  # None where there are no private members to derive it from
    faults: tuple[str, ...]
    alerts: tuple[Note, ...] = ()


def _ec(jwk: Jwk, source: Source) -> Numbers:
    name, faults = _curve(jwk, EC_CURVES)
    for candidate in (name, *(other for other in EC_CURVES if other != name)):
        if found := _point(jwk, candidate):
            wrong = () if candidate == name else (f"crv says {name}, and the point lies on {candidate}",)
            return Numbers(found[0], _multiplied(jwk, candidate, source), (*faults, *wrong, *found[1]))
    if own := _multiplied(jwk, name, source):
        return Numbers(own, own, (*faults, "x and y are missing or wrong; they were computed from d"))
    raise _damaged(_why_no_point(jwk, name))


def _point(jwk: Jwk, name: str) -> tuple[PublicKeyTypes, tuple[str, ...]] | None:
    """The first reading of x and y that lies on the curve."""
    curve = EC_CURVES[name]
    for reading in jwk_number.points(jwk, name, (curve.key_size + 7) // 8):
        if max(reading.x, reading.y).bit_length() <= curve.key_size:
            numbers = ec.EllipticCurvePublicNumbers(reading.x, reading.y, curve)
            if public := _attempted(numbers.public_key):
                return public, reading.faults
    return None


def _multiplied(jwk: Jwk, name: str, source: Source) -> PublicKeyTypes | None:
    """The public key that d, the private number, belongs to."""
    number = octets(jwk, "d")
    if number is None or len(number.bytes) > 67:
        return None
    private = int.from_bytes(number.bytes, "big")
    return _attempted(lambda: source.public_half(ec.derive_private_key(private, EC_CURVES[name])))


def _why_no_point(jwk: Jwk, name: str) -> str:
    if jwk.keys().isdisjoint({"x", "y"}):
        return "x and y are missing. Ask for the whole JWK."
    for member, other in (("x", "y"), ("y", "x")):
        if member not in jwk:
            return f"{member} is missing, and {other} alone fits two keys. Ask for the whole JWK."
    return f"x and y are no point of {name}, however they are read: a character was changed or lost."


def _okp(jwk: Jwk, source: Source) -> Numbers:
    name, faults = _curve(jwk, OKP_CURVES)
    size, public_type, private_type = OKP_CURVES[name]
    private, written = octets(jwk, "d"), octets(jwk, "x")
    own = private and _attempted(lambda: source.public_half(private_type.from_private_bytes(private.bytes)))
    if written and len(written.bytes) == size:
        return Numbers(public_type.from_public_bytes(written.bytes), own, (*faults, *written.faults))
    unhexed = jwk_number.hexadecimal(jwk.get("x"))
    if unhexed and len(unhexed) == size:
        return Numbers(public_type.from_public_bytes(unhexed), own, (*faults, "x is written in hexadecimal"))
    if own:
        return Numbers(own, own, (*faults, "x is missing or wrong; it was computed from d"))
    if written and (public := _public_of_secret_key(written.bytes)):
        return Numbers(public, public, faults, (_NACL_KEY,))
    raise _damaged(f"x {_extent(written)}; {name} wants {size} bytes in base64url.")


def _public_of_secret_key(data: bytes) -> PublicKeyTypes | None:
    """The public key in the 64 bytes that NaCl calls a secret key: the seed, and behind it the public key."""
    if len(data) != 64:
        return None
    public = ed25519.Ed25519PrivateKey.from_private_bytes(data[:32]).public_key()
    return public if public.public_bytes_raw() == data[32:] else None


def _akp(jwk: Jwk, _: Source) -> Numbers:
    name = jwk.get("alg")
    if not isinstance(name, str) or name not in _AKP:
        raise _damaged(f"its alg must name its parameter set, one of {', '.join(_AKP)}.")
    size, public_type, private_type = _AKP[name]
    written, seed = octets(jwk, "pub"), octets(jwk, "priv")
    own = seed and _attempted(lambda: private_type.from_seed_bytes(seed.bytes).public_key())
    if public := written and _attempted(lambda: public_type.from_public_bytes(written.bytes)):
        return Numbers(public, own, written.faults)
    if own:
        return Numbers(own, own, ("pub is missing or wrong; it was computed from priv",))
    raise _damaged(f"pub {_extent(written)}; {name} wants {size:,} bytes in base64url.")


def _rsa(jwk: Jwk, source: Source) -> Numbers:
    modulus, faults = _modulus(jwk)
    exponent, more = _exponent(jwk)
    bits, most = modulus.bit_length(), source.limits.rsa_bits
    if bits > most:
        raise Refusal("unsupported", f"Its modulus has {bits:,} bits; at most {most:,} are read here.")
    public = _attempted(rsa.RSAPublicNumbers(exponent, modulus).public_key)
    if public is None or not modulus & exponent & 1:  # neither is ever even, and the library does not look
        raise _damaged("n and e are not those of an RSA key: a character was changed or lost.")
    own = _attempted(lambda: _product(jwk, exponent, bits))
    if source.vault is not None and not _PRIVATE_RSA.isdisjoint(jwk):
        for half in (public, own):  # which are one, or should be
            if isinstance(half, rsa.RSAPublicKey):
                _lock_away(jwk, half, source.vault)
    return Numbers(public, own, (*faults, *more))


def _modulus(jwk: Jwk) -> tuple[int, tuple[str, ...]]:
    written = jwk.get("n")
    if (number := jwk_number.decimal(written)) is not None:
        return number, ("n is written in decimal",)
    if isinstance(written, str) and len(written) >= 128 and (unhexed := jwk_number.hexadecimal(written)):
        return int.from_bytes(unhexed, "big"), ("n is written in hexadecimal",)
    read = octets(jwk, "n")
    if read is None:
        raise _damaged("n, the modulus, is missing or is not base64url.")
    added = (
        () if read.bytes[:1] != b"\0" else ("n begins with a zero byte, the sign of other number formats",)
    )
    return int.from_bytes(read.bytes, "big"), (*read.faults, *added)


def _exponent(jwk: Jwk) -> tuple[int, tuple[str, ...]]:
    """The exponent; one that is usual in another reading is taken for that, since nobody uses others."""
    read = octets(jwk, "e")
    data = read.bytes if read else b""
    number = int.from_bytes(data, "big")
    for how, exponent in _other_exponents(jwk.get("e"), data) if number not in _USUAL_EXPONENTS else ():
        if exponent in _USUAL_EXPONENTS:
            proper = encode(exponent.to_bytes((exponent.bit_length() + 7) // 8, "big"))
            return exponent, (f"e is written {how}; in a JWK, {exponent} is “{proper}”",)
    if read is None or not number:
        raise _damaged("e, the exponent, is missing or is not base64url; almost always it is “AQAB”.")
    usable_exponent(number)
    added = ("e begins with a zero byte, which a JWK leaves out",) if data.startswith(b"\0") else ()
    return number, (*read.faults, *added)


def _other_exponents(written: object, data: bytes) -> Iterator[tuple[str, int | None]]:
    yield "in decimal", jwk_number.decimal(written)
    yield "in hexadecimal", _hexadecimal(written)
    yield "with its lowest byte first", int.from_bytes(data, "little")


def _hexadecimal(written: object) -> int | None:
    digits = written.removeprefix("0x") if isinstance(written, str) else ""
    unhexed = jwk_number.hexadecimal("0" * (len(digits) % 2) + digits)
    return int.from_bytes(unhexed, "big") if unhexed else None


def _product(jwk: Jwk, exponent: int, bits: int) -> PublicKeyTypes | None:
    """The public key that p and q, the private factors, belong to."""
    factors = octets(jwk, "p"), octets(jwk, "q")
    if not (factors[0] and factors[1]) or max(len(factor.bytes) for factor in factors if factor) * 8 > bits:
        return None
    modulus = int.from_bytes(factors[0].bytes, "big") * int.from_bytes(factors[1].bytes, "big")
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def _lock_away(jwk: Jwk, public: rsa.RSAPublicKey, vault: Vault) -> None:
    """Put the private key into the vault, or what stands against that."""
    numbers = public.public_numbers()
    d, p, q = (_number(jwk, name, numbers.n) for name in ("d", "p", "q"))
    try:
        vault.put(rsa_private.whole(numbers, d, p, q, vault.allowance))
    except rsa_private.NotWhole as why:
        vault.leave_out(public, str(why))


def _number(jwk: Jwk, name: str, modulus: int) -> int:
    """The member `name`; 0 where it is missing, or larger than it can be."""
    read = octets(jwk, name)
    number = int.from_bytes(read.bytes, "big") if read else 0
    return number if number < modulus else 0


def _curve(jwk: Jwk, curves: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """The curve's name as JOSE writes it."""
    written = jwk.get("crv")
    if not isinstance(written, str):
        raise _damaged("crv, the curve, is no text." if "crv" in jwk else "crv, the curve, is missing.")
    if written in curves:
        return written, ()
    plain = written.lower().translate(_NO_SEPARATORS).removeprefix("nist")
    meant = _OTHER_NAMES.get(plain) or next((name for name in curves if name.lower() == plain), None)
    if meant not in curves:
        raise Refusal("unsupported", f"Its crv, “{written[:40]}”, is none of {', '.join(curves)}.")
    return str(meant), (f"crv is “{written[:40]}” where it must read “{meant}”",)


def _extent(read: jwk_number.Octets | None) -> str:
    return f"has {counted(len(read.bytes), 'byte')}" if read else "is missing or not base64url"


def _attempted(make: Callable[[], PublicKeyTypes | None]) -> PublicKeyTypes | None:
    """What `make` makes, or None when the numbers are none of a key."""
    try:
        return make()
    except (ValueError, TypeError, OverflowError):
        return None


def _damaged(why: str) -> Refusal:
    return Refusal("damaged", f"This JWK gives no key: {why}", "key.jwk_damaged")


READERS: dict[str, Callable[[Jwk, Source], Numbers]] = {"EC": _ec, "OKP": _okp, "RSA": _rsa, "AKP": _akp}
