"""Certificates made for a test: an authority issues others, sound but for what is asked to be wrong."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from webapp.inspector import base64url
from webapp.inspector.example import NOW
from webapp.inspector.submission import KeyFile

YEAR = 31_536_000
LEAF_MARK, INTERMEDIATE_MARK = "1.2.840.113635.100.6.11.1", "1.2.840.113635.100.6.2.1"


def ec_key(curve=None):
    return ec.generate_private_key(curve or ec.SECP256R1())


def rsa_key(bits=2048):
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass(frozen=True)
class Entity:
    """A certificate and the private key that belongs to it."""

    name: str
    key: object
    certificate: x509.Certificate

    @property
    def der(self):
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def text(self):
        """As `x5c` has it."""
        return base64.b64encode(self.der).decode()

    @property
    def pem(self):
        return self.certificate.public_bytes(Encoding.PEM)

    def file(self, name="root.pem"):
        return KeyFile(name, self.pem)

    def issue(self, name, **asked):
        return entity(name, self, **asked)


def entity(
    name,
    issuer=None,
    key=None,
    *,
    start=NOW - YEAR,
    end=NOW + YEAR,
    ca=False,
    path_length=None,
    usage="digital_signature",
    marks=(),
    critical_mark="",
    says_issuer=None,
    digest=None,
):
    """A certificate for `name`, its own without `issuer`; `says_issuer` is a name to lie about that."""
    key = key or ec_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(says_issuer or (issuer.name if issuer else name)))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.fromtimestamp(start, UTC))
        .not_valid_after(datetime.fromtimestamp(end, UTC))
    )
    if ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca, path_length), critical=True)
    if usage is not None:
        builder = builder.add_extension(_usage(usage), critical=True)
    for mark in marks:
        builder = builder.add_extension(_mark(mark), critical=False)
    if critical_mark:
        builder = builder.add_extension(_mark(critical_mark), critical=True)
    return Entity(name, key, builder.sign(issuer.key if issuer else key, digest or hashes.SHA256()))


def root(name="Test Root", **asked):
    return entity(name, **{"ca": True, "usage": "key_cert_sign", **asked})


def authority(issuer, name="Test Authority", **asked):
    return issuer.issue(name, **{"ca": True, "usage": "key_cert_sign", **asked})


def signer(issuer, name="Test Signer", **asked):
    return issuer.issue(name, **asked)


def three(**keys):
    """A root, an authority below it and a signer below that."""
    top = root(key=keys.get("root"))
    middle = authority(top, key=keys.get("authority"))
    return top, middle, signer(middle, key=keys.get("signer"))


def bundle(*entities, name="bundle.pem"):
    return KeyFile(name, b"".join(it.pem for it in entities))


def token(key, certificates, payload=None, **header):
    """A token signed with `key`, with these certificates in x5c."""
    alg = "RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"
    named = {"alg": alg, "x5c": certificates, **header}
    claims = (
        {"sub": "x", "iat": NOW - 60, "exp": NOW + 600, "aud": "y", "iss": "z"}
        if payload is None
        else payload
    )
    signed = ".".join(base64url.encode(json.dumps(part).encode()) for part in (named, claims))
    return f"{signed}.{base64url.encode(_signature(key, signed.encode()))}"


def _signature(key, data):
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    numbers = decode_dss_signature(key.sign(data, ec.ECDSA(hashes.SHA256())))
    return b"".join(number.to_bytes(32, "big") for number in numbers)


def _name(common):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


def _mark(identifier):
    return x509.UnrecognizedExtension(x509.ObjectIdentifier(identifier), b"\x05\x00")


def _usage(name):
    names = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{it: it == name for it in names})
