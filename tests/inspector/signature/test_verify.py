"""Sound tokens verify, and nothing else does."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from webapp.inspector import examine, keys
from webapp.inspector.base64url import decode, encode
from webapp.inspector.example import Example
from webapp.inspector.limits import Limits
from webapp.inspector.signature import Status, primitives
from webapp.inspector.submission import KeyFile, Submission

from . import workshop

INTEROP = json.loads((Path(__file__).parents[2] / "data" / "interop.json").read_text("utf-8"))

BRIEF = Limits(search_seconds=0.01)  # why it does not verify is not the question here

every_token = pytest.mark.parametrize(
    "row", INTEROP["tokens"], ids=[f"{row['alg']} by {row['made_with']}" for row in INTEROP["tokens"]]
)


def judged(text, alg):
    key, name = INTEROP["keys"][alg], INTEROP["names"].get(alg)
    given = {"keys": (KeyFile(name, key.encode()),)} if name else {"secret": key}
    return examine(Submission(text, **given), INTEROP["now"], limits=BRIEF).tokens[0]


@every_token
def test_tokens_of_other_libraries_verify(row):
    token = judged(row["token"], row["alg"])
    assert token.verification.status is Status.VERIFIED
    assert token.verification.key.name == INTEROP["names"].get(row["alg"], "secret")


@every_token
def test_tokens_of_other_libraries_draw_no_error_but_apple_wanting_es256(row):
    errors = [finding for finding in judged(row["token"], row["alg"]).findings if finding.severity == "error"]
    places = {str(finding.place) for finding in errors}
    assert places <= (set() if row["alg"] == "ES256" else {"header.alg", "header.kid", "key"})


@every_token
def test_any_changed_byte_of_the_signature_makes_it_invalid(row):
    signed, _, signature = row["token"].rpartition(".")
    data = decode(signature).bytes
    for position in {0, 1, len(data) // 2, len(data) - 2, len(data) - 1}:
        changed = bytearray(data)
        changed[position] ^= 0x41
        token = judged(f"{signed}.{encode(bytes(changed))}", row["alg"])
        assert token.verification.status is Status.INVALID
        proved = {cause.id for cause in token.verification.causes if cause.proved}
        assert proved <= ({"transport.typo"} if row["alg"].startswith("HS") else set())


def test_every_byte_of_an_es256_signature_counts():
    row = next(row for row in INTEROP["tokens"] if row["alg"] == "ES256")
    signed, _, signature = row["token"].rpartition(".")
    key = KeyFile("key.p8", INTEROP["keys"]["ES256"].encode())
    data = decode(signature).bytes
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1
        assert (
            workshop.verified(f"{signed}.{encode(bytes(changed))}", key, limits=BRIEF).status
            is Status.INVALID
        )


def test_every_key_is_tried_and_the_one_that_verifies_is_named():
    signed = workshop.signing_input("ES256")
    text = workshop.token(signed, workshop.es256(signed.encode()))
    others = (workshop.pem(workshop.P384, "a.pem"), workshop.pem(workshop.RSA, "b.pem"))
    verification = workshop.verified(text, *others, workshop.pem(workshop.P256, "c.pem"))
    assert verification.status is Status.VERIFIED
    assert verification.key.name == "c.pem"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"alg": "none"}, "not signed"),
        ({}, "names no algorithm"),
        ({"alg": "ES256"}, "Give a P-256 key"),
    ],
)
def test_why_nothing_was_checked(header, reason):
    verification = workshop.verified(Example(header=header).paste)
    assert verification.status is Status.UNCHECKED
    assert reason in verification.reason


def test_an_unknown_algorithm_is_unsupported():
    signed = workshop.signing_input("XS256")
    verification = workshop.verified(workshop.token(signed, bytes(64)), workshop.pem(workshop.P256))
    assert verification.status is Status.UNSUPPORTED
    assert "“XS256”" in verification.reason


def test_a_key_of_another_type_leaves_it_unchecked():
    signed = workshop.signing_input("ES256")
    text = workshop.token(signed, workshop.es256(signed.encode()))
    verification = workshop.verified(text, workshop.pem(workshop.RSA))
    assert verification.status is Status.UNCHECKED
    assert "takes a P-256 key" in verification.reason


def test_padded_segments_do_not_pass_for_verified():
    signed = workshop.signing_input("ES256") + "=="
    verification = workshop.verified(
        workshop.token(signed, workshop.es256(signed.encode())), workshop.pem(workshop.P256)
    )
    assert verification.status is Status.INVALID
    assert [cause.id for cause in verification.causes] == ["msg.padded"]


def test_a_public_key_is_no_hmac_secret():
    """The forgery that swaps RS256 for HS256 and signs with the public key (RFC 8725 section 2.1)."""
    signed = workshop.signing_input("HS256")
    key = keys.read(workshop.pem(workshop.RSA))[0]
    text = workshop.token(signed, workshop.hs256(key.public_pem.encode(), signed.encode()))
    verification = workshop.verified(text, KeyFile("public.pem", key.public_pem.encode()))
    assert verification.status is Status.INVALID
    assert [cause.id for cause in verification.causes] == ["hmac.secret_is_pem"]


@pytest.mark.parametrize("alg", workshop.EC_SIGNERS)
@pytest.mark.parametrize("place", [0, 29, None])
def test_of_many_ecdsa_keys_only_that_is_tried_which_the_signature_fits(alg, place, monkeypatch):
    """The signature tells which: to try sixty keys of P-521 would take as long as all the rest."""
    own = workshop.EC_SIGNERS[alg][0]
    signers = [ec.derive_private_key(number, own.curve) for number in range(100, 129)]
    if place is not None:
        signers.insert(place, own)
    files = tuple(workshop.pem(signer, f"key {number}") for number, signer in enumerate(signers))
    tried = []

    def verifies(algorithm, key, *signed):
        tried.append(key.name)
        return primitives.verifies(algorithm, key, *signed)

    monkeypatch.setattr("webapp.inspector.signature.verifies", verifies)
    signed = workshop.signing_input(alg)
    text = workshop.token(signed, workshop.signature(alg, signed.encode()))
    verification = examine(Submission(text, files), INTEROP["now"], limits=BRIEF).tokens[0].verification
    if place is None:
        assert (verification.status, tried) == (Status.INVALID, [])
    else:
        assert (verification.status, tried) == (Status.VERIFIED, [f"key {place}"])
        assert verification.key.name == f"key {place}"
