"""Each kind of test goes from the cheap to the dear, names the price before, and ends with what it found."""

from dataclasses import replace
from itertools import islice

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

from webapp.inspector import keys
from webapp.inspector.algorithms import ALGORITHMS
from webapp.inspector.base64url import encode
from webapp.inspector.decode import decode
from webapp.inspector.paste import Found
from webapp.inspector.signature.cause import Axis, Evidence, on
from webapp.inspector.signature.edwards import Variant as EdwardsVariant
from webapp.inspector.signature.explanation import Explanation
from webapp.inspector.signature.purse import COMPARED, SKIPPED, of_opening
from webapp.inspector.signature.trials import by_hand, by_mac, by_structure, by_trial
from webapp.inspector.signature.variant import Choices, Variant

from . import workshop as w
from .test_edwards import variant_signature

SOME = 3000  # steps


def key(private, name="key.pem"):
    [row] = keys.read(w.pem(private, name))
    return row


RSA, ED25519, SECRET = key(w.RSA), key(w.ED25519), keys.read_secret(w.SECRET)
OTHER_RSA = key(rsa.generate_private_key(65537, 2048), "other.pem")
OTHER_ED25519 = key(ed25519.Ed25519PrivateKey.generate(), "other.pem")
OTHER_SECRET = keys.read_secret("another secret")


def evidence(alg, sign, *given):
    """A token whose signature is what `sign` makes of its signing input."""
    signed = w.signing_input(alg)
    return Evidence(decode(Found(w.token(signed, sign(signed.encode())))), ALGORITHMS[alg], given)


def steps(search, seen, algorithms=(), most=SOME):
    """The search with the keys that are given, and with the header's algorithm before others."""
    named = [Variant(seen.algorithm), *(Variant(ALGORITHMS[it], (), 6) for it in algorithms)]
    found = list(islice(search(seen, Choices(named), Choices(map(Variant, seen.keys))), most))
    assert all(isinstance(it, int) and it > 0 for it in found[:-1])
    return found


def explained(search, seen, algorithms=()):
    """The causes of what was found, in the order in which they are told; None if nothing was."""
    last = steps(search, seen, algorithms)[-1]
    return [cause.id for cause, _ in last.assumed] if isinstance(last, Explanation) else None


def pss(salt, digest=None, mgf=None):
    algorithm = digest or hashes.SHA256()
    scheme = padding.PSS(padding.MGF1(mgf or algorithm), salt)
    return lambda message: w.RSA.sign(message, scheme, algorithm)


def newline(alg):
    return lambda message: w.signature(alg, message + b"\n")


SEARCHES = {
    "by trial": (by_trial, "EdDSA", (OTHER_ED25519, ED25519)),
    "by MAC": (by_mac, "HS256", (OTHER_SECRET, SECRET)),
    "by structure": (by_structure, "RS256", (OTHER_RSA, RSA)),
}
each_search = pytest.mark.parametrize(("search", "alg", "given"), SEARCHES.values(), ids=SEARCHES)


@each_search
def test_another_message_is_found_among_several_keys(search, alg, given):
    seen = evidence(alg, newline(alg), *given)
    assert explained(search, seen) == ["msg.newline"]
    found = steps(search, seen)[-1]
    assert (found.content, found.signature) == (seen.content, seen.token.signature.bytes)


@each_search
def test_what_is_wrong_besides_is_told_after_it(search, alg, given):
    seen = evidence(alg, lambda message: newline(alg)(message).hex(), *given)
    assert explained(search, seen) == ["msg.newline", "sigenc.hex"]
    assert encode(steps(search, seen)[-1].signature) == encode(bytes.fromhex(seen.token.signature.text))


@each_search
def test_other_keys_explain_nothing(search, alg, given):
    assert explained(search, evidence(alg, newline(alg), given[0], given[0])) is None


@each_search
def test_without_a_key_nothing_is_tried(search, alg, given):
    assert given
    assert not any(it > SKIPPED + 100 for it in steps(search, evidence(alg, newline(alg))))


# Of signatures that cannot be any: nothing is tried.


@pytest.mark.parametrize(
    "signature", [b"\xff" * 64, bytes(3), b""], ids=["S too large", "too short", "nothing"]
)
def test_what_no_signer_makes_is_not_tried(signature):
    assert steps(by_trial, evidence("EdDSA", lambda _: signature, ED25519)) == []


def variants(*public):
    """Keys that verify by arithmetic of our own."""
    return [replace(ED25519, public=EdwardsVariant(it, b"", prehashed=True)) for it in public]


def test_keys_that_are_slow_are_tried_by_hand_and_with_nothing_else_wrong():
    own, other = variants(w.ED25519.public_key().public_bytes_raw(), OTHER_ED25519.public.public_bytes_raw())

    def sign(message):
        return variant_signature(w.ED25519, message, b"", prehashed=True)

    seen = evidence("EdDSA", sign, ED25519, other, own)
    first, second, found = steps(by_hand, seen)
    assert (found.assumed, found.content, found.signature) == ((), seen.content, seen.token.signature.bytes)
    assert first == second > 1000
    assert len(steps(by_hand, evidence("EdDSA", lambda it: sign(it + b"\n"), ED25519, other, own))) == 2
    assert steps(by_trial, evidence("EdDSA", sign, other, own)) == []
    assert steps(by_hand, evidence("EdDSA", sign, ED25519)) == []


def test_an_algorithm_that_the_key_does_not_serve_is_passed_over():
    """A signature of Ed25519 under the header of Ed448."""
    signed = w.signing_input("Ed448")
    token = decode(Found(w.token(signed, w.ED25519.sign(signed.encode()))))
    seen = Evidence(token, ALGORITHMS["Ed448"], (ED25519,))
    assert set(steps(by_trial, seen, most=50)) == {SKIPPED}
    assert isinstance(steps(by_trial, seen, ("EdDSA",))[-1], Explanation)


