"""A profile's samples as what a user would paste, dated as of any moment."""

from hashlib import sha256

import pytest

from tests.inspector.cases import own
from webapp.inspector import base64url, paste
from webapp.inspector.decode import decode
from webapp.inspector.example import NOW
from webapp.inspector.profiles.sample import broken, sound
from webapp.inspector.token import TokenForm


def made(sample, now=NOW, less=""):
    """The sound sample and the broken ones."""
    profile = own(f"{sample}\n{less}")["door"]
    return [sound(profile, now), *(broken(profile, it, now) for it in profile.broken)]


def token(example):
    return decode(paste.read(example.paste).tokens[0])


def test_no_sample():
    assert made("") == [None]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("{ now = 0 }", 1000),
        ("{ now = -60 }", 940),
        ('{ now = 1, unit = "seconds" }', 1001),
        ('{ now = 1, unit = "milliseconds" }', 1_001_000),
        ("{ now = 1, text = true }", "1001"),
        ("{ now = 1, text = false }", 1001),
        ('{ now = 1, text = true, unit = "milliseconds" }', "1001000"),
        ("[1, { at = { now = 5 } }]", [1, {"at": 1005}]),
        ('{ now = "then" }', {"now": "then"}),
        ("true", True),
    ],
)
def test_value(said, value):
    (example,) = made(f"[sample]\nheader = {{ alg = 'ES256', x = {said} }}\npayload.x = {said}", 1000)
    assert example.payload == {"x": value}
    assert example.header == {"alg": "ES256", "x": value}
    assert example.now == 1000


SAMPLE = """
[sample]
header = { alg = "ES256", kid = "7" }
payload = { door = 7, iat = { now = 0 }, "a.b" = 1 }
client_id = "porter"
"""
FAULTS = """
[[broken]]
title = "another door"
draws = []
payload = { door = { now = 1 }, more = [] }
client_id = "thief"
[[broken]]
title = "less"
draws = []
header.alg = "RS256"
without = ["header.kid", "payload.iat", 'payload["a.b"]', "payload.nowhere"]
[[broken]]
title = "as sound"
draws = []
"""


def test_broken_samples_differ_from_the_sound_one_in_what_they_say():
    sound_, other, less, same = made(SAMPLE, 50, FAULTS)
    assert other.payload == {"door": 51, "iat": 50, "a.b": 1, "more": []}
    assert (other.header, other.client_id) == (sound_.header, "thief")
    assert (less.header, less.payload, less.client_id) == ({"alg": "RS256"}, {"door": 7}, "porter")
    assert same == sound_


def test_broken_sample_without_a_sound_one():
    _, example = made("", less="[[broken]]\ntitle = 'x'\ndraws = []\npayload = { door = 7 }")
    assert (example.header, example.payload, example.client_id) == ({}, {"door": 7}, None)


@pytest.mark.parametrize(
    ("alg", "length"),
    [
        ("ES256", 64),
        ("ES512", 132),
        ("HS384", 48),
        ("EdDSA", 64),
        ("Ed448", 114),
        ("none", 0),
        ("RS256", 256),
        ("HS999", 256),
    ],
)
def test_signature_has_the_form_of_one(alg, length):
    signature = token(made(f'[sample]\nheader.alg = "{alg}"')[0]).signature.bytes
    assert len(signature) == length
    assert 0 not in signature


def test_signature_that_is_given():
    assert made("[sample]\nsignature = 'c2ln'")[0].paste.endswith(".c2ln")


@pytest.mark.parametrize(("alg", "key"), [("RSA-OAEP-256", 256), ("dir", 0), ("ECDH-ES", 0), ("A256KW", 256)])
def test_encrypted_token(alg, key):
    (example,) = made(f'{SAMPLE}form = "jwe"'.replace("ES256", alg), 50)
    read = token(example)
    assert read.form is TokenForm.JWE
    assert read.header.text_of("alg") == alg
    assert [len(base64url.decode(it).bytes) for it in example.paste.split(".")[1:]] == [key, 12, 64, 16]
    assert (example.client_id, example.now) == ("porter", 50)


def test_selective_disclosure():
    (example,) = made("""
[sample]
header.alg = "ES256"
payload._sd = [{ digest = 1 }, { digest = 0 }]
form = "sd-jwt"
disclosures = ['["salt", "é", 1]', '["salt", "b", 2]']
""")
    jwt, *disclosures, end = example.paste.split("~")
    texts = [base64url.decode(it).bytes.decode() for it in disclosures]
    assert texts == ['["salt", "é", 1]', '["salt", "b", 2]']
    assert end == ""
    read = token(example)
    assert read.form is TokenForm.SD_JWT
    digests = [base64url.encode(sha256(it.encode()).digest()) for it in reversed(disclosures)]
    assert [it.value for it in read.payload.claim("_sd").value.items] == digests
    assert read.text.startswith(jwt)
