"""The chain that a token brings: at which moment, up to which root, and what follows for the signature."""

import json

import pytest

from webapp.inspector import Submission, base64url, examine
from webapp.inspector.chain import Standing, certificates
from webapp.inspector.example import NOW
from webapp.inspector.keys import read
from webapp.inspector.signature import Status

from .maker import INTERMEDIATE_MARK, LEAF_MARK, YEAR, authority, bundle, ec_key, root, rsa_key, signer, token

ROOT = root()
AUTHORITY = authority(ROOT, marks=(INTERMEDIATE_MARK,), start=NOW - 4 * YEAR)
SIGNER = signer(AUTHORITY, marks=(LEAF_MARK,))
PAST = {"start": NOW - 3 * YEAR, "end": NOW - YEAR}
OLD_ROOT = root("Old Root", start=NOW - 4 * YEAR)
OLD_AUTHORITY = authority(OLD_ROOT, marks=(INTERMEDIATE_MARK,), start=NOW - 4 * YEAR)
OLD_SIGNER = signer(OLD_AUTHORITY, marks=(LEAF_MARK,), **PAST)
CHAIN = [SIGNER.text, AUTHORITY.text]


def report(text, *files, now=NOW, **more):
    return examine(Submission(text, tuple(files)), now, **more).tokens[0]


def rules(found):
    return {finding.rule.id for finding in found.findings if finding.severity != "notice"}


def purchase(signed_at, **more):
    return {
        "transactionId": "2000000012345678",
        "originalTransactionId": "2000000012345678",
        "bundleId": "com.example.app",
        "environment": "Production",
        "signedDate": signed_at * 1000,
        **more,
    }


def test_leaf_verifies_where_the_root_was_given():
    found = report(token(SIGNER.key, CHAIN), ROOT.file())
    assert found.verification.status is Status.VERIFIED
    assert found.verification.key.name == "x5c[0]"
    assert rules(found) == set()
    assert found.chain.signs


def test_leaf_verifies_where_the_operator_mounted_the_root():
    found = report(token(SIGNER.key, CHAIN), roots=certificates(read(ROOT.file())))
    assert found.verification.status is Status.VERIFIED


def test_rsa_leaf():
    key = rsa_key()
    leaf = signer(AUTHORITY, key=key)
    found = report(token(key, [leaf.text, AUTHORITY.text, ROOT.text]), ROOT.file())
    assert (found.verification.status, found.verification.alg) == (Status.VERIFIED, "RS256")


def test_chain_without_a_trusted_root_verifies_nothing():
    found = report(token(SIGNER.key, [*CHAIN, ROOT.text]))
    assert found.verification.status is Status.UNCHECKED
    assert found.chain.signs
    assert "can bring such a chain along" in found.chain.says
    assert "embedded-key" in rules(found)


def test_forged_chain_of_the_same_names_verifies_nothing():
    forged_root = root()
    forged = authority(forged_root)
    leaf = signer(forged)
    found = report(token(leaf.key, [leaf.text, forged.text, forged_root.text]), ROOT.file())
    assert found.verification.status is Status.UNCHECKED
    assert found.chain.standing is Standing.UNKNOWN


def test_forged_leaf_below_the_right_authority_verifies_nothing():
    key = ec_key()
    leaf = signer(root("Test Authority"), key=key)
    found = report(token(key, [leaf.text, AUTHORITY.text]), ROOT.file())
    assert found.verification.status is Status.UNCHECKED
    assert "broken-chain" in rules(found)


def test_signature_of_another_key_is_refused():
    found = report(token(ec_key(), CHAIN), ROOT.file())
    assert found.verification.status is Status.INVALID
    assert "other-leaf" in rules(found)
    assert found.chain.signs is False


def test_root_that_was_given_is_no_key_to_verify_with():
    found = report(token(ROOT.key, CHAIN), ROOT.file())
    assert found.verification.status is Status.INVALID
    assert [key.name for key in found.case.keys] == []


def test_key_that_was_given_beside_still_verifies():
    found = report(token(SIGNER.key, CHAIN), SIGNER.file("leaf.pem"))
    assert (found.verification.status, found.verification.key.name) == (Status.VERIFIED, "leaf.pem")


