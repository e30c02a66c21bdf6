"""How it stands with an encrypted token, in words: opened, failed, or not tried, and why."""

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector import base64url
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.encryption import Refused, Status
from webapp.inspector.encryption.attempt import Given, attempt
from webapp.inspector.encryption.purse import Purse
from webapp.inspector.keys import Vault, read
from webapp.inspector.limits import DEFAULTS, Limits
from webapp.inspector.paste import Found

from ..keys.samples import data
from . import faults
from . import workshop as w
from .faults import CONTENT_KEY, GCM, KEY, OCT, RSA, concat, raw_deflate, to_p256

EC = w.pem(w.CURVES["P-256"], "ec.pem")
ED25519 = w.KeyFile("ed.pem", data("ed25519.pem"))
PASSWORD = {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "p2s": encode(b"8 bytes!"), "p2c": 1_000_001}


def token(**header):
    """A token that says so, and cannot be opened."""
    named = {name: value for name, value in {**GCM, **header}.items() if value is not None}
    return w.compact(named, (bytes(12), b"content", bytes(16)))


NO_ZIP = "Its zip is not known here; “DEF” is the only one there is."
UNSUPPORTED = {
    "no alg": ({"alg": None}, "The header names no alg to decrypt it by."),
    "no enc": ({"enc": None}, "The header names no enc to decrypt it by."),
    "enc is a list": ({"enc": ["A256GCM"]}, "The header names no enc to decrypt it by."),
    "neither": ({"alg": None, "enc": None}, "The header names no alg to decrypt it by."),
    "another enc": ({"enc": "A256gcm"}, "“dir” with “A256gcm” is no encryption known here."),
    "a long alg": ({"alg": "A" * 41}, f"“{'A' * 40}” with “A256GCM” is no encryption known here."),
    "another zip": ({"zip": "GZIP"}, NO_ZIP),
    "zip is a list": ({"zip": ["DEF"]}, NO_ZIP),
    "too many rounds": (
        PASSWORD,
        "It asks for 1,000,001 rounds of PBES2; at most 1,000,000 are made here.",
    ),
}


@pytest.mark.parametrize("case", UNSUPPORTED)
def test_what_is_not_supported_says_why(case):
    header, reason = UNSUPPORTED[case]
    found = w.decrypted(token(**header), OCT)
    assert (found.status, found.reason, found.causes) == (Status.UNSUPPORTED, reason, ())
    names = [
        it if isinstance(it, str) else None for it in ({**GCM, **header}["alg"], {**GCM, **header}["enc"])
    ]
    assert [found.alg, found.enc] == names


ON_A_CURVE = "the private key that it was encrypted to, on P-256, P-384, P-521, X25519 or X448"
MISSING = {
    "dir": ({}, None, "To decrypt it, give the shared secret."),
    "AES Key Wrap": ({"alg": "A128KW"}, None, "To decrypt it, give the shared secret of 16 bytes."),
    "a password": ({**PASSWORD, "p2c": 1000}, None, "To decrypt it, give the password."),
    "RSA": ({"alg": "RSA-OAEP"}, None, "To decrypt it, give the RSA private key."),
    "agreement": ({"alg": "ECDH-ES"}, None, f"To decrypt it, give {ON_A_CURVE}."),
    "a key that signs": ({"alg": "ECDH-ES"}, ED25519, f"ECDH-ES takes {ON_A_CURVE}; none was given."),
    "a secret": ({"alg": "RSA-OAEP"}, OCT, "RSA-OAEP takes the RSA private key; none was given."),
    "an RSA key": ({}, RSA, "dir takes the shared secret; none was given."),
}


@pytest.mark.parametrize("case", MISSING)
def test_what_cannot_be_tried_says_which_key_it_takes(case):
    header, file, reason = MISSING[case]
    found = w.decrypted(token(**header), *([file] if file else []))
    assert (found.status, found.reason, found.causes, found.key) == (Status.UNCHECKED, reason, (), None)


@pytest.mark.parametrize(
    ("alg", "private", "needs"),
    [("RSA-OAEP", w.RSA, "the RSA private key"), ("ECDH-ES", w.CURVES["X25519"], ON_A_CURVE)],
    ids=["RSA", "agreement"],
)
def test_a_public_key_is_told_from_a_private_one(alg, private, needs):
    found = w.decrypted(token(alg=alg), w.public_pem(private, "public.pem"), OCT)
    assert found.status is Status.UNCHECKED
    assert found.reason == f"public.pem is a public key; decrypting takes {needs}."
    assert w.causes(found) == ["public_key_supplied"]


def test_a_public_key_beside_the_private_one_is_in_nobodys_way():
    text = faults.to_rsa("RSA-OAEP", faults.oaep(faults.hashes.SHA1))
    found = w.decrypted(text, w.public_pem(w.OTHER_RSA), w.pem(w.OTHER_RSA), RSA)
    assert (found.status, found.plaintext) == (Status.DECRYPTED, w.PLAINTEXT)


def test_an_alg_that_is_not_known_is_not_searched_for_rounds():
    assert w.decrypted(token(alg="dir", p2c=10**9), OCT).refused is None


