import time
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import OKPKey

private_key = Path("private-key.pem").read_text()
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}

key = OKPKey.import_key(private_key)
# RFC 9864 calls it Ed25519: joserfc warns of the old name, many receivers know no other.
token = jwt.encode({"alg": "EdDSA", "kid": "key-1"}, claims, key, algorithms=["EdDSA"])
print(token)
