"""The doctor of key sets: each fault is told at its place, alone, and a sound set draws nothing."""

import json

import pytest

from tests.inspector.chain.maker import ec_key, root, rsa_key, signer, token
from webapp.inspector import Submission, examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, Example
from webapp.inspector.example_certificates import LEAF
from webapp.inspector.example_keys import OCT, OTHER_P256, P256, RSA_1024, RSA_2048, key_file
from webapp.inspector.keys import read
from webapp.inspector.keys.weakness import PUBLISHED
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.submission import KeyFile

ONE, TWO = {**P256, "kid": "one"}, {**OTHER_P256, "kid": "two"}
RSA = {**RSA_2048, "kid": "rsa"}
ED25519 = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwaaPFHURo0", "kid": "ed"}


def published(jwk):
    return json.dumps(jwk if isinstance(jwk, str) else {"keys": jwk})


def doctor(*jwks, now=NOW, limits=DEFAULTS):
    """What is said of a set that was pasted."""
    [found] = examine(Submission(published(jwks)), now, limits=limits).key_sets
    return found


def told(*jwks, **more):
    return {(it.id, it.severity.value, it.place) for it in doctor(*jwks, **more).remarks}


def without(jwk, *names):
    return {name: value for name, value in jwk.items() if name not in names}


def test_sound_set_draws_nothing():
    use = {"use": "sig", "alg": "ES256"}
    assert (
        told(
            {**ONE, **use},
            {**TWO, "key_ops": ["verify"]},
            {**RSA, "alg": "RS256"},
            {**ED25519, "alg": "EdDSA"},
        )
        == set()
    )


X5C = {
    **without(
        read(KeyFile("x", f"-----BEGIN CERTIFICATE-----\n{LEAF}\n-----END CERTIFICATE-----".encode()))[
            0
        ].public_jwk
    ),
    "kid": "c",
    "x5c": [LEAF],
}
FAULTS = {
    "private member": ({**ONE, "d": "AAAA"}, ("leaked-private-key", "error", "keys[0].d")),
    "RSA private members": ({**RSA, "dp": "AQ", "qi": "AQ"}, ("leaked-private-key", "error", "keys[0].dp")),
    "kid missing": (P256, ("missing-key-id", "warning", "keys[0].kid")),
    "kid empty": ({**P256, "kid": ""}, ("missing-key-id", "warning", "keys[0].kid")),
    "kid a list": ({**P256, "kid": []}, ("mistyped-member", "error", "keys[0].kid")),
    "kid another thumbprint": ({**P256, "kid": "A" * 43}, ("other-thumbprint", "notice", "keys[0].kid")),
    "use unknown": ({**ONE, "use": "signature"}, ("unknown-use", "warning", "keys[0].use")),
    "use a list": ({**ONE, "use": ["sig"]}, ("mistyped-member", "error", "keys[0].use")),
    "key_ops a text": ({**ONE, "key_ops": "verify"}, ("mistyped-member", "error", "keys[0].key_ops")),
    "key_ops doubled": (
        {**ONE, "key_ops": ["verify", "verify"]},
        ("doubled-operation", "error", "keys[0].key_ops")),
    "key_ops of a private key": (
        {**ONE, "key_ops": ["sign"]},
        ("private-operation", "warning", "keys[0].key_ops"),
    ),
    "use against key_ops": (
        {**ONE, "use": "enc", "key_ops": ["verify"]},
        ("conflicting-use", "error", "keys[0].key_ops"),
    ),
    "alg of another curve": ({**ONE, "alg": "ES384"}, ("conflicting-algorithm", "error", "keys[0].alg")),
    "alg of another type": ({**ONE, "alg": "RS256"}, ("conflicting-algorithm", "error", "keys[0].alg")),
    "alg of a secret": ({**RSA, "alg": "HS256"}, ("conflicting-algorithm", "error", "keys[0].alg")),
    "alg none": ({**ONE, "alg": "none"}, ("unknown-algorithm", "error", "keys[0].alg")),
    "alg unknown": ({**ONE, "alg": "ECDSA"}, ("unknown-algorithm", "warning", "keys[0].alg")),
    "alg a number": ({**ONE, "alg": 256}, ("mistyped-member", "error", "keys[0].alg")),
    "alg for encryption, use for signatures": (
        {**RSA, "alg": "RSA-OAEP", "use": "sig"},
        ("conflicting-use", "error", "keys[0].alg"),
    ),
    "alg for signatures, use for encryption": (
        {**RSA, "alg": "PS256", "use": "enc"},
        ("conflicting-use", "error", "keys[0].alg"),
    ),
    "short modulus": ({**RSA_1024, "kid": "a"}, ("weak-key", "error", "keys[0].n")),
    "exponent 3": ({**RSA, "e": "Aw"}, ("small-exponent", "warning", "keys[0].e")),
    "published key": (
        {"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
         "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", "kid": "a"},
        ("published-key", "error", "keys[0]"),
    ),
    "off the curve": ({**ONE, "y": ONE["x"]}, ("unusable-key", "error", "keys[0]")),
    "no object": (7, ("unusable-key", "error", "keys[0]")),
    "unknown type": ({"kty": "LWE", "kid": "a"}, ("unusable-key", "warning", "keys[0]")),
    "padding": ({**ONE, "x": ONE["x"] + "="}, ("damaged-key", "error", "keys[0]")),
    "another key in x5c": ({**ONE, "x5c": [LEAF]}, ("certificate-mismatch", "error", "keys[0].x5c")),
    "x5t of another certificate": (
        {**X5C, "x5t": "A" * 27},
        ("certificate-thumbprint", "error", "keys[0].x5t"),
    ),
    "x5c no list": ({**X5C, "x5c": LEAF}, ("malformed-chain", "error", "keys[0].x5c")),
}  # fmt: skip


