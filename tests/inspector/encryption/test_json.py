"""Encrypted tokens in JSON, for one recipient and for several, and tokens within them."""

import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector.base64url import encode
from webapp.inspector.encryption import Status
from webapp.inspector.example import PAYLOAD, Example

from . import workshop as w

KEY, FIRST, SECOND = w.secret(32), b"1" * 16, b"2" * 32
ENC = {"enc": "A256GCM"}
OAEP = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)
RECIPIENTS = [
    {"header": {"alg": "A128KW", "kid": "first"}, "encrypted_key": encode(aes_key_wrap(FIRST, KEY))},
    {"header": {"alg": "A256KW", "kid": "second"}, "encrypted_key": encode(aes_key_wrap(SECOND, KEY))},
    {"header": {"alg": "RSA-OAEP"}, "encrypted_key": encode(w.RSA.public_key().encrypt(KEY, OAEP))},
]


def sealed(protected=ENC, *, aad=None, authenticated=None, **members):
    """A token in JSON; `authenticated` in place of the proper additional data."""
    text = w.header_text(protected)
    data = text if aad is None else f"{text}.{encode(aad)}"
    iv, ciphertext, tag = w.gcm(protected, KEY, aad=(authenticated or data).encode())
    token = {"protected": text, "iv": encode(iv), "ciphertext": encode(ciphertext), "tag": encode(tag)}
    return json.dumps({**token, **({"aad": encode(aad)} if aad is not None else {}), **members})


GENERAL = sealed(recipients=RECIPIENTS)
KEYS = {"first": w.oct_jwk(FIRST), "second": w.oct_jwk(SECOND), "third": w.pem(w.RSA)}


@pytest.mark.parametrize(
    ("recipient", "alg"), [("first", "A128KW"), ("second", "A256KW"), ("third", "RSA-OAEP")]
)
def test_each_recipient_opens_it_with_its_own_key(recipient, alg):
    report = w.reported(GENERAL, KEYS[recipient])
    assert report.decryption.status is Status.DECRYPTED
    assert report.decryption.alg == alg
    assert report.token.payload.bytes == w.PLAINTEXT
    assert report.token.header.text_of("alg") == alg
    assert report.findings == ()


def test_a_key_of_nobody_opens_it_for_none():
    found = w.decrypted(GENERAL, w.oct_jwk(b"3" * 16))
    assert found.status is Status.FAILED
    assert w.causes(found) == ["wrong_key"]


def test_a_fault_is_found_behind_a_recipient_whose_key_is_missing():
    members = [RECIPIENTS[0], {**RECIPIENTS[1], "header": {"alg": "A128KW", "kid": "second"}}]
    found = w.decrypted(sealed(recipients=members), KEYS["second"])
    assert found.status is Status.FAILED
    assert "kw_alg" in w.causes(found)


def test_additional_data_is_authenticated():
    members = RECIPIENTS[0]
    assert w.decrypted(sealed(aad=b"more", **members), KEYS["first"]).status is Status.DECRYPTED
    forgotten = sealed(aad=b"more", authenticated=w.header_text(ENC), **members)
    assert w.causes(w.decrypted(forgotten, KEYS["first"])) == ["aad"]


def test_headers_without_protection_count():
    shared = {"unprotected": {"enc": "A256GCM"}, **RECIPIENTS[0]}
    report = w.reported(sealed({}, authenticated=w.header_text({}), **shared), KEYS["first"])
    assert report.decryption.status is Status.DECRYPTED
    assert report.token.header.text_of("enc") == "A256GCM"
    assert report.token.header.text_of("kid") == "first"


def test_a_parameter_in_two_headers_is_told_and_the_protected_one_counts():
    members = {**RECIPIENTS[0], "unprotected": {"enc": "A128GCM"}}
    report = w.reported(sealed(**members), KEYS["first"])
    assert report.decryption.status is Status.DECRYPTED
    assert "repeated-parameter" in {it.rule.id for it in report.findings}


def test_a_signed_token_inside_is_judged_by_itself():
    inner = Example().paste
    header = {"alg": "dir", "enc": "A256GCM", "cty": "JWT"}
    report = w.reported(w.compact(header, w.gcm(header, KEY, inner.encode())), w.oct_jwk(KEY))
    assert report.findings == ()
    (nested,) = report.inner
    assert str(nested.place) == "payload"
    assert nested.report.token.payload.text_of("iss") == PAYLOAD["iss"]


def test_an_encrypted_token_inside_is_decrypted_too():
    inner_header = {"alg": "RSA-OAEP", "enc": "A256GCM"}
    inner = w.compact(inner_header, w.gcm(inner_header, SECOND), w.RSA.public_key().encrypt(SECOND, OAEP))
    header = {"alg": "dir", "enc": "A256GCM", "cty": "JWT"}
    report = w.reported(w.compact(header, w.gcm(header, KEY, inner.encode())), w.oct_jwk(KEY), w.pem(w.RSA))
    assert report.inner[0].report.decryption.status is Status.DECRYPTED
    assert report.inner[0].report.token.payload.bytes == w.PLAINTEXT


def test_an_encrypted_token_in_a_claim_of_a_signed_one_is_decrypted_too():
    header = {"alg": "RSA-OAEP", "enc": "A256GCM"}
    inner = w.compact(header, w.gcm(header, KEY), w.RSA.public_key().encrypt(KEY, OAEP))
    report = w.reported(Example(payload={**PAYLOAD, "box": inner}).paste, w.pem(w.RSA))
    assert report.decryption is None
    assert str(report.inner[0].place) == "payload.box"
    assert report.inner[0].report.decryption.status is Status.DECRYPTED


CONTENTS = {
    "text": (b"You can trust us", "You can trust us"),
    "a number": (b"42", "42"),
    "a list": (b"[1, 2]", "[1, 2]"),
    "bytes": (bytes(range(256)), None),
    "nothing": (b"", ""),
}


@pytest.mark.parametrize("content", CONTENTS)
def test_content_may_be_anything(content):
    data, text = CONTENTS[content]
    header = {"alg": "dir", "enc": "A256GCM"}
    report = w.reported(w.compact(header, w.gcm(header, KEY, data)), w.oct_jwk(KEY))
    assert report.decryption.status is Status.DECRYPTED
    assert report.token.payload.bytes == data
    assert report.token.payload.json_text == text
    assert report.findings == ()


def test_broken_claims_are_read_as_far_as_they_go_and_told_about():
    header = {"alg": "dir", "enc": "A256GCM"}
    text = w.compact(header, w.gcm(header, KEY, b'{"iss": "a", "iat": 1795400000000, "sub": "x",}'))
    report = w.reported(text, w.oct_jwk(KEY))
    assert {"not-json", "millisecond-date"} <= {it.rule.id for it in report.findings}
    assert report.token.payload.text_of("sub") == "x"
    assert report.gates["payload"] == "fail"
    assert report.gates["signature"] == "pass"
