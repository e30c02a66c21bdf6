"""Does this signature fit this message under this key? Whatever it is asked, the answer is yes or no."""

import hashlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, mldsa, padding, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

from webapp.inspector import keys
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.keys import Key
from webapp.inspector.signature.primitives import (
    UNHASHED,
    Homemade,
    computed,
    der,
    fits,
    length,
    mac,
    verifies,
)
from webapp.inspector.submission import KeyFile

from . import workshop as w

MESSAGE = b"header.payload"
OF_MLDSA = {
    "ML-DSA-44": mldsa.MLDSA44PrivateKey.generate(),
    "ML-DSA-65": mldsa.MLDSA65PrivateKey.generate(),
    "ML-DSA-87": mldsa.MLDSA87PrivateKey.generate(),
}
PRIVATE = {
    "RSA": w.RSA,
    "P-256": w.P256,
    "P-384": w.P384,
    "P-521": w.P521,
    "secp256k1": w.K256,
    "Ed25519": w.ED25519,
    "Ed448": w.ED448,
    **OF_MLDSA,
}


def read(key):
    form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    [row] = keys.read(KeyFile("key.pem", key.public_key().public_bytes(*form)))
    return row


KEYS = {name: read(key) for name, key in PRIVATE.items()} | {"secret": keys.read_secret(w.SECRET)}
X25519 = Key("x", "OKP", "X25519", 256, private=False, public=x25519.X25519PrivateKey.generate().public_key())
EMPTY = Key("nothing", "EC", "P-256", 256, private=False)

