"""Base64 and hexadecimal of keys, and what is too doubtful to be taken for one."""

import base64
import json

import pytest

from webapp.inspector.keys import damage

from .samples import EXPECTED, der_of, ids, key, messages, text, unusable

POINT = der_of("p256.public.pem")[-65:]
COMPRESSED = bytes([2 + POINT[-1] % 2]) + POINT[1:33]


@pytest.mark.parametrize("name", ["p256.p8", "p256.public.pem", "rsa.public.pem", "p256.crt"])
@pytest.mark.parametrize(
    "write",
    [
        bytes.hex,
        lambda data: data.hex().upper(),
        lambda data: data.hex(":"),
        lambda data: "0x" + data.hex(),
        lambda data: "KEY=" + data.hex(),
    ],
)
def test_hexadecimal_der_is_read(name, write):
    row = key(write(der_of(name)))
    assert row.public_pem == EXPECTED[name]["public_pem"]
    assert "key.other_format" in ids(row)


@pytest.mark.parametrize(
    "content",
    [
        POINT.hex(),
        COMPRESSED.hex(),
        base64.b64encode(POINT).decode(),
        base64.urlsafe_b64encode(COMPRESSED).decode(),
    ],
)
def test_bare_point_is_read(content):
    row = key(content)
    assert row.public_pem == EXPECTED["p256.public.pem"]["public_pem"]
    assert "This is a bare" in messages(row)


def test_bare_point_is_tried_on_the_curves_of_its_length():
    jwk = key(text("secp256k1.pem")).public_jwk
    numbers = b"".join(base64.urlsafe_b64decode(jwk[name] + "=") for name in "xy")
    assert key((b"\4" + numbers).hex()).curve == "secp256k1"


def test_point_off_every_curve_is_no_key():
    assert unusable((POINT[:-1] + bytes([POINT[-1] ^ 1])).hex()).code == "not-a-key"


def test_bare_modulus_is_taken_with_the_usual_exponent():
    jwk = key(text("rsa.public.pem")).public_jwk
    modulus = base64.urlsafe_b64decode(jwk["n"] + "==")
    for written in (modulus.hex(), "00" + modulus.hex()):
        assert key(written).public_pem == EXPECTED["rsa.public.pem"]["public_pem"]


def test_base64_of_base64_is_unwrapped():
    twice = base64.b64encode(base64.b64encode(text("p256.p8").encode())).decode()
    row = key(twice)
    assert row.public_pem == EXPECTED["p256.p8"]["public_pem"]
    assert damage.BASE64_OF_FILE.note() in row.notes


def test_base64_of_a_jwk_is_unwrapped():
    jwk = json.dumps(dict(key(text("p256.p8")).public_jwk))
    assert (
        messages(key(base64.b64encode(jwk.encode()).decode()))
        == "This is base64 of the key file. Decode it once."
    )
    assert messages(key(jwk.encode().hex())) == "This is the key file in hexadecimal. Decode it once."


def test_pem_in_hexadecimal_is_not_called_base64():
    row = key(text("p256.public.pem").encode().hex())
    assert messages(row) == "This is the key file in hexadecimal. Decode it once."


def test_body_of_an_openssh_key_is_enough():
    body = "".join(text("ssh-ed25519").split("\n")[1:-2])
    assert key(body).public_pem == EXPECTED["ssh-ed25519"]["public_pem"]


@pytest.mark.parametrize("lost", [1, 10, 100])
def test_body_alone_that_is_cut_off_is_counted(lost):
    row = unusable("".join(text("p256.p8").split("\n")[1:-2])[:-lost])
    assert row.code == "truncated"
    assert f"{lost} of its 184 characters {'is' if lost == 1 else 'are'} missing" in row.message


def test_hexadecimal_that_is_cut_off_is_counted():
    row = unusable(der_of("p256.p8").hex()[:-20])
    assert "20 of its 276 characters are missing" in row.message


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128])
def test_bare_bytes_are_never_taken_for_a_key(size):
    secret = bytes(range(0x61, 0x61 + min(size, 26))) * 5
    for written in (secret[:size].hex(), base64.b64encode(secret[:size]).decode()):
        row = unusable(written)
        assert row.code == "not-a-key"
        assert written[:8] not in repr(row)
