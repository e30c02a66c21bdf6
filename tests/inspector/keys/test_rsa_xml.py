"""The XML of .NET."""

import base64

import pytest

from .samples import EXPECTED, ids, key, unusable
from .test_jwk import octets, private


def xml(*names):
    members = {"Modulus": "n", "Exponent": "e", "P": "p", "Q": "q", "D": "d"}
    jwk = private("rsa.pem")
    inside = "".join(
        f"<{name}>{base64.b64encode(octets(jwk[members[name]])).decode()}</{name}>" for name in names
    )
    return f'<?xml version="1.0"?>\n<RSAKeyValue>{inside}</RSAKeyValue>'


def test_public_key_is_read():
    row = key(xml("Modulus", "Exponent"))
    assert row.public_pem == EXPECTED["rsa.pem"]["public_pem"]
    assert (row.private, ids(row)) == (False, ["key.other_format"])


def test_private_key_is_halved():
    row = key(xml("Modulus", "Exponent", "P", "Q", "D"))
    assert row.public_pem == EXPECTED["rsa.pem"]["public_pem"]
    assert (row.private, ids(row)) == (True, ["key.other_format", "key.private_supplied"])


@pytest.mark.parametrize(
    "content", [xml("Modulus"), xml("Exponent"), "<RSAKeyValue>", "<RSAKeyValue></RSAKeyValue>"]
)
def test_half_of_the_numbers_is_no_key(content):
    row = unusable(content)
    assert (row.code, row.message) == (
        "damaged",
        "This RSAKeyValue has no Modulus and Exponent that can be read.",
    )


def test_number_that_is_not_base64_is_said():
    row = unusable("<RSAKeyValue><Modulus>A</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>")
    assert row.message == "A number of this RSAKeyValue is not base64."
