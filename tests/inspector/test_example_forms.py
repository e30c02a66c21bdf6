"""Examples in other forms than three parts: each is what it is called, and sound but for what was asked."""

import json

import pytest

from tests.inspector.cases import faults, findings, judge
from webapp.inspector.encryption import Status
from webapp.inspector.example import PAYLOAD
from webapp.inspector.example_forms import (
    PROOF,
    disclosing,
    disclosure,
    encrypted,
    flattened,
    presenting,
    segment,
    signed_by,
    signer,
)
from webapp.inspector.example_keys import OCT, SECRET

NAME = disclosure("given_name", "Erika")
FORMS = {
    "flattened": (flattened(), "jws-json"),
    "flattened, with a header of its own": (flattened({"kid": "a"}), "jws-json"),
    "general": (signed_by(signer(), signer({"kid": "b"})), "jws-json"),
    "disclosing nothing": (disclosing(), "sd-jwt"),
    "disclosing": (disclosing(NAME), "sd-jwt"),
    "presented": (presenting(), "sd-jwt"),
    "encrypted": (encrypted(), "jwe"),
    "opened": (encrypted(secret=True), "jwe"),
    "opened with a key": (encrypted(keys=(OCT,)), "jwe"),
    "packed": (encrypted(secret=True, zip="DEF", also=("compressed-content",)), "jwe"),
}


@pytest.mark.parametrize(("example", "form"), FORMS.values(), ids=FORMS)
def test_form_is_read_as_what_it_is_and_sound(example, form):
    report = judge(example)
    assert report.token.form == form
    assert {it.partition(" ")[0] for it in faults(example)} == set(example.also)
    assert not report.decryption or report.decryption.status is not Status.FAILED


@pytest.mark.parametrize(
    ("example", "members"),
    [
        (flattened(), ["payload", "protected", "signature"]),
        (flattened({}), ["header", "payload", "protected", "signature"]),
        (flattened(payload=None, protected=None), ["signature"]),
        (flattened(signatures=[]), ["payload", "protected", "signature", "signatures"]),
        (signed_by(), ["payload", "signatures"]),
        (signed_by(payload=7), ["payload", "signatures"]),
    ],
    ids=["flattened", "empty header", "left out", "added", "general", "changed"],
)
def test_members_of_a_token_in_json(example, members):
    assert sorted(json.loads(example.paste)) == members


def test_header_of_one_of_several_signatures_stands_where_it_was_asked_for():
    assert signer().keys() == {"protected", "signature"}
    assert signer({"kid": "a"})["header"] == {"kid": "a"}
    assert signer(alg="ES384")["protected"] == segment({"alg": "ES384", "typ": "JWT"})


def test_what_is_disclosed_has_its_digest_unless_other_digests_are_given():
    presentation = judge(disclosing(NAME, disclosure("DE"))).case.presentation
    assert [str(it.place) for it in presentation.disclosures] == ["payload.given_name", "None"]
    assert judge(disclosing(NAME, digests=("x", "y"))).case.presentation.undisclosed == 2
    assert judge(disclosing(NAME)).case.presentation.undisclosed == 0


def test_holder_proves_what_was_asked():
    [binding] = judge(presenting(nonce="n", aud=None)).inner
    plain = binding.report.token.payload.plain
    assert (plain["nonce"], plain.keys()) == ("n", PROOF.keys() - {"aud"} | {"sd_hash"})
    assert judge(presenting(cnf=None)).token.payload.claim("cnf") is None


@pytest.mark.parametrize(
    ("changes", "status", "content"),
    [
        ({}, Status.UNCHECKED, None),
        ({"secret": True}, Status.DECRYPTED, PAYLOAD),
        ({"secret": True, "content": b"\xff"}, Status.DECRYPTED, None),
        ({"keys": (OCT,)}, Status.DECRYPTED, PAYLOAD),
        ({"secret": SECRET[::-1]}, Status.FAILED, None),
        ({"secret": True, "tag": bytes(16)}, Status.FAILED, PAYLOAD),
        ({"secret": True, "zip": "DEF"}, Status.DECRYPTED, PAYLOAD),
    ],
    ids=["no key", "its secret", "bytes", "its key", "another secret", "another tag", "packed"],
)
def test_encrypted_token_opens_with_its_own_secret_alone(changes, status, content):
    """What is in it can be seen, though with a wrong tag it is not to be trusted."""
    report = judge(encrypted(**changes))
    assert report.decryption.status is status
    assert (report.token.payload.plain or None) == content


def test_parts_and_parameters_of_an_encrypted_token_may_be_called_alike():
    header, _, iv, _, tag = encrypted(iv=bytes(8), tag=b"", header_tag="x", enc=None).paste.split(".")
    assert header == segment({"alg": "dir", "tag": "x"})
    assert (iv, tag) == ("AAAAAAAAAAA", "")


def test_finding_that_is_expected_is_of_the_form_alone():
    assert findings(encrypted(enc=None)) == {"unknown-encryption header.enc"}
