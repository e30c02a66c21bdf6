"""Signatures whose bytes are right and encoded, or handled on the way, in some other way than JOSE's."""

import base64
import datetime
import hmac
import json
import os
import random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.inspector import keys
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.limits import Limits
from webapp.inspector.paste import Found
from webapp.inspector.signature import Status
from webapp.inspector.signature.cause import CAUSES, Axis, Evidence
from webapp.inspector.signature.readings import readings

from . import workshop as w

ALGS = ("ES256", "ES384", "RS256", "HS256", "EdDSA")
BRIEF = Limits(search_seconds=0.005)
FAMILIES = ("sigenc.", "ecdsa.", "eddsa.")


def anything(_):
    return True


def signed_where(alg, condition=anything):
    """A signing input and its sound signature, made anew until the signature is as asked for."""
    while True:
        signed = w.signing_input(alg, kid=os.urandom(6).hex())
        signature = w.signature(alg, signed.encode())
        if condition(signature):
            return signed, signature


def signed_bytes(data):
    return [byte - 256 if byte > 127 else byte for byte in data]


def standard(data):
    return base64.b64encode(data).decode()


def has_foreign(data):
    return set("-_") & set(encode(data))


# What makes a sound signature faulty, and which signatures it takes for that.
FAULTS = {
    "sigenc.padded": [(base64.urlsafe_b64encode, lambda it: len(it) % 3)],
    "sigenc.std_base64": [(standard, has_foreign), (lambda it: standard(it).rstrip("="), has_foreign)],
    "sigenc.hex": [
        (lambda it: it.hex(), anything),
        (lambda it: it.hex().upper(), anything),
        (lambda it: "0x" + it.hex(), anything),
    ],
    "sigenc.hex_text": [
        (lambda it: encode(it.hex().encode()), anything),
        (lambda it: encode(it.hex(":").upper().encode()), anything),
        (lambda it: encode(b"0x" + it.hex().encode()), anything),
    ],
    "sigenc.double_base64": [
        (lambda it: encode(base64.b64encode(it)), anything),
        (lambda it: encode(encode(it).encode()), anything),
    ],
    "sigenc.latin1_utf8": [
        (lambda it: encode(it.decode("latin-1").encode()), anything),
        (
            lambda it: encode(it.decode("cp1252", "replace").encode()),
            lambda it: not set(it) & {0x81, 0x8D, 0x8F, 0x90, 0x9D},
        ),
    ],
    "sigenc.utf16": [
        (lambda it: encode(it.decode("latin-1").encode("utf-16-le")), anything),
        (lambda it: encode(it.decode("latin-1").encode("utf-16-be")), anything),
        (lambda it: encode(b"\xff\xfe" + it.decode("latin-1").encode("utf-16-le")), anything),
    ],
    "sigenc.byte_list": [
        (lambda it: encode(str(signed_bytes(it)).encode()), anything),
        (lambda it: encode(",".join(map(str, it)).encode()), anything),
        (lambda it: encode(" ".join(map(str, it)).encode()), anything),
        (lambda it: encode(json.dumps({"type": "Buffer", "data": [*it]}).encode()), anything),
        (lambda it: encode(json.dumps(dict(enumerate(it))).encode()), anything),
    ],
    "sigenc.newline_appended": [
        (lambda it: encode(it + b"\n"), anything),
        (lambda it: encode(it + b"\r\n"), anything),
    ],
    "sigenc.extra_bytes": [
        (lambda it: encode(it + b"\xee\xff\xee"), anything),
        (lambda it: encode(b"\xee\xff" + it), anything),
    ],
    "sigenc.reversed": [(lambda it: encode(it[::-1]), anything)],
    "sigenc.noncanonical": [
        (lambda it: encode(it)[:-1] + chr(ord(encode(it)[-1]) + 1), lambda it: len(it) % 3),
    ],
    "sigenc.vault_prefix": [
        (lambda it: "vault:v1:" + standard(it), anything),
        (lambda it: "vault:v12:" + encode(it), anything),
        (lambda it: encode(b"vault:v1:" + base64.b64encode(it)), anything),
    ],
}


def rows():
    for cause, ways in FAULTS.items():
        for alg in ALGS:
            if (cause, alg) not in {("sigenc.noncanonical", "ES384"), ("sigenc.padded", "ES384")}:
                for number, way in enumerate(ways, 1):
                    if cause == "sigenc.latin1_utf8" and number == 2 and alg == "RS256":
                        continue  # hardly any of that length is Windows-1252
                    yield pytest.param(cause, alg, *way, id=f"{cause}-{number} {alg}")


