"""Hashed otherwise than the algorithm says: with another hash, twice, as text, or not at all."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature.cause import Evidence
from webapp.inspector.signature.digest import (
    HASHES,
    digest_of,
    double_hex,
    double_raw,
    none,
    shown,
    wrong_hash,
)
from webapp.inspector.signature.primitives import UNHASHED

from . import workshop as w

TOKEN = decode(Found(w.token(w.signing_input("ES256"), bytes(64))))
MESSAGE = TOKEN.signing_input
HASHED = [alg for alg, algorithm in ALGORITHMS.items() if algorithm.hash]
OTHERS = [alg for alg in ALGORITHMS if alg not in HASHED]


def guesses(undo, alg):
    algorithm = ALGORITHMS[alg]
    return list(undo(algorithm, Evidence(TOKEN, algorithm, ())))


def prepared(undo, alg):
    """What is signed, how it is said, and what it costs more."""
    return [(it.value(MESSAGE), it.says, it.more) for it in guesses(undo, alg)]


@pytest.mark.parametrize("alg", HASHED)
def test_every_other_hash_is_guessed_and_never_the_right_one(alg):
    own = ALGORITHMS[alg].hash
    found = guesses(wrong_hash, alg)
    assert {it.value for it in found} == set(HASHES) - {own}
    assert [it.more for it in found] == [0, 0, 0, 3, 3]
    assert [it.value for it in found[3:]] == ["sha224", "md5"]


@pytest.mark.parametrize("alg", OTHERS)
def test_who_has_a_hash_of_his_own_used_no_other(alg):
    assert guesses(wrong_hash, alg) == []
    assert guesses(none, alg) == []


def test_both_hashes_are_named():
    assert [it.says for it in guesses(wrong_hash, "PS384")] == [
        "It verifies with SHA-256; PS384 means SHA-384.",
        "It verifies with SHA-1; PS384 means SHA-384.",
        "It verifies with SHA-512; PS384 means SHA-384.",
        "It verifies with SHA-224; PS384 means SHA-384.",
        "It verifies with MD5; PS384 means SHA-384.",
    ]


@pytest.mark.parametrize(("alg", "own"), [("ES384", "sha384"), ("RS256", "sha256"), ("EdDSA", "sha256")])
def test_hashed_twice_first_with_the_algorithms_own(alg, own):
    found = prepared(double_raw, alg)
    first = f"It verifies over the {shown(own)} of the token, which was then hashed again."
    assert found[0] == (hashlib.new(own, MESSAGE).digest(), first, 0)
    assert [data for data, _, _ in found[1:]] == [digest_of(it, MESSAGE) for it in HASHES if it != own]
    assert {more for _, _, more in found[1:]} == {3}


def test_text_of_the_hash_in_small_letters_before_capitals_and_base64():
    digest = hashlib.sha256(MESSAGE).digest()
    found = prepared(double_hex, "ES256")
    says = "It verifies over the {}hex text of the token's SHA-256."
    assert found[0] == (digest.hex().encode(), says.format(""), 0)
    assert (digest.hex().upper().encode(), says.format("capital "), 3) in found
    assert (base64.b64encode(digest), "It verifies over the base64 text of the token's SHA-256.", 3) in found
    assert len(found) == 3 * len(HASHES) == len({data for data, _, _ in found})
    assert [more for _, _, more in found] == [0, *[3] * 7, *[6] * 10]


@pytest.mark.parametrize("alg", HASHED)
def test_only_ecdsa_signs_what_was_not_hashed(alg):
    says = "It verifies over the first bytes of the text alone: every payload would do."
    expected = [(UNHASHED, says)] if alg.startswith("ES") else []
    assert [(it.value, it.says) for it in guesses(none, alg)] == expected


@pytest.mark.parametrize(
    ("name", "words"), [("sha256", "SHA-256"), ("sha1", "SHA-1"), ("sha224", "SHA-224"), ("md5", "MD5")]
)
def test_hashes_are_shown_as_their_standards_write_them(name, words):
    assert shown(name) == words


# Which of an algorithm, how it is signed, and what is said of it.
SIGNED = {
    "capitals": ("HS256", lambda digest: digest.hex().upper().encode(), "digest.double_hex", "capital hex"),
    "base64": ("RS256", base64.b64encode, "digest.double_hex", "base64"),
    "bytes": ("ES512", bytes, "digest.double_raw", "SHA-256"),
    "bytes under EdDSA": ("EdDSA", bytes, "digest.double_raw", "SHA-256"),
}


@pytest.mark.parametrize("case", SIGNED.values(), ids=SIGNED)
def test_it_is_found(case):
    alg, written, cause, words = case
    signed = w.signing_input(alg)
    text = w.token(signed, w.signature(alg, written(hashlib.sha256(signed.encode()).digest())))
    [found] = w.judged(alg, text).causes
    assert (found.id, found.proved, found.repaired) == (cause, True, None)
    assert words in found.message


@pytest.mark.parametrize("alg", ["ES256", "ES384", "ES256K"])
def test_what_was_not_hashed_is_found(alg):
    key, algorithm, width = w.EC_SIGNERS[alg]
    signed = w.signing_input(alg, kid="a-key-of-some-length")
    raw = key.sign(signed.encode()[: algorithm.digest_size], ec.ECDSA(Prehashed(algorithm)))
    [found] = w.judged(alg, w.token(signed, w.raw(raw, width))).causes
    assert (found.id, found.proved, found.repaired) == ("digest.none", True, None)
