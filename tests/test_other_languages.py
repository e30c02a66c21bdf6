"""The bridge to other languages: each side reads what the other has signed or encrypted."""

import json

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwe, jwk

from .other_languages import ask, jose, php, ruby

KEY = ec.generate_private_key(ec.SECP256R1())
PRIVATE_PEM = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()
PRIVATE_JWK = jwk.ECKey.import_key(PRIVATE_PEM).as_dict(private=True)
PUBLIC_JWK = jwk.ECKey.import_key(PRIVATE_PEM).as_dict(private=False)
SECRET = "a secret of more than thirty-two characters, ä included"
PAYLOAD = {"sub": "Jürgen 🩺", "exp": 1795400060}
OTHER = jwk.ECKey.generate_key("P-256").as_dict(private=False)


def test_what_is_signed_there_is_verified_here():
    signed = {"task": "sign", "header": {"alg": "ES256"}, "payload": json.dumps(PAYLOAD)}
    for answer in jose([{**signed, "key": PRIVATE_JWK}, {**signed, "key": PRIVATE_PEM}]):
        read = jwt.decode(answer["token"], KEY.public_key(), ["ES256"], options={"verify_exp": False})
        assert read == PAYLOAD


def test_what_is_signed_here_is_verified_there():
    es256 = {"task": "verify", "token": jwt.encode(PAYLOAD, KEY, "ES256")}
    hs256 = {"task": "verify", "token": jwt.encode(PAYLOAD, SECRET, "HS256"), "secret": SECRET}
    pem = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for answer in jose([{**es256, "key": PUBLIC_JWK}, {**es256, "key": pem.decode()}, hs256]):
        assert json.loads(answer["payload"]) == PAYLOAD


def test_both_json_serialisations_are_read():
    header, payload, signature = jwt.encode(PAYLOAD, KEY, "ES256").split(".")
    one = {"protected": header, "signature": signature}
    for token in ({"payload": payload, **one}, {"payload": payload, "signatures": [one]}):
        [answer] = jose([{"task": "verify", "token": token, "key": PUBLIC_JWK}])
        assert json.loads(answer["payload"]) == PAYLOAD


def test_refusals_are_answers_and_keep_their_place():
    token = jwt.encode(PAYLOAD, KEY, "ES256")
    wrong, malformed, right = jose(
        {"task": "verify", "token": text, "key": key}
        for text, key in [(token, OTHER), ("eyJ.x.y", PUBLIC_JWK), (token, PUBLIC_JWK)]
    )
    assert wrong["error"] == "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"
    assert malformed["error"] == "ERR_JWS_INVALID"
    assert right["header"] == {"alg": "ES256", "typ": "JWT"}


@pytest.mark.parametrize(("now", "expected"), [(1795400000, None), (1795400060, "ERR_JWT_EXPIRED")])
def test_claims_are_judged_as_of_now(now, expected):
    token = jwt.encode(PAYLOAD, KEY, "ES256")
    [answer] = jose([{"task": "verify_claims", "token": token, "key": PUBLIC_JWK, "now": now}])
    assert answer.get("error") == expected


def test_what_is_encrypted_there_is_decrypted_here_and_back():
    header = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}
    here = jwe.encrypt_compact(header, "to there", jwk.ECKey.import_key(PUBLIC_JWK))
    encrypted, decrypted = jose(
        [
            {"task": "encrypt", "header": header, "plaintext": "to here", "key": PUBLIC_JWK},
            {"task": "decrypt", "token": here, "key": PRIVATE_JWK},
        ]
    )
    assert jwe.decrypt_compact(encrypted["token"], jwk.ECKey.import_key(PRIVATE_JWK)).plaintext == b"to here"
    assert decrypted["plaintext"] == "to there"


def test_php_and_ruby_answer_line_by_line(tmp_path):
    questions = [{"text": "ä"}, {"text": "🩺"}]
    (tmp_path / "echo.php").write_text(
        "<?php while ($line = fgets(STDIN)) echo json_encode(json_decode($line)), PHP_EOL;", "utf-8"
    )
    (tmp_path / "echo.rb").write_text(
        "require 'json'; STDIN.each_line { |line| puts JSON.generate(JSON.parse(line)) }", "utf-8"
    )
    assert php(tmp_path / "echo.php", questions) == questions
    assert ruby(tmp_path / "echo.rb", questions) == questions


def test_a_script_that_fails_fails_the_test(tmp_path):
    with pytest.raises(AssertionError, match="no such option"):
        ask(["sh", "-c", "echo no such option >&2; exit 2"], [])
