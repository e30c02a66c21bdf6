import base64
import json
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_private_key

private_key = load_pem_private_key(Path("private-key.pem").read_bytes(), password=None)
public = private_key.public_key().public_bytes_raw()  # not private_bytes_raw(): that is the seed
x = base64.urlsafe_b64encode(public).rstrip(b"=").decode()

print(json.dumps({"kty": "OKP", "crv": "Ed25519", "x": x, "kid": "key-1"}))
