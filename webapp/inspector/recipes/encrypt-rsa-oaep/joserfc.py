import json
from pathlib import Path

from joserfc import jwe
from joserfc.jwk import RSAKey

public_key = RSAKey.import_key(Path("public-key.pem").read_text())
claims = {"sub": "alice"}

header = {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "key-1"}
allowed = [header["alg"], header["enc"]]
print(jwe.encrypt_compact(header, json.dumps(claims), public_key, algorithms=allowed))
