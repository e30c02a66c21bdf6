"""Tokens for and from Apple, and a request with one: the examples of several modules start from them."""

from typing import Any

from ..example import HEADER, NOW, Example, changed
from ..rule import Citation

RECEIVER = Citation("The receiver's own documents, as its profile names them", "", "/profiles")

_CLAIMS = {
    "iss": "8R4ZP2XK9T",
    "iat": NOW - 60,
    "exp": NOW + 600,
    "aud": "https://appleid.apple.com",
    "sub": "com.example.web",
}
_SIGNED_IN = {
    "iss": "https://appleid.apple.com",
    "aud": "com.example.web",
    "exp": NOW + 600,
    "iat": NOW - 60,
    "sub": "001234.0123456789abcdef0123456789abcdef.0912",
}


def secret(
    header: dict[str, Any] | None = None,
    client_id: str | None = None,
    also: tuple[str, ...] = (),
    **claims: Any,
) -> Example:
    """A client_secret, sound but for some changes; None leaves a member out."""
    return Example(
        changed(_CLAIMS, claims),
        changed({**HEADER, "kid": "7XK4Q2M9RT"}, header or {}),
        profile="apple-client-secret",
        client_id=client_id,
        also=also,
    )


SECRET = secret()
IDENTITY_TOKEN = Example(_SIGNED_IN, {"alg": "RS256", "kid": "fh6Bs8C"}, bytes(range(256)))


def provider_token(age: int = 60) -> Example:
    """A provider token for APNs, made so many seconds ago."""
    return Example({"iss": "8R4ZP2XK9T", "iat": NOW - age}, {"alg": "ES256", "kid": "7XK4Q2M9RT"})


def pushed(authorization: str) -> Example:
    """A curl command that sends a push with that Authorization header."""
    url = "https://api.push.apple.com/3/device/0123456789abcdef"
    return Example(text=f"curl -X POST -H 'Authorization: {authorization}' {url}")


def sent(
    url: str = "https://appleid.apple.com/auth/token",
    *,
    options: str = "",
    also: tuple[str, ...] = (),
    **parameters: str,
) -> Example:
    """A curl command that sends a sound client_secret; an empty parameter is left out."""
    usual = {"client_id": "com.example.web", "client_secret": SECRET.paste, "grant_type": "refresh_token"}
    given = {**usual, "refresh_token": "r0123456789abcdef0123456789abcdef.0.abc.xyz", **parameters}
    body = " ".join(f"-d '{name}={value}'" for name, value in given.items() if value)
    return Example(text=f"curl {options} {body} '{url}'", also=also)
