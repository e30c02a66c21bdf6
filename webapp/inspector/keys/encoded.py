"""Keys that were encoded once more, or lost their BEGIN and END lines: base64 and hexadecimal."""

import base64
import re
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from ..note import Note
from . import body, damage, der, pem, ssh
from .describe import described
from .half import Half, from_der
from .key import Row
from .source import Source, attempt

_SETTING = re.compile(r"\s*(?:export[ \t]+)?[A-Za-z_][\w.-]{0,80}[ \t]*[=:][ \t]*(?=[^\s=])")
_SURROUNDING = " \t\r\n\"'`,;“”‘’"
_HEX = re.compile(r"(?:0[xX])?((?:[0-9A-Fa-f]{2})+)")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_SHORTEST = 40  # characters; no key is shorter, and most other texts are

_BARE = 32  # bytes of a key or a seed of Ed25519
_STANDARD = bytes.maketrans(b"-_", b"+/")
_BARE_HEX = re.compile(rb"(?:0[xX])?([0-9A-Fa-f]{64})")
_BARE_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{43}=?")

_POINT_SIZES: dict[int, tuple[ec.EllipticCurve, ...]] = {
    33: (ec.SECP256R1(), ec.SECP256K1()),
    49: (ec.SECP384R1(),),
    67: (ec.SECP521R1(),),
    65: (ec.SECP256R1(), ec.SECP256K1()),
    97: (ec.SECP384R1(),),
    133: (ec.SECP521R1(),),
}
_MODULUS_SIZES = {256, 384, 512, 1024}  # bytes; of random data shorter than that, too many look like one
_PEM_SHOWN = "Here it is as PEM."
_HEX_DER = Note("key.other_format", f"This is a key in DER, written in hexadecimal. {_PEM_SHOWN}")
_POINT = Note(
    "key.other_format",
    f"This is a bare point, the x and y of an EC key without the name of its curve. {_PEM_SHOWN}",
)
_COMPRESSED_POINT = Note(
    "key.other_format",
    "This is a bare compressed point, the x of an EC key and a bit of its y, without the name of its curve: "
    f"it was tried on P-256 or the curve of its length first. {_PEM_SHOWN}",
)
_MODULUS = Note(
    "key.other_format",
    f"This was taken for the bare modulus of an RSA key, with the usual exponent 65537. {_PEM_SHOWN}",
)


class Inner(NamedTuple):
    """What was encoded, and how."""

    data: bytes
    base64: bool

    @property
    def text(self) -> str | None:
        """The data when they are plain text."""
        ascii_text = self.data.decode("ascii", "replace")
        plain = "\ufffd" not in ascii_text and ascii_text.replace("\n", "").replace("\r", "").isprintable()
        return ascii_text if plain else None


def unwrapped(text: str) -> Inner | None:
    """What `text` is the base64 or the hexadecimal of, or None when it is neither."""
    compact = "".join(text.strip(_SURROUNDING).split())
    setting = _SETTING.match(text)
    for candidate in (compact, "".join(text[setting.end() :].strip(_SURROUNDING).split()) if setting else ""):
        if len(candidate) < _SHORTEST:
            continue
        if found := _HEX.fullmatch(candidate.replace(":", "")):
            return Inner(bytes.fromhex(found[1]), base64=False)
        if _BASE64.fullmatch(candidate):
            return Inner(body.decoded(candidate.replace("-", "+").replace("_", "/")), base64=True)
    return None


def text_note(inner: Inner) -> Note:
    """What to say of a text that was encoded."""
    if inner.base64 and b"BEGIN" in inner.data:
        return damage.BASE64_OF_FILE.note()
    form = "base64 of the key file" if inner.base64 else "the key file in hexadecimal"
    return Note("key.other_format", f"This is {form}. Decode it once.")


def read(inner: Inner, source: Source) -> list[Row] | None:
    """The key that was encoded as bytes, or None when they are none."""
    if inner.data.startswith(ssh.PRIVATE_MAGIC):
        note = damage.BODY_ONLY.note("OPENSSH PRIVATE KEY")
        return [described(ssh.private(inner.data, source), source.noting(note))]
    if inner.data[4:8] in {b"ssh-", b"ecds"}:
        return [described(ssh.public(inner.data), source)]
    half = _point(inner.data) or _modulus(inner)
    return [described(half, source)] if half else _der(inner, source)


def _der(inner: Inner, source: Source) -> list[Row] | None:
    try:
        outline = der.outline(inner.data)
    except der.NotDer:
        _refuse_cut_off(inner)
        return None
    note = damage.BODY_ONLY.note(pem.label_for(outline.kind)) if inner.base64 else _HEX_DER
    return attempt(source.noting(note), lambda source: [described(from_der(outline, source), source)])


def _refuse_cut_off(inner: Inner) -> None:
    """Refuse what opens as a key does and is cut off; anything else is no key."""
    if der.begins_like_a_key(inner.data):
        bits = 6 if inner.base64 else 4
        body.refuse_cut_off(inner.data, bits=bits, there=-(-len(inner.data) * 8 // bits))


def _point(data: bytes) -> Half | None:
    """The key of a bare point (SEC 1 section 2.3.3), on the first curve that it lies on."""
    if data[:1] not in {b"\2", b"\3", b"\4"}:
        return None
    for curve in _POINT_SIZES.get(len(data), ()):
        try:
            public = ec.EllipticCurvePublicKey.from_encoded_point(curve, data)
        except ValueError:
            continue
        return Half(public, notes=(_POINT if data[0] == 4 else _COMPRESSED_POINT,))
    return None


def _modulus(inner: Inner) -> Half | None:
    """The key of a bare modulus: of the usual length, with its highest and lowest bit set."""
    data = inner.data.removeprefix(b"\0")
    if inner.base64 or len(data) not in _MODULUS_SIZES or not (data[0] & 0x80 and data[-1] & 1):
        return None
    public = rsa.RSAPublicNumbers(65537, int.from_bytes(data, "big")).public_key()
    return Half(public, notes=(_MODULUS,))


def bare_bytes(data: bytes) -> bytes | None:
    """The 32 bytes that a file holds, as they are or in hexadecimal or base64; None where it holds others."""
    text = data.strip(b" \t\r\n\"'`,;")
    if len(data) == _BARE:
        return data
    if found := _BARE_HEX.fullmatch(text):
        return bytes.fromhex(found[1].decode("ascii"))
    return (
        base64.b64decode(text.rstrip(b"=").translate(_STANDARD) + b"=")
        if _BARE_BASE64.fullmatch(text)
        else None
    )
