"""Each way in which two sides read one secret differently is found, and no message tells the secret."""

import base64
import codecs
import hashlib
import hmac
import json
import random
import string
import unicodedata
import uuid
from urllib.parse import quote, quote_plus

import pytest

from webapp.inspector import keys
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.decode import decode
from webapp.inspector.limits import Limits
from webapp.inspector.paste import Found
from webapp.inspector.signature import Status, verify
from webapp.inspector.signature.cause import Axis, Evidence, on
from webapp.inspector.submission import KeyFile, SecretEncoding

from . import workshop as w

BRIEF = Limits(search_seconds=0.01)
CHANCE = random.Random(20261123)  # the same in every process, since the secrets name the tests
RAW = CHANCE.randbytes(32)
BASE64 = base64.b64encode(RAW).decode()
URLSAFE = base64.urlsafe_b64encode(RAW).decode()
PHRASE = "".join(CHANCE.choices(string.ascii_letters, k=20)) + "-battery.staple-0123"
ODD = f"p@ss#{PHRASE}$WORD with <space> & 100%"
ACCENTED = f"pässwörd-{PHRASE}"
UUID = uuid.UUID(bytes=CHANCE.randbytes(16), version=4)
HEADER_KEY = {"kty": "oct", "k": URLSAFE.rstrip("=")}


def sha256(text):
    return hashlib.sha256(text.encode()).digest()


