"""Example submissions: the tests run them, the rule pages show them, workshops start from them."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import base64url
from .example_keys import Jwk, key_file
from .submission import KeyFile, SecretEncoding, Submission

NOW = 1_795_400_000  # 23 November 2026, 02:13:20 UTC: the moment at which examples are judged

HEADER: Mapping[str, Any] = {"alg": "ES256", "typ": "JWT"}
PAYLOAD: Mapping[str, Any] = {
    "iss": "https://login.example.com",
    "sub": "user-4711",
    "aud": "https://api.example.com",
    "iat": NOW - 60,
    "exp": NOW + 600,
}
SIGNATURE = bytes(range(1, 65))  # of the right form for ES256; no key is given, so it is not checked


@dataclass(frozen=True, slots=True)
class Example:
    """A submission in the making. Parts given as text are taken as written, JSON or not."""

    payload: Mapping[str, Any] | str = field(default_factory=lambda: PAYLOAD)
    header: Mapping[str, Any] | str = field(default_factory=lambda: HEADER)
    signature: bytes | str = SIGNATURE
    text: str | None = None  # a whole paste, instead of the three parts
    profile: str | None = None
    keys: tuple[KeyFile, ...] = ()
    secret: str | None = None
    client_id: str | None = None
    now: int = NOW
    also: tuple[str, ...] = ()  # the other rules that cannot but complain as well

    @property
    def paste(self) -> str:
        """What the user would paste."""
        if self.text is not None:
            return self.text
        signature = self.signature if isinstance(self.signature, str) else base64url.encode(self.signature)
        return f"{_segment(self.header)}.{_segment(self.payload)}.{signature}"

    @property
    def submission(self) -> Submission:
        return Submission(
            self.paste, self.keys, self.secret, SecretEncoding.TEXT, self.client_id, self.profile
        )


def claims(**changes: Any) -> Example:
    """A sound token with some claims changed; None leaves a claim out."""
    return Example(payload=changed(PAYLOAD, changes))


def header(**changes: Any) -> Example:
    """A sound token with some header parameters changed; None leaves one out."""
    return Example(header=changed(HEADER, changes))


def keyed(*keys: Jwk, **header_parameters: Any) -> Example:
    """A token given with a key or a set of them; its signature is by none of them."""
    parameters = changed(HEADER, header_parameters)
    length = {"ES256": 64, "ES384": 96}.get(parameters["alg"], 256)
    file = KeyFile("keys.json", key_file(*keys).encode())
    return Example(header=parameters, signature=(SIGNATURE * 4)[:length], keys=(file,))


def macked(secret: str, **changes: Any) -> Example:
    """A token under HS256 with the secret that made it."""
    signing_input = Example(changed(PAYLOAD, changes), {"alg": "HS256", "typ": "JWT"}, "").paste.rstrip(".")
    mac = hmac.digest(secret.encode(), signing_input.encode(), "sha256")
    return Example(text=f"{signing_input}.{base64url.encode(mac)}", secret=secret)


def changed(members: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**members, **changes}.items() if value is not None}


def _segment(content: Mapping[str, Any] | str) -> str:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return base64url.encode(text.encode())
