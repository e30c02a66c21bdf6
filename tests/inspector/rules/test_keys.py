"""The keys that were given: which of them is in question, and what is said of it."""

from dataclasses import replace
from functools import reduce
from operator import mul

import pytest

from tests.inspector.cases import finding, findings, key
from tests.inspector.signature import workshop as w
from webapp.inspector import examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import Example, keyed, macked
from webapp.inspector.example_forms import encrypted, signed_by, signer
from webapp.inspector.example_keys import (
    OCT,
    OTHER_P256,
    P256,
    RSA_1024,
    RSA_2048,
    SECP256K1,
    SECRET,
    key_file,
)
from webapp.inspector.limits import Limits
from webapp.inspector.submission import KeyFile

BRIEF = Limits(search_seconds=0.001)  # why it does not verify is not the question here
ED25519 = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
X25519 = {**ED25519, "crv": "X25519"}


def found(example, rule):
    [report] = examine(example.submission, example.now, limits=BRIEF).tokens
    assert not report.broke
    return [it for it in report.findings if it.rule.id == rule]


def says(example, rule):
    return [it.message for it in found(example, rule)]


def given(*files):
    return Example(keys=tuple(KeyFile(name, data.encode()) for name, data in files))


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (keyed(RSA_2048), "ES256 takes a P-256 key; keys.json is an RSA key of 2048 bits."),
        (keyed(ED25519), "ES256 takes a P-256 key; keys.json is an Ed25519 key."),
        (keyed(X25519, alg="EdDSA"), "EdDSA takes an Ed25519 or Ed448 key; keys.json is an X25519 key."),
        (keyed(P256, alg="ML-DSA-44"), "ML-DSA-44 takes an ML-DSA-44 key; keys.json is a P-256 key."),
        (keyed(P256, alg="rs256"), "RS256 takes an RSA key; keys.json is a P-256 key."),
        (keyed(OCT), "ES256 takes a P-256 key; keys.json is a secret."),
        (Example(secret="x"), "ES256 takes a P-256 key; a secret was given."),
        (
            keyed(RSA_2048, SECP256K1),
            "ES256 takes a P-256 key; keys.json[0] is an RSA key of 2048 bits "
            "and keys.json[1] is a secp256k1 key.",
        ),
        (
            keyed(RSA_2048, RSA_1024, ED25519, SECP256K1),
            "ES256 takes a P-256 key; keys.json[0] is an RSA key of 2048 bits, keys.json[1] is an RSA key "
            "of 1024 bits, keys.json[2] is an Ed25519 key and 1 more does not fit either.",
        ),
        (
            keyed(RSA_2048, RSA_1024, ED25519, SECP256K1, X25519),
            "ES256 takes a P-256 key; keys.json[0] is an RSA key of 2048 bits, keys.json[1] is an RSA key "
            "of 1024 bits, keys.json[2] is an Ed25519 key and 2 more do not fit either.",
        ),
        (
            encrypted(alg="RSA-OAEP", encrypted_key=bytes(256), keys=(P256,)),
            "RSA-OAEP takes the RSA private key; keys.json is a P-256 key.",
        ),
        (
            given(("n" * 99, key_file(RSA_2048))),
            f"ES256 takes a P-256 key; {'n' * 60} is an RSA key of 2048 bits.",
        ),
    ],
    ids=["rsa", "okp", "x25519", "ml-dsa", "misspelt", "oct", "typed", "two", "four", "five", "jwe", "long"],
)
def test_key_type_mismatch(example, message):
    assert says(example, "key-type-mismatch") == [message]


@pytest.mark.parametrize(
    "example",
    [
        keyed(RSA_2048, P256),
        keyed(RSA_2048, alg="PS512"),
        keyed(P256, alg="none"),
        keyed(P256, alg="XX"),
        keyed(P256, alg=""),
        given(("notes.txt", "no key")),
    ],
    ids=["one-fits", "pss", "none", "unknown", "empty", "no-key"],
)
def test_no_key_is_refused_that_could_serve_or_where_nobody_knows(example):
    assert says(example, "key-type-mismatch") == []


DEFAULT = "a default that everybody knows: anyone can forge tokens with it."
NEARLY = "but for its capitals or the blanks around it"


@pytest.mark.parametrize(
    ("secret", "message"),
    [
        ("secret", f"The secret is “secret”, {DEFAULT}"),
        ("Secret", f"The secret is “secret” {NEARLY}, {DEFAULT}"),
        (" secret\n", f"The secret is “secret” {NEARLY}, {DEFAULT}"),
        ("your-512-bit-secret", f"The secret is “your-512-bit-secret”, {DEFAULT}"),
        ("x" * 31, "The secret has 31 bytes; HS256 demands 32, random ones."),
        ("é" * 15 + "x", "The secret has 31 bytes; HS256 demands 32, random ones."),
        ("x" * 32, None),
        ("é" * 16, None),
    ],
)
def test_weak_secret(secret, message):
    assert says(macked(secret), "weak-secret") == ([message] if message else [])


