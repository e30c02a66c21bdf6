"""The list x5c as it is written, well and badly."""

import base64

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from webapp.inspector.chain.written import read
from webapp.inspector.limits import Limits

from .maker import ec_key, root, three

ROOT, AUTHORITY, SIGNER = three()
GOOD = SIGNER.text


def told(value):
    return [(slip.index, slip.message) for slip in read(value, "x5c").slips]


def test_sound_list():
    found = read([SIGNER.text, AUTHORITY.text], "x5c")
    assert [it.name for it in found.certificates] == ["Test Signer", "Test Authority"]
    assert (found.slips, found.left_out) == ((), 0)


def base64url():
    """A certificate in the other alphabet; not every one has a character in which the two differ."""
    text = next(it.text for it in iter(root, None) if set(it.text) & set("+/"))
    return text.rstrip("=").translate(str.maketrans("+/", "-_"))


MISWRITTEN = {
    "PEM": (SIGNER.pem.decode(), "BEGIN and END lines of PEM"),
    "a line break": (GOOD[:64] + "\n" + GOOD[64:], "line breaks or blanks"),
    "a line break at its end": (GOOD + "\n", "line breaks or blanks"),
    "blanks": (GOOD[:64] + "  " + GOOD[64:], "line breaks or blanks"),
    "bytes behind it": (base64.b64encode(SIGNER.der + b"xyz").decode(), "3 bytes follow the certificate"),
    "too many =": (base64.b64encode(SIGNER.der).decode().rstrip("=") + "==", None),
}


@pytest.mark.parametrize("written", MISWRITTEN.values(), ids=MISWRITTEN)
def test_certificate_is_read_however_it_is_written(written):
    text, says = written
    found = read([text], "x5c")
    assert found.certificates[0].data == SIGNER.der
    if says:
        [slip] = found.slips
        assert says in slip.message
        assert (slip.index, slip.instead) == (0, GOOD)


def test_base64url_is_named_and_put_right():
    text = base64url()
    [slip] = read([text], "x5c").slips
    assert "base64url" in slip.message
    assert base64.b64decode(slip.instead, validate=True)


def test_padding_that_is_missing_is_named():
    certificate = next(it for it in iter(root, None) if it.text.endswith("="))
    [slip] = read([certificate.text.rstrip("=")], "x5c").slips
    assert "= signs" in slip.message
    assert slip.instead == certificate.text


def test_one_text_instead_of_a_list():
    found = read(GOOD, "x5c")
    assert found.certificates[0].data == SIGNER.der
    assert "must be a list" in found.slips[0].message
    assert found.slips[0].instead == [GOOD]


NO_CERTIFICATE = {
    "number": (7, "no text"),
    "null": (None, "no text"),
    "list": ([], "no text"),
    "empty": ("", "not base64"),
    "words": ("not a certificate!", "not base64"),
    "garbage": ("AAAA" * 40, "not of a certificate"),
    "DER of something else": (base64.b64encode(b"\x30\x03\x02\x01\x05").decode(), "certificate"),
    "half a certificate": (GOOD[:200], "certificate"),
    "PEM once more": (base64.b64encode(SIGNER.pem).decode(), "base64 of a PEM file"),
    "very long": ("A" * 1_000_000, "1,000,000 characters"),
}


@pytest.mark.parametrize("entry", NO_CERTIFICATE.values(), ids=NO_CERTIFICATE)
def test_what_is_no_certificate_is_said(entry):
    item, says = entry
    found = read([item, GOOD], "x5c")
    assert found.certificates[0] is None
    assert found.certificates[1].data == SIGNER.der
    assert says in found.slips[0].message


def test_keys_in_the_place_of_certificates():
    key = ec_key()
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    messages = [message for _, message in told([base64.b64encode(it).decode() for it in (public, private)])]
    assert "bare public key" in messages[0]
    assert "private key" in messages[1]


@pytest.mark.parametrize("value", [None, 7, {}, [], {"a": 1}, True])
def test_what_is_no_list(value):
    found = read(value, "x5c")
    assert found.certificates == ()
    assert len(found.slips) == 1


def test_thousand_certificates_are_counted_and_the_first_read():
    found = read([GOOD] * 1000, "x5c", Limits(certificates=5))
    assert (len(found.certificates), found.left_out) == (5, 995)
    assert "1,000 certificates; the first 5 were read" in found.slips[0].message
