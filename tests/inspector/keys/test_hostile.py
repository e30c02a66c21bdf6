"""Whatever is given, reading answers with rows, never with an exception, and soon."""

import base64
import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.inspector.keys import (
    Key,
    UnusableKey,
    der,
    known_default,
    pairs,
    public_file_name,
    read,
    read_secret,
)
from webapp.inspector.limits import DEFAULTS
from webapp.inspector.submission import KeyFile, SecretEncoding

from .samples import EXPECTED, FOLDER, PASSWORD, data, der_of

SAMPLES = sorted(file.name for file in FOLDER.iterdir() if file.suffix not in {".md", ".json"})
IN_DER = [name for name in SAMPLES if data(name).startswith(b"-----") and b"Proc-Type" not in data(name)]
SIZE = DEFAULTS.key_bytes
BEGIN, END = "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"
many = settings(max_examples=200, deadline=None)


def check(content: bytes, name: str = "key", password: str | None = PASSWORD) -> None:
    """Reading gives at least one row, each of which can be shown."""
    found = read(KeyFile(name, content, password))
    assert found
    for row in found:
        assert isinstance(row, Key | UnusableKey)
        json.dumps([row.name, [note.message for note in row.notes]])
        if isinstance(row, UnusableKey):
            assert row.message
            assert len(row.message) < 1000
        else:
            json.dumps(row.public_jwk)
            assert public_file_name(row)
    pairs(found)


@many
@given(st.binary(max_size=500))
def test_any_bytes(content):
    check(content)


@many
@given(st.text(max_size=300), st.text(max_size=30), st.none() | st.text(max_size=20))
def test_any_text(content, name, password):
    check(content.encode("utf-8", "surrogatepass"), name, password)


@many
@given(st.sampled_from(SAMPLES), st.data())
def test_sample_with_bytes_changed(name, draw):
    content = bytearray(data(name))
    for _ in range(draw.draw(st.integers(1, 4))):
        content[draw.draw(st.integers(0, len(content) - 1))] = draw.draw(st.integers(0, 255))
    check(bytes(content), name)


@many
@given(st.sampled_from(SAMPLES), st.data())
def test_sample_cut_and_glued(name, draw):
    content, other = data(name), data(draw.draw(st.sampled_from(SAMPLES)))
    start, stop = draw.draw(st.integers(0, len(content))), draw.draw(st.integers(0, len(other)))
    check(content[start:] + other[:stop], name)


@many
@given(
    st.sampled_from(IN_DER),
    st.data(),
)
def test_der_with_bytes_changed(name, draw):
    content = bytearray(der_of(name))
    for _ in range(draw.draw(st.integers(1, 4))):
        content[draw.draw(st.integers(0, len(content) - 1))] = draw.draw(st.integers(0, 255))
    check(bytes(content), name)


