"""DER is told by its outline, and no length in it is trusted."""

import pytest

from webapp.inspector.keys import der
from webapp.inspector.keys.der import Kind, NotDer

from .samples import data, der_of

KINDS = [
    ("p256.p8", Kind.PKCS8),
    ("p256.sec1.pem", Kind.SEC1),
    ("p256-no-public.sec1.pem", Kind.SEC1),
    ("p256.encrypted.pem", Kind.ENCRYPTED),
    ("p256.public.pem", Kind.SPKI),
    ("p256.crt", Kind.CERTIFICATE),
    ("p256.csr", Kind.REQUEST),
    ("p256.p7b", Kind.CMS),
    ("rsa.pkcs1.pem", Kind.PKCS1_PRIVATE),
    ("rsa-public.pkcs1.pem", Kind.PKCS1_PUBLIC),
    ("rsa.pem", Kind.PKCS8),
    ("ed25519-version-2.pem", Kind.PKCS8),
    ("mldsa44.public.pem", Kind.SPKI),
    ("dsa.traditional.pem", Kind.DSA),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kind_is_told(name, kind):
    assert der.kind(der_of(name)) is kind


def test_store_is_told_with_and_without_lengths():
    assert der.kind(data("p256.p12")) is Kind.PKCS12
    assert der.kind(bytes.fromhex("3080020103308006092a864886f70d010701")) is Kind.PKCS12


def test_list_of_revoked_certificates_is_told():
    number, name = der.element(der.INTEGER, b"\1"), der.element(der.SEQUENCE, b"")
    signed = der.element(der.SEQUENCE, number + name + name + b"\x17\x01Z")
    bits = der.element(der.BIT_STRING, b"\0")
    assert der.kind(der.element(der.SEQUENCE, signed + name + bits)) is Kind.REVOCATIONS


def test_signature_is_told_from_a_key():
    number = der.element(der.INTEGER, b"\x7f" * 32)
    assert der.kind(der.element(der.SEQUENCE, number + number)) is Kind.SIGNATURE


@pytest.mark.parametrize(
    "data",
    [
        "",
        "30",
        "3081",
        "30800000",
        "308501000000",
        "1f0100",
        "30020205",
        "30030201",
        "0400",
        "3000",
        "30" + "ff" * 200,
    ],
)
def test_what_is_not_der_is_refused(data):
    with pytest.raises(NotDer):
        der.kind(bytes.fromhex(data))


def test_more_children_than_any_structure_has_are_refused():
    with pytest.raises(NotDer):
        der.children(b"\x05\x00" * 65)
    assert len(der.children(b"\x05\x00" * 64)) == 64


@pytest.mark.parametrize("length", [0, 1, 127, 128, 255, 256, 65_535, 65_536])
def test_element_is_written_as_it_is_read(length):
    content = bytes(length)
    written = der.element(der.OCTET_STRING, content)
    assert der.first(written + b"rest") == (der.OCTET_STRING, content, written)
    assert der.missing(written[:-1] if length else written) == (1 if length else 0)


@pytest.mark.parametrize(
    ("content", "dotted"),
    [
        ("2a8648ce3d0201", der.EC),
        ("608648016503040311", "2.16.840.1.101.3.4.3.17"),
        ("2b8104001f", "1.3.132.0.31"),
    ],
)
def test_object_identifier_is_written_in_dots(content, dotted):
    assert der.oid(bytes.fromhex(content)) == dotted
    assert der.encoded_oid(dotted) == der.element(der.OID, bytes.fromhex(content))


def test_algorithm_without_a_name_is_refused():
    with pytest.raises(NotDer):
        der.algorithm(der.first(der.element(der.SEQUENCE, b"\5\0")))


def test_object_identifier_without_end_stays_short():
    assert len(der.oid(b"\x81" * 100_000)) < 200
    assert len(der.oid(b"\x01" * 100_000)) < 200


@pytest.mark.parametrize("text", [b"0a0b0c0d", b"0" * 200, b"0203", b"000 notes"])
def test_text_is_not_taken_for_der(text):
    assert not der.begins_like_a_key(text)


def test_beginning_of_a_store_without_lengths_is_known():
    assert der.begins_like_a_key(bytes.fromhex("308002010330800609"))


@pytest.mark.parametrize("name", [name for name, _ in KINDS])
def test_beginning_of_a_key_is_known(name):
    assert der.begins_like_a_key(der_of(name)[:20])