def assert_repaired(alg, text, causes, sound):
    """Exactly these causes are proved, and the sound token is offered."""
    verification = w.judged(alg, text)
    assert verification.status is Status.INVALID
    assert {one.id for one in verification.causes} == causes
    assert all(one.proved for one in verification.causes)
    assert {one.repaired for one in verification.causes} == {sound}
    assert w.accepted_by_pyjwt(alg, sound)
    return verification.causes


@pytest.mark.parametrize(("cause", "alg", "spoil", "condition"), list(rows()))
def test_a_badly_encoded_signature_is_read_and_the_token_repaired(cause, alg, spoil, condition):
    signed, signature = signed_where(alg, condition)
    spoilt = spoil(signature)
    spoilt = spoilt.decode() if isinstance(spoilt, bytes) else spoilt
    assert_repaired(alg, f"{signed}.{spoilt}", {cause}, w.token(signed, signature))


@pytest.mark.parametrize("alg", ["ES384", "RS256", "HS256", "EdDSA"])
def test_a_lost_zero_at_the_end_is_put_back(alg):
    signed, signature = signed_where(alg, lambda it: it[-1] == 0 and it[-2])
    text = w.token(signed, signature.rstrip(b"\0"))
    (cause,) = assert_repaired(alg, text, {"sigenc.trailing_zero_lost"}, w.token(signed, signature))
    assert f"{len(signature) - 1} bytes of {len(signature)}" in cause.message


def test_a_lost_zero_at_the_start_of_an_rsa_signature_is_put_back():
    signed, signature = signed_where("RS256", lambda it: it[0] == 0 and it[1])
    text = w.token(signed, signature.lstrip(b"\0"))
    (cause,) = assert_repaired("RS256", text, {"sigenc.leading_zero_lost"}, w.token(signed, signature))
    assert "255 bytes" in cause.message
    assert "one token in 256" in cause.cause.why.lower().replace("\n", " ")


def test_the_sign_of_a_big_integer_is_taken_off_an_rsa_signature():
    signed, signature = signed_where("RS256", lambda it: it[0] >= 0x80)
    text = w.token(signed, b"\0" + signature)
    (cause,) = assert_repaired("RS256", text, {"sigenc.sign_byte"}, w.token(signed, signature))
    assert "257 bytes" in cause.message


def der(signed):
    return w.P256.sign(signed.encode(), ec.ECDSA(hashes.SHA256()))


# Two wrappings, one around the other: what is done to a DER signature or to a sound one.
CHAINS = {
    "sigenc.newline_appended ecdsa.der": lambda signed: encode(der(signed) + b"\n"),
    "sigenc.hex_text ecdsa.der": lambda signed: encode(der(signed).hex().encode()),
    "sigenc.hex ecdsa.der": lambda signed: der(signed).hex(),
    "sigenc.latin1_utf8 ecdsa.der": lambda signed: encode(der(signed).decode("latin-1").encode()),
    "sigenc.double_base64 ecdsa.der": lambda signed: encode(base64.b64encode(der(signed))),
    "sigenc.utf16 ecdsa.der": lambda signed: encode(der(signed).decode("latin-1").encode("utf-16-le")),
    "sigenc.byte_list ecdsa.der": lambda signed: encode(str(signed_bytes(der(signed))).encode()),
    "sigenc.vault_prefix ecdsa.der": lambda signed: f"vault:v1:{standard(der(signed))}",
    "sigenc.newline_appended sigenc.hex_text": lambda signed: encode(
        w.es256(signed.encode()).hex().encode() + b"\n"
    ),
    "sigenc.utf16 sigenc.hex_text": lambda signed: encode(w.es256(signed.encode()).hex().encode("utf-16-le")),
    "sigenc.padded sigenc.newline_appended sigenc.hex_text": lambda signed: (
        base64.urlsafe_b64encode(w.es256(signed.encode()).hex().encode() + b"\n\n"[:1]).decode() + "="
    ),
    "sigenc.hex ecdsa.recovery_id": lambda signed: w.es256(signed.encode()).hex() + "1b",
    "sigenc.hex ecdsa.swapped": lambda signed: (lambda it: it[32:] + it[:32])(w.es256(signed.encode())).hex(),
}


