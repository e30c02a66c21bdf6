import json
from datetime import UTC, datetime

issued = datetime.now(UTC)  # with its zone: without one, timestamp() takes it for local time
expires = datetime.fromisoformat("2030-01-01T00:00:00Z")

claims = {"iat": int(issued.timestamp()), "exp": int(expires.timestamp())}  # whole seconds
print(json.dumps(claims))
