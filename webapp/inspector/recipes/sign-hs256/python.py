import base64
import hmac
import json
import os
import time


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


secret = os.environ["JWT_SECRET"].encode()  # the secret's bytes, here those of its text
header = {"alg": "HS256", "typ": "JWT", "kid": "key-1"}
now = int(time.time())  # whole seconds
claims = {"iss": "https://issuer.example", "sub": "alice", "iat": now, "exp": now + 300}
message = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))

signature = hmac.digest(secret, message.encode(), "sha256")  # 32 bytes, no hex
print(f"{message}.{base64url(signature)}")
