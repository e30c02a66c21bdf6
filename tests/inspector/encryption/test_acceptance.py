"""What is said of the libraries that open tokens is asked of them, with each faulty form made anew."""

import json
from collections import defaultdict
from functools import cache

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from joserfc import jwk

from webapp.inspector.base64url import decode, encode
from webapp.inspector.encryption.agreement import other_info
from webapp.inspector.encryption.cause import Step, on
from webapp.inspector.signature.acceptance import ASKED_TO_OPEN, TESTED, Certainty, acceptance

from ...receivers import OPENING, Sealed, opened_in_node, opened_in_python
from . import faults
from . import workshop as w

KINDS = {faults.RSA.data: "RSA", faults.EC.data: "EC"}
WRAPPING = faults.concat(other_info("ECDH-ES+A128KW", b"", b"", 16), 16)
NOT_ASKED = {"jwe.nextauth"}  # a cookie, which only its own library opens


def sealed(text, given):
    header = json.loads(decode(text.split(".")[0]).bytes)
    return Sealed(header["alg"], header["enc"], text, private(given))


def private(given):
    """The key that a test gives, as a JWK; a text is a secret."""
    if isinstance(given, str):
        return {"kty": "oct", "k": encode(given.encode())}
    if given.data in KINDS:
        return dict(jwk.import_key(given.data, KINDS[given.data]).as_dict(private=True))
    return json.loads(given.data)


def sound():
    """A token without a fault for each pair of algorithms that the faulty ones have."""
    a128 = {**faults.GCM, "enc": "A128GCM"}
    short = w.oct_jwk(faults.KEY[:16])
    for alg, scheme in (
        ("RSA-OAEP", faults.oaep(hashes.SHA1)),
        ("RSA-OAEP-256", faults.oaep(hashes.SHA256)),
        ("RSA-OAEP-512", faults.oaep(hashes.SHA512)),
        ("RSA1_5", padding.PKCS1v15()),
    ):
        yield sealed(faults.to_rsa(alg, scheme), faults.RSA)
    yield sealed(faults.to_p256(faults.concat(faults.INFO)), faults.EC)
    yield sealed(faults.to_p256(WRAPPING, "ECDH-ES+A128KW"), faults.EC)
    yield sealed(faults.to_secret("A128KW", faults.KEY[:16]), short)
    yield sealed(faults.to_secret("A256KW", faults.KEY), faults.OCT)
    yield sealed(faults.to_password(b"PBES2-HS256+A128KW\x008 bytes!"), "hunter2-password")
    yield sealed(faults.directly(faults.GCM, w.gcm(faults.GCM, faults.KEY)), faults.OCT)
    yield sealed(faults.directly(faults.CBC, w.cbc(faults.CBC, faults.LONG_KEY)), faults.LONG_OCT)
    yield sealed(faults.directly(a128, w.gcm(a128, faults.KEY[:16])), short)


def faulty():
    return [(f"jwe.{cause}", sealed(*one)) for cause, made in faults.PROVED.items() for one in made]


@cache
def heard(ask):
    """Library by library, cause by cause, whether it opened the tokens, of the algorithms that it knows."""
    right, wrong = list(sound()), faulty()
    said = {}
    for library, answers in ask([*right, *(it for _, it in wrong)], w.PLAINTEXT).items():
        able = {(it.alg, it.enc) for it, opened in zip(right, answers, strict=False) if opened}
        said[library] = defaultdict(list)
        for (cause, it), opened in zip(wrong, answers[len(right) :], strict=True):
            if (it.alg, it.enc) in able:
                said[library][cause].append(opened)
    return said


@pytest.mark.parametrize("ask", [opened_in_python, opened_in_node], ids=lambda it: it.__name__)
@pytest.mark.parametrize("cause", ASKED_TO_OPEN)
def test_libraries_do_what_is_said_of_them(cause, ask):
    said = acceptance(cause)
    accepting, refusing = ({it.name: it for it in each} for each in (said.accepted_by, said.refused_by))
    for library, answers in heard(ask).items():
        if library in refusing:
            assert set(answers[cause]) == {False}, library
        elif library not in accepting:
            assert not answers[cause], library
        else:
            expected = {True, False} if accepting[library].when else {True}
            assert set(answers[cause]) == expected, library


def test_every_cause_that_can_be_proved_was_asked_about():
    provable = {it.id for step in Step if step is not Step.FACT for it in on(step)}
    assert set(ASKED_TO_OPEN) == provable - NOT_ASKED


@pytest.mark.parametrize("cause", ASKED_TO_OPEN)
def test_only_libraries_that_open_tokens_are_named(cause):
    said = acceptance(cause)
    named = [(it.name, it.version, it.certainty) for it in (*said.accepted_by, *said.refused_by)]
    able = {*OPENING, "panva/jose"}
    assert {name for name, _, _ in named} <= able
    assert set(named) <= {(name, TESTED[name], Certainty.TESTED) for name in able}
    assert len(set(named)) == len(named) >= 3


def test_report_names_them():
    found = w.decrypted(faults.directly(faults.GCM, w.gcm(faults.GCM, faults.KEY, iv=bytes(16))), faults.OCT)
    [cause] = found.causes
    assert [it.name for it in cause.acceptance.accepted_by] == ["python-jose", "jwcrypto"]
