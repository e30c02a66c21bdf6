"""What tokens say of the keys they are checked with."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.inspector.cases import finding
from tests.inspector.signature import workshop
from webapp.inspector import examine
from webapp.inspector.as_json import as_json
from webapp.inspector.example import NOW, Example, macked
from webapp.inspector.submission import KeyFile, Submission

OTHER = ec.generate_private_key(ec.SECP256R1())


def told(text, *files, secret=None):
    return as_json(examine(Submission(text, tuple(files), secret), NOW))


def ids(report):
    return [
        [note["id"] for note in key["notes"] if note["id"] != "key.private_supplied"]
        for key in report["keys"]
    ]


def signed(alg="ES256", **header):
    text = workshop.signing_input(alg, **header)
    return workshop.token(text, workshop.signature(alg, text.encode()))


def jwks(**named):
    keys = [
        {**workshop.public_jwk(key), **({"kid": kid} if kid != "none" else {})} for kid, key in named.items()
    ]
    return KeyFile("jwks.json", json.dumps({"keys": keys}).encode())


def test_another_key_of_the_set_verifies_than_the_one_that_is_named():
    report = told(signed(kid="a"), jwks(a=OTHER, b=workshop.P256))
    assert ids(report) == [[], ["key.other_key_verifies"]]
    assert "The header names “a”" in report["keys"][1]["notes"][-1]["message"]
    example = Example(text=signed(kid="a"), keys=(jwks(a=OTHER, b=workshop.P256),))
    assert finding(example, "key-id-mismatch", "header.kid").instead == "b"


def test_a_key_without_a_name_verifies_and_the_named_one_does_not():
    report = told(signed(kid="a"), jwks(a=OTHER, none=workshop.P256))
    assert ids(report) == [[], ["key.other_key_verifies"]]


def test_the_named_key_is_not_in_the_set():
    report = told(signed(kid="gone"), jwks(a=OTHER, b=workshop.P256))
    assert ids(report) == [[], ["key.kid_not_in_set"]]
    example = Example(text=signed(kid="gone"), keys=(jwks(a=OTHER, b=workshop.P256),))
    assert "the key that verifies it is “b”" in finding(example, "key-id-mismatch", "header.kid").message


def test_the_file_is_named_for_another_key():
    report = told(signed(kid="ZZZZZZZZZZ"), workshop.pem(workshop.P256, "AuthKey_ABC123DEFG.p8"))
    assert ids(report) == [["key.kid_filename"]]


@pytest.mark.parametrize("kid", ["b", "set/B", None])
def test_the_key_that_is_named_verifies(kid):
    header = {"kid": kid} if kid else {}
    assert ids(told(signed(**header), jwks(a=OTHER, b=workshop.P256))) == [[], []]


def test_one_key_under_two_names_is_one_key():
    named = jwks(a=workshop.P256)
    pem = workshop.pem(workshop.P256, "AuthKey_ABC123DEFG.p8")
    assert ids(told(signed(kid="a"), pem, named)) == [[], []]


def test_a_name_that_is_the_thumbprint_is_right():
    thumbprint = told("", jwks(b=workshop.P256))["keys"][0]["thumbprint"]
    assert ids(told(signed(kid=thumbprint), jwks(b=workshop.P256))) == [[]]


def test_a_key_of_another_type_says_what_it_is_and_what_is_needed():
    report = told(signed(), workshop.pem(workshop.RSA))
    assert ids(report) == [["key.wrong_type"]]
    message = report["keys"][0]["notes"][-1]["message"]
    assert message == "ES256 takes a P-256 key; this is an RSA key of 2048 bits, and was not tried."
    assert report["tokens"][0]["signature"]["status"] == "unchecked"


def test_a_secret_for_a_public_key_algorithm():
    assert ids(told(signed(), secret="s")) == [["key.wrong_type"]]


def test_nothing_is_said_of_an_unfit_key_beside_a_fitting_one():
    assert ids(told(signed(), workshop.pem(workshop.RSA), workshop.pem(OTHER))) == [[], []]


def test_a_short_secret():
    example = macked("Zk2qYv8rN5")
    report = told(example.paste, secret=example.secret)
    assert ids(report) == [["hmac.secret_short"]]
    assert "10 bytes; HS256 demands 32" in report["keys"][0]["notes"][0]["message"]


def test_each_remark_is_made_once():
    report = told(
        f"{signed(kid='ZZZZZZZZZZ')}\n{signed(kid='ZZZZZZZZZZ')}",
        workshop.pem(workshop.P256, "AuthKey_ABC123DEFG.p8"),
    )
    assert len(report["tokens"]) == 2
    assert ids(report) == [["key.kid_filename"]]
