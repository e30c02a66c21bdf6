"""Two faults at once that only trials can show, with keys whose trials are dear: a deep search finds both."""

import pytest

from webapp.inspector.limits import DEFAULTS, Limits

from . import workshop as w

DEEP = Limits(search_seconds=DEFAULTS.deep_search_seconds)


@pytest.mark.parametrize("form", w.BLIND_FORMS)
@pytest.mark.parametrize("alg", ["ES384", "ES512"])
def test_a_blind_form_and_a_signed_newline(alg, form):
    signed = w.signing_input(alg)
    signature = w.BLIND_FORMS[form](*w.halves(w.signature(alg, signed.encode() + b"\n")))
    verification = w.verified(w.token(signed, signature), w.pem(w.SIGNERS[alg]), limits=DEEP)
    assert sorted(it.id for it in verification.causes if it.proved) == sorted((form, "msg.newline"))
