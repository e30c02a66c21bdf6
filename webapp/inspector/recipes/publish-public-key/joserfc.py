import json
from pathlib import Path

from joserfc.jwk import OKPKey

private_key = OKPKey.import_key(Path("private-key.pem").read_text(), {"kid": "key-1"})

print(json.dumps(private_key.as_dict(private=False)))  # without d, the private half
