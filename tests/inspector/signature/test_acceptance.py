"""What is said of other libraries is asked of them, with each faulty form made anew."""

import base64
import json
from collections import defaultdict
from functools import cache

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

from webapp.inspector.base64url import encode
from webapp.inspector.signature.acceptance import ASKED, MEASURED, TESTED, Certainty, acceptance
from webapp.inspector.signature.cause import CAUSES

from ...receivers import Asked, in_node, in_python, versions
from . import test_ecdsa, test_mac, test_sigenc
from . import workshop as w

ALGS = ("ES256", "ES384", "ES512", "ES256K", "RS256", "PS256", "HS256", "EdDSA")


def public(key):
    form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(*form).decode()


def asked(alg, text):
    signers = {**w.SIGNERS, "PS256": w.RSA}
    return Asked(alg, text, w.SECRET if alg == "HS256" else public(signers[alg]))


def ps256(message, salt=32):
    return w.RSA.sign(message, padding.PSS(padding.MGF1(hashes.SHA256()), salt), hashes.SHA256())


def sound(alg):
    signed = w.signing_input(alg)
    make = ps256 if alg == "PS256" else lambda message: w.signature(alg, message)
    return asked(alg, w.token(signed, make(signed.encode())))


def of_ecdsa():
    for cause, ways in test_ecdsa.FAULTS.items():
        for alg in ("ES256", "ES384"):
            for spoil, condition in ways:
                signed, signature = test_ecdsa.signed_where(alg, condition)
                yield cause, asked(alg, w.token(signed, spoil(signature)))


def of_encodings():
    for cause, ways in test_sigenc.FAULTS.items():
        for alg in ("ES256", "RS256", "HS256"):
            for spoil, condition in ways[:1]:
                signed, signature = test_sigenc.signed_where(alg, condition)
                spoilt = spoil(signature)
                yield cause, asked(alg, f"{signed}.{spoilt if isinstance(spoilt, str) else spoilt.decode()}")


def of_macs():
    for cause, (condition, damage) in test_mac.DAMAGES.items():
        signed, mac = test_mac.mac_where(condition)
        yield cause, asked("HS256", w.token(signed, damage(mac)))


def of_lost_zeros():
    for short in (test_ecdsa.of_r, test_ecdsa.of_s):
        signed, signature = test_ecdsa.signed_where("ES256", short)
        trimmed = b"".join(half.lstrip(b"\0") for half in test_ecdsa.halves(signature))
        yield "ecdsa.trimmed_rs", asked("ES256", w.token(signed, trimmed))
    for alg in ("ES256", "RS256", "HS256"):
        signed, signature = test_sigenc.signed_where(alg, lambda it: it[-1] == 0)
        yield "sigenc.trailing_zero_lost", asked(alg, w.token(signed, signature.rstrip(b"\0")))
    signed, signature = test_sigenc.signed_where("RS256", lambda it: it[0] == 0)
    yield "sigenc.leading_zero_lost", asked("RS256", w.token(signed, signature.lstrip(b"\0")))
    signed, signature = test_sigenc.signed_where("RS256", lambda it: it[0] >= 0x80)
    yield "sigenc.sign_byte", asked("RS256", w.token(signed, b"\0" + signature))


