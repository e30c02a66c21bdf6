"""One certificate: what stands in it, in words, and whether another one issued it (RFC 5280)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import ExtensionOID

from .. import base64url, keys
from ..keys import Key, Row
from ..limits import DEFAULTS, Limits
from ..phrases import key_words

_LONGEST_NAME = 300
_MOST_WORDS = 20

# The extensions that are judged here; any other that is marked critical must be refused (section 4.2).
_JUDGED = {
    ExtensionOID.BASIC_CONSTRAINTS,
    ExtensionOID.KEY_USAGE,
    ExtensionOID.EXTENDED_KEY_USAGE,
    ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
    ExtensionOID.CERTIFICATE_POLICIES,
}
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
)


class Unreadable(ValueError):
    """The data give no certificate; the message is a clause for the user."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that was read. Nothing in it has been checked.

    `start` and `end` are seconds since 1970, `path_length` is how many authorities may stand below
    this one, `marks` are the identifiers of the extensions that have no meaning of their own here.
    """

    subject: str
    issuer: str
    serial: str
    start: int
    end: int
    key: Row
    authority: bool
    path_length: int | None
    usages: tuple[str, ...] | None  # None: not restricted
    purposes: tuple[str, ...]
    names: tuple[str, ...]
    marks: tuple[str, ...]
    critical: tuple[str, ...]  # critical extensions that are not judged here
    hash: str  # of its own signature; empty where the algorithm has its own
    data: bytes = field(repr=False)
    parsed: x509.Certificate = field(repr=False, compare=False)

    @property
    def sha1(self) -> str:
        """The thumbprint as `x5t` has it."""
        return base64url.encode(hashlib.sha1(self.data, usedforsecurity=False).digest())

    @property
    def sha256(self) -> str:
        """The thumbprint as `x5t#S256` has it."""
        return base64url.encode(hashlib.sha256(self.data).digest())

    @property
    def fingerprint(self) -> str:
        """The SHA-256 thumbprint as authorities publish it: `63:34:3A:…`."""
        return hashlib.sha256(self.data).digest().hex(":").upper()

    @property
    def self_issued(self) -> bool:
        """Subject and issuer are the same, as in the certificate of a root."""
        return self.parsed.subject == self.parsed.issuer

    @property
    def key_words(self) -> str:
        return key_words(self.key)

    @property
    def name(self) -> str:
        """The common name, or else the whole subject."""
        return next(_attributes(self.parsed.subject), "") or self.subject or f"serial number {self.serial}"

    @property
    def issuer_name(self) -> str:
        return next(_attributes(self.parsed.issuer), "") or self.issuer or "nobody"

    def follows(self, issuer: "Certificate") -> bool:
        """Whether the names say that `issuer` issued this one."""
        return self.parsed.issuer == issuer.parsed.subject

    def signed_by(self, issuer: "Certificate") -> bool:
        """Whether `issuer` issued this one, by its names and by the signature under it."""
        if not isinstance(issuer.key, Key):
            return False
        try:
            self.parsed.verify_directly_issued_by(issuer.parsed)
        except Exception:  # the library promises no list of what it raises for odd keys
            return False
        return True


def read(data: bytes, name: str, limits: Limits = DEFAULTS) -> Certificate:
    """The certificate in `data`, which are DER; Unreadable when they are none. `name` is for its key."""
    try:
        return _read(data, name, limits)
    except Unreadable:
        raise
    except BaseException as error:  # whatever the library makes of malformed data, panics of Rust included
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise Unreadable("it is no certificate that can be read") from None


def _read(data: bytes, name: str, limits: Limits) -> Certificate:
    parsed = x509.load_der_x509_certificate(data)
    extensions = parsed.extensions
    constraints = _value(extensions, x509.BasicConstraints)
    return Certificate(
        subject=_written(parsed.subject),
        issuer=_written(parsed.issuer),
        serial=f"{parsed.serial_number:X}",
        start=int(parsed.not_valid_before_utc.timestamp()),
        end=int(parsed.not_valid_after_utc.timestamp()),
        key=keys.read_certificate(name, data, limits),
        authority=bool(constraints and constraints.ca),
        path_length=constraints.path_length if constraints else None,
        usages=_usages(_value(extensions, x509.KeyUsage)),
        purposes=tuple(_purposes(_value(extensions, x509.ExtendedKeyUsage))),
        names=tuple(_names(_value(extensions, x509.SubjectAlternativeName))),
        marks=tuple(_marks(extensions)),
        critical=tuple(it.oid.dotted_string for it in extensions if it.critical and it.oid not in _JUDGED),
        hash=_hash(parsed),
        data=data,
        parsed=parsed,
    )


def _hash(parsed: x509.Certificate) -> str:
    try:
        digest = parsed.signature_hash_algorithm
    except UnsupportedAlgorithm:
        oid = parsed.signature_algorithm_oid.dotted_string
        raise Unreadable(f"it is signed with an algorithm that is not known here ({oid})") from None
    return digest.name if digest else ""


def _value(extensions: x509.Extensions, kind: type[x509.ExtensionType]) -> Any:
    return next((it.value for it in extensions if isinstance(it.value, kind)), None)


def _written(name: x509.Name) -> str:
    return name.rfc4514_string()[:_LONGEST_NAME]


def _attributes(name: x509.Name) -> Iterator[str]:
    for attribute in name.get_attributes_for_oid(x509.NameOID.COMMON_NAME):
        yield str(attribute.value)[:_LONGEST_NAME]


def _usages(usage: x509.KeyUsage | None) -> tuple[str, ...] | None:
    if usage is None:
        return None
    return tuple(name for name in _USAGES if getattr(usage, name))


def _purposes(purposes: x509.ExtendedKeyUsage | None) -> Iterator[str]:
    for purpose in list(purposes or ())[:_MOST_WORDS]:
        known = getattr(purpose, "_name", "")
        yield purpose.dotted_string if known in {"", "Unknown OID"} else known


def _names(names: x509.SubjectAlternativeName | None) -> Iterator[str]:
    yield from (_other_name(name)[:_LONGEST_NAME] for name in list(names or ())[:_MOST_WORDS])


def _other_name(name: x509.GeneralName) -> str:
    """As text, and what is none as RFC 4514 section 2.4 writes it."""
    match name:
        case x509.DirectoryName():
            return name.value.rfc4514_string()
        case x509.OtherName():
            return f"{name.type_id.dotted_string}=#{name.value.hex()}"
        case x509.RegisteredID():
            return name.value.dotted_string
        case _:
            return str(name.value)


def _marks(extensions: x509.Extensions) -> Iterator[str]:
    for extension in extensions:
        if isinstance(extension.value, x509.UnrecognizedExtension):
            yield extension.oid.dotted_string
