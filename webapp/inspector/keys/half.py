"""DER to the public half of a key. Whatever is private is dropped before a function here returns.

Only where the source has a vault, because there is an encrypted token to be opened, it goes in there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    load_der_private_key,
    load_der_public_key,
    load_pem_private_key,
)

from ..note import Note
from . import der, encryption, public_info
from .armour import armoured
from .der import Kind, Outline
from .source import Refusal, Source


@dataclass(frozen=True, slots=True)
class Half:
    """The public half of a key, or a secret, with what its file says of it."""

    public: PublicKeyTypes | None = None
    private: bool = False
    secret: bytes | None = field(default=None, repr=False)
    info: bytes | None = None  # the SubjectPublicKeyInfo, where the library would write it otherwise
    key_id: str | None = None
    alg: str | None = None
    use: str | None = None
    key_ops: tuple[str, ...] | None = None
    certificate: bytes | None = None
    notes: tuple[Note, ...] = ()


PRIVATE = Note(
    "key.private_supplied",
    "This is a private key. Only its public half was kept.",
)
_VERSION_2 = Note(
    "key.other_format",
    "This is PKCS#8 of version 2, which carries the public key as well (RFC 5958). Java and Go read it; "
    "OpenSSL 3.0, and with it Node, PHP and Ruby, and Python refuse it. Version 1 is read everywhere.",
)

_SERVED = tuple(
    der.encoded_oid(name)
    for name in (
        der.EC,
        der.RSA,
        der.RSA_PSS,
        "1.3.101.110",  # X25519
        "1.3.101.111",  # X448
        "1.3.101.112",  # Ed25519
        "1.3.101.113",  # Ed448
        "2.16.840.1.101.3.4.3.17",  # ML-DSA-44
        "2.16.840.1.101.3.4.3.18",  # ML-DSA-65
        "2.16.840.1.101.3.4.3.19",  # ML-DSA-87
    )
)
_NOT_SERVED = {
    "1.2.840.10040.4.1": "DSA",
    "1.2.840.113549.1.3.1": "Diffie-Hellman",
    "1.2.840.10046.2.1": "Diffie-Hellman",
    "1.2.840.113549.1.1.7": "RSA-OAEP",
    "1.3.132.1.12": "ECDH",
    "2.16.840.1.101.3.4.4.1": "ML-KEM-512",
    "2.16.840.1.101.3.4.4.2": "ML-KEM-768",
    "2.16.840.1.101.3.4.4.3": "ML-KEM-1024",
}


def outlined(data: bytes) -> Outline:
    """The outline of the key that `data` begin with, for `from_der`."""
    try:
        return der.outline(data)
    except der.NotDer:
        raise _no_key() from None


def from_der(outline: Outline, source: Source) -> Half:
    """The public half of a key."""
    try:
        return _read(outline, source)
    except (der.NotDer, IndexError):  # an element is no DER, or is missing
        raise _no_key() from None


def _no_key() -> Refusal:
    message = "What this holds has not the structure of a key: something in it was changed or lost."
    return Refusal("damaged", message)


def _read(outline: Outline, source: Source) -> Half:
    if outline.kind in _NOT_KEYS:
        raise Refusal(*_NOT_KEYS[outline.kind])
    if outline.kind is not Kind.CERTIFICATE:
        _check_size(outline.whole, source)
    return _READERS[outline.kind](outline, source)


def from_encrypted_pem(pem: bytes, source: Source) -> Half:
    """The public half of a PEM that is encrypted in the old way, with a DEK-Info line (RFC 1421)."""
    _check_size(pem, source)
    key = encryption.decrypted(load_pem_private_key, pem, source)
    return Half(
        source.public_half(key, partial(pem.decode, "ascii")),
        private=True,
        notes=(PRIVATE, encryption.OPENED),
    )


def _private(outline: Outline, source: Source) -> Half:
    is_pkcs8 = outline.kind is Kind.PKCS8
    plain, notes = _version_1(outline) if is_pkcs8 else (outline.whole, ())
    try:
        key = load_der_private_key(plain, None, unsafe_skip_rsa_key_validation=True)
    except UnsupportedAlgorithm:
        raise _unknown_curve(outline) from None
    except ValueError:
        raise _do_not_fit(outline) from None
    public = source.public_half(key, partial(armoured, "PRIVATE KEY", plain) if is_pkcs8 else None)
    return Half(public, private=True, info=public_info.own(outline, public), notes=(PRIVATE, *notes))


def _version_1(outline: Outline) -> tuple[bytes, tuple[Note, ...]]:
    """PKCS#8 without attributes and public key, which the library does not read (RFC 5958 section 2)."""
    version, algorithm, key, *more = outline.inside
    _check_algorithm(algorithm)
    if not more and version.content == b"\0":
        return outline.whole, ()
    plain = b"\x02\x01\x00" + algorithm.encoded + key.encoded
    carries_public = any(element.tag in {0x81, der.CONTEXT_1} for element in more)
    return der.element(der.SEQUENCE, plain), (_VERSION_2,) if carries_public else ()


