"""What else may have been authenticated, and which header the token may have had before."""

import json
from dataclasses import replace

import pytest

from webapp.inspector.encryption.algorithms import ENCRYPTIONS
from webapp.inspector.encryption.content import Sealed
from webapp.inspector.encryption.jwe.header import aad, header_edited

from .. import workshop as w
from ..faults import GCM, KEY, OCT

HEADER = {"alg": "dir", "enc": "A256GCM", "kid": "1"}


def undone(undo, protected, more=None):
    """What may have been authenticated, by the words for it, where the token has this first part."""
    envelope = w.sent(GCM, protected, aad=more)
    sealed = Sealed.of(envelope, ENCRYPTIONS["A256GCM"])
    return {says: it.aad for says, it in w.guesses(undo, sealed, w.evidence(envelope)).items()}


def test_additional_data_of_a_token():
    text = w.encode(b'{"a":1}')
    assert undone(aad, text) == {
        "It opens when the additional data is empty.": b"",
        "It opens when the additional data is the decoded header instead of the encoded one.": b'{"a":1}',
        "It opens when the additional data is the header with padding.": text.encode() + b"==",
        "It opens when the additional data is the header and the dot behind it.": text.encode() + b".",
        "It opens when the additional data is the header in UTF-16.": text.encode("utf-16-le"),
    }


def test_additional_data_of_a_token_in_json():
    text = w.encode(b'{"a": 1}').rstrip("=")
    found = undone(aad, text, "bW9yZQ")
    assert {
        says.removeprefix("It opens when the additional data is "): data for says, data in found.items()
    } == {
        "empty.": b"",
        "the decoded header instead of the encoded one.": b'{"a": 1}',
        "the header with padding.": text.encode() + b"=",
        "the header and the dot behind it.": text.encode() + b".",
        "the header in UTF-16.": text.encode("utf-16-le"),
        "the header alone, without the member aad.": text.encode(),
        "the member aad alone.": b"bW9yZQ",
        "the header, a dot and the decoded member aad.": text.encode() + b".more",
        "the decoded member aad alone.": b"more",
    }


def test_what_was_authenticated_is_no_guess():
    assert b"" not in undone(aad, "").values()
    assert len(undone(aad, w.encode(b"{} "))) == 4  # needs no padding


def before(header):
    """A token that was encrypted with one header and has another."""
    return w.compact(HEADER, w.gcm(HEADER, KEY, aad=w.encode(header.encode()).encode()))


EDITED = {
    '{"alg":"dir","enc":"A256GCM","kid":"1"}': "the header written without blanks",
    '{"alg": "dir", "enc": "A256GCM"}': "without “kid” in the header: that was added after encrypting",
    '{"enc":"A256GCM","kid":"1"}': "without “alg” in the header: that was added after encrypting",
    '{"alg":"dir","enc":"A256GCM","kid":"1","typ":"JWT"}': (
        "typ “JWT” in the header: that was changed after encrypting"
    ),
    '{"alg":"dir","enc":"A256GCM","kid":"1","cty":"JWT"}': (
        "cty “JWT” in the header: that was changed after encrypting"
    ),
    '{"alg":"dir","enc":"A256GCM","kid":"1","typ":"JWE"}': (
        "typ “JWE” in the header: that was changed after encrypting"
    ),
}


@pytest.mark.parametrize("header", EDITED)
def test_the_header_that_it_had(header):
    [cause] = w.decrypted(before(header), OCT).causes
    assert (cause.id, cause.proved) == ("jwe.header_edited", True)
    assert cause.message.replace("with ", "", 1) == f"It opens {EDITED[header]}."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('{"b": "é", "a": 1}', "It opens with the header written with blanks after colons and commas."),
        ('{"a":1,"b":"é"}', "It opens with the header in the order of its names."),
    ],
    ids=["blanks", "order"],
)
def test_the_way_it_was_written(written, says):
    edited = undone(header_edited, w.encode('{"b":"é","a":1}'.encode()))
    assert edited[says] == w.encode(written.encode()).encode()


def test_a_token_in_json_keeps_what_else_it_authenticates():
    edited = undone(header_edited, w.encode(b'{"a": 1}'), "bW9yZQ")
    assert edited["It opens with the header written without blanks."] == b"eyJhIjoxfQ.bW9yZQ"

    iv, text, tag = map(w.encode, w.gcm(GCM, KEY, aad=f"{w.header_text(GCM)}.bW9yZQ".encode()))
    token = {"protected": w.header_text(HEADER), "iv": iv, "ciphertext": text, "tag": tag, "aad": "bW9yZQ"}
    assert w.causes(w.decrypted(json.dumps(token), OCT)) == ["header_edited"]


def test_a_token_that_says_jwt_is_not_said_to_have_said_it():
    edited = undone(header_edited, w.encode(b'{"typ":"JWT"}'))
    assert not any("typ “JWT”" in says for says in edited)
    assert any("typ “JWE”" in says for says in edited)


NO_HEADER = [
    "",
    "!",
    w.encode(b"[1]"),
    w.encode(b"\xff"),
    w.encode(b"{"),
    w.encode(b"[" * 5000),
    w.encode(b"9" * 5000),
]


@pytest.mark.parametrize("protected", NO_HEADER, ids=range(len(NO_HEADER)))
def test_what_is_no_object_was_none(protected):
    assert undone(header_edited, protected) == {}


def test_a_lone_surrogate_does_no_harm():
    edited = undone(header_edited, w.encode(b'{"a":"\\ud800"}'))
    assert edited["It opens with the header written without blanks."] == w.encode(b'{"a":"?"}').encode()
    assert b"" in undone(aad, "\ud800").values()


def test_of_hundreds_of_parameters_the_first_are_left_out_one_at_a_time():
    many = json.dumps({f"x{number}": number for number in range(500)})
    left_out = [says for says in undone(header_edited, w.encode(many.encode())) if "without “x" in says]
    assert len(left_out) == 40


def test_a_long_name_is_cut():
    long = json.dumps({"x" * 1000: 1})
    says = f"It opens without “{'x' * 40}” in the header: that was added after encrypting."
    assert says in undone(header_edited, w.encode(long.encode()))


def test_all_else_stays_as_it_is():
    envelope = w.envelope(before("{}"))
    sealed = replace(Sealed.of(envelope, ENCRYPTIONS["A256GCM"]), strict=False)
    for undo in (aad, header_edited):
        for it in w.guesses(undo, sealed, w.evidence(envelope)).values():
            assert replace(it, aad=sealed.aad) == sealed
