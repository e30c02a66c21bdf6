import time
from pathlib import Path

import jwt  # PyJWT

private_key = Path("private-key.pem").read_text()
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}

token = jwt.encode(claims, private_key, algorithm="EdDSA", headers={"kid": "key-1"})
print(token)
