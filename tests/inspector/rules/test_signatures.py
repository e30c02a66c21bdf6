"""Rules on the form of a signature."""

import pytest

from tests.inspector.cases import finding, findings
from tests.inspector.signature import workshop as w
from webapp.inspector.base64url import decode
from webapp.inspector.example import Example
from webapp.inspector.example_forms import flattened, signed_by, signer
from webapp.inspector.signature.ecdsa.value import ORDERS, low_s


def _example(alg, *, high):
    """A token that verifies, with the higher or the lower of the two S that fit."""
    key, _, width = w.EC_SIGNERS[alg]
    curve = {"ES256K": "secp256k1", "ES256": "P-256"}[alg]
    signed = w.signing_input(alg)
    made = w.signature(alg, signed.encode())
    s = int.from_bytes(made[width:], "big")
    if (s > ORDERS[curve] // 2) is not high:
        s = ORDERS[curve] - s
    return Example(text=w.token(signed, made[:width] + s.to_bytes(width, "big")), keys=(w.pem(key),))


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (Example(signature=""), "The third part is empty, where the signature of ES256 should be."),
        (Example(header={}, signature=""), "The third part is empty, where the signature should be."),
        (flattened(signature=""), "There is no text in “signature”, where the signature of ES256 should be."),
        (
            signed_by({"protected": signer()["protected"]}, signer()),
            "There is no text in “signature”, where the signature of ES256 should be.",
        ),
    ],
    ids=["empty", "no-alg", "json", "nothing"],
)
def test_missing_signature(example, message):
    assert finding(example, "missing-signature", "signature").message == message


def test_a_high_s_of_es256k_is_worth_a_notice_and_the_low_one_is_given():
    found = finding(_example("ES256K", high=True), "high-s", "signature")
    assert found.severity == "notice"
    assert low_s(decode(found.instead).bytes) == b""
    signed = w.signing_input("ES256K")
    assert w.accepted_by_pyjwt("ES256K", f"{signed}.{found.instead}")


@pytest.mark.parametrize(("alg", "high"), [("ES256K", False), ("ES256", True), ("ES256", False)])
def test_a_low_s_and_one_of_es256_are_nothing(alg, high):
    assert "high-s signature" not in findings(_example(alg, high=high))


def test_nothing_is_said_of_an_s_that_does_not_verify():
    example = _example("ES256K", high=True)
    other = Example(text=example.text, keys=(w.pem(w.P256),))
    assert "high-s signature" not in findings(other)