def test_without_a_secret_the_defaults_are_tried():
    alone = Example(text=macked("changeme").paste)
    assert finding(alone, "weak-secret", "signature").message == f"The secret is “changeme”, {DEFAULT}"
    assert says(Example(text=macked("Changeme").paste), "weak-secret") == []
    assert says(Example(text=macked("changeme").paste, secret=SECRET), "weak-secret") == []


def rsa(n):
    numbers = {"n": encode(n.to_bytes((n.bit_length() + 7) // 8, "big")), "e": "AQAB"}
    return keyed({"kty": "RSA", **numbers}, alg="RS256")


STRONG, WEAK = {**RSA_2048, "kid": "a"}, {**RSA_1024, "kid": "b"}
PRIMES = [it for it in range(3, 168) if all(it % other for other in range(2, it))]
ROCA = reduce(mul, PRIMES) * (1 << 1850) + 65537


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (rsa((1 << 2046) + 1), "keys.json has 2047 bits; an RSA key needs 2048 or more."),
        (rsa((1 << 2047) + 1), None),
        (rsa(ROCA), "keys.json has the mark of ROCA (CVE-2017-15361): it can be factored."),
        (keyed(P256), None),
    ],
    ids=["2047", "2048", "roca", "ec"],
)
def test_weak_key(example, message):
    assert says(example, "weak-key") == ([message] if message else [])


@pytest.mark.parametrize(
    ("example", "places"),
    [
        (keyed(RSA_1024, alg="RS256"), ["key"]),
        (keyed(P256, RSA_1024, alg="RS256"), ["key[1]"]),
        (keyed(RSA_2048, RSA_1024, alg="RS256"), []),
        (keyed(STRONG, WEAK, alg="RS256", kid="b"), ["key[1]"]),
        (keyed(STRONG, WEAK, alg="RS256", kid="a"), []),
        (keyed(STRONG, WEAK, alg="RS256", kid="c"), []),
        (keyed(RSA_1024), []),
    ],
    ids=["one", "one-fits", "two-fit", "named", "other-named", "none-named", "none-fits"],
)
def test_the_key_in_question(example, places):
    assert [str(it.place) for it in found(example, "weak-key")] == places


def test_the_key_that_verified_is_in_question_whatever_kid_says():
    signed = w.signing_input("ES256", kid="a")
    text = w.token(signed, w.signature("ES256", signed.encode()))
    keys = (KeyFile("a.json", key_file({**P256, "kid": "a", "use": "enc"}).encode()), w.pem(w.P256, "b.pem"))
    assert findings(Example(text=text, keys=keys)) == set()
    assert [str(it.place) for it in found(Example(text=text, keys=keys[:1]), "misused-key")] == ["key"]


FOR_SIGNATURES, NOT_VERIFY = "a key for signatures has “sig”.", "in key_ops, and not “verify”."


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"use": "sig"}, None),
        ({"use": None}, None),
        ({"use": "SIG"}, f"keys.json has use “SIG”; {FOR_SIGNATURES}"),
        ({"use": ""}, f"keys.json has use “”; {FOR_SIGNATURES}"),
        ({"use": "x" * 99}, f"keys.json has use “{'x' * 40}”; {FOR_SIGNATURES}"),
        ({"use": "enc", "key_ops": ["encrypt"]}, f"keys.json has use “enc”; {FOR_SIGNATURES}"),
        ({"key_ops": ["verify", "encrypt"]}, None),
        ({"key_ops": ["sign"]}, None),
        ({"key_ops": []}, f"keys.json allows nothing {NOT_VERIFY}"),
        ({"key_ops": ["encrypt", "wrapKey"]}, f"keys.json allows “encrypt”, “wrapKey” {NOT_VERIFY}"),
        ({"key_ops": ["x" * 99]}, f"keys.json allows “{'x' * 40}” {NOT_VERIFY}"),
        ({"key_ops": list("abcdefg")}, f"keys.json allows “a”, “b”, “c”, “d”, “e” {NOT_VERIFY}"),
    ],
    ids=lambda it: str(it)[:30] if isinstance(it, dict) else "",
)
def test_misused_key(members, message):
    assert says(keyed({**P256, **members}), "misused-key") == ([message] if message else [])


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"use": "enc"}, None),
        ({"key_ops": ["unwrapKey"]}, None),
        ({"use": "sig"}, "keys.json has use “sig”; a key for encryption has “enc”."),
        ({"key_ops": ["verify"]}, "keys.json allows “verify” in key_ops, and not “decrypt”."),
    ],
    ids=["enc", "unwrap", "sig", "verify"],
)
def test_misused_key_of_an_encrypted_token(members, message):
    example = encrypted(keys=({**OCT, **members},))
    assert says(example, "misused-key") == ([message] if message else [])