# The algorithms that take each key.
FITTING = {
    "RSA": {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"},
    "P-256": {"ES256"},
    "P-384": {"ES384"},
    "P-521": {"ES512"},
    "secp256k1": {"ES256K"},
    "Ed25519": {"EdDSA", "Ed25519"},
    "Ed448": {"EdDSA", "Ed448"},
    "secret": {"HS256", "HS384", "HS512"},
    **{name: {name} for name in OF_MLDSA},
}
PAIRS = [(alg, name) for name, algs in FITTING.items() for alg in sorted(algs)]
each_pair = pytest.mark.parametrize(("alg", "name"), PAIRS, ids=[f"{alg} with {name}" for alg, name in PAIRS])
each_key = pytest.mark.parametrize("name", KEYS)


def signature(alg, name, message=MESSAGE):
    """Made by the library, as the algorithm prescribes."""
    algorithm, key = ALGORITHMS[alg], PRIVATE.get(name)
    if key is None:
        return mac(algorithm.hash, w.SECRET.encode(), message)
    if not algorithm.hash:
        return key.sign(message)
    digest = getattr(hashes, algorithm.hash.upper())()
    if alg.startswith("ES"):
        return w.raw(key.sign(message, ec.ECDSA(digest)), algorithm.length // 2)
    pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
    return key.sign(message, pss if alg.startswith("PS") else padding.PKCS1v15(), digest)


@each_key
def test_which_algorithms_a_key_serves(name):
    assert {alg for alg, algorithm in ALGORITHMS.items() if fits(algorithm, KEYS[name])} == FITTING[name]


def test_a_key_for_key_agreement_serves_none():
    assert not any(fits(algorithm, X25519) for algorithm in ALGORITHMS.values())


@each_pair
def test_a_sound_signature_verifies_and_nothing_near_it(alg, name):
    algorithm, key, sound = ALGORITHMS[alg], KEYS[name], signature(alg, name)
    assert verifies(algorithm, key, sound, MESSAGE)
    assert not verifies(algorithm, key, sound, MESSAGE + b"\n")
    for bad in (b"", sound[:-1], sound + b"\0", b"\0" + sound, sound[::-1], bytes(len(sound))):
        assert not verifies(algorithm, key, bad, MESSAGE)


@each_pair
def test_it_is_as_long_as_is_said(alg, name):
    assert len(signature(alg, name)) == length(ALGORITHMS[alg], KEYS[name])


def test_the_key_says_how_long_it_is_where_the_algorithm_is_of_another_curve():
    assert length(ALGORITHMS["ES256"], KEYS["P-521"]) == 132
    assert length(ALGORITHMS["RS256"], replace(KEYS["RSA"], bits=2049)) == 257
    assert length(ALGORITHMS["EdDSA"], KEYS["Ed448"]) == 114
    assert length(ALGORITHMS["EdDSA"], X25519) is None


@each_key
def test_no_algorithm_takes_the_key_of_another(name):
    """Nor does anything break; the text of a public key is no secret."""
    others = [it for alg, it in ALGORITHMS.items() if alg not in FITTING[name]]
    for algorithm in others:
        for data in (b"", bytes(64), signature(*next(it for it in PAIRS if it[1] == name))):
            assert not verifies(algorithm, KEYS[name], data, MESSAGE)


@pytest.mark.parametrize("alg", ALGORITHMS)
@pytest.mark.parametrize("key", [X25519, EMPTY], ids=["X25519", "no key at all"])
def test_what_cannot_verify_does_not(alg, key):
    assert not verifies(ALGORITHMS[alg], key, bytes(length(ALGORITHMS[alg], key) or 64), MESSAGE)


@pytest.mark.parametrize("salt", [0, 20, 31, 33, 222])
def test_the_salt_of_pss_is_as_long_as_the_hash(salt):
    made = w.RSA.sign(MESSAGE, padding.PSS(padding.MGF1(hashes.SHA256()), salt), hashes.SHA256())
    assert not verifies(ALGORITHMS["PS256"], KEYS["RSA"], made, MESSAGE)


def test_pss_masks_with_the_same_hash():
    made = w.RSA.sign(MESSAGE, padding.PSS(padding.MGF1(hashes.SHA1()), 32), hashes.SHA256())
    assert not verifies(ALGORITHMS["PS256"], KEYS["RSA"], made, MESSAGE)


@pytest.mark.parametrize("name", ["sha1", "sha224", "sha512", "md5"])
def test_another_hash_can_be_asked_for(name):
    digest = getattr(hashes, name.upper())()
    rs256, es256 = (replace(ALGORITHMS[alg], hash=name) for alg in ("RS256", "ES256"))
    assert verifies(rs256, KEYS["RSA"], w.RSA.sign(MESSAGE, padding.PKCS1v15(), digest), MESSAGE)
    assert verifies(es256, KEYS["P-256"], w.raw(w.P256.sign(MESSAGE, ec.ECDSA(digest))), MESSAGE)
    assert not verifies(replace(es256, hash="sha3"), KEYS["P-256"], signature("ES256", "P-256"), MESSAGE)


LONG = bytes(range(200))


@pytest.mark.parametrize(("alg", "name"), [("ES256", "P-256"), ("ES384", "P-384"), ("ES256K", "secp256k1")])
def test_without_a_hash_the_first_bytes_count(alg, name):
    key, digest, width = w.EC_SIGNERS[alg]
    size = digest.digest_size
    made = w.raw(key.sign(LONG[:size], ec.ECDSA(Prehashed(digest))), width)
    unhashed = replace(ALGORITHMS[alg], hash=UNHASHED)
    assert verifies(unhashed, KEYS[name], made, LONG)
    assert verifies(unhashed, KEYS[name], made, LONG[:size] + b"anything")
    assert verifies(unhashed, KEYS[name], made, LONG[:size])
    assert not verifies(unhashed, KEYS[name], made, LONG[: size - 1])
    assert not verifies(unhashed, KEYS[name], made, LONG[1:])


def test_no_hash_is_as_long_as_p_521_and_no_other_algorithm_goes_without():
    made = signature("ES512", "P-521", LONG)
    assert not verifies(replace(ALGORITHMS["ES512"], hash=UNHASHED), KEYS["P-521"], made, LONG)
    for alg, name in (("RS256", "RSA"), ("EdDSA", "Ed25519")):
        unhashed = replace(ALGORITHMS[alg], hash=UNHASHED)
        assert not verifies(unhashed, KEYS[name], signature(alg, name, LONG), LONG)


def test_the_mac_is_that_of_the_rfc():
    """RFC 4231 section 4.3, “Jefe”; the second is RFC 2202 section 3."""
    said = b"what do ya want for nothing?"
    assert mac("sha256", b"Jefe", said).hex().startswith("5bdcc146bf60754e6a042426089575c75a003f08")
    assert mac("sha1", b"Jefe", said).hex() == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"


def test_what_was_computed_for_an_hmac():
    hs256, key = ALGORITHMS["HS256"], KEYS["secret"]
    secret = w.SECRET.encode()
    assert computed(hs256, key, MESSAGE) == mac("sha256", secret, MESSAGE)
    assert computed(hs256, key, MESSAGE, "sha1") == mac("sha1", secret, MESSAGE)
    assert computed(hs256, EMPTY, MESSAGE) == mac("sha256", b"", MESSAGE)

    def prefixed(name, given, message):
        return hashlib.new(name, given + message).digest()

    made = Homemade("HS256", hs256.family, "oct", "sha256", mac=prefixed)
    assert computed(made, key, MESSAGE) == hashlib.sha256(secret + MESSAGE).digest()
    assert computed(made, key, MESSAGE, "sha512") == hashlib.sha512(secret + MESSAGE).digest()
    assert verifies(made, key, computed(made, key, MESSAGE), MESSAGE)
    assert not verifies(made, key, computed(hs256, key, MESSAGE), MESSAGE)


@pytest.mark.parametrize("numbers", [(1, 2), (2**255, 2**256 - 1), (0, 0)])
def test_r_and_s_as_the_library_takes_them(numbers):
    raw = b"".join(number.to_bytes(32, "big") for number in numbers)
    assert decode_dss_signature(der(raw)) == numbers


def test_a_key_of_an_odd_size_is_filled_up():
    key = rsa.generate_private_key(65537, 1028)
    made = key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    assert len(made) == length(ALGORITHMS["RS256"], read(key)) == 129
    assert verifies(ALGORITHMS["RS256"], read(key), made, MESSAGE)