# cause, what was given as the secret, what the signer used
READINGS = [
    ("secret_base64", BASE64, RAW),
    ("secret_base64", URLSAFE.rstrip("="), RAW),
    ("secret_base64", f"base64:{BASE64}\n", RAW),
    ("secret_hex", RAW.hex(), RAW),
    ("secret_hex", "0x" + RAW.hex().upper(), RAW),
    ("secret_hex", RAW.hex(":"), RAW),
    ("signer_used_text", PHRASE, base64.b64encode(PHRASE.encode())),
    ("signer_used_text", PHRASE, PHRASE.encode().hex().upper().encode()),
    ("signer_used_text", BASE64, RAW.hex().encode()),
    ("signer_used_text", RAW.hex(), BASE64.encode()),
    ("signer_used_text", RAW.hex(), BASE64.encode() + b"\n"),
    ("secret_double_encoded", base64.b64encode(BASE64.encode()).decode(), RAW),
    ("secret_double_encoded", base64.b64encode(RAW.hex().encode()).decode(), RAW),
    ("secret_double_encoded", PHRASE, base64.b64encode(base64.b64encode(PHRASE.encode()))),
    ("secret_lenient_base64", "This.Is-A.Secret!", base64.b64decode("ThisIsASecre")),
    ("secret_lenient_base64", "my-secret_key!for tokens", base64.b64decode("my+secret/keyfortokens==")),
    ("secret_hashed", PHRASE, sha256(PHRASE)),
    ("secret_hashed", PHRASE, sha256(PHRASE).hex().encode()),
    ("secret_hashed", PHRASE, base64.b64encode(hashlib.sha512(PHRASE.encode()).digest())),
    ("secret_hashed", PHRASE, hashlib.md5(PHRASE.encode()).hexdigest().encode()),
    ("secret_hashed", PHRASE, sha256(PHRASE).hex()[:32].encode()),
    ("secret_uuid", str(UUID), UUID.bytes),
    ("secret_uuid", str(UUID), UUID.bytes_le),
    ("secret_uuid", UUID.hex, str(UUID).encode()),
    ("secret_uuid", f"{{{UUID}}}", str(UUID).upper().encode()),
    ("secret_newline", PHRASE, f"{PHRASE}\n".encode()),
    ("secret_newline", PHRASE, f"{PHRASE}\r\n".encode()),
    ("secret_newline", f"{PHRASE}\r\n", PHRASE.encode()),
    ("secret_newline", f"{PHRASE}\r\n", f"{PHRASE}\n".encode()),
    ("secret_whitespace", f"\t{PHRASE}", PHRASE.encode()),
    ("secret_whitespace", PHRASE, f"{PHRASE} ".encode()),
    ("secret_whitespace", PHRASE, f"{PHRASE}\u00a0".encode()),
    ("secret_whitespace", f"{PHRASE[:9]} \n{PHRASE[9:]}", PHRASE.encode()),
    ("secret_quotes", f"'{PHRASE}'", PHRASE.encode()),
    ("secret_quotes", f"“{PHRASE}”", PHRASE.encode()),
    ("secret_quotes", PHRASE, f'"{PHRASE}"'.encode()),
    ("secret_envline", f"JWT_SECRET={PHRASE}", PHRASE.encode()),
    ("secret_envline", f"export JWT_SECRET='{PHRASE}' # for the tokens", PHRASE.encode()),
    ("secret_envline", f'  "secret": "{PHRASE}",', PHRASE.encode()),
    ("secret_envline", f"JWT_SECRET={BASE64}", RAW),
    ("secret_truncated", ODD, b"p@ss"),
    ("secret_truncated", ODD, ODD.partition(" ")[0].encode()),
    ("secret_truncated", PHRASE, PHRASE[:32].encode()),
    ("secret_truncated", PHRASE, PHRASE[:-1].encode()),
    ("secret_utf16", PHRASE, PHRASE.encode("utf-16-le")),
    ("secret_utf16", PHRASE, codecs.BOM_UTF16_BE + PHRASE.encode("utf-16-be")),
    ("secret_bom", PHRASE, codecs.BOM_UTF8 + PHRASE.encode()),
    ("secret_bom", f"\ufeff{PHRASE}", PHRASE.encode()),
    ("secret_charset", ACCENTED, ACCENTED.encode("latin-1")),
    ("secret_charset", ACCENTED, ACCENTED.encode("ascii", "replace")),
    ("secret_charset", ACCENTED, ACCENTED.encode("cp850")),
    ("secret_charset", ACCENTED, unicodedata.normalize("NFD", ACCENTED).encode()),
    ("secret_charset", unicodedata.normalize("NFD", ACCENTED), ACCENTED.encode("mac-roman")),
    ("secret_charset", ACCENTED, ACCENTED.encode().decode("latin-1").encode()),
    ("secret_charset", "Пароль-секрет-0123456789", "Пароль-секрет-0123456789".encode("cp1251")),
    ("secret_case", RAW.hex().upper(), RAW.hex().encode()),
    ("secret_case", PHRASE, (PHRASE[0].swapcase() + PHRASE[1:]).encode()),
    ("secret_urlencoded", ODD, quote_plus(ODD).encode()),
    ("secret_urlencoded", ODD, quote(ODD, safe="!~*'()").encode()),
    ("secret_urlencoded", f"p%40ss%23{PHRASE}", f"p@ss#{PHRASE}".encode()),
    ("secret_urlencoded", f"{PHRASE}&amp;&lt;", f"{PHRASE}&<".encode()),
    ("secret_escape", f"{PHRASE}\\n", f"{PHRASE}\n".encode()),
    ("secret_escape", f"{PHRASE}\n", f"{PHRASE}\\n".encode()),
    ("secret_escape", f"{PHRASE[:9]}\n{PHRASE[9:]}\nx", f"{PHRASE[:9]} {PHRASE[9:]} x".encode()),
    ("secret_escape", f"a\\b{PHRASE}", f"ab{PHRASE}".encode()),
    ("secret_escape", f"\\u0041{PHRASE}", f"A{PHRASE}".encode()),
    ("secret_dollar", ODD, ODD.replace("$WORD", "").encode()),
    ("secret_dollar", f"{PHRASE}${{X}}y", f"{PHRASE}y".encode()),
    ("secret_dollar", f"{PHRASE}$$y", f"{PHRASE}$y".encode()),
    ("secret_default", PHRASE, b"your-256-bit-secret"),
    ("secret_default", PHRASE, b"undefined"),
    ("secret_default", PHRASE, b""),
    ("secret_jwk", json.dumps(HEADER_KEY), RAW),
    ("secret_jwk", json.dumps({"keys": [HEADER_KEY]}), HEADER_KEY["k"].encode()),
    ("secret_jwk", json.dumps(HEADER_KEY), json.dumps(HEADER_KEY, separators=(",", ":")).encode()),
    ("secret_config_json", json.dumps({"type": "HS256", "key": PHRASE}), PHRASE.encode()),
    ("secret_config_json", json.dumps({"jwt": {"secret": BASE64}}), RAW),
]


def signed_by(secret, alg="HS256", computed=hmac.digest):
    """A token whose signature is what `computed` makes of the secret, the text and the hash's name."""
    signed = w.signing_input(alg)
    return w.token(signed, computed(secret, signed.encode(), ALGORITHMS[alg].hash))


def ids(verification):
    return [cause.id for cause in verification.causes]


def assert_proved(verification, cause):
    assert verification.status is Status.INVALID
    assert ids(verification) == [f"hmac.{cause}"]
    assert verification.causes[0].proved
    assert verification.causes[0].repaired is None


@pytest.mark.parametrize(("cause", "given", "used"), READINGS)
def test_a_reading_of_the_secret_is_proved_and_the_secret_is_not_told(cause, given, used):
    verification = w.verified(signed_by(used), secret=given)
    assert_proved(verification, cause)
    said = verification.causes[0].message
    assert str(len(used)) in said or cause == "secret_default"
    assert PHRASE[:9] not in said
    assert BASE64[:9] not in said