def _encrypted(outline: Outline, source: Source) -> Half:
    encryption.check_cost(outline.inside[0], source)
    key = encryption.decrypted(load_der_private_key, outline.whole, source)
    return Half(
        source.public_half(key, partial(armoured, "ENCRYPTED PRIVATE KEY", outline.whole)),
        private=True,
        notes=(PRIVATE, encryption.OPENED),
    )


def _public(outline: Outline, _: Source) -> Half:
    if outline.kind is Kind.SPKI:
        _check_algorithm(outline.inside[0])
    try:
        public = load_der_public_key(outline.whole)
    except UnsupportedAlgorithm:
        raise _unknown_curve(outline) from None
    except ValueError:
        raise _do_not_fit(outline) from None
    return Half(public, info=public_info.own(outline, public))


def _certificate(outline: Outline, source: Source) -> Half:
    info = der.subject_public_key_info(outline)
    _check_size(info.whole, source)
    notes = (_certificate_note(outline.whole),)
    return replace(_public(info, source), certificate=outline.whole, notes=notes)


def _certificate_note(data: bytes) -> Note:
    try:
        certificate = x509.load_der_x509_certificate(data)
        subject = certificate.subject.rfc4514_string()[:200]
        start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        whose = f" of “{subject}”, valid from {start:%Y-%m-%d} to {end:%Y-%m-%d}"
    except Exception:  # an odd certificate still holds a good key
        whose = ", whose subject and dates could not be read"
    return Note("key.certificate", f"The key was taken from a certificate{whose}.")


def _check_size(data: bytes, source: Source) -> None:
    """A private RSA key takes five times its modulus, so eight times is more than any key needs."""
    bits = source.limits.rsa_bits
    if len(data) > bits:
        raise Refusal("unsupported", f"At {len(data):,} bytes it is larger than any key of {bits:,} bits.")


def _check_algorithm(algorithm: der.Element) -> None:
    """Turn away what no JOSE algorithm uses before the library spends time on it."""
    if algorithm.content.startswith(_SERVED):
        return
    name = der.algorithm(algorithm)
    called = _NOT_SERVED.get(name, f"the algorithm {name}")
    raise Refusal("unsupported", f"This is a key for {called}, which no JOSE algorithm uses.")


def _unknown_curve(outline: Outline) -> Refusal:
    algorithm = public_info.algorithm(outline)
    parameters = der.children(algorithm.content)[1:] if algorithm else []
    if parameters and parameters[0].tag == der.OID:
        curve = der.oid(parameters[0].content)
        return Refusal("unsupported", f"Its curve, {curve}, is none that a JOSE algorithm uses.")
    public = "-pubin " if outline.kind is Kind.SPKI else ""
    message = (
        "Its curve is written out in numbers instead of by its name. Convert it: "
        f"openssl ec {public}-in FILE -param_enc named_curve -out key.pem"
    )
    return Refusal("unsupported", message)


def _do_not_fit(outline: Outline) -> Refusal:
    if outline.kind is Kind.SEC1 and public_info.algorithm(outline) is None:
        message = (
            f"This is {outline.kind}, which does not name its curve here: its parameters are missing, "
            "as where it was cut out of a PKCS#8 file. Give that whole file."
        )
        return Refusal("damaged", message)
    return Refusal("damaged", f"This has the form of {outline.kind}, but its numbers do not fit together.")


_READERS: dict[Kind, Callable[[Outline, Source], Half]] = {
    Kind.PKCS8: _private,
    Kind.SEC1: _private,
    Kind.PKCS1_PRIVATE: _private,
    Kind.ENCRYPTED: _encrypted,
    Kind.SPKI: _public,
    Kind.PKCS1_PUBLIC: _public,
    Kind.CERTIFICATE: _certificate,
}

_NOT_KEYS = {
    Kind.REQUEST: (
        "certificate-request",
        "This is a certificate request, sent to an authority to get a certificate. Give the certificate that "
        "came back, or the key: openssl req -in FILE -noout -pubkey",
    ),
    Kind.PKCS12: (
        "unsupported",
        "This is a PKCS#12 store (.p12, .pfx). Take the key out of it: "
        "openssl pkcs12 -in FILE -nodes -out key.pem (with -legacy for a store made by older programs)",
    ),
    Kind.CMS: (
        "unsupported",
        "This is a PKCS#7 envelope of certificates. Take them out of it: "
        "openssl pkcs7 -in FILE -print_certs -out certificates.pem",
    ),
    Kind.REVOCATIONS: ("not-a-key", "This is a list of revoked certificates (CRL), which holds no key."),
    Kind.DSA: ("unsupported", "This is a DSA key, which no JOSE algorithm uses."),
    Kind.SIGNATURE: ("not-a-key", "This is an ECDSA signature in DER form, not a key."),
}
