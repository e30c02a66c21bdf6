"""Two faults at once that only trials can show, with keys whose trials are dear: a deep search finds both."""

import pytest

from webapp.inspector.limits import DEFAULTS, Limits

from . import workshop as w

DEEP = Limits(search_seconds=DEFAULTS.deep_search_seconds)


def halves(signature):
    return signature[: len(signature) // 2], signature[len(signature) // 2 :]


FORMS = {
    "ecdsa.swapped": lambda r, s: s + r,
    "ecdsa.little_endian": lambda r, s: r[::-1] + s[::-1],
    "sigenc.reversed": lambda r, s: (r + s)[::-1],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("alg", ["ES384", "ES512"])
def test_a_blind_form_and_a_signed_newline(alg, form):
    signed = w.signing_input(alg)
    signature = FORMS[form](*halves(w.signature(alg, signed.encode() + b"\n")))
    verification = w.verified(w.token(signed, signature), w.pem(w.SIGNERS[alg]), limits=DEEP)
    assert sorted(it.id for it in verification.causes if it.proved) == sorted((form, "msg.newline"))
