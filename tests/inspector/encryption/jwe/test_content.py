"""The content was encrypted in another way than the header says."""

from dataclasses import replace
from itertools import permutations

import pytest

from webapp.inspector.encryption.algorithms import ENCRYPTIONS
from webapp.inspector.encryption.content import Sealed, opened
from webapp.inspector.encryption.jwe.content import (
    cbc_halves_swapped,
    enc_mismatch,
    gcm_iv,
    right_key_bad_tag,
)

from .. import workshop as w
from ..faults import CBC, GCM, KEY, LONG_KEY


def sealed(header, parts=None, key=None):
    """What such a token holds."""
    make = w.cbc if "CBC" in header["enc"] else w.gcm
    length = ENCRYPTIONS[header["enc"]].key
    parts = parts or make(header, key or w.secret(length))
    return Sealed.of(w.envelope(w.compact(header, parts)), ENCRYPTIONS[header["enc"]])


def undone(undo, shown):
    return w.guesses(undo, shown, None)


@pytest.mark.parametrize("said", ENCRYPTIONS)
def test_every_other_enc_is_tried(said):
    guesses = undone(enc_mismatch, sealed({"alg": "dir", "enc": said}))
    assert {it.encryption.name for it in guesses.values()} == set(ENCRYPTIONS) - {said}
    for says, it in guesses.items():
        name, length = it.encryption.name, it.encryption.key
        assert says == f"The header says {said}; it opens as {name}, with a key of {length} bytes."


@pytest.mark.parametrize(("said", "used"), list(permutations(ENCRYPTIONS, 2)))
def test_what_was_used_instead_is_found(said, used):
    length = ENCRYPTIONS[used].key
    header = {"alg": "dir", "enc": said}
    make = w.cbc if ENCRYPTIONS[used].hash else w.gcm
    found = w.decrypted(w.compact(header, make(header, w.secret(length))), w.oct_jwk(w.secret(length)))
    assert (w.causes(found), found.plaintext) == (["enc_mismatch"], w.PLAINTEXT)
    assert f"it opens as {used}, with a key of {length} bytes." in found.causes[0].message


def test_exchanged_halves_are_a_fault_of_cbc_alone():
    shown = sealed(CBC, w.cbc(CBC, LONG_KEY[32:] + LONG_KEY[:32]))
    [(says, it)] = undone(cbc_halves_swapped, shown).items()
    assert says == "It opens with the first half of the key for the cipher and the second for the MAC."
    assert (opened(shown, LONG_KEY), opened(it, LONG_KEY)) == (None, w.PLAINTEXT)
    assert undone(cbc_halves_swapped, sealed(GCM)) == {}


@pytest.mark.parametrize("length", [8, 11, 13, 16, 64])
def test_an_iv_of_another_length_opens_with_gcm(length):
    shown = sealed(GCM, w.gcm(GCM, KEY, iv=bytes(length)))
    [(says, it)] = undone(gcm_iv, shown).items()
    assert says == f"It opens with this IV of {length} bytes; A256GCM wants one of 12."
    assert (opened(shown, KEY), opened(it, KEY)) == (None, w.PLAINTEXT)


def test_an_iv_that_is_right_or_that_of_cbc_is_not_doubted():
    assert undone(gcm_iv, sealed(GCM)) == {}
    assert undone(gcm_iv, replace(sealed(CBC), iv=bytes(12))) == {}


@pytest.mark.parametrize(("header", "key"), [(GCM, KEY), (CBC, LONG_KEY)], ids=["GCM", "CBC"])
def test_without_its_tag_it_opens_however_the_tag_came_to_be(header, key):
    shown = replace(sealed(header), tag=b"?", aad=b"another")
    [(says, it)] = undone(right_key_bad_tag, shown).items()
    assert says == (
        "Without regard to the tag it decrypts to readable text: the key is right, the tag does not fit."
    )
    assert (opened(shown, key), opened(it, key)) == (None, w.PLAINTEXT)