@pytest.mark.parametrize("causes", CHAINS)
def test_a_wrapping_in_a_wrapping_is_undone(causes):
    signed = w.signing_input("ES256", kid=os.urandom(6).hex())
    verification = w.judged("ES256", f"{signed}.{CHAINS[causes](signed)}")
    assert {one.id for one in verification.causes} == set(causes.split())
    assert all(one.proved for one in verification.causes)
    assert w.accepted_by_pyjwt("ES256", verification.causes[0].repaired)


def test_the_shortest_mac_is_found_in_base64_that_was_encoded_twice():
    signed = w.signing_input("HS256")
    mac = hmac.digest(w.SECRET.encode(), signed.encode(), "sha1")
    verification = w.verified(w.token(signed, standard(mac).encode()), secret=w.SECRET)
    assert {one.id for one in verification.causes} == {"sigenc.double_base64", "digest.wrong_hash"}


@pytest.mark.parametrize("alg", ALGS)
def test_bytes_replaced_in_utf8_are_a_fact_that_nothing_repairs(alg):
    signed, signature = signed_where(alg)
    lossy = signature.decode("utf-8", "replace").encode()
    causes = w.judged(alg, w.token(signed, lossy)).causes
    fact = next(one for one in causes if one.id == "sigenc.utf8_replacement")
    assert (fact.proved, fact.repaired) in {(False, None), (True, w.token(signed, signature))}
    assert CAUSES["sigenc.utf8_replacement"].axis is Axis.FACT


def test_a_few_replacement_characters_may_be_chance():
    signed, _ = signed_where("ES256")
    assert not w.judged("ES256", w.token(signed, b"\xef\xbf\xbd" * 2 + os.urandom(58))).causes


def envelope(key, content, *options):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary, *options])


DETACHED, BARE = pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.NoAttributes


@pytest.mark.parametrize(
    ("alg", "causes"), [("RS256", {"sigenc.cms"}), ("ES256", {"sigenc.cms", "ecdsa.der"})]
)
@pytest.mark.parametrize("options", [(DETACHED, BARE), (BARE,)])
def test_the_signature_in_a_cms_envelope_is_used_where_it_signs_the_token(alg, causes, options):
    signed = w.signing_input(alg)
    data = envelope(w.SIGNERS[alg], signed.encode(), *options)
    verification = w.judged(alg, w.token(signed, data))
    assert {one.id for one in verification.causes} == causes
    assert all(one.proved for one in verification.causes)
    assert w.accepted_by_pyjwt(alg, verification.causes[0].repaired)


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_a_cms_envelope_with_signed_attributes_is_recognised_and_not_repaired(alg):
    signed = w.signing_input(alg)
    verification = w.judged(alg, w.token(signed, envelope(w.SIGNERS[alg], signed.encode(), DETACHED)))
    causes = verification.causes
    assert "sigenc.cms" in {one.id for one in causes}
    assert not any(one.proved or one.repaired for one in causes)
    assert "attributes of its own" in next(one.message for one in causes if one.id == "sigenc.cms")
    assert verification.tried.count <= 1  # what it signs is not here


def test_an_ssh_signature_is_recognised():
    signed = w.signing_input("EdDSA")
    causes = w.judged("EdDSA", w.token(signed, b"SSHSIG\0\0\0\1" + os.urandom(150))).causes
    assert [(one.id, one.proved) for one in causes] == [("sigenc.sshsig", False)]


def test_what_the_signature_is_wrapped_in_is_said_even_if_no_key_fits():
    signed = w.signing_input("ES256")
    other = w.pem(ec.generate_private_key(ec.SECP256R1()))
    causes = w.verified(f"{signed}.{der(signed).hex()}", other).causes
    assert [(one.id, one.proved) for one in causes] == [("sigenc.hex", False), ("ecdsa.der", False)]


@pytest.mark.parametrize("alg", [*ALGS, "ES512", "ES256K"])
def test_sound_tokens_have_no_causes(alg):
    for _ in range(20):
        signed, signature = signed_where(alg)
        verification = w.judged(alg, w.token(signed, signature))
        assert (verification.status, verification.causes) == (Status.VERIFIED, ())


def corrupted(signature):
    """Some of its bytes changed, and perhaps a few lost or added."""
    data = bytearray(signature)
    for _ in range(random.randint(1, 4)):
        data[random.randrange(len(data))] ^= random.randint(1, 255)
    return bytes(data[: random.choice([None, None, -1, -2])]) + os.urandom(random.choice([0, 0, 1, 2]))


