"""The outline of DER: enough of ASN.1 to tell which structure a key stands in (X.690).

Every function takes time linear in its data, trusts no length it has not checked, and raises `NotDer`
for what is not DER.
"""

from enum import StrEnum
from typing import NamedTuple

INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, SEQUENCE = 0x02, 0x03, 0x04, 0x05, 0x06, 0x30
CONTEXT_0, CONTEXT_1 = 0xA0, 0xA1

EC = "1.2.840.10045.2.1"
RSA = "1.2.840.113549.1.1.1"
RSA_PSS = "1.2.840.113549.1.1.10"
PBES2 = "1.2.840.113549.1.5.13"
SCRYPT = "1.3.6.1.4.1.11591.4.11"

_BER_STORE = b"\x30\x80\x02\x01\x03"  # PKCS#12 without lengths, as Windows and macOS write it
_MOST_CHILDREN = 64  # no structure read here has more


class NotDer(ValueError):
    """The data are not DER, or not of any structure that is read here."""


class Element(NamedTuple):
    """One element: its tag, what it holds, and the bytes it is written with."""

    tag: int
    content: bytes
    encoded: bytes


class Outline(NamedTuple):
    """Which structure data begin with, its bytes, the elements in it, and how many bytes follow it."""

    kind: "Kind"
    whole: bytes
    inside: list[Element]
    surplus: int


class Kind(StrEnum):
    """What a DER structure is, in words for the user."""

    PKCS8 = "a PKCS#8 private key"
    ENCRYPTED = "an encrypted PKCS#8 private key"
    SEC1 = "an EC private key in SEC 1 form"
    PKCS1_PRIVATE = "an RSA private key in PKCS#1 form"
    PKCS1_PUBLIC = "an RSA public key in PKCS#1 form"
    SPKI = "a public key"
    CERTIFICATE = "a certificate"
    REQUEST = "a certificate request"
    REVOCATIONS = "a list of revoked certificates"
    PKCS12 = "a PKCS#12 store"
    CMS = "a PKCS#7 envelope"
    DSA = "a DSA private key"
    SIGNATURE = "a signature"


def head(data: bytes, at: int = 0) -> tuple[int, int, int]:
    """The tag of the element that begins at `at`, the length of its head and the length of its content."""
    if len(data) < at + 2 or data[at] & 0x1F == 0x1F:
        raise NotDer
    length = data[at + 1]
    if length < 0x80:
        return data[at], 2, length
    size = length & 0x7F
    if not 1 <= size <= 4 or len(data) < at + 2 + size:
        raise NotDer
    return data[at], 2 + size, int.from_bytes(data[at + 2 : at + 2 + size], "big")


def first(data: bytes) -> Element:
    """The first element of `data`; what follows it is not looked at."""
    tag, start, length = head(data)
    if len(data) < start + length:
        raise NotDer
    return Element(tag, data[start : start + length], data[: start + length])


def children(content: bytes) -> list[Element]:
    """The elements side by side in `content`."""
    found: list[Element] = []
    at = 0
    while at < len(content):
        tag, size, length = head(content, at)
        end = at + size + length
        if len(content) < end or len(found) == _MOST_CHILDREN:
            raise NotDer
        found.append(Element(tag, content[at + size : end], content[at:end]))
        at = end
    return found


def missing(data: bytes) -> int:
    """How many bytes the outermost element lacks; negative when more bytes follow it."""
    _, start, length = head(data)
    return start + length - len(data)


def begins_like_a_key(data: bytes) -> bool:
    """Whether `data` open as the structures of keys do, though they may be damaged or cut off further on."""
    if data.startswith(_BER_STORE):
        return True
    try:
        tag, start, _ = head(data)
        inner = head(data, start)
    except NotDer:
        return False
    if tag != SEQUENCE or inner[0] != SEQUENCE:
        return tag == SEQUENCE and inner[0] in {INTEGER, OID}
    return data[start + inner[1] : start + inner[1] + 1] in {b"\x02", b"\x06", b"\xa0"}


