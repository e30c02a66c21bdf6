"""HMAC secrets: their bytes are what the user says they are, and their text is never shown."""

import pytest

from webapp.inspector.keys import Key, read_secret
from webapp.inspector.submission import SecretEncoding

TEXT, BASE64, BASE64URL, HEX = SecretEncoding


@pytest.mark.parametrize(
    ("text", "encoding", "secret"),
    [
        ("", TEXT, b""),
        (" s\n", TEXT, b" s\n"),
        ("käse", TEXT, "käse".encode()),
        ("c2VjcmV0", TEXT, b"c2VjcmV0"),
        ("c2VjcmV0", BASE64, b"secret"),
        ("+/+/", BASE64, b"\xfb\xff\xbf"),
        ("c2VjcmV0MQ==", BASE64, b"secret1"),
        ("c2VjcmV0MQ", BASE64, b"secret1"),
        (" c2VjcmV0\n", BASE64, b"secret"),
        ("", BASE64, b""),
        ("-_-_", BASE64URL, b"\xfb\xff\xbf"),
        ("c2VjcmV0MQ==", BASE64URL, b"secret1"),
        ("00ffAB", HEX, b"\x00\xff\xab"),
        ("00ff\r\n", HEX, b"\x00\xff"),
        ("", HEX, b""),
    ],
)
def test_secret_is_read_as_it_is_meant(text, encoding, secret):
    row = read_secret(text, encoding)
    assert isinstance(row, Key)
    assert (row.name, row.type, row.curve, row.secret) == ("secret", "oct", None, secret)
    assert row.bits == 8 * len(secret)
    assert (row.private, row.public_pem, row.public_jwk, row.thumbprint) == (False, None, None, None)


@pytest.mark.parametrize(
    ("text", "encoding", "code", "message"),
    [
        ("abc$", HEX, "not-hex", "This is not hex: the character at 4 is “$”."),
        ("0x00", HEX, "not-hex", "This is not hex: the character at 2 is “x”."),
        ("  0g", HEX, "not-hex", "This is not hex: the character at 4 is “g”."),
        ("00\0f", HEX, "not-hex", "This is not hex: the character at 3 is U+0000."),
        (
            "abc",
            HEX,
            "not-hex",
            "This is not hex: 3 digits; two make a byte, so one is missing or one too many.",
        ),
        (
            "ab-d",
            BASE64,
            "not-base64",
            "This is not base64: the character at 3 is “-”; it belongs to base64url.",
        ),
        ("ab d", BASE64, "not-base64", "This is not base64: the character at 3 is “ ”."),
        ("a=bc", BASE64, "not-base64", "This is not base64: the character at 2 is “=”."),
        ("abcde", BASE64, "not-base64", "5 characters are one too many, or two or three are missing."),
        ("ab+d", BASE64URL, "not-base64url", "the character at 3 is “+”; it belongs to base64."),
        (
            "\ud800",
            TEXT,
            "not-utf8",
            "The character at 1 is half of a surrogate pair, which UTF-8 cannot write.",
        ),
    ],
)
def test_secret_that_is_not_so_encoded_says_where(text, encoding, code, message):
    row = read_secret(text, encoding)
    assert (row.name, row.code) == ("secret", code)
    assert message in row.message


@pytest.mark.parametrize("encoding", list(SecretEncoding))
def test_secret_is_never_quoted(encoding):
    for text in ("sesame-open-$$$", "c2VzYW1lLW9wZW4", "7365736d"):
        assert text not in repr(read_secret(text, encoding))
        assert "sesame" not in repr(read_secret(text, encoding))