@pytest.mark.parametrize("alg", [*ALGS, "ES512", "ES256K"])
def test_corrupted_signatures_prove_nothing(alg):
    signed, signature = signed_where(alg)
    key = w.pem(w.SIGNERS[alg]) if alg in w.SIGNERS else None
    given_key = {"limits": BRIEF} if key else {"limits": BRIEF, "secret": w.SECRET}
    for _ in range(200):
        spoilt = corrupted(signature)
        if spoilt.startswith(signature) or signature.startswith(spoilt):
            continue  # only cut, or with something after it, which can be proved
        verification = w.verified(w.token(signed, spoilt), *([key] if key else []), **given_key)
        assert verification.status is Status.INVALID
        assert not any(one.proved and one.id.startswith(FAMILIES) for one in verification.causes)


def evidence(text, alg="ES256"):
    rows = [row for key in w.SIGNERS.values() for row in keys.read(w.pem(key))]
    rows.append(keys.read_secret(w.SECRET))
    token = decode(Found(f"{w.signing_input(alg)}.{text}"))
    return Evidence(token, ALGORITHMS[alg], tuple(rows))


ours = pytest.mark.parametrize(
    "cause",
    [one for one in CAUSES.values() if one.id.startswith(FAMILIES) and one.axis is not Axis.MAC],
    ids=lambda one: one.id,
)
HOSTILE = (
    b"",
    b"0" * 2**20,
    b"[" * 2**20,
    b"1," * 2**19,
    b"{" + b'"r":' * 2**18,
    b'{"r":1e999,"s":"' + b"9" * 1500 + b'"}',
    b'{"r":null,"s":[]}',
    b"0\x80" * 2**19,
    b"0\x84\xff\xff\xff\xff" + b"\2\1" * 200,
    b"\xef\xbf\xbd" * 2**18,
    b"\xc3\xbf" * 2**19,
    b"A\0" * 2**19,
    b"ab: -" * 2**17,
    b"vault:v1:" * 2**16,
)


@ours
@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cause_breaks_or_tarries_on_hostile_signatures(cause, data):
    case = evidence(encode(data))
    shown = {
        Axis.ENCODING: data.decode("latin-1"),
        Axis.FORM: data,
        Axis.ALGORITHM: case.algorithm,
        Axis.KEY: case.keys,
        Axis.FACT: case.token,
    }[cause.axis]
    assert len(list(cause.undo(shown, case))) <= 40


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_signature_breaks_the_readings(data):
    for alg in ("ES256", "RS256", "EdDSA"):
        found = readings(evidence(encode(data), alg))
        assert len({one.value for one in found}) == len(found) <= 400


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0aF=+/_-:vulxt1 \n{}[],é", max_size=80))
def test_no_text_breaks_the_causes_of_encoding(text):
    case = evidence("AAAA")
    for cause in CAUSES.values():
        if cause.axis is Axis.ENCODING and cause.id.startswith("sigenc."):
            assert all(isinstance(guess.value, bytes) for guess in cause.undo(text, case))


def test_a_text_that_no_signature_can_have_is_not_read():
    assert readings(evidence("A" * 65_540)) == []
    assert readings(evidence("A" * 65_532))


def test_a_newline_is_taken_off_by_itself_and_with_a_carriage_return():
    undo = CAUSES["sigenc.newline_appended"].undo
    assert [guess.value for guess in undo(b"signature\r\n", evidence(""))] == [b"signature\r", b"signature"]


EXTRA = {
    "a byte after it": (bytes(range(64)) + b"!", "After the signature's 64 bytes there is a byte too many."),
    "three bytes after it": (
        bytes(range(64)) + b"!!!",
        "After the signature's 64 bytes there are 3 bytes too many.",
    ),
}


@pytest.mark.parametrize("case", EXTRA.values(), ids=EXTRA)
def test_bytes_too_many_are_counted(case):
    data, says = case
    evidence = Evidence(decode(Found(w.token(w.signing_input("ES256"), data))), ALGORITHMS["ES256"], ())
    first, second = CAUSES["sigenc.extra_bytes"].undo(data, evidence)
    assert (first.value, first.says) == (data[:64], says)
    assert (second.value, second.says) == (data[-64:], says.replace("After", "Before"))
