"""Tokens that do not open, each made with one fault on purpose, and the key that opened it without."""

import base64
import hashlib
import hmac
import json
import zlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector.base64url import encode
from webapp.inspector.encryption.agreement import other_info
from webapp.inspector.example_keys import SECRET

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


def reported(text, given):
    """The report on the token, given the key that stands beside it; a text is a secret."""
    return w.reported(text, secret=given) if isinstance(given, str) else w.reported(text, given)


def nextauth_key(secret):
    """The key of the session cookie of NextAuth 4."""
    return HKDF(hashes.SHA256(), 32, b"", b"NextAuth.js Generated Encryption Key").derive(secret.encode())
