import base64
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_pem_public_key


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


public_key = load_pem_public_key(Path("public-key.pem").read_bytes())
claims = {"sub": "alice"}

header = base64url(json.dumps({"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "key-1"}).encode())
content_key, iv = os.urandom(32), os.urandom(12)
oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label=None)  # one hash for both
sealed = AESGCM(content_key).encrypt(iv, json.dumps(claims).encode(), header.encode())
parts = (public_key.encrypt(content_key, oaep), iv, sealed[:-16], sealed[-16:])  # the tag ends it
print(".".join((header, *map(base64url, parts))))
