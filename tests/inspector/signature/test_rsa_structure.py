"""What comes out of an RSA signature under its key: padding, hash and digest, however it was made."""

import base64
import hashlib
import random

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from webapp.inspector.signature import Status
from webapp.inspector.signature.primitives import HASHES as OF_LIBRARY
from webapp.inspector.signature.rsa_structure import HASHES, Info, Padding, Structure, structures
from webapp.inspector.submission import KeyFile

from . import workshop as w

MESSAGE = b"header.payload"
KEY = rsa.generate_private_key(65537, 1536)  # short, so that little has to be computed
SIZE = KEY.key_size // 8
SHA256 = hashlib.sha256(MESSAGE).digest()
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
each_hash = pytest.mark.parametrize("name", HASHES)


def digest(name, message=MESSAGE):
    return hashlib.new(name, message).digest()


def opened(signature, key=KEY):
    return structures(key.public_key(), signature)


def encoded(signature):
    """The signature raised to the public exponent: what was padded."""
    numbers = KEY.public_key().public_numbers()
    return pow(int.from_bytes(signature, "big"), numbers.e, numbers.n).to_bytes(SIZE, "big")


def pss(name, mgf, salt, key=KEY):
    scheme = padding.PSS(padding.MGF1(OF_LIBRARY[mgf]), salt)
    return key.sign(MESSAGE, scheme, OF_LIBRARY[name])


@each_hash
def test_padding_of_pkcs1_shows_hash_and_digest(name):
    signature = KEY.sign(MESSAGE, padding.PKCS1v15(), OF_LIBRARY[name])
    assert opened(signature) == [Structure(Padding.PKCS1, name, digest(name))]


@each_hash
def test_missing_null_is_seen(name):
    """Its parameters are left out (RFC 8017 appendix A.2.4): both lengths are less by two."""
    whole = encoded(KEY.sign(MESSAGE, padding.PKCS1v15(), OF_LIBRARY[name])).partition(b"\xff\0")[2]
    shorter = bytes((0x30, whole[1] - 2, 0x30, whole[3] - 2)) + whole[4:].replace(b"\5\0\4", b"\4", 1)
    assert opened(w.powered(whole, KEY)) == [Structure(Padding.PKCS1, name, digest(name))]
    assert opened(w.powered(shorter, KEY)) == [Structure(Padding.PKCS1, name, digest(name), Info.NO_NULL)]


WRITTEN = {
    "bytes": bytes,
    "hex text": lambda data: data.hex().encode(),
    "base64 text": base64.b64encode,
}


@each_hash
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("padded", [True, False], ids=["padded", "bare"])
def test_digest_without_its_hash_named(name, written, padded):
    """Several hashes may have such a digest; the likeliest reading comes first."""
    content = WRITTEN[written](digest(name))
    first, *_ = opened(w.powered(content, KEY) if padded else w.raised(content, KEY))
    assert first == Structure(
        Padding.PKCS1 if padded else Padding.NONE, name, digest(name), Info.NONE, written, certain=padded
    )


@pytest.mark.parametrize("lost", [0, 1, 2, 3])
def test_zero_bytes_in_front_of_a_bare_digest_may_be_lost_but_not_many(lost):
    name, made = "sha256", bytes(lost) + SHA256[lost:].replace(b"\0", b"\1")
    found = [it.digest for it in opened(w.raised(made, KEY)) if it.hash == name]
    assert found == ([made] if lost < 3 else [])


@each_hash
@pytest.mark.parametrize("mgf", ["sha1", "sha256", "sha512"])
@pytest.mark.parametrize("salt", [0, 20, 64])
def test_pss_shows_both_hashes_and_the_salt(name, mgf, salt):
    [found] = [it for it in opened(pss(name, mgf, salt)) if it.certain]
    assert (found.padding, found.hash, found.mgf, len(found.salt)) == (Padding.PSS, name, mgf, salt)
    assert found.signs(digest(name))
    assert not found.signs(digest(name, b"other"))


