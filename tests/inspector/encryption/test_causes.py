"""Why a token does not open: each fault, made on purpose, is found and proved."""

import base64
import hashlib
import hmac
import json
import zlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector.base64url import encode
from webapp.inspector.encryption import Status
from webapp.inspector.encryption.agreement import other_info
from webapp.inspector.encryption.cause import Step, on
from webapp.inspector.encryption.jwe import header as header_causes
from webapp.inspector.example_keys import SECRET
from webapp.inspector.signature.cause import CAUSES

from . import workshop as w

GCM = {"alg": "dir", "enc": "A256GCM"}
CBC = {"alg": "dir", "enc": "A256CBC-HS512"}
KEY, LONG_KEY, CONTENT_KEY = w.secret(32), w.secret(64), w.secret(32)[::-1]
SECRET_BYTES = SECRET.encode()


def oaep(main, mask=None):
    return padding.OAEP(padding.MGF1((mask or main)()), main(), None)


def to_rsa(alg, scheme, wrapped=KEY):
    header = {"alg": alg, "enc": "A256GCM"}
    return w.compact(header, w.gcm(header, KEY), w.RSA.public_key().encrypt(wrapped, scheme))


def directly(header, parts):
    return w.compact(header, parts)


def tagged(mac):
    """A token under AES-CBC whose tag `mac` makes."""
    return w.compact(CBC, w.cbc(CBC, LONG_KEY, mac=mac))


def without_length(key, aad, iv, text, hash_name):
    return hmac.digest(key, aad + iv + text, hash_name)[:32]


def length_in_bytes(key, aad, iv, text, hash_name):
    return hmac.digest(key, aad + iv + text + len(aad).to_bytes(8, "big"), hash_name)[:32]


