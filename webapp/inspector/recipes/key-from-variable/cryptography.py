import os

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

pem = os.environ["PRIVATE_KEY"].replace("\\n", "\n")  # line breaks, not a backslash and an n
private_key = load_pem_private_key(pem.encode(), password=None)

public_key = private_key.public_key()
print(public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
