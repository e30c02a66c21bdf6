"""The simplest explanation is found, proved and repaired, and looking for it costs no more than it may."""

import hashlib
import json
import tracemalloc
import zlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector.base64url import encode
from webapp.inspector.encryption import Status
from webapp.inspector.encryption.inflate import TooLong
from webapp.inspector.encryption.jwe import key as key_causes
from webapp.inspector.encryption.purse import Purse
from webapp.inspector.encryption.search import explain, finished, suspected, whole_content_key

from . import faults
from . import workshop as w
from .faults import CBC, CONTENT_KEY, GCM, KEY, OCT, PROVED, RSA, oaep, raw_deflate, reported

PASSWORD = {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "p2s": encode(b"8 bytes!")}


def explained(text, *files, microseconds=300_000, **more):
    evidence = w.evidence(w.envelope(text), *map(w.opener, files), **more)
    return explain(evidence, Purse(microseconds, 1_000_000))


def assumed(text, *files, **more):
    found, _ = explained(text, *files, **more)
    return found and [cause.id.removeprefix("jwe.") for cause, _ in found.assumed]


def test_faults_of_several_steps_are_all_named():
    header = {"alg": "RSA-OAEP", "enc": "A256GCM"}
    iv, text, tag = w.gcm(header, KEY, aad=b"")
    wrapped = w.RSA.public_key().encrypt(KEY, oaep(hashes.SHA256))
    found = w.decrypted(w.compact(header, (iv, text + tag, b""), wrapped), RSA)
    assert sorted(w.causes(found)) == ["aad", "gcm_tag_layout", "rsa_padding"]
    assert all(cause.proved and cause.repaired is None for cause in found.causes)


def test_of_the_content_two_faults_are_undone_and_no_more():
    iv, text, tag = w.gcm(GCM, KEY, iv=bytes(range(16)), aad=b"")
    assert assumed(w.compact(GCM, (iv, text, tag)), OCT) == ["gcm_iv", "aad"]
    assert assumed(w.compact(GCM, (iv, text + tag, b"")), OCT) is None


def test_a_sound_token_needs_no_cause():
    found, tried = explained(w.compact(GCM, w.gcm(GCM, KEY)), OCT)
    assert (found.assumed, found.plaintext, tried.broke) == ((), w.PLAINTEXT, None)


def test_the_key_that_explains_it_is_named():
    text = w.compact(GCM, w.gcm(GCM, KEY, aad=b""))
    found, _ = explained(text, w.oct_jwk(bytes(32), kid="one"), w.oct_jwk(KEY, kid="two"))
    assert found.opener.key.key_id == "two"


# What is shown of it


def test_a_tag_in_the_wrong_part_is_repaired():
    text = faults.laid_out(lambda iv, text, tag: (iv, text + tag, b""))
    repaired = w.decrypted(text, OCT).causes[0].repaired
    assert repaired == w.compact(GCM, w.gcm(GCM, KEY))
    assert w.decrypted(repaired, OCT).status is Status.DECRYPTED


def test_in_json_nothing_is_repaired():
    iv, text, tag = w.gcm(GCM, KEY)
    token = {"protected": w.header_text(GCM), "iv": encode(iv), "ciphertext": encode(text + tag)}
    found = w.decrypted(json.dumps(token), OCT)
    assert (w.causes(found), found.causes[0].repaired) == (["gcm_tag_layout"], None)


@pytest.mark.parametrize("cause", sorted(set(PROVED) - {"gcm_tag_layout"}))
def test_nothing_else_can_be_repaired(cause):
    assert reported(*PROVED[cause][0]).decryption.causes[0].repaired is None


UNTAGGED = {
    "an object of 8 bytes": (b'{"a": 1}', True),
    "an object of 7 bytes": (b'{"a":1}', False),
    "an object with umlauts": ('{"name": "Jörg"}'.encode(), True),
    "32 letters": (b"x" * 32, True),
    "31 letters": (b"x" * 31, False),
    "32 bytes that are no text": (bytes(range(128, 160)), False),
    "32 bytes with a control character": (b"x" * 31 + b"\x07", False),
    "a deep list": (b"[" * 5000, True),
    "a long number": (b"9" * 5000, True),
    "an object that never ends": (b'{"a":' * 1500, True),
}


@pytest.mark.parametrize("case", UNTAGGED)
def test_without_its_tag_only_what_no_wrong_key_gives_counts(case):
    content, told = UNTAGGED[case]
    iv, text, _ = w.gcm(GCM, KEY, content)
    assert assumed(w.compact(GCM, (iv, text, bytes(16))), OCT) == (["right_key_bad_tag"] if told else None)


BINARY = bytes(range(256))
ANNOUNCED = {
    "as it is said": (raw_deflate(BINARY), BINARY, False),
    "in a frame": (zlib.compress(BINARY), BINARY, True),
    "text, not compressed": (b"text", b"text", True),
    "bytes, not compressed": (BINARY, BINARY, True),
    "cut off": (raw_deflate(BINARY)[:-2], raw_deflate(BINARY)[:-2], True),
    "nothing": (b"", b"", True),
    "a bomb in a frame": (zlib.compress(bytes(300_000)), zlib.compress(bytes(300_000)), True),
}
SILENT = {
    "text": (b"text", b"text", False),
    "bytes": (BINARY, BINARY, False),
    "nothing": (b"", b"", False),
    "compressed text": (raw_deflate(b"text" * 9), b"text" * 9, True),
    "compressed bytes": (zlib.compress(BINARY), zlib.compress(BINARY), False),
    "a bomb": (raw_deflate(bytes(300_000)), raw_deflate(bytes(300_000)), False),
}