def to_p256(derive, alg="ECDH-ES", **more):
    """A token whose key is derived otherwise from what the keys agree on."""
    sender = ec.generate_private_key(ec.SECP256R1())
    numbers = sender.public_key().public_numbers()
    x, y = (encode(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    header = {"alg": alg, "enc": "A256GCM", "epk": {"kty": "EC", "crv": "P-256", "x": x, "y": y}, **more}
    shared = sender.exchange(ec.ECDH(), w.CURVES["P-256"].public_key())
    if alg == "ECDH-ES":
        return w.compact(header, w.gcm(header, derive(shared)))
    return w.compact(header, w.gcm(header, KEY), aes_key_wrap(derive(shared), KEY))


def concat(info, length=32):
    return lambda shared: ConcatKDFHash(hashes.SHA256(), length, info).derive(shared)


def to_secret(alg, key):
    header = {"alg": alg, "enc": "A256GCM"}
    return w.compact(header, w.gcm(header, CONTENT_KEY), aes_key_wrap(key, CONTENT_KEY))


def to_password(salt, password=b"hunter2-password"):
    header = {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "p2s": encode(b"8 bytes!"), "p2c": 1000}
    key = hashlib.pbkdf2_hmac("sha256", password, salt, 1000, 16)
    return w.compact(header, w.gcm(header, KEY), aes_key_wrap(key, KEY))


def gcm_wrapped():
    """AES-GCM Key Wrap under the label of AES Key Wrap."""
    sealed = AESGCM(KEY).encrypt(bytes(12), CONTENT_KEY, None)
    header = {"alg": "A128GCMKW", "enc": "A256GCM", "iv": encode(bytes(12)), "tag": encode(sealed[32:])}
    return w.compact(header, w.gcm(header, CONTENT_KEY), sealed[:32])


def edited(**more):
    """A token whose header got a parameter when it was encrypted already."""
    return w.compact({**GCM, **more}, w.gcm(GCM, KEY))


def before(header):
    """A token whose header was `header` when it was encrypted."""
    return w.compact(GCM, w.gcm(GCM, KEY, aad=encode(header).encode()))


def laid_out(arrange):
    iv, text, tag = w.gcm(GCM, KEY)
    return w.compact(GCM, arrange(iv, text, tag))


def damaged(part):
    """A token with one bit of a part turned."""
    parts = [bytearray(it) for it in w.gcm(GCM, KEY)]
    parts[part][-1] ^= 1
    return w.compact(GCM, map(bytes, parts))


def zipped(data, **more):
    header = {**GCM, **more}
    return w.compact(header, w.gcm(header, KEY, data))


def raw_deflate(data):
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


RSA, EC, OCT, LONG_OCT = w.pem(w.RSA), w.pem(w.CURVES["P-256"]), w.oct_jwk(KEY), w.oct_jwk(LONG_KEY)
INFO = other_info("A256GCM", b"", b"", 32)
NAMED_ALG = concat(other_info("ECDH-ES", b"", b"", 32))
PARTIES = {"apu": "QWxpY2U", "apv": "Qm9i"}
TEXT_OF_PARTIES = concat(other_info("A256GCM", b"QWxpY2U", b"Qm9i", 32))
EXCHANGED = concat(other_info("A256GCM", b"Bob", b"Alice", 32))
TWO_FAULTS = concat(other_info("ECDH-ES", b"QWxpY2U", b"Qm9i", 32))

PROVED = {
    "oaep_mgf1": [
        (to_rsa("RSA-OAEP-256", oaep(hashes.SHA256, hashes.SHA1)), RSA),
        (to_rsa("RSA-OAEP-512", oaep(hashes.SHA512, hashes.SHA1)), RSA),
        (to_rsa("RSA-OAEP", oaep(hashes.SHA1, hashes.SHA256)), RSA),
    ],
    "rsa_padding": [
        (to_rsa("RSA-OAEP", oaep(hashes.SHA256)), RSA),
        (to_rsa("RSA-OAEP-256", oaep(hashes.SHA1)), RSA),
        (to_rsa("RSA-OAEP-256", oaep(hashes.SHA512)), RSA),
        (to_rsa("RSA-OAEP", padding.PKCS1v15()), RSA),
        (to_rsa("RSA1_5", oaep(hashes.SHA1)), RSA),
    ],
    "cek_encoded": [
        (to_rsa("RSA-OAEP-256", oaep(hashes.SHA256), base64.b64encode(KEY)), RSA),
        (to_rsa("RSA-OAEP-256", oaep(hashes.SHA256), encode(KEY).encode()), RSA),
        (to_rsa("RSA-OAEP", oaep(hashes.SHA1), KEY.hex().encode()), RSA),
        (to_rsa("RSA1_5", padding.PKCS1v15(), base64.b64encode(KEY)), RSA),
    ],
    "ecdh_kdf": [
        (to_p256(lambda shared: shared), EC),
        (to_p256(lambda shared: hashlib.sha256(shared).digest()), EC),
        (to_p256(lambda shared: HKDF(hashes.SHA256(), 32, None, b"").derive(shared)), EC),
        (to_p256(NAMED_ALG), EC),
        (to_p256(concat(b"")), EC),
        (to_p256(concat(INFO), **PARTIES), EC),
        (to_p256(TEXT_OF_PARTIES, **PARTIES), EC),
        (to_p256(EXCHANGED, **PARTIES), EC),
        (to_p256(TWO_FAULTS, **PARTIES), EC),
        (to_p256(concat(other_info("A256GCM", b"", b"", 4))), EC),
        (to_p256(concat(other_info("A256GCM", b"", b"", 16), 16), "ECDH-ES+A128KW"), EC),
    ],
    "kw_alg": [
        (to_secret("A128KW", KEY), OCT),
        (to_secret("A256KW", KEY[:16]), w.oct_jwk(KEY[:16])),
        (gcm_wrapped(), OCT),
    ],
    "pbes2_salt": [
        (to_password(b"8 bytes!"), "hunter2-password"),
        (to_password(b"PBES2-HS256+A128KW\0" + encode(b"8 bytes!").encode()), "hunter2-password"),
    ],
    "direct_key": [
        (w.compact(header := {"alg": "A256KW", "enc": "A256GCM"}, w.gcm(header, KEY)), OCT),
    ],
    "dir_key_encoding": [
        (directly(GCM, w.gcm(GCM, KEY)), base64.b64encode(KEY).decode()),
        (directly(GCM, w.gcm(GCM, KEY)), encode(KEY)),
        (directly(GCM, w.gcm(GCM, KEY)), KEY.hex()),
        (directly(GCM, w.gcm(GCM, hashlib.sha256(b"hunter2").digest())), "hunter2"),
        (directly(GCM, w.gcm(GCM, hashlib.sha256(b"hunter2").hexdigest()[:32].encode())), "hunter2"),
        (directly(GCM, w.gcm(GCM, SECRET_BYTES)), SECRET + " and what is too much of it"),
        (directly(GCM, w.gcm(GCM, b"hunter2".ljust(32, b"\0"))), "hunter2"),
        (directly(GCM, w.gcm(GCM, SECRET_BYTES)), SECRET + "\n"),
        (to_secret("A256KW", KEY), KEY.hex()),
        (to_secret("A128KW", hashlib.md5(b"hunter2", usedforsecurity=False).digest()), "hunter2"),
        (to_password(b"PBES2-HS256+A128KW\0008 bytes!", b"hunter2\n"), "hunter2"),
    ],
    "enc_mismatch": [
        (directly(GCM, w.gcm(GCM, KEY[:16])), w.oct_jwk(KEY[:16])),
        (directly(CBC, w.cbc(CBC, KEY)), OCT),
        (directly({**GCM, "enc": "A128GCM"}, w.gcm({**GCM, "enc": "A128GCM"}, KEY)), OCT),
    ],
    "cbc_halves_swapped": [
        (directly(CBC, w.cbc(CBC, LONG_KEY[32:] + LONG_KEY[:32])), LONG_OCT),
    ],
    "cbc_tag": [
        (tagged(w.whole_mac), LONG_OCT),
        (tagged(lambda *parts: w.whole_mac(*parts)[32:]), LONG_OCT),
        (tagged(without_length), LONG_OCT),
        (tagged(length_in_bytes), LONG_OCT),
    ],
    "aad": [
        (directly(GCM, w.gcm(GCM, KEY, aad=b"")), OCT),
        (directly(CBC, w.cbc(CBC, LONG_KEY, aad=b"")), LONG_OCT),
        (directly(GCM, w.gcm(GCM, KEY, aad=json.dumps(GCM).encode())), OCT),
    ],
    "header_edited": [
        (edited(kid="later"), OCT),
        (before(b'{"alg":"dir","enc":"A256GCM","typ":"JWT"}'), OCT),
        (before(b'{"alg":"dir","enc":"A256GCM"}'), OCT),
    ],
    "gcm_tag_layout": [
        (laid_out(lambda iv, text, tag: (iv, text + tag, b"")), OCT),
        (laid_out(lambda iv, text, tag: (iv, text + tag, tag)), OCT),
        (laid_out(lambda iv, text, tag: (iv, tag + text, b"")), OCT),
        (laid_out(lambda iv, text, tag: (iv, text, tag[:12])), OCT),
    ],
    "gcm_iv": [
        (directly(GCM, w.gcm(GCM, KEY, iv=bytes(range(16)))), OCT),
        (directly(GCM, w.gcm(GCM, KEY, iv=bytes(range(8)))), OCT),
    ],
    "right_key_bad_tag": [
        (damaged(2), OCT),
        (tagged(lambda *_: bytes(32)), LONG_OCT),
    ],
    "zip": [
        (zipped(zlib.compress(w.PLAINTEXT), zip="DEF"), OCT),
        (zipped(w.PLAINTEXT, zip="DEF"), OCT),
    ],
}  # fmt: skip


def examples():
    for cause, made in PROVED.items():
        for number, (text, given) in enumerate(made):
            yield pytest.param(cause, text, given, id=f"{cause}-{number}")


def opened(text, given, **more):
    return (
        w.reported(text, secret=given, **more) if isinstance(given, str) else w.reported(text, given, **more)
    )


@pytest.mark.parametrize(("cause", "text", "given"), list(examples()))
def test_a_fault_is_proved_and_the_plaintext_shown(cause, text, given):
    report = opened(text, given)
    assert report.decryption.status is Status.FAILED
    assert w.causes(report.decryption) == [cause]
    assert report.decryption.causes[0].proved
    assert report.decryption.key is None
    assert report.token.payload.bytes == w.PLAINTEXT
    assert report.gates["signature"] == "fail"
    assert not report.sound


def test_every_cause_that_can_be_proved_is_proved():
    provable = {it.id.removeprefix("jwe.") for step in Step if step is not Step.FACT for it in on(step)}
    assert provable == {*PROVED, "nextauth"}


def test_two_faults_at_once_are_both_named():
    header = {"alg": "RSA-OAEP", "enc": "A256GCM"}
    iv, text, tag = w.gcm(header, KEY, aad=b"")
    wrapped = w.RSA.public_key().encrypt(KEY, oaep(hashes.SHA256))
    found = w.decrypted(w.compact(header, (iv, text + tag, b""), wrapped), RSA)
    assert sorted(w.causes(found)) == ["aad", "gcm_tag_layout", "rsa_padding"]
    assert all(cause.proved and cause.repaired is None for cause in found.causes)


def test_a_tag_in_the_wrong_part_is_repaired():
    text = laid_out(lambda iv, text, tag: (iv, text + tag, b""))
    repaired = w.decrypted(text, OCT).causes[0].repaired
    assert repaired == w.compact(GCM, w.gcm(GCM, KEY))
    assert w.decrypted(repaired, OCT).status is Status.DECRYPTED


@pytest.mark.parametrize("cause", sorted(set(PROVED) - {"gcm_tag_layout"}))
def test_nothing_else_can_be_repaired(cause):
    text, given = PROVED[cause][0]
    assert opened(text, given).decryption.causes[0].repaired is None


def test_compressed_content_that_nobody_announced_is_inflated_and_told_about():
    report = opened(zipped(raw_deflate(w.PLAINTEXT)), OCT)
    assert report.decryption.status is Status.DECRYPTED
    assert w.causes(report.decryption) == ["zip"]
    assert report.token.payload.bytes == w.PLAINTEXT


# What no trial can prove


@pytest.mark.parametrize("alg", ["RSA-OAEP", "RSA-OAEP-256", "RSA1_5"])
def test_another_key(alg):
    schemes = {"RSA1_5": padding.PKCS1v15(), "RSA-OAEP": oaep(hashes.SHA1)}
    found = w.decrypted(to_rsa(alg, schemes.get(alg, oaep(hashes.SHA256))), w.pem(w.OTHER_RSA))
    assert found.status is Status.FAILED
    assert w.causes(found) == ["wrong_key"]
    assert not found.causes[0].proved
    assert found.plaintext is None


def test_another_secret():
    assert w.causes(w.decrypted(directly(GCM, w.gcm(GCM, KEY)), secret="another")) == ["wrong_key"]
    assert w.causes(w.decrypted(to_secret("A256KW", KEY), w.oct_jwk(bytes(32)))) == ["wrong_key"]


def test_the_right_key_and_a_damaged_ciphertext_that_is_no_text():
    header = {"alg": "A256KW", "enc": "A256GCM"}
    iv, _, tag = w.gcm(header, KEY)
    found = w.decrypted(w.compact(header, (iv, bytes(100), tag), aes_key_wrap(KEY, KEY)), OCT)
    assert w.causes(found) == ["damaged"]
    assert not found.causes[0].proved


def test_the_public_key():
    found = w.decrypted(to_rsa("RSA-OAEP", oaep(hashes.SHA1)), w.public_pem(w.RSA))
    assert found.status is Status.UNCHECKED
    assert w.causes(found) == ["public_key_supplied"]
    assert found.reason == "key.pem is a public key; decrypting takes the RSA private key."


def test_another_of_the_keys_than_the_header_names():
    header = {**GCM, "kid": "one"}
    text = w.compact(header, w.gcm(header, KEY))
    one, two = w.oct_jwk(bytes(32), kid="one"), w.oct_jwk(KEY, kid="two")
    found = w.decrypted(text, one, two)
    assert found.status is Status.DECRYPTED
    assert found.key.key_id == "two"
    assert w.causes(found) == ["other_key"]
    assert w.causes(w.decrypted(text, two)) == []


def test_no_wrong_proof_in_what_is_noise():
    for number in range(15):
        noise = hashlib.shake_256(bytes([number])).digest(200)
        for header, iv, tag in ((GCM, 12, 16), (CBC, 16, 32)):
            parts = (noise[:iv], noise[32 : 32 + 16 * (1 + number % 9)], noise[-tag:])
            found = w.decrypted(w.compact(header, parts), secret="correct-horse-battery-staple")
            assert not any(cause.proved for cause in found.causes)


def test_every_cause_has_a_page_of_its_own():
    ours = {name: it for name, it in CAUSES.items() if name.startswith("jwe.")}
    assert len({it.title for it in ours.values()}) == len(ours) >= 20
    for it in ours.values():
        assert it.why.endswith((".", ")"))
        assert it.fix.endswith((".", ")"))
        assert not it.title.endswith(".")


def test_a_header_with_hundreds_of_parameters_is_edited_within_bounds():
    many = {f"x{number}": number for number in range(500)}
    assert len(list(header_causes._edits(many))) < 200