def test_pss_of_the_longest_salt_is_not_certain():
    """It has no zeros that would show it; whether it signs the message is certain enough."""
    signature = pss("sha256", "sha256", padding.PSS.MAX_LENGTH)
    assert [len(it.salt) for it in opened(signature) if it.signs(SHA256)] == [SIZE - 34]
    assert not any(it.certain for it in opened(signature))


@pytest.mark.parametrize("bits", [1024, 1025, 1026, 1031])
def test_keys_whose_bits_fill_no_byte(bits):
    key = rsa.generate_private_key(65537, bits)
    [found] = [it for it in opened(pss("sha256", "sha256", 32, key), key) if it.certain]
    assert found.signs(SHA256)
    assert opened(key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256()), key) == [
        Structure(Padding.PKCS1, "sha256", SHA256)
    ]


def pss_with_a_bit_too_many():
    """The first bit of the block is not cleared, against RFC 8017 section 9.1.1, step 11."""
    most = KEY.public_key().public_numbers().n
    blocks = (encoded(pss("sha256", "sha256", 32)) for _ in range(1000))
    return next(
        it for block in blocks if (it := bytes((block[0] | 128,)) + block[1:]) < most.to_bytes(SIZE, "big")
    )


def block(content, head=b"\0\1", filling=b"\xff", separator=b"\0"):
    return head + filling * (SIZE - len(head) - len(separator) - len(content)) + separator + content


SHORT = bytes(range(1, 256)) * 2
NONSENSE = {
    "zero": bytes(SIZE),
    "for encryption": block(SHA256_INFO + SHA256, b"\0\2"),
    "filled with something else": block(SHA256_INFO + SHA256, filling=b"\xfe"),
    "no end of the filling": block(b"", separator=b""),
    "seven bytes of filling": b"\0\1" + b"\xff" * 7 + b"\0" + SHORT[: SIZE - 10],
    "a digest too short": block(SHA256_INFO + SHA256[:-1]),
    "a byte too many": block(SHA256_INFO + SHA256 + b"!"),
    "another hash named": block(SHA256_INFO.replace(b"\x02\x01\x05", b"\x02\x07\x05") + SHA256),
    "ends as PSS does": b"\0" + SHORT[: SIZE - 2] + b"\xbc",
    "a PSS whose first bit is set": pss_with_a_bit_too_many(),
    "a PSS that ends otherwise": encoded(pss("sha256", "sha256", 32))[:-1] + b"\xbd",
}  # fmt: skip


@pytest.mark.parametrize("padded", NONSENSE.values(), ids=NONSENSE)
def test_nothing_certain_is_read_into_nonsense(padded):
    assert [it for it in opened(w.raised(padded, KEY)) if it.certain or it.signs(SHA256)] == []


def test_other_keys_and_other_lengths_show_nothing():
    sound = KEY.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    for bad in (b"", sound[1:], sound + b"\0", b"\0" + sound, b"\xff" * SIZE, bytes(100_000)):
        assert opened(bad) == []
    drawn = random.Random(1)
    assert not any(it.certain for _ in range(50) for it in opened(b"\0" + drawn.randbytes(SIZE - 1)))


def test_modulus_too_short_for_the_hash_breaks_nothing():
    """Of 512 bits, which nobody makes any more and OpenSSL still reads: SHA-512 has no room in it."""
    p, q = 2**256 - 189, 2**256 - 357
    public = rsa.RSAPublicNumbers(65537, p * q).public_key()
    signature = pow(int.from_bytes(b"\1" * 63 + b"\xbc", "big"), pow(65537, -1, (p - 1) * (q - 1)), p * q)
    assert not any(it.certain for it in structures(public, signature.to_bytes(64, "big")))
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    text = w.token(w.signing_input("PS256"), signature.to_bytes(64, "big"))
    verification = w.verified(text, KeyFile("short.pem", pem))
    assert verification.status is Status.INVALID
    assert verification.tried.broke is None
