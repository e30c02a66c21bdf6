import base64
import os
import time

from jose import jwt  # python-jose

secret = base64.b64decode(os.environ["JWT_SECRET"])  # bytes, on both sides
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}

token = jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "key-1"})
print(token)
