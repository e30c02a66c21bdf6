"""The XML in which .NET writes RSA keys (`RSA.ToXmlString`, XML Signature section 4.5.2)."""

import base64
import binascii
import re

from ..base64url import encode
from ..note import Note
from . import jwk
from .key import Row
from .source import Refusal, Source

_MEMBER = re.compile(r"<(?:\w{1,20}:)?(Modulus|Exponent|D|P|Q)>([A-Za-z0-9+/=\s]{1,20000})<")
_NAMES = {"Modulus": "n", "Exponent": "e", "D": "d", "P": "p", "Q": "q"}
_FORM = Note(
    "key.other_format",
    "This is an RSA key in the XML of .NET, which JOSE libraries do not read. Here it is in PEM and JWK; "
    "in .NET, ExportSubjectPublicKeyInfoPem writes it so.",
)


def read(text: str, source: Source) -> list[Row] | None:
    """The key of an RSAKeyValue element, or None when there is none."""
    if "RSAKeyValue>" not in text:
        return None
    members = {_NAMES[name]: _base64url(value) for name, value in _MEMBER.findall(text)}
    if not {"n", "e"} <= members.keys():
        raise Refusal("damaged", "This RSAKeyValue has no Modulus and Exponent that can be read.")
    return jwk.read({"kty": "RSA", **members}, source.noting(_FORM))


def _base64url(text: str) -> str:
    try:
        return encode(base64.b64decode("".join(text.split())))
    except binascii.Error:
        raise Refusal("damaged", "A number of this RSAKeyValue is not base64.") from None