def test_members_that_are_null_are_not_there():
    nulls = dict.fromkeys(["d", "p", "k", "priv", "use", "key_ops", "alg", "x5c", "x5t"])
    assert told({**ONE, **nulls}, {**RSA, **nulls}) == set()


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault_of_a_key_is_told_at_its_place(fault):
    jwk, expected = fault
    found = told(jwk)
    if not isinstance(jwk, dict):
        found = {it for it in found if it[0] != "missing-key-id"}
    assert found == {expected}


def test_exponent_1_gives_no_key_or_a_weak_one():
    assert any(severity in {"error", "warning"} for _, severity, _ in told({**RSA, "e": "AQ"}))


def test_coordinate_that_lost_its_zero_is_named():
    number = 1
    while True:  # until a coordinate begins with a zero byte
        numbers = ec_key().public_key().public_numbers()
        number = min(numbers.x, numbers.y)
        if number.bit_length() <= 248:
            break

    def written(value):
        return encode(value.to_bytes((value.bit_length() + 7) // 8, "big"))

    [remark] = doctor(
        {"kty": "EC", "crv": "P-256", "x": written(numbers.x), "y": written(numbers.y), "kid": "a"}
    ).remarks
    assert remark.id == "damaged-key"
    assert "leading zero bytes were cut off" in remark.message


def test_certificate_of_the_same_key_is_sound_and_an_ended_one_a_notice():
    assert told(X5C) == set()
    assert told(X5C, now=4_000_000_000) == {("outdated-certificate", "notice", "keys[0].x5c")}


def test_kid_that_is_the_thumbprint_draws_nothing():
    [key] = read(KeyFile("x", key_file(P256).encode()))
    assert told({**P256, "kid": key.thumbprint}) == set()


def test_every_published_key_has_the_form_of_a_thumbprint():
    assert all(len(thumbprint) == 43 for thumbprint in PUBLISHED)


SETS = {
    "same kid": ([ONE, {**TWO, "kid": "one"}], {("duplicate-key-id", "error", "keys[1].kid")}),
    "same key": ([ONE, {**ONE, "kid": "two"}], {("same-key", "notice", "keys[1]")}),
    "mixed": ([ONE, {**OCT, "kid": "hs"}], {("mixed-key-set", "error", "keys")}),
    "secrets alone": ([{**OCT, "kid": "hs"}], {("secret-key-set", "warning", "keys")}),
    "default secret": (
        [{"kty": "oct", "k": "c2VjcmV0", "kid": "hs"}],
        {("secret-key-set", "warning", "keys"), ("weak-secret", "error", "keys[0].k")},
    ),
    "empty": ([], {("empty-set", "warning", "keys")}),
}


@pytest.mark.parametrize("case", SETS.values(), ids=SETS)
def test_fault_of_the_set(case):
    jwks, expected = case
    report = examine(Submission("x", (KeyFile("jwks.json", published(jwks).encode()),)), NOW)
    assert {(it.id, it.severity.value, it.place) for it in report.key_sets[0].remarks} == expected


def test_duplicate_members_of_json_are_told():
    text = published([ONE]).replace('"kid": "one"', '"kid": "one", "kid": "two"')
    [found] = examine(Submission(text), NOW).key_sets
    assert [it.id for it in found.remarks] == ["damaged-json"]


def test_bare_list_is_named():
    [found] = examine(Submission(json.dumps([ONE, TWO])), NOW).key_sets
    assert [it.id for it in found.remarks] == ["bare-list"]


def test_single_jwk_is_looked_at_where_a_token_was_expected():
    report = examine(Submission(json.dumps({**P256, "d": "AAAA"})), NOW)
    [found] = report.key_sets
    assert [(it.id, it.place) for it in found.remarks] == [("private-key", "d")]
    assert "AAAA" not in str(found)
    assert len(report.keys) == 1
    beside = examine(Submission("x", (KeyFile("key.json", json.dumps(ONE).encode()),)), NOW)
    assert beside.key_sets == ()


def test_pasted_set_gives_rows_of_keys_and_no_token():
    report = examine(Submission(published([ONE, TWO])), NOW)
    assert (report.paste.form.value, report.tokens) == ("json", ())
    assert [key.name for key in report.keys] == ["pasted[0]", "pasted[1]"]
    assert report.keys_beside == []


def signed(kid=None):
    key = ec_key()
    text = token(key, [], **({"kid": kid} if kid else {}))
    numbers = key.public_key().public_numbers()
    jwk = {"kty": "EC", "crv": "P-256"}
    jwk |= {name: encode(getattr(numbers, name).to_bytes(32, "big")) for name in "xy"}
    return text, jwk


def matched(text, *jwks):
    report = examine(Submission(text, (KeyFile("jwks.json", published(jwks).encode()),)), NOW)
    [found] = report.key_sets
    [match] = found.matches
    return match


def test_key_that_is_named_verifies():
    text, jwk = signed("mine")
    match = matched(text, ONE, {**jwk, "kid": "mine"})
    assert (match.named, match.verifies, match.nearest) == (1, 1, None)
    assert "“mine”, which is keys[1]. keys[1] verifies the signature." in match.message


def test_another_key_verifies_than_the_one_that_is_named():
    text, jwk = signed("one")
    match = matched(text, ONE, {**jwk, "kid": "mine"})
    assert (match.named, match.verifies) == (0, 1)
    assert "Yet keys[1] verifies" in match.message


@pytest.mark.parametrize(
    ("kid", "nearest", "says"),
    [
        ("KEY-2026-11", "key-2026-11", "differs in capital letters only"),
        ("key-2026-12", "key-2026-11", "The nearest is “key-2026-11”."),
        ("key-2026-11=", "key-2026-11", "differs in blanks or = signs only"),
        ("zzz", None, "no key here is called so."),
    ],
)
def test_nearest_key_id(kid, nearest, says):
    text, _ = signed(kid)
    match = matched(text, {**P256, "kid": "key-2026-11"}, TWO)
    assert (match.named, match.nearest) == (None, nearest)
    assert says in match.message
    assert "No key here verifies the signature." in match.message


def test_token_that_names_no_key():
    text, jwk = signed()
    match = matched(text, {**jwk, "kid": "mine"})
    assert (match.kid, match.verifies) == (None, 0)
    assert "names no key" in match.message


def test_key_that_is_not_of_the_set():
    text, jwk = signed("one")
    files = (KeyFile("jwks.json", published([ONE]).encode()), KeyFile("mine.json", json.dumps(jwk).encode()))
    [found] = examine(Submission(text, files), NOW).key_sets
    assert "with a key that is not of this set" in found.matches[0].message


def test_set_that_a_page_kept_key_by_key_is_looked_at_whole():
    pieces = [
        KeyFile(f"jwks.json[{n}]", json.dumps(it).encode())
        for n, it in enumerate([ONE, {**TWO, "kid": "one"}])
    ]
    [found] = examine(Submission(Example().paste, tuple(pieces)), NOW).key_sets
    assert (found.name, [it.id for it in found.remarks]) == ("jwks.json", ["duplicate-key-id"])


def test_keys_beyond_the_limit_are_counted():
    found = doctor(*({**ONE, "kid": str(n)} for n in range(30)), limits=Limits(keys=10))
    assert (len(found.entries), found.left_out) == (10, 20)


def test_set_beyond_the_size_is_an_error_of_a_key():
    text = published([{**ONE, "note": "x" * 3000}])
    report = examine(Submission(text), NOW, limits=Limits(key_bytes=2000))
    assert report.key_sets == ()
    assert [key.code for key in report.keys] == ["too-large"]


def test_bundle_of_certificates_is_no_key_set():
    top = root(key=rsa_key())
    files = (KeyFile("a[0]", top.pem), KeyFile("a[1]", signer(top).pem))
    assert examine(Submission("x", files), NOW).key_sets == ()
