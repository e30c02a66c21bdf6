"""What can be said of a key that does not open the token, without proving it."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector.encryption import Status
from webapp.inspector.encryption.algorithms import MANAGEMENTS
from webapp.inspector.encryption.jwe.fact import damaged, other_key, public_key_supplied, wrong_key

from .. import faults
from .. import workshop as w
from ..faults import GCM, KEY, OCT, directly, oaep, to_rsa, to_secret


def keys(*names):
    return [w.opener(w.jwk({"kty": "oct", "k": w.encode(KEY)}, name)) for name in names]


NAMED = {
    "one": (["a.pem"], "a.pem"),
    "the secret": (["secret"], "the secret"),
    "three": (["a.pem", "b.pem", "secret"], "a.pem, b.pem, the secret"),
    "four": (["a.pem", "b.pem", "c.pem", "d.pem"], "a.pem, b.pem, c.pem and 1 more"),
    "many": (["a.pem", "b.pem", *"cdefghij"], "a.pem, b.pem, c and 7 more"),
    "a long one": (["x" * 100], "x" * 60),
}


@pytest.mark.parametrize("case", NAMED)
def test_the_keys_that_were_tried_are_named(case):
    names, listed = NAMED[case]
    for alg, says in (
        ("dir", "It does not open with {}: another key was used, or something in the token was changed."),
        ("A256KW", "No content key comes out with {}: it was encrypted to another key, or it is damaged."),
    ):
        evidence = w.evidence(w.sent({**GCM, "alg": alg}), *keys(*names))
        assert list(w.guesses(wrong_key, None, evidence)) == [says.format(listed)]


@pytest.mark.parametrize("alg", ["RSA-OAEP", "RSA-OAEP-256", "RSA1_5"])
def test_another_key(alg):
    schemes = {"RSA1_5": padding.PKCS1v15(), "RSA-OAEP": oaep(hashes.SHA1)}
    found = w.decrypted(to_rsa(alg, schemes.get(alg, oaep(hashes.SHA256))), w.pem(w.OTHER_RSA))
    assert found.status is Status.FAILED
    assert w.causes(found) == ["wrong_key"]
    assert not found.causes[0].proved
    assert found.plaintext is None


def test_another_secret():
    assert w.causes(w.decrypted(directly(GCM, w.gcm(GCM, KEY)), secret="another")) == ["wrong_key"]
    assert w.causes(w.decrypted(to_secret("A256KW", KEY), w.oct_jwk(bytes(32)))) == ["wrong_key"]


def test_the_right_key_and_a_damaged_ciphertext_that_is_no_text():
    header = {"alg": "A256KW", "enc": "A256GCM"}
    iv, _, tag = w.gcm(header, KEY)
    found = w.decrypted(w.compact(header, (iv, bytes(100), tag), aes_key_wrap(KEY, KEY)), OCT)
    assert w.causes(found) == ["damaged"]
    assert not found.causes[0].proved
    assert found.causes[0].message == (
        "The content key comes out (A256KW vouches for it), so the key is right; the content does not fit."
    )


@pytest.mark.parametrize("alg", MANAGEMENTS)
def test_only_a_key_of_two_halves_is_public(alg):
    told = list(w.guesses(public_key_supplied, None, w.evidence(w.sent({**GCM, "alg": alg}))))
    two = alg.startswith(("RSA", "ECDH"))
    assert told == (["Decryption needs the private key; what was given is public."] if two else [])


def test_another_of_the_keys_than_the_header_names():
    header = {**GCM, "kid": "one"}
    text = w.compact(header, w.gcm(header, KEY))
    one, two = w.oct_jwk(bytes(32), kid="one"), w.oct_jwk(KEY, kid="two")
    found = w.decrypted(text, one, two)
    assert (found.status, found.key.key_id) == (Status.DECRYPTED, "two")
    [cause] = found.causes
    assert (cause.id, cause.proved) == ("jwe.other_key", False)
    assert cause.message == "The header names the key “one”; it opens with key.json."


@pytest.mark.parametrize(
    ("kid", "ids"),
    [(None, ["two"]), ("", ["two"]), ("one", ["two"]), ("two", ["two", "two"]), (7, ["two", "7"])],
    ids=["no kid", "an empty one", "none has it", "both have it", "a number"],
)
def test_a_key_is_no_other_where_the_header_names_none_that_is_there(kid, ids):
    openers = [w.opener(w.oct_jwk(KEY, kid=it)) for it in ids]
    evidence = w.evidence(w.sent({**GCM, "kid": kid}), *openers)
    assert w.guesses(other_key, openers[0], evidence) == {}
    assert w.guesses(other_key, None, evidence) == {}


def test_the_secret_is_called_so():
    named, secret = w.opener(w.oct_jwk(bytes(32), kid="one")), w.password("x")
    told = w.guesses(other_key, secret, w.evidence(w.sent({**GCM, "kid": "one"}), named, secret))
    assert list(told) == ["The header names the key “one”; it opens with the secret."]


def test_a_long_name_is_cut():
    long = "k" * 61
    named, other = w.opener(w.oct_jwk(KEY, kid=long)), w.password("x")
    told = w.guesses(other_key, other, w.evidence(w.sent({**GCM, "kid": long}), named, other))
    assert list(told) == [f"The header names the key “{'k' * 60}”; it opens with the secret."]


def test_what_vouches_for_the_key_is_named():
    evidence = w.evidence(w.envelope(faults.to_rsa("RSA-OAEP", oaep(hashes.SHA1))))
    assert "(RSA-OAEP vouches for it)" in next(iter(w.guesses(damaged, None, evidence)))
