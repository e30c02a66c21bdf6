import time
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import RSAKey

private_key = Path("private-key.pem").read_text()
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}

key = RSAKey.import_key(private_key)
token = jwt.encode({"alg": "RS256", "kid": "key-1"}, claims, key)
print(token)
