"""Secrets that everybody knows."""

import pytest

from webapp.inspector.keys import known_default


@pytest.mark.parametrize(
    ("secret", "default"),
    [
        (b"your-256-bit-secret", "your-256-bit-secret"),
        (b"SECRET", "secret"),
        (b"changeme\n", "changeme"),
        (b"", ""),
        (b" \n", ""),
        (b"undefined", "undefined"),
        (b"${jwt_secret}", "${JWT_SECRET}"),
        (b"shhhhh", "shhhhh"),
    ],
)
def test_known_default_is_told(secret, default):
    assert known_default(secret) == default


@pytest.mark.parametrize(
    "secret", [b"correct horse battery staple", bytes(32), b"\xff\xfe", b"secret" * 100_000]
)
def test_other_secrets_are_none(secret):
    assert known_default(secret) is None
