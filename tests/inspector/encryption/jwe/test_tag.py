"""The tag was made, cut or placed in another way, and the words say in which."""

import hmac
from dataclasses import replace

import pytest

from webapp.inspector.encryption.algorithms import ENCRYPTIONS
from webapp.inspector.encryption.content import Sealed, opened
from webapp.inspector.encryption.jwe.tag import cbc_tag, gcm_tag_layout

from .. import workshop as w
from ..faults import CBC, GCM, KEY, LONG_KEY, laid_out


def over(message, end=32):
    """A tag that is the HMAC of another message."""

    def tag(key, aad, iv, text, hash_name):
        return hmac.digest(key, message(aad, iv, text), hash_name)[:end]

    return tag


def bits(aad, width=8, order="big"):
    return (8 * len(aad)).to_bytes(width, order)


MADE = {
    "it is the whole HMAC, not its first half": w.whole_mac,
    "it is the second half of the HMAC": lambda *parts: w.whole_mac(*parts)[32:],
    "the length of the additional data is left out": over(lambda aad, iv, text: aad + iv + text),
    "the length of the additional data is written in bytes instead of bits": over(
        lambda aad, iv, text: aad + iv + text + len(aad).to_bytes(8, "big")
    ),
    "the length of the additional data is written in 32 bits instead of 64": over(
        lambda aad, iv, text: aad + iv + text + bits(aad, 4)
    ),
    "the length of the additional data is written with its lowest byte first": over(
        lambda aad, iv, text: aad + iv + text + bits(aad, 8, "little")
    ),
    "the IV is left out": over(lambda aad, _, text: aad + text + bits(aad)),
    "it is the HMAC of the ciphertext alone": over(lambda _aad, _iv, text: text),
}
UNCUT = {
    "the length of the additional data is left out": over(lambda aad, iv, text: aad + iv + text, 64),
    "it is the HMAC of the ciphertext alone": over(lambda _aad, _iv, text: text, 64),
}


def undone(undo, shown):
    return w.guesses(undo, shown, None)


def sealed(header, parts):
    return Sealed.of(w.envelope(w.compact(header, parts)), ENCRYPTIONS[header["enc"]])


@pytest.mark.parametrize(("says", "make"), [*MADE.items(), *UNCUT.items()])
def test_a_tag_of_cbc_fits_when(says, make):
    shown = sealed(CBC, w.cbc(CBC, LONG_KEY, mac=make))
    opening = [it for it, guess in undone(cbc_tag, shown).items() if opened(guess, LONG_KEY) == w.PLAINTEXT]
    assert opening == [f"The tag fits when {says}."]
    assert opened(shown, LONG_KEY) is None


def test_every_way_to_a_tag_was_made():
    assert [f"The tag fits when {says}." for says in MADE] == list(
        undone(cbc_tag, sealed(CBC, w.cbc(CBC, LONG_KEY)))
    )


@pytest.mark.parametrize("enc", [it for it in ENCRYPTIONS if "CBC" in it])
def test_another_half_of_the_mac_is_as_long_as_the_tag(enc):
    header, key = {"alg": "dir", "enc": enc}, w.secret(ENCRYPTIONS[enc].key)
    second = lambda *parts: w.whole_mac(*parts)[-ENCRYPTIONS[enc].tag :]  # noqa: E731
    found = w.decrypted(w.compact(header, w.cbc(header, key, mac=second)), w.oct_jwk(key))
    assert found.causes[0].message == "The tag fits when it is the second half of the HMAC."


def test_a_tag_of_gcm_has_no_mac():
    assert undone(cbc_tag, sealed(GCM, w.gcm(GCM, KEY))) == {}


LAID_OUT = {
    "behind the ciphertext": (
        lambda iv, text, tag: (iv, text + tag, b""), "The last 16 bytes of the ciphertext are the tag.",
    ),
    "behind the ciphertext, and another": (
        lambda iv, text, tag: (iv, text + tag, bytes(16)), "The last 16 bytes of the ciphertext are the tag.",
    ),
    "twice": (
        lambda iv, text, tag: (iv, text + tag, tag),
        "The tag is there twice: the last 16 bytes of the ciphertext are too many.",
    ),
    "in front of the ciphertext": (
        lambda iv, text, tag: (iv, tag + text, b""), "The first 16 bytes of the ciphertext are the tag.",
    ),
    "cut": (
        lambda iv, text, tag: (iv, text, tag[:12]), "It opens with a tag of 96 bits; in a JWE it has 128.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LAID_OUT)
def test_a_tag_elsewhere_is_found(case):
    arrange, says = LAID_OUT[case]
    [cause] = w.decrypted(laid_out(arrange), w.oct_jwk(KEY)).causes
    assert (cause.id, cause.message) == ("jwe.gcm_tag_layout", says)
    assert (cause.repaired is None) is (case == "cut")


def test_the_tag_of_cbc_may_be_elsewhere_too():
    iv, text, tag = w.cbc(CBC, LONG_KEY)
    [cause] = w.decrypted(w.compact(CBC, (iv, text + tag, b"")), w.oct_jwk(LONG_KEY)).causes
    assert cause.message == "The last 32 bytes of the ciphertext are the tag."
    assert cause.repaired == w.compact(CBC, (iv, text, tag))


def test_a_ciphertext_that_is_a_tag_holds_an_empty_text():
    iv, text, tag = w.gcm(GCM, KEY, b"")
    whole = sealed(GCM, (iv, text + tag, b""))
    assert {opened(it, KEY) for says, it in undone(gcm_tag_layout, whole).items() if "bytes" in says} == {b""}


def test_a_ciphertext_shorter_than_a_tag_holds_none():
    short = sealed(GCM, (bytes(12), bytes(15), bytes(16)))
    assert undone(gcm_tag_layout, short) == {}
    assert list(undone(gcm_tag_layout, replace(short, tag=bytes(15)))) == [
        "It opens with a tag of 120 bits; in a JWE it has 128."
    ]
