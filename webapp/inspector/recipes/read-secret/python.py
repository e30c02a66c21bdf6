import hashlib
from pathlib import Path

secret = Path("secret.txt").read_text("utf-8-sig").strip()  # no byte order mark, no newline
if len(secret.encode()) < 32:
    raise SystemExit("The secret is too short: HS256 wants 32 bytes.")

print(hashlib.sha256(secret.encode()).hexdigest()[:16])  # the same on both sides
