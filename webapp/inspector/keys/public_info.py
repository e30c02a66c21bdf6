"""The SubjectPublicKeyInfo of a key (RFC 5280 section 4.1.2.7), as OpenSSL derives it from the file."""

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from . import der
from .der import Kind, Outline

_EC_OID = der.encoded_oid(der.EC)
_NAMED_CURVE = _EC_OID + bytes([der.OID])
_RSA_PSS_OID = der.encoded_oid(der.RSA_PSS)


def own(outline: Outline, public: PublicKeyTypes) -> bytes | None:
    """The info with the file's own parameters and point, or None where the library writes it so as well.

    The library would write a curve's name for explicit parameters, an uncompressed point for a compressed
    one, and plain RSA for RSA-PSS.
    """
    identifier = algorithm(outline)
    if identifier is None or not identifier.content.startswith((_EC_OID, _RSA_PSS_OID)):
        return None
    if identifier.content.startswith(_NAMED_CURVE) and _ends_in_whole_point(outline, public):
        return None  # as in nearly all files
    if outline.kind is Kind.SPKI:
        return outline.whole
    is_ec = isinstance(public, EllipticCurvePublicKey)
    form = (Encoding.X962, PublicFormat.UncompressedPoint) if is_ec else (Encoding.DER, PublicFormat.PKCS1)
    key = (is_ec and _point(outline)) or public.public_bytes(*form)
    return der.element(der.SEQUENCE, identifier.encoded + der.element(der.BIT_STRING, b"\0" + key))


def _ends_in_whole_point(outline: Outline, public: PublicKeyTypes) -> bool:
    """Whether the last thing in the file is the point with both its coordinates, as programs write it."""
    if not isinstance(public, EllipticCurvePublicKey):
        return False
    coordinates = 2 * ((public.key_size + 7) // 8)
    head = der.element(der.BIT_STRING, b"\0\x04" + bytes(coordinates))[:-coordinates]
    return outline.whole[:-coordinates].endswith(head)


def algorithm(outline: Outline) -> der.Element | None:
    """The AlgorithmIdentifier of a key; SEC 1 has the parameters alone, and PKCS#1 nothing."""
    if outline.kind is Kind.SPKI:
        return outline.inside[0]
    if outline.kind is Kind.PKCS8:
        return outline.inside[1]
    parameters = [element.content for element in outline.inside if element.tag == der.CONTEXT_0]
    if outline.kind is Kind.SEC1 and parameters:
        return der.first(der.element(der.SEQUENCE, _EC_OID + parameters[0]))
    return None


def _point(outline: Outline) -> bytes | None:
    """The public point beside the private number, as it is written (RFC 5915 section 3)."""
    inside = outline.inside
    if outline.kind is Kind.PKCS8:
        inside = der.children(der.first(inside[2].content).content)
    points = [element.content for element in inside if element.tag == der.CONTEXT_1]
    return der.first(points[0]).content[1:] if points else None