def test_bundle_given_beside_the_token_brings_its_root():
    found = report(token(SIGNER.key, CHAIN), bundle(AUTHORITY, ROOT))
    assert found.verification.status is Status.VERIFIED


def test_signed_data_of_the_app_store_are_judged_as_of_their_signed_date():
    certificates_ = [OLD_SIGNER.text, OLD_AUTHORITY.text, OLD_ROOT.text]
    found = report(token(OLD_SIGNER.key, certificates_, purchase(NOW - 2 * YEAR)), OLD_ROOT.file())
    assert found.recognition.profile.id == "apple-transaction"
    assert (found.chain.at, found.chain.moment_of) == (NOW - 2 * YEAR, "payload.signedDate")
    assert found.verification.status is Status.VERIFIED
    late = report(token(OLD_SIGNER.key, certificates_, purchase(NOW - 60)), OLD_ROOT.file())
    assert "outdated-certificate" in rules(late)


def test_other_tokens_are_judged_as_of_now():
    found = report(token(OLD_SIGNER.key, [OLD_SIGNER.text, OLD_AUTHORITY.text]), OLD_ROOT.file())
    assert (found.chain.at, found.chain.moment_of) == (NOW, "")
    assert "outdated-certificate" in rules(found)


def test_app_transaction_is_judged_as_of_its_creation():
    payload = {
        "receiptType": "Production",
        "receiptCreationDate": (NOW - 5) * 1000,
        "bundleId": "com.example",
    }
    found = report(token(SIGNER.key, [*CHAIN, ROOT.text], payload), ROOT.file())
    assert found.chain.moment_of == "payload.receiptCreationDate"


@pytest.mark.parametrize("signed_at", ["soon", None, [], 1e300, True])
def test_date_that_is_none_leaves_the_present(signed_at):
    payload = {**purchase(0), "signedDate": signed_at}
    found = report(token(SIGNER.key, [*CHAIN, ROOT.text], payload), ROOT.file())
    assert found.chain.at == NOW


def test_chain_of_xcode_is_not_measured_by_apples():
    own = signer(ROOT, "StoreKit Testing in Xcode")
    found = report(token(own.key, [own.text], purchase(NOW, environment="Xcode")))
    assert "foreign-chain" not in {it.rule.id for it in found.findings}
    production = report(token(own.key, [own.text], purchase(NOW)))
    assert "foreign-chain" in rules(production)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (lambda it: it.sha256, None),
        (lambda it: it.fingerprint, "right bytes in the wrong form"),
        (lambda it: it.fingerprint.replace(":", "").lower(), "right bytes in the wrong form"),
        (lambda it: it.sha256 + "=", "right bytes in the wrong form"),
        (lambda it: it.sha1, "is no SHA-256"),
        (lambda _: 7, "is no SHA-256"),
        (lambda _: "", "is no SHA-256"),
    ],
    ids=["right", "colons", "hexadecimal", "padded", "SHA-1", "number", "empty"],
)
def test_thumbprint_is_compared_with_the_leaf(written, says):
    [leaf] = certificates(read(SIGNER.file()))
    text = token(SIGNER.key, CHAIN, **{"x5t#S256": written(leaf)})
    found = [it for it in report(text, ROOT.file()).findings if it.rule.id == "certificate-thumbprint"]
    assert [it.instead for it in found] == ([leaf.sha256] if says else [])
    assert all(says in it.message for it in found)


def test_thumbprint_of_another_certificate_is_said_to_be_its():
    [other] = certificates(read(AUTHORITY.file()))
    found = report(token(SIGNER.key, CHAIN, x5t=other.sha1), ROOT.file())
    [it] = [it for it in found.findings if it.rule.id == "certificate-thumbprint"]
    assert "that of x5c[1]" in it.message


def test_certificates_of_an_encrypted_token_are_its_receivers():
    header = base64url.encode(json.dumps({"alg": "RSA-OAEP", "enc": "A128GCM", "x5c": CHAIN}).encode())
    assert report(f"{header}.AAAA.AAAA.AAAA.AAAA", ROOT.file()).chain is None
