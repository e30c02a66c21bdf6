"""Ed25519ph and Ed25519ctx by arithmetic of our own: as strict as RFC 8032, and right."""

import hashlib
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed448, ed25519
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.inspector.signature.edwards import (
    _BASE,
    _ORDER,
    P,
    Variant,
    _encoded,
    _sum_of_products,
    is_possible,
)

KEY = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
PH, CTX = Variant(PUBLIC, b"", prehashed=True), Variant(PUBLIC, b"JWT", prehashed=False)


def public_of(scalar):
    """scalar·B in its encoding, by way of the library: R of a signature is a multiple of B."""
    return _encoded(_sum_of_products(scalar, _BASE, 0, _BASE))


def variant_signature(key, message, context, prehashed):
    """A signature of RFC 8032 section 5.1.6 with dom2, made of the key's own secret scalar."""
    expanded = hashlib.sha512(key.private_bytes_raw()).digest()
    scalar = int.from_bytes(expanded[:32], "little") & ((1 << 254) - 8) | 1 << 254
    mark = b"SigEd25519 no Ed25519 collisions" + bytes((prehashed, len(context))) + context
    content = hashlib.sha512(message).digest() if prehashed else message
    nonce = int.from_bytes(hashlib.sha512(mark + expanded[32:] + content).digest(), "little") % _ORDER
    r = public_of(nonce)
    k = (
        int.from_bytes(
            hashlib.sha512(mark + r + key.public_key().public_bytes_raw() + content).digest(), "little"
        )
        % _ORDER
    )
    return r + ((nonce + k * scalar) % _ORDER).to_bytes(32, "little")


# RFC 8032 section 7.3, and two of section 7.2: the public key, the context, the message and the signature.
EXAMPLES = {
    "Ed25519ph": (
        Variant(
            bytes.fromhex("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf"),
            b"",
            prehashed=True,
        ),
        b"abc",
        "98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41"
        "31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406",
    ),
    "Ed25519ctx": (
        Variant(
            bytes.fromhex("dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292"),
            b"foo",
            prehashed=False,
        ),
        bytes.fromhex("f726936d19c800494e3fdaff20b276a8"),
        "55a4cc2f70a54e04288c5f4cd1e45a7bb520b36292911876cada7323198dd87a"
        "8b36950b95130022907a7fb7c4e9b2d5f6cca685a587b4b21f4b888e4e7edb0d",
    ),
    "Ed25519ctx with another context": (
        Variant(
            bytes.fromhex("dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292"),
            b"bar",
            prehashed=False,
        ),
        bytes.fromhex("f726936d19c800494e3fdaff20b276a8"),
        "fc60d5872fc46b3aa69f8b5b4351d5808f92bcc044606db097abab6dbcb1aee3"
        "216c48e8b3b66431b5b186d1d28f8ee15a5ca2df6668346291c2043d4eb3e90d",
    ),
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_examples_of_the_rfc(example):
    variant, message, signature = example
    assert variant.fits(bytes.fromhex(signature), message)
    others = (
        replace(variant, prehashed=not variant.prehashed),
        replace(variant, context=variant.context + b"!"),
        replace(variant, public=PUBLIC),
    )
    assert not any(other.fits(bytes.fromhex(signature), message) for other in others)


@pytest.mark.parametrize("variant", [PH, CTX], ids=["ph", "ctx"])
def test_every_bit_counts(variant):
    message = b"header.payload"
    signature = variant_signature(KEY, message, variant.context, variant.prehashed)
    assert variant.fits(signature, message)
    assert not variant.fits(signature, message + b"\n")
    for place in (0, 31, 32, 63):
        for bit in (1, 128):
            changed = bytearray(signature)
            changed[place] ^= bit
            assert not variant.fits(bytes(changed), message)


def test_it_verifies_as_the_keys_of_the_library_do():
    signature = variant_signature(KEY, b"x", b"", prehashed=True)
    assert PH.verify(signature, b"x") is None
    with pytest.raises(InvalidSignature):
        PH.verify(signature, b"y")


def test_a_second_signature_by_adding_the_order_is_refused():
    """RFC 8032 section 5.1.7: S has to be less than the order."""
    signature = variant_signature(KEY, b"x", b"", prehashed=True)
    s = int.from_bytes(signature[32:], "little")
    assert not PH.fits(signature[:32] + (s + _ORDER).to_bytes(32, "little"), b"x")


@pytest.mark.parametrize("length", [0, 1, 31, 32, 63, 65, 128])
def test_another_length_is_refused(length):
    signature = variant_signature(KEY, b"x", b"", prehashed=True)
    assert not PH.fits((signature * 2)[:length], b"x")


# Points of which eight times is nothing, each in its encoding: under such a key R and S of zero fit a lot.
SMALL = [
    (1).to_bytes(32, "little"),
    (P - 1).to_bytes(32, "little"),
    bytes(32),
    bytes(31) + b"\x80",
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
]
NO_POINT = {
    "no x": (2).to_bytes(32, "little"),
    "y is the prime": P.to_bytes(32, "little"),
    "y is one more than the prime": (P + 1).to_bytes(32, "little"),
    "x is zero, and negative": (1 | 1 << 255).to_bytes(32, "little"),
}


@pytest.mark.parametrize("public", [*SMALL, *NO_POINT.values()], ids=[*map(bytes.hex, SMALL), *NO_POINT])
@pytest.mark.parametrize(
    "r", [bytes(32), (1).to_bytes(32, "little")], ids=["R of order four", "R is nothing"]
)
def test_a_key_that_takes_any_signature_for_its_own_takes_none(public, r):
    for message in (b"a", b"b", b"c", b"d", b"e", b"f", b"g", b"h"):
        assert not Variant(public, b"", prehashed=True).fits(r + bytes(32), message)


def test_the_arithmetic_is_that_of_the_library():
    """k·B by our own addition is what the library derives of the same scalar."""
    for number in range(5):
        key = ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        expanded = hashlib.sha512(key.private_bytes_raw()).digest()
        scalar = int.from_bytes(expanded[:32], "little") & ((1 << 254) - 8) | 1 << 254
        assert public_of(scalar) == key.public_key().public_bytes_raw()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=70), st.binary(min_size=32, max_size=32))
