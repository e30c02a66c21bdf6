"""Hostile tokens cost no more than is allowed, and private halves outlive no examination."""

import gc
import json
import sys
import tracemalloc
import zlib

import pytest

from tests.hostile import bomb
from webapp.inspector import examine
from webapp.inspector.as_json import as_json
from webapp.inspector.base64url import encode
from webapp.inspector.encryption import Refused, Status
from webapp.inspector.example import NOW
from webapp.inspector.limits import Limits
from webapp.inspector.submission import Submission

from ..keys.samples import PASSWORD, data
from ..keys.test_nothing_private_is_kept import private_number, reachable, traces_of
from . import workshop as w
from .test_libraries import by_jwcrypto

GCM = {"alg": "dir", "enc": "A256GCM", "zip": "DEF"}
KEY = w.secret(32)
OCT = w.oct_jwk(KEY)
PBES2 = {"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2s": encode(b"8 bytes!")}


def test_the_bomb_is_one():
    assert zlib.decompress(bomb(3), -15) == bytes(3 << 20)


def test_a_gigabyte_is_not_inflated():
    gigabyte = w.compact(GCM, w.gcm(GCM, KEY, bomb(1024)))
    limits = Limits(token_characters=4 << 20)
    assert 1_000_000 < len(gigabyte) < limits.token_characters
    tracemalloc.start()
    try:
        report = w.reported(gigabyte, OCT, limits=limits)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert report.decryption.status is Status.UNSUPPORTED
    assert report.decryption.refused is Refused.INFLATION
    assert "oversized-content" in {it.rule.id for it in report.findings}
    assert peak < 64 << 20


@pytest.mark.parametrize("p2c", [2**31, 10**300, 1_000_001])
def test_too_many_rounds_are_not_made(p2c, monkeypatch):
    monkeypatch.setattr("hashlib.pbkdf2_hmac", pytest.fail)
    text = w.compact({**PBES2, "p2c": p2c}, w.gcm(PBES2, KEY[:16]), bytes(24))
    report = w.reported(text, secret="hunter2")
    assert report.decryption.status is Status.UNSUPPORTED
    assert report.decryption.refused is Refused.ROUNDS
    assert "unfit-rounds" in {it.rule.id for it in report.findings}


@pytest.mark.parametrize("p2c", [0, -1, True, None, "4096", [4096], 4096.5, {"a": 1}])
def test_rounds_that_are_none_are_not_made(p2c, monkeypatch):
    monkeypatch.setattr("hashlib.pbkdf2_hmac", pytest.fail)
    text = w.compact({**PBES2, "p2c": p2c}, w.gcm(PBES2, KEY[:16]), bytes(24))
    assert w.decrypted(text, secret="hunter2").status is Status.FAILED


def test_the_rounds_of_all_trials_stay_within_the_limit(monkeypatch):
    made = []
    monkeypatch.setattr("hashlib.pbkdf2_hmac", lambda *given: made.append(given[3]) or bytes(given[4]))
    parts = w.gcm(PBES2, KEY[:16])
    texts = [w.compact({**PBES2, "p2c": 4096}, parts, bytes([number]) * 24) for number in range(5)]
    secrets = [w.oct_jwk(bytes([number]) * 16, name=f"{number}.json") for number in range(100)]
    report = examine(Submission(json.dumps(texts), tuple(secrets), "hunter2"), NOW)
    assert len(report.tokens) == 5
    assert 0 < sum(made) <= Limits().pbes2_rounds


def test_the_rounds_allowed_are_a_setting():
    text = by_jwcrypto(PBES2["alg"], "password", "A128GCM", p2c=2000)
    assert w.decrypted(text, secret="x", limits=Limits(pbes2_rounds=1999)).refused is Refused.ROUNDS
    assert w.decrypted(text, secret="x", limits=Limits(pbes2_rounds=2000)).refused is None


def test_many_large_keys_cost_no_more_than_the_time_there_is(monkeypatch):
    tried = []
    attempt = sys.modules["webapp.inspector.encryption.attempt"]
    monkeypatch.setattr(attempt, "_strictly", lambda *given: tried.append(given))
    header = {"alg": "RSA-OAEP", "enc": "A256GCM"}
    texts = [w.compact(header, w.gcm(header, KEY), bytes([number]) * 256) for number in range(20)]
    files = tuple(w.pem(w.RSA, f"{number}.pem") for number in range(190))
    report = examine(Submission(json.dumps(texts), files), NOW)
    assert len(report.tokens) == 20
    assert len(tried) < 190 * 10
    last = report.tokens[-1].decryption
    assert last.status is Status.UNCHECKED
    assert last.reason.startswith("Not every key was tried")