jwk_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=60),
    st.binary(max_size=80).map(lambda raw: base64.urlsafe_b64encode(raw).decode()),
    st.sampled_from(["P-256", "secp256k1", "Ed25519", "X448", "AQAB", "ML-DSA-44", "Ed448", "P-521"]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
jwks = st.dictionaries(
    st.sampled_from(
        ["crv", "x", "y", "d", "n", "e", "p", "q", "k", "pub", "priv", "alg", "kid", "use", "key_ops"]
    ),
    jwk_values,
)


@many
@given(st.sampled_from(["EC", "RSA", "OKP", "oct", "AKP", "ec", "", None, 5, []]), jwks, st.booleans())
def test_any_jwk(kind, members, in_a_set):
    jwk = {"kty": kind, **members}
    check(json.dumps({"keys": [jwk, members]} if in_a_set else jwk).encode())


@many
@given(st.sampled_from([name for name in EXPECTED if EXPECTED[name]["thumbprint"]]), jwks)
def test_sound_jwk_with_members_changed(name, members):
    [row] = read(KeyFile(name, data(name), PASSWORD))
    check(json.dumps(dict(row.public_jwk) | members).encode())


@many
@given(st.text(), st.sampled_from(list(SecretEncoding)))
def test_any_secret(secret, encoding):
    row = read_secret(secret, encoding)
    assert isinstance(row, Key | UnusableKey)
    if isinstance(row, Key):
        known_default(row.secret)


def nested(wrap, start, size):
    content = start
    while len(content) < size:
        content = wrap(content)
    return content


LONG = {
    "dashes": "-" * SIZE,
    "dashes and blanks": "- " * SIZE,
    "base64": "A" * SIZE,
    "base64 that begins like a key": "MIGT" * SIZE,
    "base64 in lines": ("A" * 64 + "\n") * SIZE,
    "base64 of base64": nested(base64.b64encode, b"-----BEGIN", SIZE)[:SIZE],
    "hexadecimal": "3082" * SIZE,
    "hexadecimal with colons": "30:" * SIZE,
    "line breaks": "\n" * (SIZE - 1) + "x",
    "dashes before BEGIN": "-" * (SIZE - 60) + "x" + BEGIN + END,
    "blanks before BEGIN": "\t" * (SIZE - 60) + "x" + BEGIN + END,
    "words before BEGIN": "a " * (SIZE // 2 - 60) + BEGIN + END,
    "BEGIN lines": (BEGIN + "\n") * SIZE,
    "BEGIN lines on one line": BEGIN * SIZE,
    "END lines": END * SIZE,
    "empty blocks": (BEGIN + END) * SIZE,
    "the word BEGIN": "BEGIN " * SIZE,
    "BEGIN and words": "BEGIN A A A A A " * SIZE,
    "BEGIN KEY without dashes": "BEGIN KEY" * SIZE,
    "a body of quotation marks": BEGIN + '"' * (SIZE - 60) + END,
    "a body of backslashes": BEGIN + "\\" * (SIZE - 60) + END,
    "a body of blanks": BEGIN + " " * (SIZE - 60) + END,
    "a body of line breaks": BEGIN + "\n" * (SIZE - 60) + END,
    "a body of blank lines": BEGIN + "\nA \n " * (SIZE // 6 - 20) + END,
    "a body of headers": BEGIN + "\nA: b" * (SIZE // 5 - 20) + END,
    "a header that goes on": BEGIN + "\nA:" + "\\\n" * (SIZE // 2 - 60) + END,
    "a body of DEK-Info": BEGIN + "DEK-Info: A," * (SIZE // 12 - 20) + END,
    "escapes": "\\n" * SIZE,
    "backslashes": "\\" * SIZE,
    "quotation marks": '"' * SIZE,
    "escaped quotation marks": '"\\' * SIZE,
    "percent signs": "%0A" * SIZE,
    "soft hyphens": "\u00ad" * SIZE,
    "Cyrillic letters": "А" * SIZE,
    "a name without end": "a" * SIZE + "=",
    "names": "NAME=" * SIZE,
    "brackets": "[" * 100_000,
    "objects": '{"a":' * SIZE,
    "an integer": '{"kty":"RSA","e":3,"n":' + "9" * (SIZE - 40) + "}",
    "a decimal modulus": '{"kty":"RSA","e":3,"n":"' + "9" * (SIZE - 40) + '"}',
    "a hexadecimal modulus": '{"kty":"RSA","e":3,"n":"' + "ab" * (SIZE // 2 - 40) + '"}',
    "a modulus": '{"kty":"RSA","e":"AQAB","n":"' + "_" * (SIZE - 60) + '"}',
    "an exponent": '{"kty":"RSA","n":"' + "_" * 342 + '","e":"' + "_" * (SIZE - 500) + '"}',
    "a coordinate": '{"kty":"EC","crv":"P-256","y":"A","x":"' + "A" * (SIZE - 60) + '"}',
    "points off every curve": json.dumps(
        {"keys": [{"kty": "EC", "crv": "P-521", "d": "BB", "x": "A", "y": "B"}] * 4000}
    ),
    "moduli": json.dumps({"keys": [{"kty": "RSA", "n": "_" * 2730, "e": "AQAB"}] * 90}),
    "JSON in JSON": nested(lambda inner: json.dumps({"a": inner}), "{", SIZE // 2),
    "JSON in a sentence": "a" + '{"a":[' * SIZE,
    "JSON in JSON in a list": json.dumps(["{}"] * (SIZE // 6)),
    "SSH lines": "ssh-rsa AAAAB3NzaC1yc2E\n" * SIZE,
    "SSH words": "ssh-rsa " * SIZE,
    "SSH options": "a " * SIZE,
    "PuTTY lines": "PuTTY-User-Key-File-3: " + "\nPublic-Lines:" * SIZE,
    "XML": "<RSAKeyValue>" * SIZE,
    "XML numbers": "<Modulus>" * (SIZE // 10) + "RSAKeyValue>",
    "paths": "a/" * SIZE,
    "addresses": "http://" * SIZE,
    "tokens": "eyJa." * SIZE,
    "noughts": b"\0" * SIZE,
    "bytes FF": b"\xff" * SIZE,
    "bytes at random": random.Random(1).randbytes(SIZE),
    "UTF-16": ("A" * (SIZE // 2)).encode("utf-16-le"),
    "DER without an end": b"\x30\x84\xff\xff\xff\xff\x02\x01" + b"\0" * SIZE,
    "DER with lying lengths": b"\x30\x83\x03\xff\xfb" + b"\x30\x82\xff\xff" * SIZE,
    "DER without lengths": b"\x30\x80" * SIZE,
    "DER of many children": der.element(0x30, b"\x02\x01\x00" * ((SIZE - 20) // 3)),
    "DER nested": nested(lambda inner: der.element(0x30, inner), b"\x02\x01\x00", SIZE - 20_000),
}


@pytest.mark.parametrize("name", LONG)
def test_the_longest_file_is_read_within_a_second(name):
    content = LONG[name]
    raw = (content if isinstance(content, bytes) else content.encode())[:SIZE]
    start = time.process_time()
    check(raw)
    assert time.process_time() - start < 1  # a tenth of that is usual; anything quadratic takes minutes
