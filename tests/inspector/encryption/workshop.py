"""A locksmith for the tests: keys, and the report on what was encrypted to them."""

import hmac
import json

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x448, x25519
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.padding import PKCS7

from webapp.inspector import examine
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.encryption.cause import Evidence
from webapp.inspector.encryption.envelope import Envelope, envelopes
from webapp.inspector.encryption.opener import Opener
from webapp.inspector.example import NOW
from webapp.inspector.keys import Vault, read
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.paste import Found
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.submission import KeyFile, Submission

# Made anew for each run: no test depends on which keys they are.
RSA = rsa.generate_private_key(65537, 2048)
OTHER_RSA = rsa.generate_private_key(65537, 2048)
CURVES = {
    "P-256": ec.generate_private_key(ec.SECP256R1()),
    "P-384": ec.generate_private_key(ec.SECP384R1()),
    "P-521": ec.generate_private_key(ec.SECP521R1()),
    "X25519": x25519.X25519PrivateKey.generate(),
    "X448": x448.X448PrivateKey.generate(),
}
CLAIMS = {"iss": "https://login.example.com", "sub": "user-4711", "iat": NOW - 60, "exp": NOW + 600}
PLAINTEXT = json.dumps(CLAIMS).encode()


def secret(length):
    """Bytes of that many that are no text."""
    return bytes(range(128, 128 + length))


def pem(key, name="key.pem"):
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return KeyFile(name, private)


def public_pem(key, name="key.pem"):
    form = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return KeyFile(name, key.public_key().public_bytes(*form))


def jwk(members, name="key.json"):
    return KeyFile(name, json.dumps(members).encode())


def oct_jwk(octets, **more):
    return jwk({"kty": "oct", "k": encode(octets), **more})


def reported(text, *files, secret=None, limits=DEFAULTS, deep=False):
    """The report on the first token of `text`."""
    submission = Submission(text, files, secret, deep=deep)
    report = examine(submission, NOW, BUILT_IN, limits).tokens[0]
    assert [(outcome.rule.id, outcome.broke) for outcome in report.broke] == []
    return report


def decrypted(text, *files, secret=None, **more):
    """What becomes of the token."""
    found = reported(text, *files, secret=secret, **more).decryption
    assert found.tried is None or found.tried.broke is None
    return found


def causes(decryption):
    return [cause.id.removeprefix("jwe.") for cause in decryption.causes]


def header_text(header):
    return encode(json.dumps(header).encode())


def gcm(header, key, plaintext=PLAINTEXT, *, iv=bytes(range(12)), aad=None):
    """IV, ciphertext and tag under AES-GCM; `aad` in place of the encoded header."""
    aad = header_text(header).encode() if aad is None else aad
    sealed = AESGCM(key).encrypt(iv, plaintext, aad)
    return iv, sealed[:-16], sealed[-16:]


def whole_mac(key, aad, iv, text, hash_name):
    return hmac.digest(key, aad + iv + text + (8 * len(aad)).to_bytes(8, "big"), hash_name)


def cbc(header, key, plaintext=PLAINTEXT, *, aad=None, mac=None):
    """The same under AES-CBC with HMAC; `mac` in place of the proper one makes the tag."""
    aad, iv, half = header_text(header).encode() if aad is None else aad, bytes(range(16)), len(key) // 2
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key[half:]), modes.CBC(iv)).encryptor()
    text = encryptor.update(padder.update(plaintext) + padder.finalize()) + encryptor.finalize()
    hash_name = {16: "sha256", 24: "sha384", 32: "sha512"}[half]
    tag = (mac or (lambda *parts: whole_mac(*parts)[:half]))(key[:half], aad, iv, text, hash_name)
    return iv, text, tag


def compact(header, parts, encrypted_key=b""):
    return ".".join((header_text(header), *map(encode, (encrypted_key, *parts))))


# The modules by themselves


def sent(header=(), protected="", encrypted_key=b"", parts=(b"", b"", b""), **more):
    """An envelope with that header."""
    return Envelope(dict(header), protected, encrypted_key, *parts, **more)


def envelope(text):
    """What the first recipient of the token has."""
    return next(envelopes(decode(Found(text))))


def opener(file):
    """The first key of the file, with its private half."""
    vault = Vault()
    key = read(file, vault=vault)[0]
    return Opener(key, vault.private_half(key), key.secret)


def password(text):
    """A secret as it is typed."""
    return opener(jwk({"kty": "oct", "k": encode(text.encode())}, "secret"))


def evidence(envelope, *openers, label="", inflated=DEFAULTS.inflated_bytes):
    return Evidence(envelope, envelope.management, envelope.encryption, openers, label, inflated)


def guesses(undo, shown, evidence):
    """What undoing a cause gives, by the words for it."""
    return {guess.says: guess.value for guess in undo(shown, evidence)}