@pytest.mark.parametrize(
    ("jwk", "alg", "message"),
    [
        ({**P256, "alg": "ES256"}, "ES256", None),
        ({**P256, "alg": "ES256"}, "es256", None),
        ({**P256, "alg": "es256"}, "ES256", "keys.json has alg “es256”, and the header says “ES256”."),
        ({**RSA_2048, "alg": "RS256"}, "PS256", "keys.json has alg “RS256”, and the header says “PS256”."),
        ({**P256, "alg": "x" * 99}, "ES256", f"keys.json has alg “{'x' * 40}”, and the header says “ES256”."),
        ({**ED25519, "alg": "EdDSA"}, "Ed25519", None),
        ({**ED25519, "alg": "Ed25519"}, "EdDSA", None),
        ({**ED25519, "alg": "Ed448"}, "EdDSA", "keys.json has alg “Ed448”, and the header says “EdDSA”."),
        ({**P256, "alg": ""}, "ES256", None),
    ],
    ids=lambda it: "" if isinstance(it, dict) else str(it)[:40],
)
def test_key_bound_elsewhere(jwk, alg, message):
    assert says(keyed(jwk, alg=alg), "key-bound-elsewhere") == ([message] if message else [])


@pytest.mark.parametrize(("bound", "told"), [("A256GCM", False), ("dir", False), ("A128GCM", True)])
def test_a_direct_key_may_be_bound_to_either_algorithm(bound, told):
    example = encrypted(keys=({**OCT, "alg": bound},))
    assert bool(found(example, "key-bound-elsewhere")) is told


SECRET_B = {**OCT, "kid": "b"}
A, ALSO_A, B = {**P256, "kid": "a"}, {**OTHER_P256, "kid": "a"}, {**RSA_2048, "kid": "b"}
PRIVATE_AND_PUBLIC = w.pem(w.P256).data.decode() + key("").data.decode()


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (keyed(A, ALSO_A), ["keys.json has 2 keys with the Key ID “a”."]),
        (keyed(A, ALSO_A, {**SECP256K1, "kid": "a"}), ["keys.json has 3 keys with the Key ID “a”."]),
        (
            keyed({**OCT, "kid": "b"}, A, {**OCT, "kid": "b"}, ALSO_A),
            ["keys.json has 2 keys with the Key ID “a”."],
        ),
        (keyed(A, B, A), []),
        (keyed({**P256, "kid": ""}, {**OTHER_P256, "kid": ""}), []),
        (given(("a.json", key_file(A)), ("b.json", key_file(ALSO_A))), []),
        (given(("a.json", key_file(A, B)), ("b.json", key_file(ALSO_A, B))), []),
        (given(("AuthKey_7XK4Q2M9RT.p8", PRIVATE_AND_PUBLIC)), []),
        (
            given(("AuthKey_7XK4Q2M9RT.json", key_file(A, ALSO_A))),
            ["AuthKey_7XK4Q2M9RT.json has 2 keys with the Key ID “a”."],
        ),
        (
            keyed({**P256, "kid": "k" * 99}, {**OTHER_P256, "kid": "k" * 99}),
            [f"keys.json has 2 keys with the Key ID “{'k' * 60}”."],
        ),
    ],
    ids=["two", "three", "second", "same", "empty", "files", "sets", "file-name", "apple-set", "long"],
)
def test_duplicate_key_id(example, message):
    assert says(example, "duplicate-key-id") == message


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (keyed(P256, OCT), ["Of the 2 keys in keys.json, 1 is a secret; keep it apart."]),
        (keyed(OCT, P256, OCT), ["Of the 3 keys in keys.json, 2 are secrets; keep those apart."]),
        (keyed(OCT, OCT), []),
        (keyed(P256, OTHER_P256), []),
        (Example(keys=keyed(P256, OTHER_P256).keys, secret=SECRET), []),
        (given(("a.json", key_file(P256)), ("b.json", key_file(OCT))), []),
    ],
    ids=["one", "two", "secrets", "public", "beside", "files"],
)
def test_mixed_key_set(example, message):
    assert says(example, "mixed-key-set") == message


@pytest.mark.parametrize(("alg", "told"), [("RS256", False), ("ES384", True), ("ES256", True), ("x", True)])
def test_key_that_serves_a_further_signature_is_not_of_the_wrong_type(alg, told):
    keys = (KeyFile("keys.json", key_file(RSA_2048).encode()),)
    example = replace(signed_by(signer(), signer(alg=alg)), keys=keys)
    assert ("key-type-mismatch key" in findings(example)) is told
