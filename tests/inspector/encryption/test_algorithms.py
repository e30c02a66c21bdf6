"""The algorithms of encrypted tokens are those of the registry, with the lengths of RFC 7518."""

import pytest
from joserfc import jwe

from webapp.inspector.encryption.algorithms import ENCRYPTIONS, MANAGEMENTS, meant

# enc → key, IV and tag in bytes (RFC 7518 sections 5.2.3 to 5.3)
LENGTHS = {
    "A128CBC-HS256": (32, 16, 16),
    "A192CBC-HS384": (48, 16, 24),
    "A256CBC-HS512": (64, 16, 32),
    "A128GCM": (16, 12, 16),
    "A192GCM": (24, 12, 16),
    "A256GCM": (32, 12, 16),
}

# alg → what opens it, and whether the second part holds the content key (RFC 7518 section 4.1)
AGREED = "the private key that it was encrypted to, on P-256, P-384, P-521, X25519 or X448"
NEEDS = {
    "RSA1_5": ("the RSA private key", True),
    "RSA-OAEP": ("the RSA private key", True),
    "RSA-OAEP-256": ("the RSA private key", True),
    "RSA-OAEP-384": ("the RSA private key", True),
    "RSA-OAEP-512": ("the RSA private key", True),
    "A128KW": ("the shared secret of 16 bytes", True),
    "A192KW": ("the shared secret of 24 bytes", True),
    "A256KW": ("the shared secret of 32 bytes", True),
    "dir": ("the shared secret", False),
    "ECDH-ES": (AGREED, False),
    "ECDH-ES+A128KW": (AGREED, True),
    "ECDH-ES+A192KW": (AGREED, True),
    "ECDH-ES+A256KW": (AGREED, True),
    "A128GCMKW": ("the shared secret of 16 bytes", True),
    "A192GCMKW": ("the shared secret of 24 bytes", True),
    "A256GCMKW": ("the shared secret of 32 bytes", True),
    "PBES2-HS256+A128KW": ("the password", True),
    "PBES2-HS384+A192KW": ("the password", True),
    "PBES2-HS512+A256KW": ("the password", True),
}


def test_what_encrypts_the_content():
    assert {name: (it.key, it.iv, it.tag) for name, it in ENCRYPTIONS.items()} == LENGTHS


def test_what_opens_the_content_key():
    assert {name: (it.needs, it.has_encrypted_key) for name, it in MANAGEMENTS.items()} == NEEDS


def test_a_password_is_hashed_to_the_key_that_wraps():
    """RFC 7518 section 4.8."""
    passwords = [it for it in MANAGEMENTS.values() if it.needs == "the password"]
    assert [(it.hash, it.wrap) for it in passwords] == [("sha256", 16), ("sha384", 24), ("sha512", 32)]


def test_every_algorithm_of_joserfc_is_known():
    known = jwe.JWERegistry.algorithms
    assert set(known["alg"]) <= set(MANAGEMENTS)
    assert set(known["enc"]) <= set(ENCRYPTIONS)


MISSPELT = {
    "A256gcm": "A256GCM",
    "a128cbc_hs256": "A128CBC-HS256",
    "A128 CBC HS256": "A128CBC-HS256",
    "A256GCM": "A256GCM",
    "A512GCM": None,
    "AES-256-GCM": None,
    "": None,
    "-": None,
    "ſ" * 40: None,
    "A256GCM" + " " * 1_000_000: "A256GCM",
    "A256GCM" * 100_000: None,
}


@pytest.mark.parametrize("name", MISSPELT, ids=lambda it: it[:20] or "nothing")
def test_a_misspelt_name_means(name):
    assert meant(name, ENCRYPTIONS) == MISSPELT[name]


@pytest.mark.parametrize("name", ["RSA_OAEP_256", "rsa-oaep256", "RSAOAEP-256"])
def test_a_misspelt_alg_means(name):
    assert meant(name, MANAGEMENTS) == "RSA-OAEP-256"


@pytest.mark.parametrize("among", [MANAGEMENTS, ENCRYPTIONS])
def test_no_two_names_mean_each_other(among):
    assert [meant(name.lower(), among) for name in among] == list(among)
