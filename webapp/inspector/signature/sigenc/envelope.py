"""The signature is wrapped in the structure of another standard."""

from collections.abc import Iterable

from ...keys import der
from ..cause import Axis, Evidence, Guess, cause

_LONGEST = 65_536
_SIGNED_DATA = "1.2.840.113549.1.7.2"
_SET, _ATTRIBUTES = 0x31, 0xA0


@cause(
    Axis.FORM,
    cost=2,
    repairable=True,
    fix="Make a bare signature: openssl dgst -sha256 -sign instead of openssl cms -sign, "
    "SignData instead of SignedCms. With openssl cms -noattr the signature inside can be used.",
)
def cms(data: bytes, _: Evidence) -> Iterable[Guess]:
    """The signature is a CMS (PKCS#7) envelope.

    `openssl cms -sign`, `openssl smime -sign`, .NET's `SignedCms` and the middleware of smart cards wrap
    the signature together with certificates (RFC 5652). Unless they are told to leave signed
    attributes out, what is signed is not the token but these attributes, and the signature inside is
    of no use either. Every library refuses the token.
    """
    if len(data) > _LONGEST or data[:1] != b"\x30":
        return
    try:
        signer = _signer(data)
    except der.NotDer:
        return
    inner = [element.content for element in signer if element.tag == der.OCTET_STRING]
    attributes = any(element.tag == _ATTRIBUTES for element in signer[2:])
    signed = "; it signs attributes of its own, not the token" if attributes else ""
    usable = inner[0] if inner and not attributes else b""
    yield Guess(usable, f"The signature is a CMS envelope of {len(data)} bytes{signed}.")


def _signer(data: bytes) -> list[der.Element]:
    """The fields of the first SignerInfo (RFC 5652 section 5.3)."""
    outer = der.children(der.first(data).content)
    if len(outer) < 2 or outer[0].tag != der.OID or der.oid(outer[0].content) != _SIGNED_DATA:
        raise der.NotDer
    signers = der.children(der.first(outer[1].content).content)[-1:]
    if not signers or signers[0].tag != _SET:
        raise der.NotDer
    return der.children(der.first(signers[0].content).content)


@cause(
    Axis.FACT,
    cost=1,
    fix="Sign the token with a JOSE library, which can read the same key file; "
    "an SSH signature covers other bytes and cannot be converted.",
)
def sshsig(_: object, evidence: Evidence) -> Iterable[Guess]:
    """The signature is an SSH signature.

    `ssh-keygen -Y sign` signs a structure of its own with the hash of the message in it, never the
    message itself. Every library refuses the token.
    """
    data = evidence.token.signature.bytes
    if data.startswith((b"SSHSIG", b"-----BEGIN SSH SIGNATURE-----")):
        yield Guess(None, f"The {len(data)} bytes of the signature begin with SSH's own mark, SSHSIG.")
