import time
from pathlib import Path

from jose import jwt  # python-jose

private_key = Path("private-key.pem").read_text()
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}

token = jwt.encode(claims, private_key, algorithm="RS256", headers={"kid": "key-1"})
print(token)
