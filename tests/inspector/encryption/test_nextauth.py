"""Cookies of NextAuth 4 and Auth.js, made as their libraries make them."""

import json

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from webapp.inspector.encryption import Status
from webapp.inspector.encryption.nextauth import derivations
from webapp.inspector.example import NOW

from . import workshop as w

SECRET = "correct-horse-battery-staple-0123456789"
SESSION = {
    "name": "Erika",
    "email": "erika@example.com",
    "sub": "4711",
    "iat": NOW - 60,
    "exp": NOW + 2_592_000,
}


def hkdf(salt, info, length):
    return HKDF(SHA256(), length, salt.encode(), info.encode()).derive(SECRET.encode())


def nextauth_4(salt=""):
    """`encode` of next-auth/jwt 4."""
    info = "NextAuth.js Generated Encryption Key" + (f" ({salt})" if salt else "")
    header = {"alg": "dir", "enc": "A256GCM"}
    return w.compact(header, w.gcm(header, hkdf(salt, info, 32), json.dumps(SESSION).encode()))


def authjs(salt, **more):
    """`encode` of @auth/core/jwt, which is NextAuth 5."""
    header = {"alg": "dir", "enc": "A256CBC-HS512", **more}
    key = hkdf(salt, f"Auth.js Generated Encryption Key ({salt})", 64)
    return w.compact(header, w.cbc(header, key, json.dumps(SESSION).encode()))


COOKIES = {
    "NextAuth 4": nextauth_4(),
    "NextAuth 4, state": nextauth_4("next-auth.state"),
    "Auth.js": authjs("authjs.session-token", kid="mB5Ge7"),
    "Auth.js with HTTPS": authjs("__Secure-authjs.session-token"),
    "Auth.js with its old name": authjs("next-auth.session-token"),
    "Auth.js, PKCE": authjs("__Secure-authjs.pkce.code_verifier"),
}


@pytest.mark.parametrize("cookie", COOKIES)
def test_the_cookie_opens_with_the_secret(cookie):
    report = w.reported(COOKIES[cookie], secret=SECRET)
    assert report.decryption.status is Status.DECRYPTED
    assert report.decryption.key.name == "secret"
    assert w.causes(report.decryption) == ["nextauth"]
    assert report.decryption.causes[0].proved
    assert report.token.payload.text_of("email") == "erika@example.com"
    assert report.gates["signature"] == "pass"


def test_the_name_of_the_cookie_is_said():
    found = w.decrypted(COOKIES["Auth.js with HTTPS"], secret=SECRET)
    assert "“__Secure-authjs.session-token”" in found.causes[0].message


def test_the_name_under_which_it_was_pasted_is_tried_too():
    token = authjs("my-own-cookie")
    assert w.decrypted(token, secret=SECRET).status is Status.FAILED
    found = w.decrypted(f"Cookie: theme=dark; my-own-cookie={token}; lang=de", secret=SECRET)
    assert found.status is Status.DECRYPTED
    assert "“my-own-cookie”" in found.causes[0].message


def test_the_number_of_a_piece_is_no_part_of_its_name():
    names = [it.says for it in derivations(b"secret", 64, "my-own-cookie.0")]
    assert any("“my-own-cookie”" in says for says in names)


def test_each_derivation_is_another():
    keys = [it.key for it in derivations(b"secret", 64, "authjs.session-token")]
    assert len(keys) == len(set(keys)) > 30
    assert {len(key) for key in keys} == {64}


def test_a_token_that_wraps_its_key_is_none_of_theirs():
    header = {"alg": "A256KW", "enc": "A256GCM"}
    token = w.compact(header, w.gcm(header, hkdf("", "NextAuth.js Generated Encryption Key", 32)), bytes(40))
    assert "nextauth" not in w.causes(w.decrypted(token, secret=SECRET))
