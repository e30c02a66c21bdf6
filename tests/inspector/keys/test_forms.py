"""The forms of a public key are made when they are asked for, and once."""

import pytest

from webapp.inspector.keys import Key
from webapp.inspector.keys.describe import described
from webapp.inspector.keys.forms import Forms
from webapp.inspector.keys.half import Half
from webapp.inspector.keys.source import Source
from webapp.inspector.limits import DEFAULTS

from .samples import key, text

FORMS = ("pem", "jwk", "thumbprint")


def test_reading_makes_no_form():
    forms = key(text("p256.p8")).forms
    assert not vars(forms).keys() & {*FORMS, "_bare"}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_made_once(form):
    forms = key(text("p256.p8")).forms
    assert getattr(forms, form) is getattr(forms, form)


def test_what_was_asked_for_makes_no_difference_to_equality():
    one, other = key(text("p256.p8")), key(text("p256.p8"))
    assert one.thumbprint
    assert one == other


def test_keys_of_other_forms_differ():
    assert key(text("p256.p8")).forms != key(text("p256-compressed.p8")).forms


def test_what_a_jwk_said_is_in_its_jwk_and_not_in_its_thumbprint():
    public = key(text("p256.p8")).public
    said = described(Half(public, key_id="a", use="sig", key_ops=("verify",)), Source("key", DEFAULTS))
    plain = Forms(public)
    assert said.public_jwk == {**plain.jwk, "kid": "a", "use": "sig", "key_ops": ["verify"]}
    assert said.thumbprint == plain.thumbprint


def test_a_secret_has_no_form():
    secret = Key("secret", "oct", None, 8, private=False, secret=b"x")
    assert (secret.public_pem, secret.public_jwk, secret.thumbprint) == (None, None, None)
