"""The hash functions of digests: which there are, over what, and by which names they are meant."""

import hashlib

import pytest

from webapp.inspector.base64url import decode
from webapp.inspector.json_tree import Array, Number
from webapp.inspector.sd_jwt.hashes import DEFAULT, HASHES, digest, meant

MOEBIUS = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"  # RFC 9901, 4.2.1
FRANCE = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0"  # RFC 9901, 4.2.2


@pytest.mark.parametrize(
    ("disclosure", "expected"),
    [
        (MOEBIUS, "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"),
        (FRANCE, "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs"),
    ],
)
def test_digest_of_the_rfc(disclosure, expected):
    assert digest("sha-256", disclosure) == expected


@pytest.mark.parametrize(
    ("name", "theirs", "bits"),
    [
        ("sha-256", "sha256", 256),
        ("sha-384", "sha384", 384),
        ("sha-512", "sha512", 512),
        ("sha3-224", "sha3_224", 224),
        ("sha3-256", "sha3_256", 256),
        ("sha3-384", "sha3_384", 384),
        ("sha3-512", "sha3_512", 512),
        ("blake2s-256", "blake2s", 256),
        ("blake2b-512", "blake2b", 512),
    ],
)
def test_registered_name(name, theirs, bits):
    data = decode(digest(name, MOEBIUS)).bytes
    assert (data, len(data) * 8) == (hashlib.new(theirs, MOEBIUS.encode()).digest(), bits)


def test_blake2b_of_256_bits_is_no_longer_one_cut_short():
    short, long = (decode(digest(name, "x")).bytes for name in ("blake2b-256", "blake2b-512"))
    assert len(short) == 32
    assert not long.startswith(short)


def test_every_hash_was_asked_for_here():
    assert len(HASHES) == 10


@pytest.mark.parametrize("name", ["md5", "SHA-256", "", "sha-256 "])
def test_name_that_is_none_is_hashed_as_the_default(name):
    assert digest(name, MOEBIUS) == digest(DEFAULT, MOEBIUS)


def test_characters_that_no_base64url_has_are_hashed_too():
    assert digest("sha-256", "ü\ud800") != digest("sha-256", "u")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("sha-256", "sha-256"),
        ("SHA-256", "sha-256"),
        ("sha256", "sha-256"),
        ("Sha_512", "sha-512"),
        (" sha 384\n", "sha-384"),
        ("sha3256", "sha3-256"),
        ("SHA3-512", "sha3-512"),
        ("BLAKE2b256", "blake2b-256"),
        ("md5", None),
        ("sha-1", None),
        ("sha", None),
        ("", None),
        ("-" * 5000, None),
        (None, None),
        (True, None),
        (Number("256"), None),
        (Array(()), None),
    ],
    ids=lambda it: str(it)[:12],
)
def test_name_that_is_meant(value, name):
    assert meant(value) == name