@pytest.mark.parametrize("alg", ["HS384", "HS512"])
@pytest.mark.parametrize(("cause", "given", "used"), READINGS[::9])
def test_the_longer_hashes_too(alg, cause, given, used):
    assert_proved(w.verified(signed_by(used, alg), secret=given), cause)


@pytest.mark.parametrize(
    ("encoding", "typed", "used"),
    [
        (SecretEncoding.BASE64, BASE64, BASE64.encode()),
        (SecretEncoding.BASE64, BASE64, URLSAFE.rstrip("=").encode()),
        (SecretEncoding.BASE64, BASE64, f"{BASE64}\n".encode()),
        (SecretEncoding.HEX, RAW.hex(), RAW.hex().encode()),
        (SecretEncoding.HEX, RAW.hex(), RAW.hex().upper().encode()),
    ],
)
def test_the_signer_did_not_decode_what_was_decoded_here(encoding, typed, used):
    row = keys.read_secret(typed, encoding)
    assert_proved(verify(decode(Found(signed_by(used))), (row,)), "signer_used_text")


def test_latin_1_typed_as_hex():
    row = keys.read_secret(ACCENTED.encode("latin-1").hex(), SecretEncoding.HEX)
    assert_proved(verify(decode(Found(signed_by(ACCENTED.encode()))), (row,)), "secret_charset")


def test_the_text_of_a_jwk():
    text = json.dumps(HEADER_KEY, indent=2).encode()
    for used in (text, text + b"\n", json.dumps(HEADER_KEY, separators=(",", ":")).encode()):
        assert_proved(w.verified(signed_by(used), KeyFile("key.jwk", text)), "secret_jwk")
    used = HEADER_KEY["k"].encode()
    assert_proved(w.verified(signed_by(used), KeyFile("key.jwk", text)), "signer_used_text")


def _public(form):
    encoding, kind = w.serialization.Encoding, w.serialization.PublicFormat
    return {
        "PEM": lambda: w.RSA.public_key().public_bytes(encoding.PEM, kind.SubjectPublicKeyInfo),
        "PKCS1": lambda: w.RSA.public_key().public_bytes(encoding.PEM, kind.PKCS1),
        "DER": lambda: w.RSA.public_key().public_bytes(encoding.DER, kind.SubjectPublicKeyInfo),
        "PKCS1 DER": lambda: w.RSA.public_key().public_bytes(encoding.DER, kind.PKCS1),
    }[form]()


PEM_FORMS = {
    "as it is": lambda text: text,
    "stripped": lambda text: text.strip(),
    "CR LF": lambda text: text.replace(b"\n", b"\r\n"),
    "one line": lambda text: text.replace(b"\n", b""),
    "spaces": lambda text: text.strip().replace(b"\n", b" "),
    "backslash n": lambda text: text.replace(b"\n", b"\\n"),
    "body": lambda text: b"".join(text.split(b"\n")[1:-2]),
    "lines of the body": lambda text: b"\n".join(text.split(b"\n")[1:-2]),
    "base64": base64.b64encode,
    "blank line": lambda text: text + b"\n",
}


@pytest.mark.parametrize("form", PEM_FORMS)
def test_the_text_of_a_key_in_every_form(form):
    private = w.pem(w.RSA, "private.pem")
    for text in (private.data, _public("PEM"), _public("PKCS1")):
        verification = w.verified(signed_by(PEM_FORMS[form](text)), private)
        assert_proved(verification, "secret_is_pem")
        assert "private.pem" in verification.causes[0].message


@pytest.mark.parametrize("form", ["DER", "PKCS1 DER"])
def test_the_binary_form_of_a_key(form):
    assert_proved(w.verified(signed_by(_public(form)), w.pem(w.RSA)), "secret_is_pem")


def test_a_secret_in_a_file_beside_a_key():
    file = KeyFile("secret.txt", PHRASE.encode() + b"\n")
    rows, files = tuple(keys.read(w.pem(w.P256))), (w.pem(w.P256), file)
    for used, cause in ((PHRASE.encode(), "secret_newline"), (file.data, "secret_is_pem")):
        assert_proved(verify(decode(Found(signed_by(used))), rows, files), cause)


def swapped(secret, message, name):
    return hmac.digest(message, secret, name)


def hash_of(join):
    return lambda secret, message, name: hashlib.new(name, join(secret, message)).digest()


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
@pytest.mark.parametrize(
    ("cause", "computed"),
    [
        ("args_swapped", swapped),
        ("plain_hash", hash_of(lambda secret, message: secret + message)),
        ("plain_hash", hash_of(lambda secret, message: message + secret)),
        ("plain_hash", hash_of(lambda secret, message: message + b"." + secret)),
        ("plain_hash", hash_of(lambda secret, message: secret + b":" + message)),
        ("plain_hash", hash_of(lambda secret, message: secret + message + secret)),
    ],
)
def test_what_only_looks_like_an_hmac(alg, cause, computed):
    assert_proved(w.verified(signed_by(PHRASE.encode(), alg, computed), secret=PHRASE), cause)


