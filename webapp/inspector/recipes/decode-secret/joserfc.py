import base64
import os
import time

from joserfc import jwt
from joserfc.jwk import OctKey

secret = base64.b64decode(os.environ["JWT_SECRET"])  # bytes, on both sides
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}

key = OctKey.import_key(secret)
token = jwt.encode({"alg": "HS256", "kid": "key-1"}, claims, key)
print(token)