def element(tag: int, content: bytes) -> bytes:
    """`content` as one element."""
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size, "big") + content


def oid(content: bytes) -> str:
    """An object identifier in dots, at most its first 20 arcs."""
    arcs = [0]
    for byte in content[:64]:
        arcs[-1] = arcs[-1] << 7 | byte & 0x7F
        if byte < 0x80:
            arcs.append(0)
    root = min(arcs[0] // 40, 2)
    return ".".join(map(str, (root, arcs[0] - 40 * root, *arcs[1:-1][:19])))


def encoded_oid(name: str) -> bytes:
    """The element that is the object identifier written so in dots."""
    root, second, *others = map(int, name.split("."))
    return element(OID, b"".join(map(_base_128, (40 * root + second, *others))))


def _base_128(arc: int) -> bytes:
    """Seven bits a byte, the highest bit set in all but the last."""
    digits = [arc & 0x7F]
    while arc := arc >> 7:
        digits.append(arc & 0x7F | 0x80)
    return bytes(reversed(digits))


def algorithm(identifier: Element) -> str:
    """The object identifier in an AlgorithmIdentifier."""
    inside = children(identifier.content)
    if not inside or inside[0].tag != OID:
        raise NotDer
    return oid(inside[0].content)


def outline(data: bytes) -> Outline:
    """The structure that `data` begin with."""
    if data.startswith(_BER_STORE):
        return Outline(Kind.PKCS12, data, [], 0)
    outer = first(data)
    if outer.tag != SEQUENCE:
        raise NotDer
    inside = children(outer.content)
    return Outline(_kind(inside), outer.encoded, inside, len(data) - len(outer.encoded))


def kind(data: bytes) -> Kind:
    """Which structure `data` begin with."""
    return outline(data).kind


def _kind(inside: list[Element]) -> Kind:
    # The tags stand as numbers, because a pattern would take their names for variables.
    match [element.tag for element in inside]:
        case [0x02, 0x30, 0x04, *_]:
            return Kind.PKCS8
        case [0x30, 0x04]:
            return Kind.ENCRYPTED
        case [0x02, 0x04, *_]:
            return Kind.SEC1
        case [0x02, 0x02]:
            return Kind.SIGNATURE if _are_r_and_s(*inside) else Kind.PKCS1_PUBLIC
        case [0x02, 0x02, 0x02, 0x02, 0x02, 0x02]:
            return Kind.DSA
        case [0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, *_]:
            return Kind.PKCS1_PRIVATE
        case [0x30, 0x03]:
            return Kind.SPKI
        case [0x30, 0x30, 0x03]:
            return _kind_of_signed(children(inside[0].content))
        case [0x02, 0x30] | [0x02, 0x30, 0x30]:
            return Kind.PKCS12
        case [0x06, 0xA0]:
            return Kind.CMS
    raise NotDer


def _are_r_and_s(one: Element, other: Element) -> bool:
    """Whether two integers are an ECDSA signature rather than a modulus and a public exponent."""
    return len(one.content) <= 67 and 8 < len(other.content) <= 67  # P-521's have at most 66 bytes and a sign


def _kind_of_signed(inside: list[Element]) -> Kind:
    match [element.tag for element in inside]:
        case [0x02, 0x30, 0x30] | [0x02, 0x30, 0x30, 0xA0]:
            return Kind.REQUEST
        case [0xA0, *_] | [0x02, 0x30, 0x30, 0x30, *_]:
            return Kind.CERTIFICATE
    return Kind.REVOCATIONS


def subject_public_key_info(certificate: Outline) -> Outline:
    """The SubjectPublicKeyInfo of a certificate (RFC 5280 section 4.1)."""
    signed = certificate.inside[0]
    fields = [field for field in children(signed.content) if field.tag != CONTEXT_0]
    info = fields[5]
    return Outline(Kind.SPKI, info.encoded, children(info.content), 0)
