"""The PEM is OpenSSL's, the JWK and the thumbprint are joserfc's, on every kind of key."""

import shutil
import subprocess
import warnings

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import ECKey, OKPKey, RSAKey

from webapp.inspector.keys import Key, read
from webapp.inspector.submission import KeyFile

from .samples import EXPECTED, FOLDER, PASSWORD, data, key, text

OPENSSL = shutil.which("openssl")
JOSERFC = {"EC": ECKey, "OKP": OKPKey, "RSA": RSAKey}
NAMED_IN_JOSE = [  # joserfc has no AKP keys
    name for name, row in EXPECTED.items() if row["thumbprint"] and row["type"] != "AKP"
]
ASKED = [name for name in EXPECTED if not name.startswith(("mldsa", "ssh-", "putty", "ed25519-version"))]


def asked_of_openssl(name: str) -> list[str]:
    if name.endswith(".crt"):
        return ["x509", "-in", name, "-pubkey", "-noout"]
    if name == "rsa-public.pkcs1.pem":
        return ["rsa", "-RSAPublicKey_in", "-in", name, "-pubout"]
    public = ["-pubin"] if ".public." in name else ["-passin", f"pass:{PASSWORD}"]
    return ["pkey", *public, "-in", name, "-pubout"]


@pytest.mark.skipif(OPENSSL is None, reason="there is no openssl command on this machine")
@pytest.mark.parametrize("name", ASKED)
def test_public_pem_is_what_openssl_prints(name):
    printed = subprocess.run([OPENSSL, *asked_of_openssl(name)], cwd=FOLDER, capture_output=True, check=True)
    assert key(data(name), name, PASSWORD).public_pem == printed.stdout.decode()


@pytest.mark.parametrize("name", NAMED_IN_JOSE)
def test_jwk_is_read_by_joserfc_as_the_same_key(name):
    row = key(data(name), name, PASSWORD)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of small RSA keys
        imported = JOSERFC[row.type].import_key(dict(row.public_jwk))
    assert imported.thumbprint() == row.thumbprint == EXPECTED[name]["thumbprint"]
    assert imported.as_dict(private=False) == row.public_jwk
    if not name.startswith(("p256-", "rsa-pss")):  # the library writes their PEM in its own way
        assert imported.as_pem(private=False).decode() == row.public_pem


def test_post_quantum_key_has_a_jwk_of_its_own_type():
    row = key(text("mldsa65.pem"))
    assert row.public_jwk.keys() == {"kty", "alg", "pub"}
    assert (row.type, row.alg, row.public_jwk["alg"]) == ("AKP", "ML-DSA-65", "ML-DSA-65")


@pytest.mark.parametrize("name", ["p224.pem", "brainpool.pem"])
def test_curve_without_a_name_in_jose_has_no_jwk(name):
    row = key(text(name))
    assert (row.public_jwk, row.thumbprint) == (None, None)
    assert row.public_pem


def test_members_of_the_jwk_begin_with_its_type():
    assert list(key(text("p256.p8")).public_jwk) == ["kty", "crv", "x", "y"]


def test_repr_shows_no_key_object():
    assert "object at" not in repr(key(text("p256.p8")))
    assert "secret=" not in repr(Key("secret", "oct", None, 8, private=False, secret=b"x"))


def test_an_exponent_that_makes_a_verification_dear_is_refused():
    numbers = rsa.generate_private_key(65537, 2048).public_key().public_numbers()
    for exponent, usable in (((1 << 255) + 1, True), ((1 << 256) + 1, False)):
        key = rsa.RSAPublicNumbers(exponent, numbers.n).public_key()
        pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (row,) = read(KeyFile("key.pem", pem))
        assert isinstance(row, Key) is usable
        assert usable or "257 bits" in row.message
