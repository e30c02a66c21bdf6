"""One certificate in words, whatever stands in it; and whether another one issued it."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from webapp.inspector.chain import certificate
from webapp.inspector.chain.certificate import Unreadable
from webapp.inspector.example import NOW
from webapp.inspector.keys import UnusableKey

from .maker import INTERMEDIATE_MARK, LEAF_MARK, YEAR, authority, ec_key, entity, root, rsa_key, signer, three

ROOT, AUTHORITY, SIGNER = three()
KEY, RSA, SHA256 = ec_key(), rsa_key(), hashes.SHA256()
FIRST, LAST = datetime(1955, 11, 5, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def read(one):
    return certificate.read(one.der, one.name)


def made(*extensions, name=(), key=KEY, algorithm=SHA256, **how):
    """A certificate of its own with these extensions, each critical or not."""
    whole = x509.Name([x509.NameAttribute(*part) for part in name])
    builder = x509.CertificateBuilder().subject_name(whole).issuer_name(whole).serial_number(26)
    builder = builder.public_key(key.public_key()).not_valid_before(FIRST).not_valid_after(LAST)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(key, algorithm, **how).public_bytes(Encoding.DER)


def shown(*extensions, **how):
    return certificate.read(made(*extensions, **how), "x")


def test_it_shows_what_matters():
    it = read(signer(AUTHORITY, marks=(LEAF_MARK, INTERMEDIATE_MARK)))
    assert (it.subject, it.issuer) == ("CN=Test Signer", "CN=Test Authority")
    assert (it.name, it.issuer_name) == ("Test Signer", "Test Authority")
    assert (it.start, it.end) == (NOW - YEAR, NOW + YEAR)
    assert (it.authority, it.path_length, it.usages) == (False, None, ("digital_signature",))
    assert (it.marks, it.critical) == ((LEAF_MARK, INTERMEDIATE_MARK), ())
    assert (it.purposes, it.names) == ((), ())
    assert it.key_words == "P-256 public key"


def test_authority_shows_how_many_may_stand_below_it():
    it = read(authority(ROOT, path_length=2))
    assert (it.authority, it.path_length, it.usages) == (True, 2, ("key_cert_sign",))
    assert not it.self_issued
    assert read(ROOT).self_issued


def test_thumbprints_are_those_of_the_header_and_of_authorities():
    apple = json.loads((Path(__file__).parents[2] / "data/chains/apple.json").read_text())
    it = certificate.read(base64.b64decode(apple["root"]), "root")
    assert it.fingerprint == (
        "63:34:3A:BF:B8:9A:6A:03:EB:B5:7E:9B:3F:5F:A7:BE:7C:4F:5C:75:6F:30:17:B3:A8:C4:88:C3:65:3E:91:79"
    )
    assert base64.urlsafe_b64decode(it.sha256 + "=").hex(":").upper() == it.fingerprint
    assert base64.urlsafe_b64decode(it.sha1 + "=") == hashlib.sha1(it.data).digest()


def test_bare_certificate_restricts_nothing():
    it = shown()
    assert (it.serial, it.start, it.end) == ("1A", FIRST.timestamp(), LAST.timestamp())
    assert (it.authority, it.path_length, it.usages, it.marks, it.critical) == (False, None, None, (), ())


NAMES = {
    "common name": ([(NameOID.ORGANIZATION_NAME, "Org"), (NameOID.COMMON_NAME, "Zoë <7>")], "Zoë <7>"),
    "no common name": ([(NameOID.COUNTRY_NAME, "DE"), (NameOID.ORGANIZATION_NAME, "Org")], "O=Org,C=DE"),
    "two common names": ([(NameOID.COMMON_NAME, "one"), (NameOID.COMMON_NAME, "two")], "one"),
    "nothing": ([], "serial number 1A"),
}


@pytest.mark.parametrize("case", NAMES.values(), ids=NAMES)
def test_it_is_called_by_its_common_name(case):
    name, called = case
    it = shown(name=name)
    assert it.name == called
    assert it.issuer_name == ("nobody" if not name else called)


def test_long_name_is_cut():
    raw = [(NameOID.ORGANIZATIONAL_UNIT_NAME, f"{number:060}") for number in range(10)]
    assert (len(shown(name=raw).subject), len(shown(name=raw).name)) == (300, 300)


OTHER_NAMES = {
    "host": (x509.DNSName("a.example"), "a.example"),
    "address": (x509.IPAddress(ip_address("10.0.0.1")), "10.0.0.1"),
    "URI": (x509.UniformResourceIdentifier("spiffe://x/y"), "spiffe://x/y"),
    "directory": (
        x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])),
        "CN=x",
    ),
    "registered identifier": (x509.RegisteredID(x509.ObjectIdentifier("1.2.3")), "1.2.3"),
    "user of Windows": (
        x509.OtherName(x509.ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), b"\x0c\x03a@b"),
        "1.3.6.1.4.1.311.20.2.3=#0c03614062",
    ),
    "a very long one": (x509.DNSName("a" * 4000), "a" * 300),
}


@pytest.mark.parametrize("case", OTHER_NAMES.values(), ids=OTHER_NAMES)
def test_other_names_are_text(case):
    name, expected = case
    assert shown((x509.SubjectAlternativeName([name]), True)).names == (expected,)


def test_purposes_are_named_where_they_have_a_name():
    private = x509.ObjectIdentifier("1.2.3.4")
    it = shown((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, private]), True))
    assert it.purposes == ("clientAuth", "1.2.3.4")


def test_twenty_names_and_purposes_are_shown():
    names = x509.SubjectAlternativeName([x509.DNSName(f"h{number}.example") for number in range(21)])
    purposes = x509.ExtendedKeyUsage([x509.ObjectIdentifier(f"1.2.{number}") for number in range(21)])
    it = shown((names, False), (purposes, False))
    assert (len(it.names), it.names[-1]) == (20, "h19.example")
    assert (len(it.purposes), it.purposes[-1]) == (20, "1.2.19")


def test_critical_is_only_what_is_not_judged():
    """RFC 5280 section 4.2: basic constraints, the usages of the key, names and policies are."""
    limits = x509.NameConstraints([x509.DNSName("example")], None)
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0")
    policies = x509.CertificatePolicies([x509.PolicyInformation(x509.ObjectIdentifier("1.2.3"), None)])
    it = shown(
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (policies, True),
        (limits, True),
        (unknown, True),
    )
    assert it.critical == ("2.5.29.30", "1.2.3.4")
    assert it.marks == ("1.2.3.4",)
    assert shown((limits, False), (unknown, False)).critical == ()


PSS = padding.PSS(padding.MGF1(hashes.SHA384()), 48)
SIGNED = {
    "SHA-512": ({"algorithm": hashes.SHA512()}, "sha512"),
    "Ed25519 has its own": ({"key": ed25519.Ed25519PrivateKey.generate(), "algorithm": None}, ""),
    "PSS": ({"key": RSA, "algorithm": hashes.SHA384(), "rsa_padding": PSS}, "sha384"),
}


@pytest.mark.parametrize("case", SIGNED.values(), ids=SIGNED)
def test_hash_of_its_signature(case):
    how, name = case
    it = shown((x509.BasicConstraints(ca=True, path_length=None), True), **how)
    assert it.hash == name
    assert it.signed_by(it)


UNKNOWN_EXTENSIONS = [
    (x509.UnrecognizedExtension(x509.ObjectIdentifier(f"2.5.29.{number}"), b"\5\0"), False)
    for number in (98, 99)
]
TWICE = made(*UNKNOWN_EXTENSIONS).replace(b"\x55\x1d\x62", b"\x55\x1d\x63")
ECDSA_WITH_SHA256, UNKNOWN = bytes.fromhex("06082a8648ce3d040302"), bytes.fromhex("06082a8648ce3d040309")
UNREADABLE = {
    "nothing": (b"", "it is no certificate that can be read"),
    "half of it": (SIGNER.der[: len(SIGNER.der) // 2], "it is no certificate that can be read"),
    "a byte more": (SIGNER.der + b"\0", "it is no certificate that can be read"),
    "something else": (b"\x30\x03\x02\x01\x07", "it is no certificate that can be read"),
    "an extension twice": (TWICE, "it is no certificate that can be read"),
    "signed in an unknown way": (
        SIGNER.der.replace(ECDSA_WITH_SHA256, UNKNOWN),
        "it is signed with an algorithm that is not known here (1.2.840.10045.4.3.9)",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_said(case):
    data, message = case
    with pytest.raises(Unreadable) as error:
        certificate.read(data, "x")
    assert str(error.value) == message


def test_nobody_issued_what_his_key_did_not_sign():
    assert read(SIGNER).signed_by(read(AUTHORITY))
    assert read(ROOT).signed_by(read(ROOT))
    assert not read(SIGNER).signed_by(read(ROOT))
    namesake = read(authority(root()))
    assert read(SIGNER).follows(namesake)
    assert not read(SIGNER).signed_by(namesake)
    assert not read(SIGNER).follows(read(ROOT))


def test_key_that_is_of_no_use_here_signs_nothing():
    it = read(entity("Short", key=rsa_key(1024)))
    assert it.signed_by(it)
    unusable = replace(it, key=UnusableKey("Short", "not-a-key", "It is none."))
    assert not it.signed_by(unusable)
    assert unusable.key_words == "It is none."
