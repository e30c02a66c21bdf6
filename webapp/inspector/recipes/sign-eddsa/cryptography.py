import base64
import json
import time
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_private_key


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


private_key = load_pem_private_key(Path("private-key.pem").read_bytes(), password=None)
header = {"alg": "EdDSA", "typ": "JWT", "kid": "key-1"}
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}
message = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))

signature = private_key.sign(message.encode())  # the message itself, not its hash
print(f"{message}.{base64url(signature)}")
