"""PEM as OpenSSL writes it: lines of 64 characters, none of them empty, and a line break at the end."""

import base64

import pytest

from webapp.inspector.keys import pem
from webapp.inspector.keys.armour import armoured, in_lines
from webapp.inspector.keys.source import Source
from webapp.inspector.limits import DEFAULTS

from .samples import EXPECTED, der_of, text


@pytest.mark.parametrize(
    ("size", "lines"),
    [(0, []), (1, [4]), (47, [64]), (48, [64]), (49, [64, 4]), (96, [64, 64]), (97, [64, 64, 4])],
)
def test_lines_are_full_but_for_the_last(size, lines):
    data = bytes(range(size))
    written = in_lines(data)
    assert [len(line) for line in written.splitlines()] == lines
    assert written.endswith("\n") or not lines
    assert base64.b64decode(written) == data


def test_standard_base64_is_written_with_its_padding():
    assert in_lines(b"\xfb\xff\xbf\xfb") == "+/+/+w==\n"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("p256.p8", "PRIVATE KEY"),
        ("p256.sec1.pem", "EC PRIVATE KEY"),
        ("rsa.pkcs1.pem", "RSA PRIVATE KEY"),
        ("rsa.public.pem", "PUBLIC KEY"),
        ("p256.crt", "CERTIFICATE"),
        ("ed25519.pem", "PRIVATE KEY"),
    ],
)
def test_file_of_openssl_comes_back_to_the_byte(name, label):
    assert armoured(label, der_of(name)) == text(name)


def test_what_is_written_here_is_read_here_as_sound():
    [row] = pem.read_sound(armoured("PUBLIC KEY", der_of("p521.pem")), Source("key.pem", DEFAULTS))
    assert row.public_pem == EXPECTED["p521.pem"]["public_pem"]
