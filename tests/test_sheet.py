"""What a sheet chooses to show of a report."""

import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.inspector.signature.workshop import ED25519, P256, RSA, SECRET, pem, signature, signing_input
from webapp.inspector import examine
from webapp.inspector.base64url import encode
from webapp.inspector.example import NOW
from webapp.inspector.submission import Submission
from webapp.sheet import sheets

KEYS = {"ES256": P256, "RS256": RSA, "EdDSA": ED25519}


def sheet_of(text, alg):
    keys = (pem(KEYS[alg]),) if alg in KEYS else ()
    [sheet] = sheets(examine(Submission(text, keys, secret=None if keys else SECRET), NOW))
    return sheet


def recipes(sheet):
    causes = (sheet.report.decryption or sheet.report.verification).causes
    return [(cause.id, getattr(sheet.recipe(cause), "id", None)) for cause in causes]


@pytest.mark.parametrize(
    ("alg", "recipe"),
    [("ES256", "sign-es256"), ("RS256", "sign-rs256"), ("EdDSA", "sign-eddsa"), ("HS256", "sign-hs256")],
)
def test_recipe_is_that_of_the_token_s_algorithm(alg, recipe):
    signed = signing_input(alg)
    hex_ = signature(alg, signed.encode()).hex()
    assert ("sigenc.hex", recipe) in recipes(sheet_of(f"{signed}.{hex_}", alg))


SIGNED = signing_input("ES256").encode()
DER = P256.sign(SIGNED, ECDSA(hashes.SHA256()))
SHORT_R = next(filter(lambda made: made[0] == 0, (signature("ES256", SIGNED) for _ in range(10_000))))
TRIMMED = SHORT_R[1:]


@pytest.mark.parametrize(
    ("made", "rule", "cause"),
    [
        (signature("ES256", SIGNED), None, None),
        (DER, "der-signature", "ecdsa.der"),
        (bytes(64), "psychic-signature", "ecdsa.out_of_range"),
        (TRIMMED, "signature-length", "ecdsa.trimmed_rs"),
        (b"\x01" * 63, "signature-length", "transport.truncated"),
        (b"\x01" * 66, "signature-length", None),
        (b"", "missing-signature", "transport.unsigned"),
    ],
    ids=["sound", "DER", "zero", "trimmed", "short", "long", "none"],
)
def test_one_fault_is_shown_once(made, rule, cause):
    sheet = sheet_of(f"{signing_input('ES256')}.{encode(made)}", "ES256")
    shown = [it.rule.id for it in sheet.beside_the_causes]
    told = {it.id: [one.rule.id for one in sheet.explained_by(it)] for it in sheet.report.verification.causes}
    assert {it.rule.id for it in sheet.about_the_signature} == ({rule} if rule else set())
    assert shown == ([rule] if rule and not cause else [])
    assert {id_: rules for id_, rules in told.items() if rules} == ({cause: [rule]} if cause else {})


def test_one_fault_of_a_further_signature_is_shown_once():
    protected, payload = SIGNED.decode().split(".")
    signers = [{"protected": protected, "signature": encode(it)} for it in (signature("ES256", SIGNED), DER)]
    sheet = sheet_of(json.dumps({"payload": payload, "signatures": signers}), "ES256")
    [row] = sheet.cosigners
    assert [it.rule.id for it in row.findings if not sheet.is_explained(it)] == []
    [cause] = row.signer.verification.causes
    assert [it.rule.id for it in sheet.explained_by(cause)] == ["der-signature"]


def test_receiver_that_takes_the_fault_keeps_its_own_words():
    """APNs takes DER, which the finding says."""
    header, payload = {"alg": "ES256", "kid": "7XK4Q2M9RT"}, {"iss": "8R4ZP2XK9T", "iat": NOW}
    signed = ".".join(encode(json.dumps(part).encode()) for part in (header, payload))
    made = P256.sign(signed.encode(), ECDSA(hashes.SHA256()))
    submission = Submission(f"{signed}.{encode(made)}", (pem(P256),), profile="apple-apns")
    [sheet] = sheets(examine(submission, NOW))
    assert "ecdsa.der" in {it.id for it in sheet.report.verification.causes}
    assert "der-signature" in {it.rule.id for it in sheet.beside_the_causes}


def test_misspelt_algorithm_is_taken_as_it_is_meant():
    signed = signing_input("rs256")
    made = encode(signature("RS256", signed.encode()))
    assert ("alg.name", "sign-rs256") in recipes(sheet_of(f"{signed}.{made}", "RS256"))


def test_recipe_stands_with_the_likeliest_cause_alone():
    signed = signing_input("ES256")
    text = f"{signed}.{signature('ES256', signed.encode() + b'.').hex()}"
    found = [recipe for _, recipe in recipes(sheet_of(text, "ES256")) if recipe]
    assert len(found) == len(set(found)) == 1
    assert len(recipes(sheet_of(text, "ES256"))) > 1


@pytest.mark.parametrize(
    ("rule", "recipe"),
    [("text-date", "write-dates"), ("der-signature", "sign-es256"), ("far-expiry", None)],
)
def test_finding_leads_to_a_recipe(rule, recipe):
    signed = signing_input("ES256")
    sheet = sheet_of(f"{signed}.{encode(signature('ES256', signed.encode()))}", "ES256")
    assert getattr(sheet.helping(rule), "id", None) == recipe


def test_token_that_does_not_open_has_one_too():
    """Encrypted as Java does by default, with SHA-256 and a mask of SHA-1."""
    header = encode(b'{"alg":"RSA-OAEP-256","enc":"A256GCM"}')
    key, iv = bytes(range(32)), bytes(12)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA256(), None)
    sealed = AESGCM(key).encrypt(iv, b"{}", header.encode())
    parts = (RSA.public_key().encrypt(key, oaep), iv, sealed[:-16], sealed[-16:])
    sheet = sheet_of(".".join((header, *map(encode, parts))), "RS256")
    assert recipes(sheet)[0] == ("jwe.oaep_mgf1", "encrypt-rsa-oaep")


def test_cause_that_no_code_is_to_blame_for_has_none():
    signed = signing_input("HS256")
    made = encode(signature("HS256", signed.encode()))
    text = f"{signed}.{made[:20]}{made[21:]}"
    assert recipes(sheet_of(text, "HS256"))[0] == ("transport.char_lost", None)


def test_unsigned_token_is_not_said_to_fail_a_verification():
    text = f"{encode(json.dumps({'alg': 'none'}).encode())}.{encode(b'{}')}."
    assert sheet_of(text, "none").gates[-1].words == "not signed"
