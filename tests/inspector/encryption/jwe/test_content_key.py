"""The content key was wrapped otherwise than the header says, and the words say how."""

import base64
from functools import partial

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from webapp.inspector.base64url import encode
from webapp.inspector.encryption.algorithms import MANAGEMENTS
from webapp.inspector.encryption.content_key import content_key
from webapp.inspector.encryption.jwe import content_key as causes

from .. import workshop as w
from ..faults import CONTENT_KEY, GCM, KEY, RSA, oaep, to_password, to_rsa

OPENER = {"RSA": w.opener(RSA), "EC": w.opener(w.pem(w.CURVES["P-256"])), "oct": w.opener(w.oct_jwk(KEY))}
APPLY = {
    causes.oaep_mgf1: {it for it in MANAGEMENTS if it.startswith("RSA")},
    causes.rsa_padding: {it for it in MANAGEMENTS if it.startswith("RSA")},
    causes.cek_encoded: {it for it in MANAGEMENTS if it not in {"dir", "ECDH-ES"}},
    causes.kw_alg: {"A128KW", "A192KW", "A128GCMKW", "A192GCMKW", "A256GCMKW"},
    causes.pbes2_salt: {it for it in MANAGEMENTS if it.startswith("PBES2")},
    causes.direct_key: {it for it in MANAGEMENTS if it.startswith(("A", "PBES2"))},
}


@pytest.mark.parametrize("undo", APPLY, ids=lambda it: it.__name__)
def test_a_cause_is_looked_for_where_it_can_be(undo):
    applying = set()
    for alg in MANAGEMENTS:
        opener = OPENER["RSA" if alg.startswith("RSA") else "EC" if alg.startswith("ECDH") else "oct"]
        if w.guesses(undo, opener, w.evidence(w.sent({**GCM, "alg": alg}))):
            applying.add(alg)
    assert applying == APPLY[undo]


def said(text, *files, **more):
    """The one cause that is proved, in its words."""
    [cause] = w.decrypted(text, *files, **more).causes
    assert cause.proved
    return cause.message


HASHES = {"SHA-1": hashes.SHA1, "SHA-256": hashes.SHA256, "SHA-384": hashes.SHA384, "SHA-512": hashes.SHA512}
TWO_HASHES = [(main, mask) for main in HASHES for mask in HASHES if main != mask]


@pytest.mark.parametrize(("main", "mask"), TWO_HASHES)
def test_two_hashes_in_oaep(main, mask):
    text = to_rsa("RSA-OAEP-256", oaep(HASHES[main], HASHES[mask]))
    assert (
        said(text, RSA) == f"It opens with OAEP of {main} and a mask (MGF1) of {mask}; both must be the same."
    )


def test_the_hashes_that_java_takes_are_tried_first():
    for alg, main in (("RSA-OAEP-256", "SHA-256"), ("RSA-OAEP-512", "SHA-512")):
        guesses = causes.oaep_mgf1(None, w.evidence(w.sent({**GCM, "alg": alg})))
        assert [it.says for it in guesses if it.more == 0] == [
            f"It opens with OAEP of {main} and a mask (MGF1) of SHA-1; both must be the same."
        ]


PADDINGS = {
    "RSA1_5": padding.PKCS1v15(),
    "RSA-OAEP": oaep(hashes.SHA1),
    "RSA-OAEP-256": oaep(hashes.SHA256),
    "RSA-OAEP-384": oaep(hashes.SHA384),
    "RSA-OAEP-512": oaep(hashes.SHA512),
}


@pytest.mark.parametrize("used", PADDINGS)
@pytest.mark.parametrize("named", ["RSA1_5", "RSA-OAEP", "RSA-OAEP-256"])
def test_another_padding_than_the_header_names(named, used):
    found = w.decrypted(to_rsa(named, PADDINGS[used]), RSA)
    told = [cause.message for cause in found.causes]
    assert told == ([] if named == used else [f"The header says {named}; it opens as {used}."])


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("base64", base64.b64encode(KEY)),
        ("base64", encode(KEY).encode()),
        ("base64", base64.encodebytes(KEY)),
        ("hexadecimal", KEY.hex().encode()),
        ("hexadecimal", KEY.hex().upper().encode() + b"\n"),
    ],
    ids=["base64", "base64url", "a line of base64", "hexadecimal", "a line of hexadecimal"],
)
def test_a_content_key_that_was_encrypted_as_text(form, text):
    says = f"What the second part holds is the {form} of the content key."
    assert said(to_rsa("RSA-OAEP", oaep(hashes.SHA1), text), RSA) == says