def test_no_signature_or_key_breaks_it(signature, public):
    for data in (signature, signature.ljust(64, b"\0")):
        assert not Variant(public, b"", prehashed=True).fits(data, b"abc")


@pytest.mark.parametrize(
    ("context", "prehashed", "name"),
    [
        (b"", True, "Ed25519ph"),
        (b"", False, "Ed25519ctx"),
        (b"JWT", True, "Ed25519ph with the context “JWT”"),
        (b"JWS", False, "Ed25519ctx with the context “JWS”"),
    ],
)
def test_it_is_named_with_its_context(context, prehashed, name):
    assert Variant(PUBLIC, context, prehashed).name == name


ORDER_448 = 2**446 - 0x8335DC163BB124B65129C96FDE933D8D723A70AADC873D6D54A7BB0D  # RFC 8032 section 5.2
POSSIBLE = {
    "the highest of Ed25519": (bytes(32) + (_ORDER - 1).to_bytes(32, "little"), True),
    "the order of Ed25519": (bytes(32) + _ORDER.to_bytes(32, "little"), False),
    "the highest of Ed448": (bytes(57) + (ORDER_448 - 1).to_bytes(57, "little"), True),
    "the order of Ed448": (bytes(57) + ORDER_448.to_bytes(57, "little"), False),
    "zeros": (bytes(64), True),
    "ones": (b"\xff" * 64, False),
    "nothing": (b"", True),
    "of another kind": (b"\xff" * 96, True),
}


@pytest.mark.parametrize("case", POSSIBLE.values(), ids=POSSIBLE)
def test_whether_a_signer_can_have_made_it(case):
    signature, possible = case
    assert is_possible(signature) is possible


def test_every_signature_is_possible():
    other = ed448.Ed448PrivateKey.generate()
    assert all(is_possible(key.sign(bytes([it]))) for it in range(40) for key in (KEY, other))
