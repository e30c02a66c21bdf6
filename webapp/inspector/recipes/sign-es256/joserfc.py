import time
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey

private_key = Path("private-key.pem").read_text()
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}

key = ECKey.import_key(private_key)
token = jwt.encode({"alg": "ES256", "kid": "key-1"}, claims, key)
print(token)
