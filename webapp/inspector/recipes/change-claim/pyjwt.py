from pathlib import Path

import jwt  # PyJWT
from cryptography.hazmat.primitives.serialization import load_pem_private_key

private_key = load_pem_private_key(Path("private-key.pem").read_bytes(), password=None)
token = Path("token.txt").read_text().strip()

# Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
claims = jwt.decode(token, private_key.public_key(), algorithms=["ES256"])
claims["role"] = "reader"
print(jwt.encode(claims, private_key, algorithm="ES256", headers={"kid": "key-1"}))