# A MAC is made once for each message and secret, and looked up.


def test_a_mac_of_another_hash_or_algorithm():
    seen = evidence("HS256", lambda it: w.hmac.digest(w.SECRET.encode(), it, "sha1"), SECRET)
    assert explained(by_mac, seen) == ["digest.wrong_hash"]
    seen = evidence("ES256", lambda it: w.hs256(w.SECRET.encode(), it), SECRET)
    last = list(by_mac(seen, Choices([Variant(ALGORITHMS["HS256"])]), Choices([Variant(SECRET)])))[-1]
    assert last.assumed == ()


DAMAGED = {
    "cut to 128 bits": (lambda mac: mac[:16], "sigenc.truncated_mac"),
    "small letters": (lambda mac: encode(mac).lower(), "transport.case_folded"),
    "its end lost": (lambda mac: encode(mac)[:-6], "transport.truncated"),
}


@pytest.mark.parametrize("case", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_mac_is_known_by_the_whole_one(case):
    damage, cause = case
    seen = evidence("HS256", lambda it: damage(w.hs256(w.SECRET.encode(), it)), OTHER_SECRET, SECRET)
    assert explained(by_mac, seen) == [cause]
    assert steps(by_mac, seen)[-1].signature == w.hs256(w.SECRET.encode(), seen.token.signing_input)


def test_what_is_as_long_as_no_mac_may_be_a_damaged_one_only_where_one_was_due():
    assert steps(by_mac, evidence("RS256", lambda _: bytes(256), SECRET)) == []
    assert steps(by_mac, evidence("HS256", lambda _: bytes(5), SECRET), most=9)


def test_a_message_is_paid_for_once_however_many_secrets_there_are():
    one, three = (
        steps(by_mac, evidence("HS256", lambda _: bytes(32), *[OTHER_SECRET] * count)) for count in (1, 3)
    )
    assert len(one) == len(three) == SOME
    assert sum(three) < sum(one)  # with fewer messages among as many steps


def test_a_message_that_comes_again_with_a_dearer_secret_is_not_paid_for_again():
    seen = evidence("HS256", lambda _: bytes(32))
    secrets = Choices([Variant(OTHER_SECRET), Variant(OTHER_SECRET, (), 1)])
    found = list(islice(by_mac(seen, Choices([Variant(seen.algorithm)]), secrets), SOME))
    assert found.count(SKIPPED) > SOME / 5


def test_nothing_that_is_not_hashed_becomes_a_mac():
    """The header says ES256, whose messages may be taken unhashed, or for those of another algorithm."""
    seen = evidence("ES256", lambda _: bytes(32), SECRET)
    found = list(
        islice(by_mac(seen, Choices([Variant(ALGORITHMS["HS256"])]), Choices([Variant(SECRET)])), SOME)
    )
    assert SKIPPED in found
    assert all(isinstance(it, int) for it in found)


def test_a_header_that_named_another_hmac_when_it_was_signed():
    sent, signed = w.signing_input("HS256"), w.signing_input("HS512")
    token = decode(Found(w.token(sent, w.hmac.digest(w.SECRET.encode(), signed.encode(), "sha512"))))
    seen = Evidence(token, ALGORITHMS["HS256"], (SECRET,))
    assert explained(by_mac, seen) == ["msg.header_edited"]
    assert steps(by_mac, seen)[-1].content.signed == signed.encode()


# An RSA signature is opened, and then compared.


def test_what_an_rsa_signature_deviates_in_is_told_all_at_once():
    every = ["rsa.pss_salt", "rsa.pss_mgf", "digest.wrong_hash"]
    seen = evidence("PS256", pss(20, hashes.SHA512(), hashes.SHA1()), RSA)
    assert explained(by_structure, seen) == every
    seen = evidence("RS256", pss(20, hashes.SHA512(), hashes.SHA1()), RSA)
    assert explained(by_structure, seen) == ["rsa.pkcs1_vs_pss", *every]


def test_a_sound_signature_deviates_in_nothing():
    for seen in (evidence("RS256", w.rs256, RSA), evidence("PS256", pss(32), RSA)):
        assert explained(by_structure, seen) == []


def test_other_keys_are_not_opened_once_one_has_shown_a_structure():
    seen = evidence("RS256", w.rs256, OTHER_RSA, RSA, OTHER_RSA)
    first, second, *_ = steps(by_structure, seen)
    assert first == second == of_opening(RSA)
    assert [it.key.name for it in seen.opened] == ["other.pem", "key.pem"]
    assert [bool(it.structures) for it in seen.opened] == [False, True]


def test_a_key_of_another_size_is_not_opened():
    short = key(rsa.generate_private_key(65537, 1024))
    seen = evidence("RS256", w.rs256, short)
    assert steps(by_structure, seen) == []
    assert seen.opened == []


def test_what_shows_no_structure_is_compared_with_nothing():
    opening = of_opening(OTHER_RSA)
    found = steps(by_structure, evidence("RS256", w.rs256, OTHER_RSA))
    assert set(found) == {opening}


def test_each_comparison_costs_little():
    seen = evidence("RS256", lambda _: w.rs256(b"something else"), RSA)
    opening, *compared = steps(by_structure, seen)
    assert opening == of_opening(RSA)
    assert len(compared) > 1000
    assert min(compared) > COMPARED
    assert sorted(compared)[len(compared) // 2] < 60


def test_every_deviation_of_a_structure_is_a_cause_of_its_own():
    assert {cause.id.partition(".")[0] for cause in on(Axis.STRUCTURE)} == {"rsa"}
