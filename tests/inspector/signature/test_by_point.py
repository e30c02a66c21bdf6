"""Messages are tried against all keys and all readings of an ECDSA signature at once."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from webapp.inspector.signature import Status

from . import workshop as w

each_alg = pytest.mark.parametrize("alg", w.EC_SIGNERS)


def strangers(alg, count):
    curve = w.EC_SIGNERS[alg][0].curve
    return [w.pem(ec.generate_private_key(curve), f"stranger {number}.pem") for number in range(count)]


def proved(verification):
    return sorted(it.id for it in verification.causes if it.proved)


@each_alg
@pytest.mark.parametrize("form", w.BLIND_FORMS)
def test_a_blind_form_over_another_message_is_found_at_once(alg, form):
    signed = w.signing_input(alg)
    signature = w.BLIND_FORMS[form](*w.halves(w.signature(alg, signed.encode() + b"\n")))
    verification = w.verified(w.token(signed, signature), w.pem(w.EC_SIGNERS[alg][0]))
    assert proved(verification) == sorted((form, "msg.newline"))


@each_alg
def test_among_many_keys_too(alg):
    signed = w.signing_input(alg)
    signature = w.signature(alg, signed.replace(".", "").encode())
    keys = [*strangers(alg, 30), w.pem(w.EC_SIGNERS[alg][0]), *strangers(alg, 10)]
    assert proved(w.verified(w.token(signed, signature), *keys)) == ["msg.no_dot"]


def test_many_keys_leave_as_many_messages_to_be_tried():
    text = w.token(w.signing_input("ES256"), w.es256(b"something else"))
    one, many = (w.verified(text, *strangers("ES256", count)).tried.count for count in (1, 40))
    assert many > one / 2


def test_a_hash_that_nobody_should_use_is_told():
    signed = w.signing_input("ES256")
    signature = w.raw(w.P256.sign(signed.encode(), ec.ECDSA(hashes.MD5())))
    verification = w.verified(w.token(signed, signature), w.pem(w.P256))
    assert proved(verification) == ["digest.wrong_hash"]
    assert "MD5" in verification.causes[0].message


@each_alg
def test_numbers_of_no_signer_are_not_searched_for(alg):
    """R and S are out of range, however they are read."""
    text = w.token(w.signing_input(alg), b"\xff" * 2 * w.EC_SIGNERS[alg][2])
    verification = w.verified(text, w.pem(w.EC_SIGNERS[alg][0]))
    assert verification.status is Status.INVALID
    assert [it.id for it in verification.causes] == ["ecdsa.out_of_range"]


def test_the_end_of_a_der_signature_is_not_searched_for():
    """Its bytes are no R and S, and what is missing cannot be had."""
    signed = w.signing_input("ES512")
    der = w.P521.sign(signed.encode(), ec.ECDSA(hashes.SHA512()))
    cut = w.verified(w.token(signed, der[:132]), w.pem(w.P521))
    assert (cut.causes[0].id, cut.tried.count) == ("ecdsa.der_truncated", 0)
