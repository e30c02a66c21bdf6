"""The content opens with its key, its IV, its tag and the data it was authenticated with, and else not."""

from dataclasses import replace

import pytest

from webapp.inspector.encryption.algorithms import ENCRYPTIONS
from webapp.inspector.encryption.content import Sealed, opened, split, tag_of

from . import workshop as w

every = pytest.mark.parametrize("enc", ENCRYPTIONS)

# RFC 7518 appendix B: the key is 00 01 02 …, and so much of the tag is what is to come out
KERCKHOFFS = (
    b"A cipher system must not be required to be secret, and it must be able to fall into the hands of "
    b"the enemy without inconvenience"
)
IV = bytes.fromhex("1af38c2dc2b96ffdd86694092341bc04")
AAD = b"The second principle of Auguste Kerckhoffs"
CIPHERTEXTS = {
    "A128CBC-HS256": (
        "c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9"
        "a94ac9b47ad2655c5f10f9aef71427e2fc6f9b3f399a221489f16362c7032336"
        "09d45ac69864e3321cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b"
        "384c486f3a54c51078158ee5d79de59fbd34d848b3d69550a67646344427ade5"
        "4b8851ffb598f7f80074b9473c82e2db",
        "652c3fa36b0a7c5b3219fab3a30bc1c4",
    ),
    "A192CBC-HS384": (
        "ea65da6b59e61edb419be62d19712ae5d303eeb50052d0dfd6697f77224c8edb"
        "000d279bdc14c1072654bd30944230c657bed4ca0c9f4a8466f22b226d174621"
        "4bf8cfc2400add9f5126e479663fc90b3bed787a2f0ffcbf3904be2a641d5c21"
        "05bfe591bae23b1d7449e532eef60a9ac8bb6c6b01d35d49787bcd57ef484927"
        "f280adc91ac0c4e79c7b11efc60054e3",
        "8490ac0e58949bfe51875d733f93ac2075168039ccc733d7",
    ),
    "A256CBC-HS512": (
        "4affaaadb78c31c5da4b1b590d10ffbd3dd8d5d302423526912da037ecbcc7bd"
        "822c301dd67c373bccb584ad3e9279c2e6d12a1374b77f077553df829410446b"
        "36ebd97066296ae6427ea75c2e0846a11a09ccf5370dc80bfecbad28c73f09b3"
        "a3b75e662a2594410ae496b2e2e6609e31e6e02cc837f053d21f37ff4f51950b"
        "be2638d09dd7a4930930806d0703b1f6",
        "4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5",
    ),
}


@pytest.mark.parametrize("enc", CIPHERTEXTS)
def test_the_examples_of_rfc_7518_appendix_b(enc):
    text, tag = map(bytes.fromhex, CIPHERTEXTS[enc])
    key = bytes(range(ENCRYPTIONS[enc].key))
    sealed = Sealed(ENCRYPTIONS[enc], IV, text, tag, AAD)
    assert opened(sealed, key) == KERCKHOFFS
    assert tag_of(sealed, split(key)[0])[: len(tag)] == tag


def sealed(enc, content=w.PLAINTEXT):
    """Something sealed, and its key."""
    key, header = w.secret(ENCRYPTIONS[enc].key), {"alg": "dir", "enc": enc}
    make = w.cbc if ENCRYPTIONS[enc].hash else w.gcm
    return Sealed.of(w.envelope(w.compact(header, make(header, key, content))), ENCRYPTIONS[enc]), key


@every
@pytest.mark.parametrize("content", [b"", b"x", bytes(15), bytes(16), bytes(17), bytes(100_000)], ids=len)
def test_content_of_every_length_opens(enc, content):
    assert opened(*sealed(enc, content)) == content


def turned(data, at=-1):
    """The bytes with one bit turned."""
    octets = bytearray(data)
    octets[at] ^= 1
    return bytes(octets)


@every
@pytest.mark.parametrize("part", ["iv", "ciphertext", "tag", "aad"])
@pytest.mark.parametrize("at", [0, -1])
def test_one_bit_is_enough_to_keep_it_shut(enc, part, at):
    whole, key = sealed(enc)
    assert opened(replace(whole, **{part: turned(getattr(whole, part), at)}), key) is None


@every
@pytest.mark.parametrize("at", [0, -1])
def test_one_bit_of_the_key_is_enough(enc, at):
    whole, key = sealed(enc)
    assert opened(whole, turned(key, at)) is None


@every
def test_a_key_of_another_length_is_none(enc):
    whole, key = sealed(enc)
    assert [opened(whole, it) for it in (b"", key[:-1], key + b"\0")] == [None, None, None]


LENGTHS = (0, 1, 7, 11, 13, 15, 17, 31, 33, 1000)


@every
@pytest.mark.parametrize("part", ["iv", "tag"])
@pytest.mark.parametrize("authenticated", [True, False])
def test_strictly_taken_every_part_has_its_length(enc, part, authenticated):
    whole, key = sealed(enc)
    others = [replace(whole, **{part: bytes(it)}, authenticated=authenticated) for it in LENGTHS]
    assert {opened(it, key) for it in others} == {None}


@every
@pytest.mark.parametrize("part", ["iv", "ciphertext", "tag"])
def test_otherwise_parts_of_any_length_do_no_harm(enc, part):
    whole, key = sealed(enc)
    others = [replace(whole, **{part: bytes(it)}, strict=False) for it in LENGTHS]
    assert {opened(it, key) for it in others} == {None}
    for it in others:
        opened(replace(it, authenticated=False), key)  # raises nothing


@pytest.mark.parametrize(("length", "opens"), [(16, True), (12, True), (8, True), (7, False), (0, False)])
def test_a_short_tag_of_gcm_counts_where_it_is_no_chance(length, opens):
    whole, key = sealed("A256GCM")
    short = replace(whole, tag=whole.tag[:length])
    assert opened(replace(short, strict=False), key) == (w.PLAINTEXT if opens else None)
    assert opened(short, key) == (w.PLAINTEXT if length == 16 else None)


@every
def test_without_regard_to_the_tag_it_decrypts_all_the_same(enc):
    whole, key = sealed(enc)
    damaged = replace(whole, tag=b"", aad=b"another", strict=False)
    assert opened(damaged, key) is None
    assert opened(replace(damaged, authenticated=False), key) == w.PLAINTEXT


def test_without_its_tag_gcm_takes_no_other_iv():
    whole, key = sealed("A256GCM")
    assert opened(replace(whole, iv=bytes(16), strict=False, authenticated=False), key) is None


def test_the_key_may_be_split_otherwise_and_the_tag_made_otherwise():
    whole, key = sealed("A128CBC-HS256")
    exchanged = replace(whole, halves=lambda it: split(it)[::-1])
    assert opened(exchanged, key) is None
    assert opened(exchanged, key[16:] + key[:16]) == w.PLAINTEXT
    assert opened(replace(whole, tag=b"mine", mac=lambda *_: b"mine", strict=False), key) == w.PLAINTEXT
    assert opened(replace(whole, mac=lambda *_: b"mine", strict=False), key) is None
