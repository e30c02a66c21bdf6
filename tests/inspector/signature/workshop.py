"""A signer for the tests: keys, sound tokens, and tokens signed wrongly in one way at a time."""

import hashlib
import hmac

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

from webapp.inspector import examine, keys
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.example import NOW, PAYLOAD, Example
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.paste import Found
from webapp.inspector.signature import verify
from webapp.inspector.signature.ecdsa.value import ORDERS
from webapp.inspector.submission import KeyFile, Submission

SECRET = "Zk2qYv8rN5wT0xLb7HcJ4mPd9sGf1aQeVb3nXc6z"

# Made anew for each run: no test depends on which keys they are.
P256 = ec.generate_private_key(ec.SECP256R1())
P384 = ec.generate_private_key(ec.SECP384R1())
P521 = ec.generate_private_key(ec.SECP521R1())
K256 = ec.generate_private_key(ec.SECP256K1())
ED25519 = ed25519.Ed25519PrivateKey.generate()
ED448 = ed448.Ed448PrivateKey.generate()
RSA = rsa.generate_private_key(65537, 2048)

EC_SIGNERS = {
    "ES256": (P256, hashes.SHA256(), 32),
    "ES384": (P384, hashes.SHA384(), 48),
    "ES512": (P521, hashes.SHA512(), 66),
    "ES256K": (K256, hashes.SHA256(), 32),
}
SIGNERS = {"RS256": RSA, "EdDSA": ED25519, **{alg: key for alg, (key, _, _) in EC_SIGNERS.items()}}


# How R and S may be written without its showing.
BLIND_FORMS = {
    "ecdsa.swapped": lambda r, s: s + r,
    "ecdsa.little_endian": lambda r, s: r[::-1] + s[::-1],
    "sigenc.reversed": lambda r, s: (r + s)[::-1],
}


def halves(signature):
    """R and S."""
    return signature[: len(signature) // 2], signature[len(signature) // 2 :]


def signing_input(alg, **header):
    return Example(PAYLOAD, {"alg": alg, **header}, "").paste.rstrip(".")


def raw(signature, width=32):
    r, s = decode_dss_signature(signature)
    return r.to_bytes(width, "big") + s.to_bytes(width, "big")


def es256(message, key=P256):
    """R‖S over `message`, whatever it is."""
    return raw(key.sign(message, ec.ECDSA(hashes.SHA256())))


def es256_of_digest(digest, algorithm=None):
    return raw(P256.sign(digest, ec.ECDSA(Prehashed(algorithm or hashes.SHA256()))))


def rs256(message, algorithm=None):
    return RSA.sign(message, padding.PKCS1v15(), algorithm or hashes.SHA256())


def hs256(secret, message):
    return hmac.digest(secret, message, "sha256")


def signature(alg, message):
    """The right signature over `message`."""
    if alg in EC_SIGNERS:
        key, algorithm, width = EC_SIGNERS[alg]
        return raw(key.sign(message, ec.ECDSA(algorithm)), width)
    makers = {"RS256": rs256, "EdDSA": ED25519.sign}
    return makers[alg](message) if alg in makers else hs256(SECRET.encode(), message)


def judged(alg, text):
    """The verification of `text` with this workshop's key for the algorithm."""
    return verified(text, pem(SIGNERS[alg])) if alg in SIGNERS else verified(text, secret=SECRET)


def accepted_by_pyjwt(alg, text):
    """The claims that PyJWT reads, once it has verified the signature; else its error."""
    key = SIGNERS[alg].public_key() if alg in SIGNERS else SECRET
    unchecked = dict.fromkeys(("verify_exp", "verify_nbf", "verify_iat", "verify_aud"), False)
    return jwt.decode(text, key, algorithms=[alg], options=unchecked)


def sha256(data):
    return hashlib.sha256(data)


def token(signed, signature):
    return f"{signed}.{signature if isinstance(signature, str) else encode(signature)}"


def pem(key, name="key.pem"):
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return KeyFile(name, private)


def raised(encoded, key=RSA):
    """`encoded` raised to the private exponent, whatever it is: textbook RSA."""
    size, numbers = (key.key_size + 7) // 8, key.private_numbers()
    return pow(int.from_bytes(encoded, "big"), numbers.d, numbers.public_numbers.n).to_bytes(size, "big")


def powered(content, key=RSA):
    """The same for `content` in the padding of PKCS#1 v1.5."""
    size = (key.key_size + 7) // 8
    return raised(b"\0\1" + b"\xff" * (size - 3 - len(content)) + b"\0" + content, key)


def public_jwk(key):
    """The public half of a private key as a JWK."""
    [row] = keys.read(pem(key))
    return dict(row.public_jwk)


def verified(text, *files, secret=None, limits=DEFAULTS):
    """The verification of `text` with the key files and the secret."""
    rows = [row for file in files for row in keys.read(file) if isinstance(row, keys.Key)]
    if secret is not None:
        rows.append(keys.read_secret(secret))
    return verify(decode(Found(text)), tuple(rows), files, limits=limits)


def with_nonce(alg, message, nonce):
    """A home-made ECDSA signature over `message` with a nonce of our choice."""
    key, algorithm, width = EC_SIGNERS[alg]
    order = ORDERS[ALGORITHMS[alg].curves[0]]
    r = ec.derive_private_key(nonce, key.curve).public_key().public_numbers().x % order
    digest = int.from_bytes(hashlib.new(algorithm.name, message).digest(), "big")
    s = pow(nonce, -1, order) * (digest + r * key.private_numbers().private_value) % order
    return r.to_bytes(width, "big") + s.to_bytes(width, "big")


def examined(*texts, files=()):
    """The report on some tokens pasted one below the other."""
    return examine(Submission("\n".join(texts), files), NOW)
