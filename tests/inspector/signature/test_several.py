"""Several tokens of one paste: did one key sign them, and with one nonce?"""

import itertools

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from joserfc import jwk

from webapp.inspector.as_json import as_json
from webapp.inspector.base64url import encode
from webapp.inspector.signature import Status
from webapp.inspector.signature.ecdsa.value import ORDERS
from webapp.inspector.signature.several import listed

from . import workshop as w

each_alg = pytest.mark.parametrize("alg", w.EC_SIGNERS)


def signed(alg, kid, **header):
    message = w.signing_input(alg, kid=kid, **header)
    return w.token(message, w.signature(alg, message.encode()))


def signed_by_another(alg, kid):
    key, algorithm, width = w.EC_SIGNERS[alg]
    other, message = ec.generate_private_key(key.curve), w.signing_input(alg, kid=kid)
    return w.token(message, w.raw(other.sign(message.encode(), ec.ECDSA(algorithm)), width))


def same_nonce(alg, kid, nonce=4711):
    message = w.signing_input(alg, kid=kid)
    return w.token(message, w.with_nonce(alg, message.encode(), nonce))


def thumbprint(alg):
    pem = (
        w.EC_SIGNERS[alg][0]
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return jwk.ECKey.import_key(pem).thumbprint()


def rules(report):
    return [{finding.rule.id for finding in token.findings} for token in report.tokens]


@each_alg
def test_one_key_of_two_tokens_is_found(alg):
    [shared] = w.examined(signed(alg, "a"), signed(alg, "b")).shared_keys
    assert shared.tokens == (0, 1)
    assert [key.thumbprint for key in shared.keys] == [thumbprint(alg)]
    assert shared.message == "One key signed tokens 1 and 2: it is the only one that fits them all."


@each_alg
def test_key_that_two_tokens_share_comes_first_in_both(alg):
    report = w.examined(signed(alg, "a"), signed(alg, "b"))
    for first, second in (token.verification.signer.candidates for token in report.tokens):
        assert (first.key.thumbprint, first.key.name) == (thumbprint(alg), "candidate 1")
        assert (first.known, second.known) == ("It fits tokens 1 and 2.", "")


@each_alg
def test_two_keys_of_two_tokens_are_told_apart(alg):
    [shared] = w.examined(signed(alg, "a"), signed_by_another(alg, "b")).shared_keys
    assert (shared.tokens, shared.keys) == ((0, 1), ())
    assert shared.message.startswith("Tokens 1 and 2 share no key with each other: another key signed,")


@each_alg
def test_token_that_was_changed_shares_no_key(alg):
    header, payload, signature = signed(alg, "b").split(".")
    changed = ".".join((header, payload[:-4] + ("AAAA" if payload[-4:] != "AAAA" else "BBBB"), signature))
    [shared] = w.examined(signed(alg, "a"), changed).shared_keys
    assert shared.keys == ()


def test_stranger_among_several_is_named():
    shared, alone = w.examined(
        signed("ES256", "a"), signed_by_another("ES256", "b"), signed("ES256", "c"), signed("ES256", "d")
    ).shared_keys
    assert (shared.tokens, alone.tokens) == ((0, 2, 3), (1,))
    assert shared.keys
    assert alone.message.startswith("Token 2 shares no key with the others:")


def test_two_keys_with_two_tokens_each_are_two_groups():
    other = ec.generate_private_key(ec.SECP256R1())
    theirs = [
        w.token(it, w.es256(it.encode(), other)) for it in (w.signing_input("ES256", kid=k) for k in "cd")
    ]
    first, second = w.examined(signed("ES256", "a"), theirs[0], signed("ES256", "b"), theirs[1]).shared_keys
    assert (first.tokens, second.tokens) == ((0, 2), (1, 3))


def test_wrong_key_does_not_hide_that_one_key_signed_both():
    other = w.pem(ec.generate_private_key(ec.SECP256R1()))
    report = w.examined(signed("ES256", "a"), signed("ES256", "b"), files=(other,))
    assert {token.verification.status for token in report.tokens} == {Status.INVALID}
    assert [key.thumbprint for key in report.shared_keys[0].keys] == [thumbprint("ES256")]


def test_nothing_is_said_where_nothing_is_to_be_compared():
    one = signed("ES256", "a")
    assert w.examined(one).shared_keys == []
    assert w.examined(one, one).shared_keys == []
    assert w.examined(one, w.token(w.signing_input("HS256"), bytes(32))).shared_keys == []
    assert w.examined(one, signed("ES256", "b"), files=(w.pem(w.P256),)).shared_keys == []


@each_alg
def test_repeated_nonce_is_an_error_of_both(alg):
    report = w.examined(same_nonce(alg, "a"), same_nonce(alg, "b"))
    assert [token.verification.repeats for token in report.tokens] == [(0, 1), (0, 1)]
    assert all("repeated-nonce" in found for found in rules(report))


@each_alg
def test_repeated_nonce_of_verified_tokens_is_an_error_too(alg):
    report = w.examined(same_nonce(alg, "a"), same_nonce(alg, "b"), files=(w.pem(w.EC_SIGNERS[alg][0]),))
    assert {token.verification.status for token in report.tokens} == {Status.VERIFIED}
    assert all("repeated-nonce" in found for found in rules(report))
    assert not report.sound


@each_alg
def test_repeated_nonce_shows_through_a_wrapping(alg):
    der = w.token(message := w.signing_input(alg, kid="b"), as_der(w.with_nonce(alg, message.encode(), 4711)))
    for files in ((), (w.pem(w.EC_SIGNERS[alg][0]),)):
        assert all("repeated-nonce" in it for it in rules(w.examined(same_nonce(alg, "a"), der, files=files)))


def as_der(signature):
    middle = len(signature) // 2
    return encode_dss_signature(
        *(int.from_bytes(it, "big") for it in (signature[:middle], signature[middle:]))
    )


def test_every_pair_of_several_is_named():
    report = w.examined(*(same_nonce("ES256", kid) for kid in "abc"), signed("ES256", "d"))
    assert [token.verification.repeats for token in report.tokens] == [*[(0, 1, 2)] * 3, ()]
    message = next(it.message for it in report.tokens[0].findings if it.rule.id == "repeated-nonce")
    assert message.startswith("One key signed tokens 1, 2 and 3 of the paste with the same R.")
    assert "private key" in message
    assert "revoke" in message


def test_private_key_is_never_computed():
    """Not even where anybody could: it stands nowhere in the report."""
    number = w.P256.private_numbers().private_value
    shown = repr(as_json(w.examined(same_nonce("ES256", "a"), same_nonce("ES256", "b"))))
    assert str(number) not in shown
    assert encode(number.to_bytes(32, "big")) not in shown


def test_same_token_twice_is_no_repetition():
    one = same_nonce("ES256", "a")
    assert not any("repeated-nonce" in found for found in rules(w.examined(one, f"{one} {one}")))


def test_mirrored_signature_is_no_repetition():
    """(r, n - s) is a second signature of the same content, which anybody can write."""
    message = w.signing_input("ES256", kid="a")
    signature = w.with_nonce("ES256", message.encode(), 4711)
    s = ORDERS["P-256"] - int.from_bytes(signature[32:], "big")
    report = w.examined(w.token(message, signature), w.token(message, signature[:32] + s.to_bytes(32, "big")))
    assert not any("repeated-nonce" in found for found in rules(report))
    assert report.shared_keys == []


def test_same_r_of_two_keys_is_none_either():
    mine = same_nonce("ES256", "a")
    message = w.signing_input("ES256", kid="b")
    forged = mine.rpartition(".")[2]
    assert not any("repeated-nonce" in it for it in rules(w.examined(mine, f"{message}.{forged}")))


def test_nonce_of_its_own_draws_nothing():
    for alg, nonces in itertools.product(w.EC_SIGNERS, [(4711, 4712)]):
        report = w.examined(*(same_nonce(alg, str(nonce), nonce) for nonce in nonces))
        assert not any("repeated-nonce" in found for found in rules(report))


def test_tokens_are_listed_by_number():
    assert [listed(range(count)) for count in (1, 2, 3)] == ["1", "1 and 2", "1, 2 and 3"]
    assert listed(range(20)) == "1, 2, 3, 4, 5 and 15 more"
