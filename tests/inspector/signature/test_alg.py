"""The header names another algorithm than the one that was used."""

import pytest

from webapp.inspector.example import Example
from webapp.inspector.signature import Status

from . import workshop as w


@pytest.mark.parametrize("name", ["es256", "ES-256", "SHA256withECDSA"])
def test_a_misspelt_name_is_proved(name):
    signed = w.signing_input(name)
    verification = w.verified(w.token(signed, w.es256(signed.encode())), w.pem(w.P256))
    assert verification.status is Status.INVALID
    assert [(it.id, it.proved, it.repaired) for it in verification.causes] == [("alg.name", True, None)]


def test_a_misspelt_name_with_another_key_is_unsupported():
    signed = w.signing_input("rs256")
    verification = w.verified(w.token(signed, w.rs256(b"other")), w.pem(w.P256))
    assert verification.status is Status.UNSUPPORTED


def test_a_misspelt_name_of_another_kind_is_both():
    signed = w.signing_input("rs256")
    verification = w.verified(w.token(signed, w.es256(signed.encode())), w.pem(w.P256))
    assert sorted(it.id for it in verification.causes) == ["alg.family_mismatch", "alg.name"]


def test_the_signature_of_another_kind():
    signed = w.signing_input("RS256")
    verification = w.verified(w.token(signed, w.hs256(w.SECRET.encode(), signed.encode())), secret=w.SECRET)
    assert verification.status is Status.INVALID
    assert [(it.id, it.proved) for it in verification.causes] == [("alg.family_mismatch", True)]


@pytest.mark.parametrize("alg", [*w.SIGNERS, "HS256"])
def test_a_missing_name_is_proved_by_what_verifies(alg):
    signed = Example(header={"typ": "JWT"}, signature="").paste.rstrip(".")
    verification = w.judged(alg, w.token(signed, w.signature(alg, signed.encode())))
    assert verification.status is Status.INVALID
    assert [(it.id, it.proved, it.repaired) for it in verification.causes] == [("alg.name", True, None)]
    assert f"verifies as {alg}; the header names no algorithm" in verification.causes[0].message


@pytest.mark.parametrize("header", [{"typ": "JWT"}, {"alg": 7}, {"alg": "XS256"}])
def test_a_missing_name_with_another_key_stays_unchecked(header):
    signed = Example(header=header, signature="").paste.rstrip(".")
    verification = w.verified(w.token(signed, w.rs256(b"other")), w.pem(w.RSA))
    assert verification.status in {Status.UNCHECKED, Status.UNSUPPORTED}
    assert verification.causes == ()


def test_the_secret_is_a_pem_under_the_name_of_another_family():
    signed = w.signing_input("RS256")
    mac = w.hs256(w.pem(w.RSA).data, signed.encode())
    verification = w.verified(w.token(signed, mac), w.pem(w.RSA))
    assert [it.id for it in verification.causes] == ["hmac.secret_is_pem", "alg.family_mismatch"]
