from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from jose import jwt  # python-jose

pem = Path("private-key.pem").read_text()
private_key = load_pem_private_key(pem.encode(), password=None)
public_key = private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
token = Path("token.txt").read_text().strip()

# Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
claims = jwt.decode(token, public_key.decode(), algorithms=["ES256"])
claims["role"] = "reader"
print(jwt.encode(claims, pem, algorithm="ES256", headers={"kid": "key-1"}))