def test_a_plain_hash_with_another_reading_of_the_secret():
    computed = hash_of(lambda secret, message: message + secret)
    verification = w.verified(signed_by(RAW, computed=computed), secret=BASE64)
    assert set(ids(verification)) == {"hmac.plain_hash", "hmac.secret_base64"}


def test_another_reading_of_the_secret_and_a_signature_in_hex():
    signed = w.signing_input("HS256")
    text = w.token(signed, hmac.digest(RAW, signed.encode(), "sha256").hex())
    assert set(ids(w.verified(text, secret=BASE64))) == {"hmac.secret_base64", "sigenc.hex"}


def test_a_short_secret_is_only_suspected():
    verification = w.verified(signed_by(CHANCE.randbytes(32)), secret="monkey7", limits=BRIEF)
    assert [(cause.id, cause.proved) for cause in verification.causes] == [("hmac.secret_short", False)]
    assert verification.causes[0].message == "The secret has 7 bytes; HS256 demands 32."


def test_the_secret_itself_and_200_damaged_signatures_prove_nothing():
    sound = signed_by(ODD.encode())
    assert w.verified(sound, secret=ODD).status is Status.VERIFIED
    signed = sound.rpartition(".")[0]
    for _ in range(200):
        verification = w.verified(w.token(signed, CHANCE.randbytes(32)), secret=ODD, limits=BRIEF)
        assert not any(cause.proved for cause in verification.causes)


def _guesses(secret, *files):
    rows = (keys.read_secret(secret),) if secret else ()
    token = decode(Found(signed_by(RAW)))
    evidence = Evidence(token, ALGORITHMS["HS256"], rows, files)
    return [
        guess
        for cause in on(Axis.KEY)
        if cause.id.startswith("hmac.")
        for guess in cause.undo(evidence.keys, evidence)
    ]


HOSTILE = [
    "$", "${", "\\", "\\u", "\\ud800", "%", "&#x", "=", "#", "'", " ", "\n", "{", "[", '{"k":', "\u0301",
    "a\u0323\u0301", "-----BEGIN", "A=", "\0", "\ufeff", "0x", "🙂",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("length", [1, 7, 900, 8000, 1_000_000])
def test_no_secret_breaks_a_cause_or_makes_it_guess_on(piece, length):
    text = (piece * length)[:length]
    guesses = _guesses(text, KeyFile("a.txt", text.encode()), KeyFile("b.pem", text.encode()))
    assert len(guesses) < 700


def test_deep_json_breaks_nothing():
    for depth in (10, 500, 950, 1500):
        text = '{"a":' * depth + "1" + "}" * depth
        assert _guesses(text, KeyFile("a.json", text.encode()))


def test_a_phrase_has_a_hundred_readings_or_fewer_and_no_two_of_a_cause_alike():
    guesses = [guess for guess in _guesses(ODD) if guess.value.name == "secret"]
    assert 40 < len(guesses) <= 120
    assert all(guess.value.bits == 8 * len(guess.value.secret) for guess in guesses)


def test_a_token_that_is_no_hmac_is_given_no_secrets():
    token = w.token(w.signing_input("ES256"), CHANCE.randbytes(64))
    row = keys.read_secret(PHRASE)
    evidence = Evidence(decode(Found(token)), ALGORITHMS["ES256"], (row,))
    assert not [
        guess
        for cause in on(Axis.KEY)
        if cause.id.startswith("hmac.")
        for guess in cause.undo(evidence.keys, evidence)
    ]


def test_a_hmac_with_the_text_of_the_key_under_another_label():
    signed, key = w.signing_input("RS256"), w.pem(w.RSA)
    text = w.token(signed, hmac.digest(_public("PEM"), signed.encode(), "sha256"))
    assert set(ids(w.verified(text, key))) == {"alg.family_mismatch", "hmac.secret_is_pem"}


def test_a_default_that_old_libraries_decode():
    verification = w.verified(signed_by(base64.b64decode("secretke")), secret=PHRASE)
    assert_proved(verification, "secret_default")
    assert "“secretkey”, decoded from base64" in verification.causes[0].message


@pytest.mark.parametrize(("written", "as_what"), [(BASE64, "base64"), (RAW.hex(), "hex")])
def test_it_is_said_how_a_decoded_secret_is_given_here(written, as_what):
    signed = w.signing_input("HS256")
    text = w.token(signed, hmac.digest(RAW, signed.encode(), "sha256"))
    [cause] = w.verified(text, secret=written).causes
    assert cause.fix.endswith(f"say that the secret is written as {as_what}.")