def of_other_forms():
    signed, signature = test_sigenc.signed_where("EdDSA")
    yield "eddsa.attached", asked("EdDSA", w.token(signed, signature + signed.encode()))
    order = test_ecdsa.ORDERS["secp256k1"]
    signed, signature = test_ecdsa.signed_where("ES256K", lambda _, s: int.from_bytes(s, "big") > order // 2)
    yield "ecdsa.high_s", asked("ES256K", w.token(signed, signature))
    signed, signature = test_sigenc.signed_where("RS256", lambda it: "+" in test_sigenc.standard(it))
    yield "transport.plus_to_space", asked("RS256", f"{signed}.{encode(signature).replace('-', ' ')}")
    signed = w.signing_input("RS256")
    envelope = test_sigenc.envelope(w.RSA, signed.encode(), test_sigenc.BARE)
    yield "sigenc.cms", asked("RS256", w.token(signed, envelope))


def of_other_content():
    signed = w.signing_input("ES256")
    header, payload = signed.split(".")
    signature = encode(w.es256(signed.encode()))
    rewritten = encode(json.dumps(json.loads(base64.urlsafe_b64decode(payload + "==")), indent=2).encode())
    other_header = w.signing_input("ES256", kid="another").split(".")[0]
    other_payload = encode(b'{"sub":"another"}')
    yield "msg.reserialised", asked("ES256", f"{header}.{rewritten}.{signature}")
    yield "msg.header_edited", asked("ES256", f"{other_header}.{payload}.{signature}")
    yield "msg.payload_edited", asked("ES256", f"{header}.{other_payload}.{signature}")
    other = encode(w.es256(w.signing_input("ES256", kid="another").encode()))
    yield "msg.other_tokens_signature", asked("ES256", f"{signed}.{other}")
    both = [part + "=" * (-len(part) % 4) for part in (w.signing_input("ES256", x="12").split("."))]
    padded = ".".join(both)
    assert "=" in padded
    yield "msg.padded", asked("ES256", w.token(padded, w.es256(padded.encode())))


def of_other_keys():
    for cause, key in (("ecdsa.wrong_curve", w.P384), ("ecdsa.es256k_confusion", w.K256)):
        signed = w.signing_input("ES256")
        der = key.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))
        yield cause, Asked("ES256", w.token(signed, w.raw(der, key.key_size // 8)), public(key))
    signed = w.signing_input("HS256")
    yield "hmac.secret_short", Asked("HS256", w.token(signed, w.hs256(b"secret", signed.encode())), "secret")
    signed = w.signing_input("PS256")
    for salt in (20, padding.PSS.MAX_LENGTH):
        yield "rsa.pss_salt", asked("PS256", w.token(signed, ps256(signed.encode(), salt)))


MAKERS = (
    of_ecdsa,
    of_encodings,
    of_macs,
    of_lost_zeros,
    of_other_forms,
    of_other_content,
    of_other_keys,
)


@cache
def faulty():
    return tuple(one for make in MAKERS for one in make())


@cache
def heard(ask):
    """Library by library, cause by cause, what was said to its tokens, of the algorithms that it knows."""
    right = [sound(alg) for alg in ALGS]
    said = {}
    for library, verdict in ask([*right, *(it for _, it in faulty())]).items():
        able = {it.alg for it, accepted in zip(right, verdict, strict=False) if accepted}
        said[library] = defaultdict(list)
        for (cause, it), accepted in zip(faulty(), verdict[len(right) :], strict=True):
            if it.alg in able:
                said[library][cause].append(accepted)
    return said


def sure(receivers):
    return {it.name: it for it in receivers if it.certainty is Certainty.TESTED}


@pytest.mark.parametrize("ask", [in_python, in_node], ids=lambda it: it.__name__)
@pytest.mark.parametrize("cause", ASKED)
def test_libraries_do_what_is_said_of_them(cause, ask):
    said = acceptance(cause)
    accepting, refusing = sure(said.accepted_by), sure(said.refused_by)
    for library, answers in heard(ask).items():
        if library in refusing:
            assert answers[cause], library
            assert not any(answers[cause]), library
        elif library not in accepting:
            assert not answers[cause], library
        elif accepting[library].when:
            assert len(set(answers[cause])) == 2, library
        else:
            assert answers[cause], library
            assert all(answers[cause]), library


def test_versions_are_those_that_are_asked():
    assert versions() == TESTED


def test_every_repairable_cause_of_a_signature_was_asked_about():
    repairable = {it.id for it in CAUSES.values() if it.repairable and not it.id.startswith("jwe.")}
    assert repairable <= set(ASKED) <= set(CAUSES)


@pytest.mark.parametrize("cause", ASKED)
def test_nobody_stands_in_both_lists(cause):
    said = acceptance(cause)
    names = [it.name for it in (*said.accepted_by, *said.refused_by)]
    assert len(set(names)) == len(names)
    assert set(names) >= set(TESTED) - {"python-jose", "panva/jose", "jsonwebtoken"}


def test_marks_of_certainty_are_kept():
    der = acceptance("ecdsa.der")
    marks = {it.name: (it.certainty, it.version) for it in (*der.accepted_by, *der.refused_by)}
    assert marks["PyJWT"] == (Certainty.TESTED, TESTED["PyJWT"])
    assert marks["jws"] == (Certainty.MEASURED, MEASURED["jws"])
    assert marks["APNs"] == (Certainty.REPORTED, "")


def test_nothing_is_said_where_nobody_was_asked():
    assert acceptance("msg.newline") == acceptance("nonsense") == acceptance("")
    assert acceptance("msg.newline").accepted_by == ()