@pytest.mark.parametrize(
    ("said", "case"), [*(("DEF", it) for it in ANNOUNCED), *((None, it) for it in SILENT)]
)
def test_what_came_out_is_inflated(said, case):
    content, plain, fault = (ANNOUNCED if said else SILENT)[case]
    found = finished(content, w.evidence(w.sent({**GCM, "zip": said})))
    assert found.value == plain
    assert [cause.id for cause, _ in found.assumed] == (["jwe.zip"] if fault else [])


def test_what_does_not_inflate_as_it_is_said_is_not_called_decrypted():
    found = w.decrypted(faults.zipped(raw_deflate(BINARY)[:-2], zip="DEF"), OCT)
    assert (found.status, w.causes(found)) == (Status.FAILED, ["zip"])


# What cannot be proved


WHOLE = {
    "wrapped": (w.compact({**GCM, "alg": "A256KW"}, (b"",) * 3, aes_key_wrap(KEY, CONTENT_KEY)), OCT, True),
    "wrapped, another key": (faults.to_secret("A256KW", KEY), w.oct_jwk(bytes(32)), False),
    "RSA-OAEP": (faults.to_rsa("RSA-OAEP", oaep(hashes.SHA1)), RSA, True),
    "RSA-OAEP, another key": (faults.to_rsa("RSA-OAEP", oaep(hashes.SHA1)), w.pem(w.OTHER_RSA), False),
    "RSA1_5, which vouches for nothing": (faults.to_rsa("RSA1_5", faults.padding.PKCS1v15()), RSA, False),
    "dir": (w.compact(GCM, w.gcm(GCM, KEY)), OCT, False),
}


@pytest.mark.parametrize("case", WHOLE)
def test_a_key_is_the_right_one_if_its_wrapping_says_so(case):
    text, file, right = WHOLE[case]
    evidence = w.evidence(w.envelope(text), w.opener(file))
    assert whole_content_key(evidence, Purse(100_000, 0)) is right
    assert not whole_content_key(evidence, Purse(0, 0))


def test_a_suspicion_is_not_proved():
    evidence = w.evidence(w.sent(GCM), w.opener(OCT))
    [told] = suspected("wrong_key", None, evidence)
    assert (told.id, told.proved, told.repaired) == ("jwe.wrong_key", False, None)
    assert suspected("aad", None, evidence) == ()


def test_no_wrong_proof_in_what_is_noise():
    for number in range(6):
        noise = hashlib.shake_256(bytes([number])).digest(200)
        for header, iv, tag in ((GCM, 12, 16), (CBC, 16, 32)):
            parts = (noise[:iv], noise[32 : 32 + 16 * (1 + number % 9)], noise[-tag:])
            found = w.decrypted(w.compact(header, parts), secret="correct-horse-battery-staple")
            assert not any(cause.proved for cause in found.causes)


# What it costs


def test_without_means_nothing_is_tried():
    found, tried = explained(PROVED["aad"][0][0], OCT, microseconds=0)
    assert (found, tried.count) == (None, 0)


def test_what_is_tried_is_listed():
    _, tried = explained(PROVED["aad"][0][0], OCT)
    assert tried.what == (
        "which key it was, or how its text was read",
        "how the content key was wrapped or derived",
        "how the content was encrypted",
        "how the content was compressed",
    )


def test_a_search_that_breaks_costs_its_explanation_only(monkeypatch):
    monkeypatch.setattr("webapp.inspector.encryption.search.opened", lambda *_: 1 // 0)
    found, tried = explained(w.compact(GCM, w.gcm(GCM, KEY)), OCT)
    assert (found, tried.broke) == (None, "ZeroDivisionError")


def test_a_bomb_behind_a_fault_is_not_inflated():
    header = {**GCM, "zip": "DEF"}
    text = w.compact(header, w.gcm(header, KEY, raw_deflate(bytes(1001)), aad=b""))
    assert assumed(text, OCT, inflated=1001) == ["aad"]
    with pytest.raises(TooLong):
        explained(text, OCT, inflated=1000)


def test_a_header_of_many_and_long_parameters_is_not_kept_in_every_form():
    header = {**GCM, **{f"x{number}": number for number in range(40)}, "long": "x" * 500_000}
    text = w.compact(header, (bytes(12), bytes(100), bytes(16)))
    tracemalloc.start()
    try:
        assert w.decrypted(text, OCT).status is Status.FAILED
        assert tracemalloc.get_traced_memory()[1] < 100 << 20
    finally:
        tracemalloc.stop()


def test_of_many_keys_no_more_readings_are_made_than_tried(monkeypatch):
    made, derivations = [], key_causes.derivations
    counting = lambda *given: (made.append(it) or it for it in derivations(*given))  # noqa: E731
    monkeypatch.setattr(key_causes, "derivations", counting)
    keys = [w.oct_jwk(bytes([number]) * 40, kid=f"{number}") for number in range(100)]
    found, tried = explained(w.compact(GCM, (bytes(12), bytes(100), bytes(16))), *keys, microseconds=15_000)
    assert found is None
    assert len(made) <= tried.count < 600


def test_rounds_are_made_while_there_are_any():
    header = {**PASSWORD, "p2c": 1000}
    evidence = w.evidence(w.envelope(w.compact(header, (b"",) * 3, bytes(24))), w.password("x"))
    purse = Purse(300_000, 3500)
    explain(evidence, purse)
    assert (purse.rounds, purse.tried) == (500, 3)
