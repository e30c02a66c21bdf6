"""The doctor of key sets: each fault is told at its place, alone, and a sound set draws nothing."""

import json

from tests.inspector.chain.maker import ec_key, root, rsa_key, signer
from webapp.inspector import Submission, examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW, Example
from webapp.inspector.example_keys import OTHER_P256, P256, RSA_2048
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


def test_every_published_key_has_the_form_of_a_thumbprint():
    assert all(len(thumbprint) == 43 for thumbprint in PUBLISHED)


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