def wrapped(alg, secret, **header):
    header = {**GCM, "alg": alg, **header}
    return w.compact(header, w.gcm(header, CONTENT_KEY), aes_key_wrap(secret, CONTENT_KEY))


@pytest.mark.parametrize("length", [16, 24, 32])
@pytest.mark.parametrize("alg", ["A128KW", "A192KW", "A256KW", "A128GCMKW", "A256GCMKW"])
def test_another_wrap_than_the_header_names(alg, length):
    own = f"A{8 * length}KW"
    found = w.decrypted(wrapped(alg, w.secret(length)), w.oct_jwk(w.secret(length)))
    told = [cause.message for cause in found.causes]
    says = f"The header says {alg}; it opens as {own}, with a key of {8 * length} bits."
    assert told == ([] if alg == own else [says])


@pytest.mark.parametrize("length", [16, 24, 32])
@pytest.mark.parametrize("alg", ["A128KW", "A192KW", "A192GCMKW"])
def test_gcm_wraps_under_another_name(alg, length):
    secret = w.secret(length)
    sealed = AESGCM(secret).encrypt(bytes(12), CONTENT_KEY, None)
    header = {**GCM, "alg": alg, "iv": encode(bytes(12)), "tag": encode(sealed[32:])}
    found = w.decrypted(w.compact(header, w.gcm(header, CONTENT_KEY), sealed[:32]), w.oct_jwk(secret))
    told = [cause.message for cause in found.causes]
    says = f"The header says {alg}; it opens as A{8 * length}GCMKW, with a key of {8 * length} bits."
    assert told == ([] if alg == f"A{8 * length}GCMKW" else [says])


@pytest.mark.parametrize("length", [0, 15, 17, 33])
def test_a_secret_of_another_length_wraps_nothing(length):
    opener = type(OPENER["oct"])(OPENER["oct"].key, None, bytes(length))
    assert w.guesses(causes.kw_alg, opener, w.evidence(w.sent({**GCM, "alg": "A128KW"}))) == {}


ALG, P2S = b"PBES2-HS256+A128KW", encode(b"8 bytes!").encode()


@pytest.mark.parametrize(
    ("salt", "says"),
    [
        (b"8 bytes!", "p2s alone"),
        (ALG + b"\0" + P2S, "alg, a zero byte and the text of p2s, not decoded"),
        (P2S, "the text of p2s, not decoded"),
        (ALG + b"8 bytes!", "alg and p2s without the zero byte between them"),
    ],
    ids=["alone", "text", "text alone", "no zero byte"],
)
def test_another_salt(salt, says):
    assert said(to_password(salt), secret="hunter2-password") == f"It opens when the salt is {says}."


@pytest.mark.parametrize("alg", ["A128KW", "A256GCMKW", "PBES2-HS256+A128KW"])
def test_the_secret_encrypted_the_content_itself(alg):
    header = {**GCM, "alg": alg, "p2s": encode(b"8 bytes!"), "p2c": 1000}
    says = f"The header says {alg}; it opens with the secret as the content key, which is “dir”."
    assert said(w.compact(header, w.gcm(header, KEY)), w.oct_jwk(KEY)) == says
    assert said(w.compact(header, w.gcm(header, KEY), bytes(40)), w.oct_jwk(KEY)) == says


def test_a_second_part_that_dir_has_no_use_for():
    says = "It opens with the secret as the content key; with dir the second part must be empty."
    assert said(w.compact(GCM, w.gcm(GCM, KEY), bytes(40)), w.oct_jwk(KEY)) == says


def test_every_way_comes_to_nothing_on_noise():
    for alg, opener in (
        ("RSA-OAEP", OPENER["RSA"]),
        ("A192KW", OPENER["oct"]),
        (ALG.decode(), OPENER["oct"]),
    ):
        envelope = w.sent(
            {**GCM, "alg": alg, "iv": "AA", "tag": "AA", "p2s": "AA", "p2c": 1}, encrypted_key=b"noise"
        )
        for undo in (causes.oaep_mgf1, causes.cek_encoded, causes.kw_alg, causes.pbes2_salt):
            tried = partial(content_key, opener=opener, envelope=envelope)
            assert not any(tried(it) for it in w.guesses(undo, opener, w.evidence(envelope)).values())
