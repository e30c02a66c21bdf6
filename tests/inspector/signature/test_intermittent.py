"""Faults that come and go say how often they strike, on their page and in their message."""

import pytest

from webapp.inspector.signature.cause import CAUSES

from . import workshop as w
from .faults import PACKED
from .signer import combined

SHARES = {
    "ecdsa.trimmed_rs": "in 128",
    "ecdsa.sign_bytes": "in four|of four",
    "sigenc.leading_zero_lost": "in 256",
    "sigenc.sign_byte": "half of all",
    "sigenc.trailing_zero_lost": "in 256",
    "sigenc.std_base64": "in four",
    "sigenc.nul_truncated": "in eight",
}
BY_ID = {fault.id: fault for fault in PACKED}


@pytest.mark.parametrize("id_", SHARES)
def test_its_page_says_how_often(id_):
    why = " ".join(CAUSES[id_].why.split())
    assert any(share in why for share in SHARES[id_].split("|"))


@pytest.mark.parametrize(
    ("id_", "alg", "often"),
    [
        ("ecdsa.trimmed_rs", "ES256", "one token in 128"),
        ("ecdsa.trimmed_rs", "ES512", "three tokens in four"),
        ("ecdsa.sign_bytes", "ES256", "Three tokens in four"),
        ("sigenc.std_base64", "HS256", "74% of such tokens"),
        ("sigenc.std_base64", "RS256", "99% of such tokens"),
    ],
)
def test_its_message_says_how_often(id_, alg, often):
    submission = combined(alg, (BY_ID[id_],), 0)
    [cause] = w.verified(submission.text, *submission.keys, secret=submission.secret).causes
    assert cause.id == id_
    assert often in cause.message


def _with(alg, wanted):
    """A sound token whose signature is as wanted."""
    for serial in range(20_000):
        signed = w.signing_input(alg, kid=f"{serial}")
        if wanted(made := w.signature(alg, signed.encode())):
            return signed, made
    raise AssertionError


@pytest.mark.parametrize(
    ("id_", "alg", "wanted", "spoilt", "often"),
    [
        ("leading_zero_lost", "RS256", lambda it: it[0] == 0 != it[1], lambda it: it[1:], "one token in 256"),
        ("sign_byte", "RS256", lambda it: it[0] >= 128, lambda it: b"\0" + it, "half of all tokens"),
        (
            "trailing_zero_lost",
            "EdDSA",
            lambda it: it[-2] != 0 == it[-1],
            lambda it: it[:-1],
            "one token in 256",
        ),
        (
            "nul_truncated",
            "HS256",
            lambda it: 8 < it.find(0) < 31,
            lambda it: it.split(b"\0")[0],
            "12% of such",
        ),
    ],
)
def test_a_lost_or_added_byte_says_how_often(id_, alg, wanted, spoilt, often):
    signed, made = _with(alg, wanted)
    [cause] = w.judged(alg, w.token(signed, spoilt(made))).causes
    assert cause.id == f"sigenc.{id_}"
    assert often in cause.message
