import pytest

from webapp.inspector.algorithms import ALGORITHMS, meant


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("rs256", "RS256"),
        ("Es256", "ES256"),
        ("ES-256", "ES256"),
        ("E256", "ES256"),
        ("SHA256withRSA", "RS256"),
        ("HmacSHA512", "HS512"),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RS256"),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "RS512"),
        ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "ES384"),
        ("ESP256", "ES256"),
        (" hs256\n", "HS256"),
        ("es256k", "ES256K"),
        ("ml_dsa_44", "ML-DSA-44"),
        ("eddsa", "EdDSA"),
    ],
)
def test_other_spellings_are_understood(written, name):
    assert meant(written).name == name


@pytest.mark.parametrize("written", ["", "none", "md5", "ESB256", "espresso", "x" * 1000])
def test_nothing_is_made_up(written):
    assert meant(written) is None


def test_every_algorithm_says_what_key_it_takes():
    assert ALGORITHMS["ES256"].needs == "a P-256 key"
    assert ALGORITHMS["EdDSA"].needs == "an Ed25519 or Ed448 key"
    assert all(algorithm.needs for algorithm in ALGORITHMS.values())
