"""What is no key is called what it is, and never quoted."""

import pytest

from .samples import unusable

STRANGERS = [
    (b"", "empty", "The file is empty."),
    (b" \n\t", "empty", "The file is empty."),
    ("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "a-token", "This is a token"),
    ("Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "a-token", "This is a token"),
    ("eyJhbGciOiJFUzI1\nNiJ9.eyJzdWIiO\niIxIn0.c2ln", "a-token", "This is a token"),
    ("eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn", "a-token", "This is a token"),
    ("<!DOCTYPE html>\n<html><title>Sign in</title></html>", "not-a-key", "a web page"),
    ("<HTML lang=en>", "not-a-key", "a web page"),
    ("<Response/>", "not-a-key", "XML without an RSAKeyValue"),
    ("https://appleid.apple.com/auth/keys", "not-a-key", "This is an address"),
    ("AuthKey_7XK4Q2M9RT.p8", "not-a-key", "the path of a file"),
    ("/etc/ssl/private/server key.pem", "not-a-key", "the path of a file"),
    ("~/.ssh/id_ed25519", "not-a-key", "the path of a file"),
    (r"C:\Users\me\AuthKey_7XK4Q2M9RT.p8", "not-a-key", "the path of a file"),
    ("file:///home/me/key", "not-a-key", "the path of a file"),
    ("correct horse battery staple", "not-a-key", "it goes into the field for secrets"),
    ("your-256-bit-secret", "not-a-key", "it goes into the field for secrets"),
    ("00" * 32, "not-a-key", "32 bare bytes"),
    ("A" * 43, "not-a-key", "32 bare bytes"),
    ("Dear colleagues,\n\nthe key is in the safe.\n", "not-a-key", "no key in any form that is known here"),
    ("The file should BEGIN PRIVATE KEY and so on.\nMore.", "not-a-key", "no key in any form"),
    (bytes(range(256)), "not-a-key", "binary data"),
    (b"\xfe\xed\xfe\xed\x00\x00\x00\x02", "unsupported", "keytool -importkeystore"),
    (b"\0" * 64, "not-a-key", "binary data"),
]


@pytest.mark.parametrize(("content", "code", "said"), STRANGERS, ids=range(len(STRANGERS)))
def test_stranger_is_called_what_it_is(content, code, said):
    row = unusable(content)
    assert row.code == code
    assert said in row.message


@pytest.mark.parametrize(
    "content", [it for it, _, _ in STRANGERS if len(it) > 8], ids=lambda it: str(it[:12])
)
def test_stranger_is_not_quoted(content):
    written = content.decode("latin-1") if isinstance(content, bytes) else content
    assert written[:20].strip() not in repr(unusable(content)) or not written.strip()
