"""The bytes that a signature may have been: as it is written first, then out of every wrapping."""

import base64
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import decode as decoded
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature.cause import Evidence
from webapp.inspector.signature.readings import plain, readings, wrappings

from . import workshop as w

SIGNED = w.signing_input("ES256")
SIGNATURE = bytes(range(180, 244))  # neither text nor ASN.1, and with + and / in standard base64
STANDARD = base64.b64encode(SIGNATURE).decode()
DER = w.P256.sign(SIGNED.encode(), ec.ECDSA(hashes.SHA256()))


def evidence(signature):
    return Evidence(decode(Found(w.token(SIGNED, signature))), ALGORITHMS["ES256"], ())


def ids(assumed):
    return [cause.id for cause, _ in assumed]


def test_the_signature_as_it_is_comes_first_and_assumes_nothing():
    first, *others = readings(evidence(SIGNATURE))
    assert (first.value, first.assumed, first.cost) == (SIGNATURE, (), 0)
    assert all(it.assumed for it in others)


# The signature as text, and the causes that have to be undone, the outermost first.
WRAPPED = {
    "standard base64": (STANDARD, ["sigenc.std_base64"]),
    "padding": (encode(SIGNATURE) + "==", ["sigenc.padded"]),
    "hex": (SIGNATURE.hex(), ["sigenc.hex"]),
    "hex text": (encode(SIGNATURE.hex().encode()), ["sigenc.hex_text"]),
    "base64 twice": (encode(STANDARD.encode()), ["sigenc.double_base64"]),
    "hex text with a newline": (
        encode(SIGNATURE.hex().encode() + b"\n"),
        ["sigenc.newline_appended", "sigenc.hex_text"],
    ),
    "hex text in padded base64": (
        base64.urlsafe_b64encode(SIGNATURE.hex().encode() + b"\r\n").decode(),
        ["sigenc.padded", "sigenc.newline_appended", "sigenc.hex_text"],
    ),
    "hex in hex": (SIGNATURE.hex().encode().hex(), ["sigenc.hex", "sigenc.hex_text"]),
}


@pytest.mark.parametrize("case", WRAPPED.values(), ids=WRAPPED)
def test_it_is_taken_out_of_what_it_is_wrapped_in(case):
    text, causes = case
    found = next(it for it in readings(evidence(text)) if it.value == SIGNATURE)
    assert sorted(ids(found.assumed)) == sorted(causes)


def test_two_wrappings_of_the_bytes_are_undone_and_not_three():
    thrice = SIGNATURE.hex().encode().hex().encode().hex().encode()
    values = [it.value for it in readings(evidence(encode(thrice)))]
    assert SIGNATURE.hex().encode() in values
    assert SIGNATURE not in values


@pytest.mark.parametrize(
    "text",
    [encode(DER), DER.hex(), encode(SIGNATURE), STANDARD, "A" * 86],
    ids=["DER", "hexadecimal", "base64url", "base64", "zeros"],
)
def test_each_is_named_once_the_cheapest_first(text):
    found = readings(evidence(text))
    assert len({it.value for it in found}) == len(found)
    assert all(one.cost <= other.cost for one, other in pairwise(found))
    assert len(found) <= 400


NONE = {
    "nothing": "",
    "too long": "A" * 65_537,
    "the beginning of a DER signature": encode(DER[:64]),
    "a letter that gives no byte": "A",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_of_what_is_no_signature_there_is_no_reading_worth_trying(text):
    assert [it.value for it in readings(evidence(text)) if len(it.value) == 64] == []


def test_the_longest_text_is_read_and_no_longer_one():
    assert readings(evidence("A" * 65_536))[0].value == bytes(49_152)
    assert readings(evidence("A" * 65_540)) == []


def test_what_is_misencoded_is_never_read_as_it_is():
    for text in (STANDARD, encode(SIGNATURE) + "=", encode(SIGNATURE)[:-1] + "x", "ö" + encode(SIGNATURE)):
        assert decoded(text).faults
        assert all(it.assumed for it in readings(evidence(text)))


# What the text itself shows, whether or not it then verifies.
PLAIN = {
    "sound": (encode(SIGNATURE), []),
    "DER": (encode(DER), ["ecdsa.der"]),
    "hex": (SIGNATURE.hex(), ["sigenc.hex"]),
    "DER in hex": (DER.hex(), ["sigenc.hex", "ecdsa.der"]),
    "a newline behind it, which a trial has to show": (encode(SIGNATURE + b"\n"), []),
    "nothing": ("", []),
}


@pytest.mark.parametrize("case", PLAIN.values(), ids=PLAIN)
def test_what_is_plain_is_told_from_the_outside_in(case):
    text, causes = case
    assert ids(wrappings(evidence(text))) == causes


def test_what_is_plain_assumes_nothing_that_a_trial_has_to_show():
    found = plain(evidence(DER.hex()))
    assert 0 < len(found) < len(readings(evidence(DER.hex())))
    assert all(cause.cost <= 2 for it in found for cause, _ in it.assumed)