def test_a_long_encrypted_key_is_not_unwrapped(monkeypatch):
    monkeypatch.setattr("webapp.inspector.encryption.content_key.aes_key_unwrap", pytest.fail)
    header = {"alg": "A256KW", "enc": "A256GCM"}
    found = w.decrypted(w.compact(header, w.gcm(header, KEY), bytes(700_000)), OCT)
    assert found.status is Status.FAILED


def test_the_search_is_bounded_by_its_budget():
    header = {"alg": "dir", "enc": "A256CBC-HS512"}
    text = w.compact(header, (bytes(16), bytes(600_000), bytes(32)))
    found = w.decrypted(text, secret="correct-horse-battery-staple")
    assert found.status is Status.FAILED
    assert found.tried.count < 400


def test_no_more_recipients_are_read_than_signatures():
    recipient = {"header": {"alg": "A256KW"}, "encrypted_key": encode(bytes(40))}
    token = {
        "protected": w.header_text({"enc": "A256GCM"}),
        "iv": "AAAA",
        "ciphertext": "AAAA",
        "tag": "AAAA",
    }
    report = w.reported(json.dumps({**token, "recipients": [recipient] * 1000}), OCT)
    assert len(report.token.recipients) == Limits().signatures
    assert "980 more recipients were not looked at." in {it.message for it in report.findings}


# Private halves

NAMES = ["p256.p8", "rsa.pem", "rsa.pkcs1.pem", "x25519.pem", "p256.encrypted.pem", "ssh-rsa"]


@pytest.mark.parametrize("name", NAMES)
def test_no_report_leads_to_a_private_half(name):
    header = {"alg": "ECDH-ES" if "256" in name or "x2" in name else "RSA-OAEP", "enc": "A256GCM"}
    text = w.compact(header, w.gcm(header, KEY), b"" if header["alg"] == "ECDH-ES" else bytes(256))
    report = examine(Submission(text, (w.KeyFile(name, data(name), PASSWORD),)), NOW)
    assert report.tokens[0].decryption.status is Status.FAILED or header["alg"] == "ECDH-ES"
    assert not traces_of(private_number(name), reachable(report))
    assert not traces_of(private_number(name), [json.dumps(as_json(report))])


def test_what_was_decrypted_leads_to_no_private_half():
    text = by_jwcrypto("RSA-OAEP", "RSA", "A256GCM")
    report = examine(Submission(text, (w.pem(w.RSA),)), NOW)
    assert report.tokens[0].decryption.status is Status.DECRYPTED
    prime = w.RSA.private_numbers().p
    assert not traces_of(prime.to_bytes((prime.bit_length() + 7) // 8, "big"), reachable(report))


def test_no_private_half_is_left_behind_in_memory():
    text = by_jwcrypto("RSA-OAEP", "RSA", "A256GCM")
    gc.collect()
    before = sum("PrivateKey" in type(it).__name__ for it in gc.get_objects())
    examine(Submission(text, (w.pem(w.RSA),)), NOW)
    gc.collect()
    assert sum("PrivateKey" in type(it).__name__ for it in gc.get_objects()) == before


def test_without_an_encrypted_token_no_private_half_is_taken(monkeypatch):
    monkeypatch.setattr("webapp.inspector.keys.vault.Vault.put", pytest.fail)
    assert examine(Submission("eyJhbGciOiJub25lIn0.e30.", (w.pem(w.RSA),)), NOW).keys[0].private


@pytest.mark.parametrize("name", ["p256.p8", "rsa.pem", "ssh-rsa", "x25519.pem", "p256.sec1.pem"])
def test_no_exception_of_a_library_gets_out(name):
    header = {"alg": "RSA-OAEP", "enc": "A256GCM", "epk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}
    for alg in ("RSA-OAEP", "RSA1_5", "ECDH-ES", "ECDH-ES+A128KW"):
        text = w.compact({**header, "alg": alg}, (b"", b"", b""), bytes(7))
        w.decrypted(text, w.KeyFile(name, data(name)))