def test_what_inflates_too_far_is_refused():
    text = faults.zipped(raw_deflate(bytes(1001)), zip="DEF")
    found = w.decrypted(text, OCT, limits=Limits(inflated_bytes=1000))
    assert (found.status, found.refused, found.plaintext) == (Status.UNSUPPORTED, Refused.INFLATION, None)
    assert found.reason == "It opens, and inflates to more than 1,000 bytes; no more are read here."
    assert w.decrypted(text, OCT, limits=Limits(inflated_bytes=1001)).status is Status.DECRYPTED


# A base64url that strict receivers refuse

LENIENTLY = "It opens once its base64url is read leniently; a strict receiver refuses it before decrypting."


def salted(p2s):
    header = {**PASSWORD, "p2s": p2s, "p2c": 1000}
    made = faults.to_password(b"PBES2-HS256+A128KW\x008 bytes!").split(".")
    return w.compact(header, w.gcm(header, KEY), base64url.decode(made[1]).bytes)


def agreed(apu, party):
    return to_p256(concat(faults.other_info("A256GCM", party, b"", 32)), apu=apu)


MISENCODED = {
    "a padded part": (w.compact(GCM, w.gcm(GCM, KEY)) + "=", OCT, "padded-base64url"),
    "a padded p2s": (salted(encode(b"8 bytes!") + "="), "hunter2-password", "misencoded-parameter"),
    "a padded apu": (agreed("QWxpY2U=", b"Alice"), faults.EC, "misencoded-parameter"),
    "a padded cookie of NextAuth": (
        w.compact(GCM, w.gcm(GCM, faults.nextauth_key("secret"))) + "=", "secret", "padded-base64url",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MISENCODED)
def test_what_is_misencoded_opens_and_is_not_called_decrypted(case):
    text, given, rule = MISENCODED[case]
    report = faults.reported(text, given)
    found = report.decryption
    assert (found.status, found.reason, found.key) == (Status.FAILED, LENIENTLY, None)
    assert found.plaintext == w.PLAINTEXT
    assert rule in {it.rule.id for it in report.findings}


def test_a_cookie_of_nextauth_is_decrypted():
    found = w.decrypted(w.compact(GCM, w.gcm(GCM, faults.nextauth_key("secret"))), secret="secret")
    assert (found.status, found.key.name, w.causes(found)) == (Status.DECRYPTED, "secret", ["nextauth"])


def test_a_party_in_plain_text_is_a_fault_of_the_derivation():
    found = w.decrypted(agreed("Alice Smith", b""), faults.EC)
    assert found.causes[0].message == "It opens when the key is derived without apu and apv."
    found = w.decrypted(agreed("Alice Smith", b"Alice Smith"), faults.EC)
    assert found.causes[0].message == (
        "It opens when the key is derived with the base64url text of apu and apv instead of their bytes."
    )


# Several keys


def test_the_key_that_the_header_names_is_tried_first():
    header = {**GCM, "kid": "two"}
    keys = [w.oct_jwk(KEY, kid="one"), w.oct_jwk(KEY, kid="two"), w.oct_jwk(KEY)]
    found = w.decrypted(w.compact(header, w.gcm(header, KEY)), *keys)
    assert (found.key.key_id, found.causes) == ("two", ())


def test_without_a_name_the_first_that_opens_is_it():
    keys = [w.oct_jwk(bytes(32)), w.oct_jwk(KEY, kid="one"), w.oct_jwk(KEY, kid="two")]
    found = w.decrypted(w.compact(GCM, w.gcm(GCM, KEY)), *keys)
    assert (found.status, found.key.key_id, found.causes) == (Status.DECRYPTED, "one", ())


# What it may cost


def tried(text, *files, spending, search=300_000):
    token, vault = decode(Found(text)), Vault()
    keys = tuple(row for file in files for row in read(file, vault=vault))
    return attempt(token, w.envelope(text), Given(keys, vault, spending, search, DEFAULTS))


def test_when_the_time_is_spent_the_rest_is_not_tried():
    text = w.compact(GCM, w.gcm(GCM, KEY))
    found = tried(text, w.oct_jwk(bytes(32)), OCT, spending=Purse(59, 0))
    assert (found.status, found.plaintext) == (Status.UNCHECKED, None)
    assert found.reason == (
        "Not every key was tried: decrypting the tokens of this paste took all the time there is for it."
    )
    assert tried(text, w.oct_jwk(bytes(32)), OCT, spending=Purse(60, 0)).status is Status.DECRYPTED


def test_the_search_has_time_of_its_own_and_the_rounds_of_all():
    text = w.compact({**PASSWORD, "p2c": 1000}, (b"",) * 3, bytes(24))
    spending = Purse(1000, 5500)
    found = tried(text, w.jwk({"kty": "oct", "k": encode(b"x")}), spending=spending)
    assert (found.status, w.causes(found), found.tried.count) == (Status.FAILED, ["wrong_key"], 4)
    assert (spending.rounds, spending.microseconds) == (500, 1000)


def test_a_damaged_token_with_the_right_key_is_not_called_one_of_another_key():
    header = {**GCM, "alg": "A256KW"}
    text = w.compact(header, (bytes(12), bytes(100), bytes(16)), aes_key_wrap(KEY, CONTENT_KEY))
    assert w.causes(tried(text, OCT, spending=Purse(2_000_000, 0))) == ["damaged"]
    assert w.causes(tried(text, OCT, spending=Purse(30, 0))) == ["wrong_key"]
