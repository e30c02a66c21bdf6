from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey

private_key = ECKey.import_key(Path("private-key.pem").read_text())
token = Path("token.txt").read_text().strip()

# Where nothing changes, pass on the token as it came: rewritten JSON does not verify.
claims = jwt.decode(token, private_key, algorithms=["ES256"]).claims
jwt.JWTClaimsRegistry().validate(claims)  # its dates, too
claims["role"] = "reader"
print(jwt.encode({"alg": "ES256", "kid": "key-1"}, claims, private_key))
